import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { findAccount } from "@/lib/auth/accounts";
import { forgiveAttempts, heldUntil } from "@/lib/auth/counters";
import { recoverySubject } from "@/lib/auth/recovery-codes";
import { totpSubject } from "@/lib/auth/totp";
import { AppError } from "@/lib/core/errors";
import { emailInput } from "@/lib/core/input";
import { recordAudit } from "@/lib/domain/audit/record";
import { passwordSubject } from "@/lib/domain/sign-in/rules";

const fromNowhere = { ip: null, userAgent: null, requestId: null };

/** Ends what holds an account's password and its codes; answers whether anything was counted. Refuses an address without an account. */
export async function unlockUser(address: string): Promise<{ email: string; wasLocked: boolean }> {
  const email = emailInput.parse(address);
  const account = await findAccount(database(), { email });
  if (!account) throw new AppError("not-found", `There is no account of ${email}.`);
  const { id, name } = account;
  const subjects = [passwordSubject(email), totpSubject(id), recoverySubject(id)];
  return change(pass({ userId: id }), async (tx) => {
    const holds = await Promise.all(subjects.map((subject) => heldUntil(tx, subject)));
    for (const subject of subjects) await forgiveAttempts(tx, subject);
    const wasLocked = holds.some((hold) => hold !== null);
    // It stands in the account's own log, by the operator's hand.
    const author = { kind: "user", id, name: "operator", request: fromNowhere } as const;
    if (wasLocked) await recordAudit(tx, author, "user.unlocked", { kind: "user", id, name });
    return { email, wasLocked };
  });
}
