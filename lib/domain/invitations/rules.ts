import { and, count, eq, gt, inArray } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { groups, invitations, memberships, projectRoles, users } from "@/db/schema";
import { type Actor, holdingsOf } from "@/lib/auth/actor";
import { type Grant, mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { AppError, invalidField } from "@/lib/core/errors";
import { roleNames } from "@/lib/core/roles";

/** How many people an organization has room for: every member and every pending invitation takes a seat. Needs its lock. */
export async function freeSeats(
  tx: Tx,
  grant: Pick<Grant, "organizationId">,
  seats: number,
): Promise<number> {
  const [[members], [pending]] = await Promise.all([
    tx
      .select({ total: count() })
      .from(memberships)
      .where(eq(memberships.organizationId, grant.organizationId)),
    tx
      .select({ total: count() })
      .from(invitations)
      .where(
        and(
          eq(invitations.organizationId, grant.organizationId),
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

/** One invitation is mailed at most this often within an hour. */
export const lettersPerHour = 5;

/** Refuses groups that do not exist here, or that give a role or a project which the actor could not give. */
export async function assertGivableGroups(tx: Tx, actor: Actor, groupIds: string[]): Promise<void> {
  if (groupIds.length === 0) return;
  if (!actor.permissions.has("groups:write")) {
    throw new AppError(
      "forbidden",
      "You may not add anyone to a group: it needs the permission groups:write.",
    );
  }
  const found = await tx
    .select({ id: groups.id, name: groups.name, role: groups.role })
    .from(groups)
    .where(and(eq(groups.organizationId, actor.organization.id), inArray(groups.id, groupIds)));
  if (found.length < new Set(groupIds).size)
    throw invalidField("groupIds", "One of these groups does not exist. Choose again.");
  if (!actor.permissions.has("projects:write")) {
    const [giving] = await tx
      .select({ projectId: projectRoles.projectId })
      .from(projectRoles)
      .where(
        and(eq(projectRoles.organizationId, actor.organization.id), inArray(projectRoles.groupId, groupIds)),
      )
      .limit(1);
    if (giving)
      throw new AppError("forbidden", "One of these groups gives a project role, which you may not give.");
  }
  const beyond = found.find((group) => group.role && !mayGrant(actor.permissions, permissionsOf[group.role]));
  if (beyond?.role) {
    throw new AppError(
      "forbidden",
      `You may not add anyone to ${beyond.name}: it gives the role ${roleNames[beyond.role]}, which may do more than you.`,
    );
  }
  if (found.some(({ role }) => role === "owner")) assertRecentFactor(actor);
}

/**
 * Refuses an invitation whose inviter could not give its role any more: disabled, demoted or removed since. What an
 * organization's key or the operator invited stands by itself.
 */
export async function assertInviterStands(
  tx: Tx,
  invitation: typeof invitations.$inferSelect,
): Promise<void> {
  if (invitation.invitedBy === null) return;
  const held = await holdingsOf(tx, invitation.organizationId, invitation.invitedBy);
  const may =
    held?.permissions.has("members:write") && mayGrant(held.permissions, permissionsOf[invitation.role]);
  if (!may) throw new AppError("gone", "Whoever invited you may no longer do so. Ask for a new invitation.");
}

/** Which of these addresses belong to members, and which are invited, with those whose invitation ran out apart. */
export async function knownAddresses(tx: Tx, organizationId: string, emails: string[]) {
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

/** Of the groups an invitation names, those that were not deleted since. */
export async function stillThere(tx: Tx, organizationId: string, groupIds: string[]): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const found = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.organizationId, organizationId), inArray(groups.id, groupIds)));
  return found.map((group) => group.id);
}
