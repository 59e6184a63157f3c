import { and, eq, ne } from "drizzle-orm";
import { enter, pass, type Tx } from "@/db/door";
import { groupMemberships, memberships, organizations, users } from "@/db/schema";
import { type Actor, assertStanding } from "@/lib/auth/actor";
import { type Grant, mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Role, roleNames } from "@/lib/core/roles";

/**
 * Takes the lock that every command takes which changes an organization's people or keys, and refuses when the actor's
 * own standing changed before it was had. Members' own rows are never locked: that deadlocks.
 */
export async function lockOrganization(
  tx: Tx,
  grant: { organizationId: string; actor?: Actor },
): Promise<{ id: string; slug: string; name: string; seats: number }> {
  const [organization] = await tx
    .select({
      id: organizations.id,
      slug: organizations.slug,
      name: organizations.name,
      seats: organizations.seats,
    })
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

/** Refuses to give a role that holds more than the actor does (rule 1). Whoever makes an Owner proves first that it is them. */
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
  if (role === "owner") assertRecentFactor(actor);
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

/** The organizations of which an account is the only active Owner. Widens the transaction to what is the person's own. */
export async function solelyOwnedBy(
  tx: Tx,
  userId: string,
): Promise<{ id: string; name: string; slug: string }[]> {
  await enter(tx, pass({ userId }));
  const owned = await tx
    .select({ id: organizations.id, name: organizations.name, slug: organizations.slug })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(
      and(eq(memberships.userId, userId), eq(memberships.role, "owner"), eq(memberships.status, "active")),
    )
    .orderBy(organizations.name);
  const alone: typeof owned = [];
  for (const organization of owned) {
    await enter(tx, pass({ organizationId: organization.id }));
    const [other] = await tx
      .select({ id: memberships.id })
      .from(memberships)
      .where(
        and(
          eq(memberships.organizationId, organization.id),
          eq(memberships.role, "owner"),
          eq(memberships.status, "active"),
          ne(memberships.userId, userId),
        ),
      )
      .limit(1);
    if (!other) alone.push(organization);
  }
  return alone;
}

/** Makes an account a member, with a role and groups that are there. Refuses one who is a member already. Needs the organization's lock. */
export async function joinOrganization(
  tx: Tx,
  { organizationId, userId, role, groupIds }: Joining,
): Promise<{ id: string }> {
  const [member] = await tx
    .insert(memberships)
    .values({ organizationId, id: newId("member"), userId, role, status: "active", createdAt: now() })
    .onConflictDoNothing()
    .returning({ id: memberships.id });
  if (!member) throw new AppError("already-member", "You are a member of this organization already.");
  const rows = groupIds.map((groupId) => ({
    organizationId,
    groupId,
    memberId: member.id,
    createdAt: now(),
  }));
  if (rows.length > 0) await tx.insert(groupMemberships).values(rows);
  await tx.update(users).set({ lastOrganizationId: organizationId }).where(eq(users.id, userId));
  return member;
}

type Joining = { organizationId: string; userId: string; role: Role; groupIds: string[] };

/**
 * Locks every organization of an account, in one order for everyone, before the account itself: for deeds on one's own
 * account that an organization's rules depend on. Answers the memberships. Widens the transaction to them.
 */
export async function lockOrganizationsOf(tx: Tx, userId: string) {
  await enter(tx, pass({ userId }));
  const joined = await tx
    .select({ organizationId: memberships.organizationId, id: memberships.id, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(memberships.organizationId);
  for (const { organizationId } of joined) {
    await enter(tx, pass({ organizationId }));
    await lockOrganization(tx, { organizationId });
  }
  return joined;
}
