import { and, count, eq, gt, inArray } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { invitations, memberships, users } from "@/db/schema";
import { type Grant, mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { holdingsOf } from "@/lib/auth/standing";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";

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
