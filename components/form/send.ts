import { unstable_rethrow } from "next/navigation";
import { type ActionState, type FormAction, idle } from "@/lib/core/action-state";

/** A refusal in our own words, for what never came to the server. */
export function refusal(
  message: string,
  code: "unavailable" | "step-up-required" = "unavailable",
): ActionState<never> {
  return { status: "refused", code, message, fields: [], values: {}, requestId: null };
}

/** Calls a server action from code as its form would. A server that cannot be reached is a refusal like any other. */
export async function send<Data>(
  action: FormAction<Data>,
  entered: FormData | Record<string, string>,
  state: ActionState<Data> = idle,
): Promise<ActionState<Data>> {
  const form = entered instanceof FormData ? entered : new FormData();
  if (!(entered instanceof FormData))
    for (const [name, value] of Object.entries(entered)) form.set(name, value);
  try {
    return await action(state, form);
  } catch (error) {
    unstable_rethrow(error);
    return refusal(
      "The server could not be reached. Check your connection and try again; what you entered is still here.",
    );
  }
}
