import { and, eq, isNotNull } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
import { authenticators, passkeys, recoveryCodes } from "@/db/schema";
import { lockAccount } from "@/lib/auth/accounts";
import type { Actor } from "@/lib/auth/actor";
import { forgiveAttempts, heldUntil } from "@/lib/auth/counters";
import { factorsOf, hasSecondFactor } from "@/lib/auth/factors";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { recoverySubject } from "@/lib/auth/recovery-codes";
import { endSessionsOf } from "@/lib/auth/sessions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { dropTokens } from "@/lib/auth/tokens";
import { totpSubject } from "@/lib/auth/totp";
import { AppError } from "@/lib/core/errors";
import { command, recordAudit } from "@/lib/domain/audit/record";
import type { MemberInput } from "@/lib/domain/members/input";
import { lockOrganization, manageableMember } from "@/lib/domain/members/rules";
import { passwordSubject, tellChange } from "@/lib/domain/sign-in/rules";
import { assertBelongsHereAlone } from "./rules";

/** The member whose account it is about, with the organization locked and then the account. Refuses an API-only member. */
async function lockedMember(tx: Tx, grant: Grant, memberId: string) {
  await lockOrganization(tx, grant);
  const member = await manageableMember(tx, grant, memberId);
  if (member.apiOnly)
    throw new AppError(
      "conflict",
      `${member.name} is API-only and never signs in, so there is nothing to do.`,
    );
  const account = await lockAccount(tx, { id: member.userId });
  if (!account) throw new Error("A membership is without its account.");
  return { member, account };
}

/**
 * Ends what holds a member's password after too many wrong ones, if anything does. Refuses an account on which another
 * organization relies too.
 */
export const unlockMember = command("member.unlocked", async (actor: Actor, { memberId }: MemberInput) => {
  const grant = authorize(actor, "members:write");
  return change(grant, async (tx) => {
    const { member, account } = await lockedMember(tx, grant, memberId);
    await assertBelongsHereAlone(
      tx,
      grant,
      account.id,
      "Whoever it belongs to can unlock it by the link in the mail about the lock.",
    );
    const subject = passwordSubject(account.email);
    const unlocked = { id: member.id, name: member.name };
    if (!(await heldUntil(tx, subject))) return unlocked;
    await forgiveAttempts(tx, subject);
    await recordAudit(tx, actor, "member.unlocked", member.target);
    return unlocked;
  });
});

/**
 * Takes a member's authenticator app, passkeys and recovery codes from their account, ends their sessions and tells them
 * by mail, so that they can begin anew; where there is none, nothing happens. Refuses an account on which another
 * organization relies too.
 */
export const resetSecondFactors = command(
  "member.factors_reset",
  async (actor: Actor, { memberId }: MemberInput) => {
    const grant = authorize(actor, "members:write");
    assertRecentFactor(actor);
    return change(grant, async (tx) => {
      const { member, account } = await lockedMember(tx, grant, memberId);
      if (account.id === actor.userId)
        throw new AppError(
          "conflict",
          "These are your own. Change them on the page Security of your account.",
        );
      await assertBelongsHereAlone(tx, grant, account.id, "The operator of this installation can reset it.");
      const before = await factorsOf(tx, account.id);
      const reset = { id: member.id, name: member.name };
      if (!hasSecondFactor(before)) return reset;
      await tx
        .delete(authenticators)
        .where(and(eq(authenticators.userId, account.id), isNotNull(authenticators.confirmedAt)));
      await tx.delete(passkeys).where(eq(passkeys.userId, account.id));
      await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, account.id));
      await forgiveAttempts(tx, totpSubject(account.id));
      await forgiveAttempts(tx, recoverySubject(account.id));
      const ended = await endEverySession(tx, account.id);
      await recordAudit(tx, actor, "member.factors_reset", member.target, {
        before,
        after: { endedSessions: ended },
      });
      await tellChange(tx, account, "factors-reset", actor.organization.name, actor.request);
      return reset;
    });
  },
);

/**
 * Signs a member out everywhere, but for the session that asks; answers how many sessions that ended. Refuses an account on
 * which another organization relies too.
 */
export const endMemberSessions = command(
  "member.sessions_ended",
  async (actor: Actor, { memberId }: MemberInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      const { member, account } = await lockedMember(tx, grant, memberId);
      await assertBelongsHereAlone(
        tx,
        grant,
        account.id,
        "To shut them out of this organization, disable them.",
      );
      const ended = await endEverySession(tx, account.id, actor.sessionId ?? undefined);
      if (ended > 0)
        await recordAudit(tx, actor, "member.sessions_ended", member.target, { after: { ended } });
      return { id: member.id, name: member.name, ended };
    });
  },
);

/** Ends what a locked account is signed in by, and what it has just proven but not yet entered with. */
async function endEverySession(tx: Tx, userId: string, exceptId?: string): Promise<number> {
  await dropTokens(tx, "ticket", userId);
  return endSessionsOf(tx, userId, exceptId);
}
