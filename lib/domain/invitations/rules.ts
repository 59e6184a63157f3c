import { and, count, eq, gt, inArray } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { invitations, memberships, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant, mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { actorInAbsence } from "@/lib/auth/standing";
import { countTokens, expireTokens, issueToken } from "@/lib/auth/tokens";
import { day, fromNow, hour, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Role, roleNames } from "@/lib/core/roles";
import { recordAudit } from "@/lib/domain/audit/record";
import { assertGivableGroups, stillThere } from "@/lib/domain/groups/rules";
import { sendMail } from "@/lib/jobs/mail";

/** Leave to read invitations. A Team Leader, who sees some members only, has no business with whom others invited. */
export function assertReadable(actor: Actor): Grant {
  const grant = authorize(actor, "members:read");
  if (grant.reach !== "all") throw notFound(undefined, { aboutRights: true });
  return grant;
}

/** How many people an organization has room for: every member and every pending invitation takes a seat. Needs its lock. */
export async function freeSeats(tx: Tx, organizationId: string, seats: number): Promise<number> {
  const [[members], [pending]] = await Promise.all([
    tx.select({ total: count() }).from(memberships).where(eq(memberships.organizationId, organizationId)),
    tx
      .select({ total: count() })
      .from(invitations)
      .where(
        and(
          eq(invitations.organizationId, organizationId),
          eq(invitations.status, "pending"),
          gt(invitations.expiresAt, now()),
        ),
      ),
  ]);
  return seats - (members?.total ?? 0) - (pending?.total ?? 0);
}

/** Said when the plan's seats are all taken. */
export function noFreeSeat(): AppError {
  return new AppError(
    "no-free-seat",
    "Every seat of the plan is taken. Remove someone, cancel an invitation or get more seats.",
  );
}

/**
 * Refuses to let an invited person in when the plan has no seat for them any more: their invitation held one, unless the plan
 * got smaller since. Needs the organization's lock.
 */
export async function assertRoom(
  tx: Tx,
  { id, name, seats }: { id: string; name: string; seats: number },
): Promise<void> {
  const here = eq(memberships.organizationId, id);
  const [members] = await tx.select({ total: count() }).from(memberships).where(here);
  if ((members?.total ?? 0) >= seats)
    throw new AppError("no-free-seat", `Every seat of ${name} is taken. Ask whoever invited you for one.`);
}

/** One invitation is mailed at most this often within an hour. */
const lettersPerHour = 5;

/**
 * Refuses an invitation whose inviter could not give its role or its groups any more: disabled, demoted or removed since,
 * the key that they invited by revoked or at its end, or a group gives more by now. What the operator invited stands by itself.
 */
export async function assertInviterStands(
  tx: Tx,
  { organizationId, invitedBy, invitedByKey, invitedByName, role, groupIds }: typeof invitations.$inferSelect,
): Promise<void> {
  if (invitedBy === null && invitedByKey === null) return;
  const by = { memberId: invitedBy, keyId: invitedByKey, name: invitedByName };
  const inviter = await actorInAbsence(tx, organizationId, by);
  const gone = new AppError(
    "gone",
    invitedByKey === null
      ? "Whoever invited you may no longer do so. Ask for a new invitation."
      : "The API key that invited you may no longer do so. Ask for a new invitation.",
  );
  if (!inviter?.permissions.has("members:write") || !mayGrant(inviter.permissions, permissionsOf[role])) {
    throw gone;
  }
  try {
    await assertGivableGroups(tx, inviter, await stillThere(tx, organizationId, groupIds));
  } catch (error) {
    throw error instanceof AppError ? gone : error;
  }
}

/** How often one may ask for the same invitation again. */
const askingPauseMs = day;

/** Whether a new invitation was asked for of late, so that it cannot be asked for again yet. */
export function isAsked({ requestedAt }: { requestedAt: Date | null }): boolean {
  return requestedAt !== null && requestedAt > fromNow(-askingPauseMs);
}

/** An invitation as deeds on it name it. */
export const targetOf = ({ id, email }: { id: string; email: string }) =>
  ({ kind: "invitation", id, name: email }) as const;

/** Which of these addresses belong to members, and which are invited, with those whose invitation ran out apart. */
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
    expired: new Set(pending.filter((row) => row.expiresAt <= now()).map((row) => row.email)),
  };
}

/** What became of one address of an invitation list. */
export type InviteVerdict =
  | { email: string; outcome: "invited"; invitationId: string }
  | ({ email: string; outcome: "refused" } & Objection);

/** The verdict on an address that was not invited. */
export function refused(email: string, code: Objection["code"], reason: string): InviteVerdict {
  return { email, outcome: "refused", code, reason };
}

/** Someone to be invited, whose role and groups the actor may give. */
export type Invitee = { email: string; name?: string; role: Role; groupIds: string[] };

/** How the letters go out: what the inviter adds to them, and how many days their links hold. */
export type Sending = { message?: string; expiresInDays: number };

/** Why someone cannot be invited. */
export type Objection = {
  code: "invalid" | "already-member" | "already-invited" | "no-free-seat";
  reason: string;
};

/**
 * Judges addresses one after the other: a member, someone invited already and the want of a free seat. Who passes takes a
 * seat from those who come after. Needs the organization's lock where it is to hold.
 */
export async function entrance(tx: Tx, organizationId: string, emails: string[], seats: number) {
  const { members, pending, expired } = await knownAddresses(tx, organizationId, emails);
  let free = await freeSeats(tx, organizationId, seats);
  function objection(email: string): Objection | null {
    if (members.has(email)) return { code: "already-member", reason: "This person is a member already." };
    if (pending.has(email)) {
      const reason = "This person is invited already. Resend the invitation instead.";
      return { code: "already-invited", reason };
    }
    if (free <= 0) return { code: "no-free-seat", reason: noFreeSeat().message };
    free -= 1;
    pending.add(email);
    return null;
  }
  return { objection, expired, free: Math.max(0, free) };
}

/**
 * Invites people, each judged by themselves: a member, someone invited already and the want of a free seat are told, and the
 * others still go. Needs the organization's lock.
 */
export async function inviteAll(
  tx: Tx,
  actor: Actor,
  invitees: Invitee[],
  { seats, ...sending }: Sending & { seats: number },
): Promise<InviteVerdict[]> {
  const organizationId = actor.organization.id;
  const emails = invitees.map(({ email }) => email);
  const { objection, expired } = await entrance(tx, organizationId, emails, seats);
  const verdicts: InviteVerdict[] = [];
  for (const invitee of invitees) {
    const { email } = invitee;
    const against = objection(email);
    if (against) {
      verdicts.push(refused(email, against.code, against.reason));
    } else {
      if (expired.has(email)) await giveUpExpired(tx, actor, email);
      verdicts.push({ email, outcome: "invited", invitationId: await invite(tx, actor, invitee, sending) });
    }
  }
  return verdicts;
}

/** An invitation that ran out gives up its place when the address is invited anew. */
async function giveUpExpired(tx: Tx, actor: Actor, email: string): Promise<void> {
  const given = await tx
    .update(invitations)
    .set({ status: "cancelled", decidedAt: now() })
    .where(
      and(
        eq(invitations.organizationId, actor.organization.id),
        eq(invitations.status, "pending"),
        eq(invitations.email, email),
      ),
    )
    .returning({ id: invitations.id, email: invitations.email });
  for (const invitation of given)
    await recordAudit(tx, actor, "invitation.cancelled", targetOf(invitation), {
      after: { reason: "expired" },
    });
}

async function invite(
  tx: Tx,
  actor: Actor,
  { email, name, role, groupIds }: Invitee,
  { message, expiresInDays }: Sending,
): Promise<string> {
  const invitation = {
    id: newId("invitation"),
    email,
    name: name ?? null,
    role,
    message: message ?? null,
    expiresInDays,
  };
  const mailId = await mailInvitation(tx, actor, invitation);
  await tx.insert(invitations).values({
    ...invitation,
    organizationId: actor.organization.id,
    groupIds,
    status: "pending",
    mailStatus: "queued",
    mailId,
    invitedBy: actor.memberId,
    invitedByKey: actor.keyId,
    invitedByName: actor.name,
    createdAt: now(),
    expiresAt: fromNow(expiresInDays * day),
  });
  await recordAudit(tx, actor, "invitation.sent", targetOf(invitation), {
    after: { role, groupIds, expiresInDays },
  });
  return invitation.id;
}

type Letter = Pick<
  typeof invitations.$inferSelect,
  "id" | "email" | "name" | "role" | "message" | "expiresInDays"
>;

/** Makes a new link for the invitation, which kills the one before, and mails it. Answers the mail's id. */
export async function mailAgain(tx: Tx, actor: Actor, invitation: Letter): Promise<string> {
  if ((await countTokens(tx, "invitation", invitation.id, hour)) >= lettersPerHour) {
    throw new AppError(
      "rate-limited",
      `This invitation was sent ${lettersPerHour} times within an hour. Wait before sending it again.`,
    );
  }
  await expireTokens(tx, "invitation", invitation.id);
  return mailInvitation(tx, actor, invitation);
}

/** Makes a link for the invitation and mails it. Answers the mail's id. */
async function mailInvitation(
  tx: Tx,
  actor: Actor,
  { id, email, name, role, message, expiresInDays }: Letter,
): Promise<string> {
  const { organization } = actor;
  const secret = await issueToken(tx, "invitation", id, {
    organizationId: organization.id,
    lifeMs: expiresInDays * day,
  });
  return sendMail(
    tx,
    email,
    {
      template: "invitation",
      props: {
        organization: organization.name,
        inviter: actor.kind === "member" ? actor.name : organization.name,
        role: roleNames[role],
        link: `${env().APP_URL}/invitations/${secret}`,
        expiresInDays,
        inviteeName: name,
        message,
      },
    },
    { organizationId: organization.id, invitationId: id },
  );
}
