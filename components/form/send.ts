import { unstable_rethrow } from "next/navigation";
import { type ActionState, type FormAction, idle } from "@/lib/core/action-state";

/** A refusal in our own words, for what never came to the server. */
export function refusal(
  message: string,
  code: "unavailable" | "step-up-required" = "unavailable",
): ActionState<never> {
  return { status: "refused", code, message, fields: [], values: {}, requestId: null };
}

/**
 * Calls a server action from code as its form would, but without the answer before, which may carry all that was entered
 * back once more and so make the next request twice as large. A server that cannot be reached is a refusal like any other. */
export async function send<Data>(
  action: FormAction<Data>,
  entered: FormData | Record<string, string>,
): Promise<ActionState<Data>> {
  const form = entered instanceof FormData ? entered : new FormData();
  if (!(entered instanceof FormData))
    for (const [name, value] of Object.entries(entered)) form.set(name, value);
  try {
    return await action(idle, form);
  } catch (error) {
    unstable_rethrow(error);
    return refusal(
      "The server could not be reached. Check your connection and try again; what you entered is still here.",
    );
  }
}
