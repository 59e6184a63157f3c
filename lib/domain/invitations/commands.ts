import { and, eq, inArray } from "drizzle-orm";
import { change, enter, pass, type Tx } from "@/db/door";
import { groupMemberships, groups, invitations, memberships, organizations, users } from "@/db/schema";
import type { Actor, Person, Stranger } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { dropTokens, issueToken, spendToken, tokenLife, tokenPass } from "@/lib/auth/tokens";
import { day, fromNow, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError, type ErrorCode, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Role, roleNames } from "@/lib/core/roles";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { assertGivable, lockOrganization } from "@/lib/domain/members/rules";
import { sendMail } from "@/lib/jobs/mail";
import { type AcceptInput, type InvitationIdInput, type InviteInput, judgeRow } from "./input";
import { assertGivableGroups, freeSeats, noFreeSeat } from "./rules";

type Invitation = typeof invitations.$inferSelect;

/** What became of one address of an invitation list. */
export type InviteVerdict =
  | { email: string; outcome: "invited"; invitationId: string }
  | { email: string; outcome: "refused"; code: ErrorCode; reason: string };

/** Makes a new link for the invitation, which kills the one before, and mails it. Answers the mail's id. */
async function mailInvitation(
  tx: Tx,
  actor: Actor,
  invitation: Pick<Invitation, "id" | "email" | "name" | "role">,
): Promise<string> {
  const { organization } = actor;
  await dropTokens(tx, "invitation", invitation.id);
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

async function knownAddresses(tx: Tx, organizationId: string, emails: string[]) {
  const [members, pending] = await Promise.all([
    tx
      .select({ email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.organizationId, organizationId), inArray(users.email, emails))),
    tx
      .select({ email: invitations.email, expiresAt: invitations.expiresAt })
      .from(invitations)
      .where(
        and(
          eq(invitations.organizationId, organizationId),
          eq(invitations.status, "pending"),
          inArray(invitations.email, emails),
        ),
      ),
  ]);
  return {
    members: new Set(members.map((row) => row.email)),
    pending: new Set(pending.filter((row) => row.expiresAt > now()).map((row) => row.email)),
    expired: pending.filter((row) => row.expiresAt <= now()).map((row) => row.email),
  };
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
      const known = await knownAddresses(tx, grant.organizationId, [
        "",
        ...judged.flatMap((row) => ("email" in row ? [row.email] : [])),
      ]);
      await replaceExpired(tx, grant, known.expired);
      let free = await freeSeats(tx, grant, seats);
      const verdicts: InviteVerdict[] = [];
      for (const row of judged) {
        if ("complaint" in row) {
          verdicts.push({ email: row.address, outcome: "refused", code: "invalid", reason: row.complaint });
        } else if (known.members.has(row.email)) {
          verdicts.push({
            email: row.email,
            outcome: "refused",
            code: "already-member",
            reason: "This person is a member already.",
          });
        } else if (known.pending.has(row.email)) {
          verdicts.push({
            email: row.email,
            outcome: "refused",
            code: "already-invited",
            reason: "This person is invited already. Resend the invitation instead.",
          });
        } else if (free <= 0) {
          verdicts.push({
            email: row.email,
            outcome: "refused",
            code: "no-free-seat",
            reason: noFreeSeat().message,
          });
        } else {
          free -= 1;
          known.pending.add(row.email);
          verdicts.push({
            email: row.email,
            outcome: "invited",
            invitationId: await invite(tx, actor, { ...row, ...input }),
          });
        }
      }
      return verdicts;
    });
  },
);

/** An invitation that ran out gives up its place when the address is invited anew. */
async function replaceExpired(tx: Tx, grant: Grant, emails: string[]): Promise<void> {
  if (emails.length === 0) return;
  await tx
    .update(invitations)
    .set({ status: "cancelled", decidedAt: now() })
    .where(
      and(
        eq(invitations.organizationId, grant.organizationId),
        eq(invitations.status, "pending"),
        inArray(invitations.email, emails),
      ),
    );
}

async function invite(
  tx: Tx,
  actor: Actor,
  row: { email: string; name?: string; role: Role; groupIds: string[] },
): Promise<string> {
  const id = newId("invitation");
  const mailId = await mailInvitation(tx, actor, {
    id,
    email: row.email,
    name: row.name ?? null,
    role: row.role,
  });
  await tx.insert(invitations).values({
    organizationId: actor.organization.id,
    id,
    email: row.email,
    name: row.name ?? null,
    role: row.role,
    groupIds: row.groupIds,
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
    { kind: "invitation", id, name: row.email },
    { after: { role: row.role, groupIds: row.groupIds } },
  );
  return id;
}

/** Finds a pending invitation, expired or not, under the organization's lock. Refuses one that was decided, or whose role is beyond the actor. */
async function pendingInvitation(tx: Tx, grant: Grant, invitationId: string) {
  await lockOrganization(tx, grant);
  const here = and(eq(invitations.organizationId, grant.organizationId), eq(invitations.id, invitationId));
  const [invitation] = await tx.select().from(invitations).where(here);
  if (!invitation) throw notFound("invitation");
  if (invitation.status !== "pending")
    throw new AppError("conflict", `This invitation was ${invitation.status} already.`);
  assertGivable(grant.actor, invitation.role);
  await assertGivableGroups(tx, grant.actor, await stillThere(tx, grant.organizationId, invitation.groupIds));
  return {
    invitation,
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
      const { invitation, here, target } = await pendingInvitation(tx, grant, invitationId);
      if (invitation.expiresAt <= now()) {
        const [organization] = await tx
          .select({ seats: organizations.seats })
          .from(organizations)
          .where(eq(organizations.id, grant.organizationId));
        if ((await freeSeats(tx, grant, organization?.seats ?? 0)) <= 0) throw noFreeSeat();
      }
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
  organization: string;
  email: string;
  ticket: string | null;
  signedIn: boolean;
};

/**
 * Accepts an invitation, once however often it is pressed. Without an account one is made, its address proven
 * by the link. An account that exists keeps its name, password and factors, and signs in by its own means.
 * Refuses someone who is signed in as another address, with nothing accepted.
 */
export const acceptInvitation = command(
  "invitation.accepted",
  async (who: Person | Stranger, { token: secret }: AcceptInput): Promise<Accepted> => {
    return change(tokenPass(secret), async (tx) => {
      const token = await spendToken(tx, "invitation", secret);
      const organizationId = token.organizationId ?? "";
      await enter(tx, pass({ organizationId }));
      await lockOrganization(tx, { organizationId });
      const here = and(eq(invitations.organizationId, organizationId), eq(invitations.id, token.subjectId));
      const [invitation] = await tx.select().from(invitations).where(here);
      const [organization] = await tx
        .select({ slug: organizations.slug, name: organizations.name })
        .from(organizations)
        .where(eq(organizations.id, organizationId));
      if (invitation?.status !== "pending" || !organization)
        throw new AppError("gone", "This invitation is no longer valid.");
      if (who.kind === "person" && who.email !== invitation.email) {
        throw new AppError(
          "wrong-account",
          `This invitation is for ${invitation.email}, and you are signed in as ${who.email}. Sign out, then open the link again.`,
        );
      }
      const { user, made } = await accountFor(tx, invitation);
      await join(tx, invitation, user.id);
      await tx.update(invitations).set({ status: "accepted", decidedAt: now() }).where(here);
      await recordAudit(
        tx,
        { kind: "user", id: user.id, name: user.name, organizationId, request: who.request },
        "invitation.accepted",
        { kind: "invitation", id: invitation.id, name: invitation.email },
        { after: { role: invitation.role, groupIds: invitation.groupIds } },
      );
      const ticket = made
        ? await issueToken(tx, "ticket", user.id, { payload: { method: "invitation" } })
        : null;
      return {
        slug: organization.slug,
        organization: organization.name,
        email: invitation.email,
        ticket,
        signedIn: who.kind === "person",
      };
    });
  },
);

/** The account of the invited address: the one there is, or a new one. What a stranger may have set on an unproven one is wiped. */
async function accountFor(
  tx: Tx,
  invitation: Invitation,
): Promise<{ user: { id: string; name: string }; made: boolean }> {
  const name = invitation.name ?? invitation.email.split("@")[0] ?? invitation.email;
  const [made] = await tx
    .insert(users)
    .values({ id: newId("user"), email: invitation.email, name, emailVerifiedAt: now(), createdAt: now() })
    .onConflictDoNothing()
    .returning();
  if (made) return { user: made, made: true };
  const [user] = await tx.select().from(users).where(eq(users.email, invitation.email)).for("update");
  if (!user) throw new Error("The account vanished while it was being invited.");
  if (user.emailVerifiedAt) return { user, made: false };
  await tx
    .update(users)
    .set({ name, emailVerifiedAt: now(), passwordHash: null })
    .where(eq(users.id, user.id));
  return { user: { id: user.id, name }, made: true };
}

async function join(tx: Tx, invitation: Invitation, userId: string): Promise<void> {
  const { organizationId } = invitation;
  const [member] = await tx
    .insert(memberships)
    .values({
      organizationId,
      id: newId("member"),
      userId,
      role: invitation.role,
      status: "active",
      createdAt: now(),
    })
    .onConflictDoNothing()
    .returning();
  if (!member) throw new AppError("already-member", "You are a member of this organization already.");
  const groupIds = await stillThere(tx, organizationId, invitation.groupIds);
  if (groupIds.length > 0) {
    await tx
      .insert(groupMemberships)
      .values(
        groupIds.map((groupId) => ({ organizationId, groupId, memberId: member.id, createdAt: now() })),
      );
  }
  await tx.update(users).set({ lastOrganizationId: organizationId }).where(eq(users.id, userId));
}

/** Of the groups an invitation names, those that were not deleted since. */
async function stillThere(tx: Tx, organizationId: string, groupIds: string[]): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const found = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.organizationId, organizationId), inArray(groups.id, groupIds)));
  return found.map((group) => group.id);
}
