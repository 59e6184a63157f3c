import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { memberships, organizations } from "@/db/schema";
import { type Actor, assertStanding } from "@/lib/auth/actor";
import { type Grant, mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import { type Role, roleNames } from "@/lib/core/roles";

/**
 * Takes the lock that every command takes which changes an organization's people or keys, and refuses when the actor's
 * own standing changed before it was had. Members' own rows are never locked: that deadlocks.
 */
export async function lockOrganization(
  tx: Tx,
  grant: { organizationId: string; actor?: Actor },
): Promise<{ slug: string; name: string; seats: number }> {
  const [organization] = await tx
    .select({ slug: organizations.slug, name: organizations.name, seats: organizations.seats })
    .from(organizations)
    .where(eq(organizations.id, grant.organizationId))
    .for("update");
  if (!organization) throw new Error("The organization of a grant is gone.");
  if (grant.actor) await assertStanding(tx, grant.actor);
  return organization;
}

/** Whether the actor may change, disable or remove someone who holds these roles (rule 2). */
export function mayManage(actor: Actor, held: readonly Role[]): boolean {
  if (actor.roles.includes("owner")) return true;
  if (held.includes("owner")) return false;
  return !held.includes("admin") || actor.organization.adminsManageAdmins;
}

/** Refuses to let an Admin touch an Owner or another Admin. Oneself is within reach. */
export function assertManageable(actor: Actor, member: { id: string; roles: readonly Role[] }): void {
  if (member.id === actor.memberId && !member.roles.includes("owner")) return;
  if (!mayManage(actor, member.roles)) {
    throw new AppError("forbidden", "An Admin cannot change an Owner or another Admin. Ask an Owner.");
  }
}

/** Refuses to give a role that holds more than the actor does (rule 1). */
export function assertGivable(actor: Actor, role: Role): void {
  if (!mayGrant(actor.permissions, permissionsOf[role])) {
    throw new AppError(
      "forbidden",
      `You may not make anyone ${roleNames[role]}: the role may do more than you.`,
      {
        fields: [{ field: "role", message: `You may not give the role ${roleNames[role]}.` }],
      },
    );
  }
}

/** Refuses when no other active Owner would be left (rule 3). Needs the organization's lock. */
export async function assertAnotherOwner(tx: Tx, grant: Grant, memberId: string): Promise<void> {
  const [other] = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.organizationId, grant.organizationId),
        eq(memberships.role, "owner"),
        eq(memberships.status, "active"),
        ne(memberships.id, memberId),
      ),
    )
    .limit(1);
  if (!other)
    throw new AppError("last-owner", "An organization needs an active Owner. Make someone else Owner first.");
}
