import { and, eq } from "drizzle-orm";
import { change, enter, pass, type Tx } from "@/db/door";
import { invitations } from "@/db/schema";
import { accountOfProvenAddress } from "@/lib/auth/accounts";
import type { Actor, Person, Stranger } from "@/lib/auth/actor";
import { noteAttempt } from "@/lib/auth/attempts";
import { assertAddressAllowed } from "@/lib/auth/gate";
import { authorize, type Grant } from "@/lib/auth/permissions";
import {
  countTokens,
  dropTokens,
  expireTokens,
  issueToken,
  peekToken,
  spendToken,
  tokenLife,
  tokenPass,
} from "@/lib/auth/tokens";
import { day, fromNow, hour, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError, type ErrorCode, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Role, roleNames } from "@/lib/core/roles";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { assertGivableGroups, stillThere } from "@/lib/domain/groups/rules";
import { assertGivable, joinOrganization, lockOrganization } from "@/lib/domain/members/rules";
import { admit, outcomeOf, type Ticket } from "@/lib/domain/sign-in/rules";
import { sendMail } from "@/lib/jobs/mail";
import { type AcceptInput, type InvitationIdInput, type InviteInput, judgeRow } from "./input";
import { assertInviterStands, freeSeats, knownAddresses, lettersPerHour, noFreeSeat } from "./rules";

type Invitation = typeof invitations.$inferSelect;

/** What became of one address of an invitation list. */
export type InviteVerdict =
  | { email: string; outcome: "invited"; invitationId: string }
  | { email: string; outcome: "refused"; code: ErrorCode; reason: string };

function refused(email: string, code: ErrorCode, reason: string): InviteVerdict {
  return { email, outcome: "refused", code, reason };
}

/** Makes a new link for the invitation, which kills the one before, and mails it. Answers the mail's id. */
async function mailInvitation(
  tx: Tx,
  actor: Actor,
  invitation: Pick<Invitation, "id" | "email" | "name" | "role">,
): Promise<string> {
  const { organization } = actor;
  if ((await countTokens(tx, "invitation", invitation.id, hour)) >= lettersPerHour) {
    throw new AppError(
      "rate-limited",
      "This invitation was sent five times within an hour. Wait before sending it again.",
    );
  }
  await expireTokens(tx, "invitation", invitation.id);
  const secret = await issueToken(tx, "invitation", invitation.id, { organizationId: organization.id });
  return sendMail(
    tx,
    invitation.email,
    {
      template: "invitation",
      props: {
        organization: organization.name,
        inviter: actor.kind === "member" ? actor.name : organization.name,
        role: roleNames[invitation.role],
        link: `${env().APP_URL}/invitations/${secret}`,
        expiresInDays: tokenLife.invitation / day,
        inviteeName: invitation.name ?? null,
      },
    },
    { organizationId: organization.id, invitationId: invitation.id },
  );
}

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
      const addresses = judged.flatMap((row) => ("email" in row ? row.email : []));
      const known = await knownAddresses(tx, grant.organizationId, addresses);
      let free = await freeSeats(tx, grant, seats);
      const verdicts: InviteVerdict[] = [];
      for (const row of judged) {
        if ("complaint" in row) {
          verdicts.push(refused(row.address, "invalid", row.complaint));
        } else if (known.members.has(row.email)) {
          verdicts.push(refused(row.email, "already-member", "This person is a member already."));
        } else if (known.pending.has(row.email)) {
          const reason = "This person is invited already. Resend the invitation instead.";
          verdicts.push(refused(row.email, "already-invited", reason));
        } else if (free <= 0) {
          verdicts.push(refused(row.email, "no-free-seat", noFreeSeat().message));
        } else {
          free -= 1;
          known.pending.add(row.email);
          if (known.expired.has(row.email)) await giveUpExpired(tx, grant, row.email);
          const invitationId = await invite(tx, actor, { ...row, ...input });
          verdicts.push({ email: row.email, outcome: "invited", invitationId });
        }
      }
      return verdicts;
    });
  },
);

/** An invitation that ran out gives up its place when the address is invited anew. */
async function giveUpExpired(tx: Tx, grant: Grant, email: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ status: "cancelled", decidedAt: now() })
    .where(
      and(
        eq(invitations.organizationId, grant.organizationId),
        eq(invitations.status, "pending"),
        eq(invitations.email, email),
      ),
    );
}

async function invite(
  tx: Tx,
  actor: Actor,
  {
    email,
    name = null,
    role,
    groupIds,
  }: { email: string; name?: string | null; role: Role; groupIds: string[] },
): Promise<string> {
  const id = newId("invitation");
  const mailId = await mailInvitation(tx, actor, { id, email, name, role });
  await tx.insert(invitations).values({
    organizationId: actor.organization.id,
    id,
    email,
    name,
    role,
    groupIds,
    status: "pending",
    mailStatus: "queued",
    mailId,
    invitedBy: actor.memberId,
    invitedByName: actor.name,
    createdAt: now(),
    expiresAt: fromNow(tokenLife.invitation),
  });
  await recordAudit(
    tx,
    actor,
    "invitation.sent",
    { kind: "invitation", id, name: email },
    { after: { role, groupIds } },
  );
  return id;
}

/** Finds a pending invitation, expired or not, under the organization's lock. Refuses one that was decided, or whose role is beyond the actor. */
async function pendingInvitation(tx: Tx, grant: Grant, invitationId: string) {
  const { seats } = await lockOrganization(tx, grant);
  const here = and(eq(invitations.organizationId, grant.organizationId), eq(invitations.id, invitationId));
  const [invitation] = await tx.select().from(invitations).where(here);
  if (!invitation) throw notFound("invitation");
  if (invitation.status !== "pending")
    throw new AppError("conflict", `This invitation was ${invitation.status} already.`);
  assertGivable(grant.actor, invitation.role);
  await assertGivableGroups(tx, grant.actor, await stillThere(tx, grant.organizationId, invitation.groupIds));
  return {
    invitation,
    seats,
    here,
    target: { kind: "invitation", id: invitation.id, name: invitation.email } as const,
  };
}

/** Sends a pending or expired invitation again: a new link, good for the whole time again; the old one is dead. */
export const resendInvitation = command(
  "invitation.resent",
  async (actor: Actor, { invitationId }: InvitationIdInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      const { invitation, seats, here, target } = await pendingInvitation(tx, grant, invitationId);
      // One that ran out has given up its seat.
      if (invitation.expiresAt <= now() && (await freeSeats(tx, grant, seats)) <= 0) throw noFreeSeat();
      const mailId = await mailInvitation(tx, actor, invitation);
      await tx
        .update(invitations)
        .set({ expiresAt: fromNow(tokenLife.invitation), mailStatus: "queued", mailId })
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
      const name = given ?? invitation.name ?? invitation.email.split("@")[0] ?? invitation.email;
      const { account: user, made } = await accountOfProvenAddress(tx, { email: invitation.email, name });
      const groupIds = await stillThere(tx, organizationId, invitation.groupIds);
      await joinOrganization(tx, { organizationId, userId: user.id, role: invitation.role, groupIds });
      await tx.update(invitations).set({ status: "accepted", decidedAt: now() }).where(here);
      await recordAudit(
        tx,
        { kind: "user", id: user.id, name: user.name, organizationId, request: who.request },
        "invitation.accepted",
        { kind: "invitation", id: invitation.id, name: invitation.email },
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
