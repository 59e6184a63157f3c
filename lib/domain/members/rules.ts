import { and, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import { enter, pass, type Tx } from "@/db/door";
import { groupMemberships, groups, memberships, organizations, removedMembers, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant, mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { assertStanding, groupsOf, heldRoles } from "@/lib/auth/standing";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { AppError, invalidField, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Role, roleNames } from "@/lib/core/roles";
import type { MemberFilter } from "./input";

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

/** A member's address, as a column beside `users`; null for an API-only member, who has none. */
export const shownEmail = sql<string | null>`case when ${users.apiOnly} then null else ${users.email} end`;

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

/** Refuses a person who has not typed what confirms a deed; a key and the operator cannot mean another member than they name. */
export function assertConfirmed({ kind }: Actor, typed: string | undefined, phrase: string): void {
  if (typed === undefined && kind !== "member") return;
  const fold = (text: string) => text.trim().toLowerCase();
  if (fold(typed ?? "") !== fold(phrase)) throw invalidField("confirm", `Type ${phrase} to confirm.`);
}

/** The open organizations of which an account is the only active Owner. Widens the transaction to what is the person's own. */
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
      and(
        eq(memberships.userId, userId),
        eq(memberships.role, "owner"),
        eq(memberships.status, "active"),
        isNull(organizations.deletedAt),
      ),
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

type Joining = { organizationId: string; userId: string; role: Role; groupIds: string[] };

/**
 * Makes an account a member, with a role, groups that are there, and the group that everyone joins. Their having been
 * removed before is forgotten. Refuses one who is a member already. Needs the organization's lock.
 */
export async function addMembership(
  tx: Tx,
  { organizationId, userId, role, groupIds }: Joining,
): Promise<{ id: string }> {
  const [member] = await tx
    .insert(memberships)
    .values({ organizationId, id: newId("member"), userId, role, status: "active", createdAt: now() })
    .onConflictDoNothing()
    .returning({ id: memberships.id });
  if (!member) throw new AppError("already-member", "You are a member of this organization already.");
  await tx
    .delete(removedMembers)
    .where(and(eq(removedMembers.organizationId, organizationId), eq(removedMembers.userId, userId)));
  const everyones = await tx
    .select({ id: groups.id })
    .from(organizations)
    .innerJoin(
      groups,
      and(eq(groups.organizationId, organizations.id), eq(groups.id, organizations.defaultGroupId)),
    )
    .where(eq(organizations.id, organizationId));
  const joined = new Set([...groupIds, ...everyones.map(({ id }) => id)]);
  await joinGroups(tx, organizationId, member.id, [...joined]);
  return member;
}

/** Puts a member into groups that are there and that they are not in. */
export async function joinGroups(
  tx: Tx,
  organizationId: string,
  memberId: string,
  groupIds: readonly string[],
): Promise<void> {
  const rows = groupIds.map((groupId) => ({ organizationId, groupId, memberId, createdAt: now() }));
  if (rows.length > 0) await tx.insert(groupMemberships).values(rows);
}

/** Makes a person a member. Refuses an API-only account, which belongs to the organization that made it and to no other. */
export async function joinOrganization(tx: Tx, joining: Joining): Promise<{ id: string }> {
  const { organizationId, userId } = joining;
  const [person] = await tx
    .update(users)
    .set({ lastOrganizationId: organizationId })
    .where(and(eq(users.id, userId), eq(users.apiOnly, false)))
    .returning({ id: users.id });
  if (!person) throw new AppError("gone", "This account cannot join an organization.");
  return addMembership(tx, joining);
}

/** The members of some groups, to be asked whether someone is among them. */
export function membersOf(tx: Tx, organizationId: string, groupIds: readonly string[]) {
  return tx
    .select({ id: groupMemberships.memberId })
    .from(groupMemberships)
    .where(
      and(
        eq(groupMemberships.organizationId, organizationId),
        inArray(groupMemberships.groupId, ["", ...groupIds]),
      ),
    );
}

/** Which members a grant reaches: a Team Leader sees those of the groups they are in, and themselves. */
export function withinReach(tx: Tx, { reach, organizationId, actor }: Grant): SQL | undefined {
  if (reach === "all") return undefined;
  const mates = membersOf(tx, organizationId, actor.groupIds);
  return sql`${memberships.id} in (${mates} union all select ${actor.memberId ?? ""})`;
}

/** Finds a member whom the actor may see. Answers *not found* for all others. */
export async function visibleMember(tx: Tx, actor: Actor, memberId: string) {
  const grant = authorize(actor, "members:read");
  const [member] = await tx
    .select({ id: memberships.id, role: memberships.role, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organizationId, grant.organizationId),
        eq(memberships.id, memberId),
        withinReach(tx, grant),
      ),
    );
  if (!member) throw notFound("member", { aboutRights: grant.reach !== "all" });
  return member;
}

/**
 * Finds a member who is to be changed, with every role they hold. Refuses when they are out of the actor's reach; and
 * whoever makes, changes or shuts out an Owner proves first that it is them. Needs the organization's lock.
 */
export async function manageableMember(tx: Tx, grant: Grant, memberId: string) {
  const here = and(eq(memberships.organizationId, grant.organizationId), eq(memberships.id, memberId));
  const [member] = await tx
    .select({
      id: memberships.id,
      userId: memberships.userId,
      role: memberships.role,
      status: memberships.status,
      joinedAt: memberships.createdAt,
      name: users.name,
      email: users.email,
      apiOnly: users.apiOnly,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(here);
  if (!member) throw notFound("member");
  const memberGroups = await groupsOf(tx, grant.organizationId, memberId);
  const held = heldRoles(member.role, memberGroups);
  assertManageable(grant.actor, { id: member.id, roles: held });
  if (held.includes("owner")) assertRecentFactor(grant.actor);
  const target = { kind: "member", id: member.id, name: member.name } as const;
  return { ...member, groups: memberGroups, roles: held, here, target };
}

/**
 * Locks every organization of an account, in one order for everyone, before the account itself: for deeds on one's own
 * account that an organization's rules depend on. Answers the memberships. Widens the transaction to them.
 */
export async function lockOrganizationsOf(tx: Tx, userId: string) {
  await enter(tx, pass({ userId }));
  const joined = () =>
    tx
      .select({ organizationId: memberships.organizationId, id: memberships.id, role: memberships.role })
      .from(memberships)
      .where(eq(memberships.userId, userId))
      .orderBy(memberships.organizationId);
  for (const { organizationId } of await joined()) {
    await enter(tx, pass({ organizationId }));
    await lockOrganization(tx, { organizationId });
  }
  // Someone may have removed them while a lock was waited for.
  return joined();
}

/** In which order a list of members runs unless asked otherwise: the latest active come first, and all else as it counts up. */
export function orderOf({ sort, order }: Pick<MemberFilter, "sort" | "order">): "asc" | "desc" {
  return order ?? (sort === "last-active" ? "desc" : "asc");
}
