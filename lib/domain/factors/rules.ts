import { eq } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { recoveryCodes } from "@/db/schema";
import type { Account } from "@/lib/auth/accounts";
import type { Halfway, Person } from "@/lib/auth/actor";
import { noteAttempt } from "@/lib/auth/attempts";
import { factorsOf, hasSecondFactor } from "@/lib/auth/factors";
import { demandsOn } from "@/lib/auth/policy";
import { endSessionsOf, endUnfinishedSessions, issueTicket } from "@/lib/auth/sessions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { dropTokens } from "@/lib/auth/tokens";
import { AppError } from "@/lib/core/errors";
import type { SecondFactorMethod } from "@/lib/core/sign-in";
import { admit, type Ticket } from "@/lib/domain/sign-in/rules";

/** More than anyone has devices; it bounds what a browser is sent. */
export const mostPasskeys = 20;

/**
 * Refuses whoever may not add a factor: someone signed in whose last proof is old, and someone halfway whose account has
 * a factor already, since that one must be shown first.
 */
export async function assertMayEnrol(tx: Tx, who: Person | Halfway): Promise<void> {
  if (who.kind === "person") return assertRecentFactor(who);
  if (hasSecondFactor(await factorsOf(tx, who.userId)))
    throw new AppError("second-factor-required", "Show the second factor that you have first.");
}

/** Refuses to take the last factor from someone whose organization requires one, saying which. Needs the account locked. */
export async function assertNotLast(
  tx: Tx,
  userId: string,
  going: "authenticator" | "passkey",
): Promise<void> {
  const { authenticator, passkeys } = await factorsOf(tx, userId);
  const left = going === "authenticator" ? passkeys : passkeys - 1 + Number(authenticator);
  if (left > 0) return;
  const { secondFactorBy, secondFactorSoonBy } = await demandsOn(tx, userId);
  const requiredBy = [...secondFactorBy, ...secondFactorSoonBy];
  if (requiredBy.length > 0) {
    throw new AppError(
      "conflict",
      `${requiredBy.join(", ")} requires a second factor, and this is your last one. Add another first.`,
    );
  }
  // Recovery codes stand in for a factor; without one they would open what nobody can see any more.
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
}

/** Refuses an account without a second factor. */
export async function assertHasFactor(tx: Tx, userId: string): Promise<void> {
  if (!hasSecondFactor(await factorsOf(tx, userId)))
    throw new AppError("conflict", "Set up an authenticator app or a passkey first.");
}

/** Renews the session in which a credential changed, ends the others where that was wished, and answers the new one's ticket. */
export async function renewed(
  tx: Tx,
  who: Person | Halfway,
  account: Account,
  secondFactor: SecondFactorMethod | null,
  otherSessions: "end" | "keep",
): Promise<Ticket> {
  // What the old credentials have just bought is not spent any more.
  await dropTokens(tx, "ticket", who.userId);
  await endUnfinishedSessions(tx, who.userId, who.sessionId);
  if (otherSessions === "end") await endSessionsOf(tx, who.userId, who.sessionId);
  const rise = { renews: who.sessionId, ...(secondFactor ? { secondFactor } : {}) };
  if (who.kind === "halfway") return admit(tx, who, account, rise);
  return { ticket: await issueTicket(tx, who.userId, rise), halfway: false };
}

/** Writes down that someone halfway is in, by the factor that they have just set up. */
export async function noteCompleted(who: Person | Halfway, method: SecondFactorMethod): Promise<void> {
  if (who.kind !== "halfway") return;
  await noteAttempt(who.request, { email: who.email, userId: who.userId, method, outcome: "success" });
}
