import { and, eq } from "drizzle-orm";
import { change, enter, pass, type Tx } from "@/db/door";
import { auditEvents, invitations } from "@/db/schema";
import { accountOfProvenAddress } from "@/lib/auth/accounts";
import type { Actor, Person, Stranger } from "@/lib/auth/actor";
import { noteAttempt } from "@/lib/auth/attempts";
import { assertAddressAllowed } from "@/lib/auth/gate";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { dropTokens, peekToken, spendToken, tokenPass } from "@/lib/auth/tokens";
import { day, fromNow, now } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { formatRelative } from "@/lib/core/format";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { assertGivableGroups, stillThere } from "@/lib/domain/groups/rules";
import { assertGivable, joinOrganization, lockOrganization } from "@/lib/domain/members/rules";
import { admit, outcomeOf, type Ticket } from "@/lib/domain/sign-in/rules";
import { type AcceptInput, type InvitationIdInput, type InviteInput, judgeRow } from "./input";
import {
  assertInviterStands,
  assertRoom,
  freeSeats,
  type InviteVerdict,
  inviteAll,
  mailAgain,
  noFreeSeat,
  refused,
  targetOf,
} from "./rules";

/**
 * Invites people by email. Each row is judged by itself: a bad address, a member, someone invited already or
 * the want of a free seat is told for that row, and the good rows still go. Refuses a role or a group that may
 * do more than the actor.
 */
export const inviteMembers = command(
  "invitation.sent",
  async (actor: Actor, input: InviteInput): Promise<InviteVerdict[]> => {
    const grant = authorize(actor, "members:write");
    assertGivable(actor, input.role);
    return change(grant, async (tx) => {
      const { seats } = await lockOrganization(tx, grant);
      await assertGivableGroups(tx, actor, input.groupIds);
      const judged = input.emails.map((row) => ({ address: row.address, ...judgeRow(row) }));
      const wellFormed = judged.flatMap((row) =>
        "email" in row
          ? { email: row.email, name: row.name, role: input.role, groupIds: input.groupIds }
          : [],
      );
      const { message, expiresInDays } = input;
      const verdicts = await inviteAll(tx, actor, wellFormed, { seats, message, expiresInDays });
      // Each in its place again, with those between that were no addresses.
      return judged.map((row) =>
        "complaint" in row
          ? refused(row.address, "invalid", row.complaint)
          : (verdicts.shift() as InviteVerdict),
      );
    });
  },
);

/** Finds a pending invitation, expired or not, under the organization's lock. Refuses one that was decided, or whose role is beyond the actor. */
async function pendingInvitation(tx: Tx, grant: Grant, invitationId: string) {
  const { seats } = await lockOrganization(tx, grant);
  const here = and(eq(invitations.organizationId, grant.organizationId), eq(invitations.id, invitationId));
  const [invitation] = await tx.select().from(invitations).where(here);
  if (!invitation) throw notFound("invitation");
  if (invitation.status !== "pending") throw await decided(tx, invitation);
  assertGivable(grant.actor, invitation.role);
  await assertGivableGroups(tx, grant.actor, await stillThere(tx, grant.organizationId, invitation.groupIds));
  return {
    invitation,
    seats,
    here,
    target: targetOf(invitation),
  };
}

/** Says what became of an invitation that waits no longer, by whom and when. */
async function decided(tx: Tx, invitation: typeof invitations.$inferSelect): Promise<AppError> {
  const { organizationId, id, email, status, decidedAt } = invitation;
  if (status === "accepted") return new AppError("conflict", `${email} accepted this invitation already.`);
  const [deed] = await tx
    .select({ by: auditEvents.actorName })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.streamId, organizationId),
        eq(auditEvents.targetId, id),
        eq(auditEvents.action, "invitation.cancelled"),
        eq(auditEvents.outcome, "done"),
      ),
    );
  const when = decidedAt ? ` ${formatRelative(decidedAt, now())}` : "";
  return new AppError("conflict", `This invitation was cancelled${deed ? ` by ${deed.by}` : ""}${when}.`);
}

/** Sends a pending or expired invitation again: a new link, good for the whole time again; the old one is dead. */
export const resendInvitation = command(
  "invitation.resent",
  async (actor: Actor, { invitationId }: InvitationIdInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      const { invitation, seats, here, target } = await pendingInvitation(tx, grant, invitationId);
      // One that ran out has given up its seat.
      if (invitation.expiresAt <= now() && (await freeSeats(tx, grant.organizationId, seats)) <= 0)
        throw noFreeSeat();
      const mailId = await mailAgain(tx, actor, invitation);
      await tx
        .update(invitations)
        .set({
          expiresAt: fromNow(invitation.expiresInDays * day),
          requestedAt: null,
          mailStatus: "queued",
          mailId,
          // Whoever sends it answers for it from now on.
          invitedBy: actor.memberId,
          invitedByKey: actor.keyId,
          invitedByName: actor.name,
        })
        .where(here);
      await recordAudit(tx, actor, "invitation.resent", target);
      return { id: invitation.id, email: invitation.email };
    });
  },
);

/** Takes a pending invitation back; its link is dead at once. */
export const cancelInvitation = command(
  "invitation.cancelled",
  async (actor: Actor, { invitationId }: InvitationIdInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      const { invitation, here, target } = await pendingInvitation(tx, grant, invitationId);
      await dropTokens(tx, "invitation", invitation.id);
      await tx.update(invitations).set({ status: "cancelled", decidedAt: now() }).where(here);
      await recordAudit(tx, actor, "invitation.cancelled", target);
      return { id: invitation.id, email: invitation.email };
    });
  },
);

/** Where an accepted invitation leads: into the organization, with a ticket when an account was made for it. */
export type Accepted = {
  slug: string;
  email: string;
  userId: string;
  signedIn: boolean;
  ticket: Ticket | null;
};

/**
 * Accepts an invitation, once however often it is pressed. Without an account one is made, its address proven
 * by the link. An account that exists keeps its name, password and factors, and signs in by its own means.
 * Refuses someone who is signed in as another address, with nothing accepted.
 */
export const acceptInvitation = command(
  "invitation.accepted",
  async (who: Person | Stranger, { token: secret, name: given }: AcceptInput): Promise<Accepted> => {
    const organizationId = (await peekToken("invitation", secret))?.organizationId ?? "";
    const accepted = await change(tokenPass(secret), async (tx) => {
      await enter(tx, pass({ organizationId }));
      // The organization before its token, as in every other command, or two could wait for each other.
      const organization = organizationId ? await lockOrganization(tx, { organizationId }) : null;
      const token = await spendToken(tx, "invitation", secret);
      const here = and(eq(invitations.organizationId, organizationId), eq(invitations.id, token.subjectId));
      const [invitation] = await tx.select().from(invitations).where(here);
      if (invitation?.status !== "pending" || !organization)
        throw new AppError("gone", "This invitation is no longer valid.");
      if (who.kind === "person" && who.email !== invitation.email) {
        throw new AppError(
          "wrong-account",
          `This invitation is for ${invitation.email}, and you are signed in as ${who.email}. Sign out, then open the link again.`,
        );
      }
      await assertAddressAllowed(tx, organization, who.request.ip);
      await assertInviterStands(tx, invitation);
      await assertRoom(tx, organization);
      const name = given ?? invitation.name ?? invitation.email.split("@")[0] ?? invitation.email;
      const { account: user, made } = await accountOfProvenAddress(tx, { email: invitation.email, name });
      const groupIds = await stillThere(tx, organizationId, invitation.groupIds);
      await joinOrganization(tx, { organizationId, userId: user.id, role: invitation.role, groupIds });
      await tx.update(invitations).set({ status: "accepted", decidedAt: now() }).where(here);
      await recordAudit(
        tx,
        { kind: "user", id: user.id, name: user.name, organizationId, request: who.request },
        "invitation.accepted",
        targetOf(invitation),
        { after: { role: invitation.role, groupIds: invitation.groupIds } },
      );
      const begins = made && who.kind === "stranger";
      const ticket = begins ? await admit(tx, who, user, { method: "invitation" }) : null;
      return {
        slug: organization.slug,
        email: invitation.email,
        ticket,
        signedIn: who.kind === "person",
        userId: user.id,
      };
    });
    const { userId, email, ticket } = accepted;
    if (ticket)
      await noteAttempt(who.request, { email, userId, method: "invitation", outcome: outcomeOf(ticket) });
    return accepted;
  },
);
