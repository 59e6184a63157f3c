import type { Tx } from "@/db/door";
import { seal } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import type { RequestContext } from "@/lib/core/request";
import { enqueue } from "./queue";

/** What binds the link of an answer to the browser that asked. */
type Binding = Record<string, unknown>;

/** Something asked of an address that may or may not have an account. */
export type AccountRequest =
  | { deed: "sign-up"; email: string; name: string; passwordHash: string; binding: Binding }
  | {
      deed: "sign-in-link" | "reset-password" | "confirm-email";
      email: string;
      binding: Binding;
      goTo?: string;
    }
  | { deed: "change-email"; email: string; userId: string }
  | { deed: "tell-locked"; email: string; failures: number };

export type RequestJob = { id: string; sealed: string };

/** The context under which requests are sealed: one of them holds a password's hash. */
export const requestSeal = "account-request";

/**
 * Leaves a request to be answered by a job. Whoever asks gets the same answer, by the same statements and in the same
 * time, whether or not the address has an account; what it has is found out afterwards (ASVS 5.0 6.3.8).
 */
export async function leaveRequest(tx: Tx, request: AccountRequest, context: RequestContext): Promise<void> {
  const sealed = seal(JSON.stringify({ request, context }), requestSeal);
  await enqueue(tx, "account-request", { sealed }, newId("mail"));
}
