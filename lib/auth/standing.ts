import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { apiKeys, groupMemberships, groups, memberships } from "@/db/schema";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Role } from "@/lib/core/roles";
import type { Actor } from "./actor";
import { factsAbout, obstaclesTo, refusalFor } from "./gate";
import { unionOf } from "./permissions";

/** The groups a member is in and the roles these give. Needs a transaction in the organization. */
export async function groupsOf(tx: Tx, organizationId: string, memberId: string) {
  return tx
    .select({ id: groups.id, role: groups.role })
    .from(groupMemberships)
    .innerJoin(
      groups,
      and(
        eq(groups.organizationId, groupMemberships.organizationId),
        eq(groups.id, groupMemberships.groupId),
      ),
    )
    .where(and(eq(groupMemberships.organizationId, organizationId), eq(groupMemberships.memberId, memberId)));
}

/** A member's own role and those of their groups: what the union of rule 4 is made of. */
export function heldRoles(role: Role, memberGroups: { role: Role | null }[]): Role[] {
  return [...new Set([role, ...memberGroups.flatMap((group) => group.role ?? [])])];
}

/** What an active member holds at this moment, by their own role and their groups; null for anyone else. */
export async function holdingsOf(tx: Tx, organizationId: string, memberId: string) {
  const [member] = await tx
    .select({ userId: memberships.userId, role: memberships.role })
    .from(memberships)
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.id, memberId),
        eq(memberships.status, "active"),
      ),
    );
  if (!member) return null;
  const memberGroups = await groupsOf(tx, organizationId, memberId);
  const held = heldRoles(member.role, memberGroups);
  return {
    userId: member.userId,
    roles: held,
    groupIds: memberGroups.map((group) => group.id),
    permissions: unionOf(held),
  };
}

/**
 * Refuses when the actor's standing is no longer the one on which they were let in: disabled, removed, another role,
 * a revoked key, a policy that keeps them out. Under the organization's lock it then stays as it is until the deed is done.
 */
export async function assertStanding(tx: Tx, actor: Actor): Promise<void> {
  const changed = new AppError("forbidden", "Your access changed a moment ago. Reload the page.");
  if (actor.keyId !== null) {
    const live = and(eq(apiKeys.id, actor.keyId), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now()));
    const [key] = await tx.select({ id: apiKeys.id }).from(apiKeys).where(live);
    if (!key) throw changed;
  }
  if (actor.visit) {
    const { id, name } = actor.organization;
    const facts = await factsAbout(tx, id, { ip: actor.request.ip, memberId: actor.memberId });
    const [obstacle] = obstaclesTo(actor.visit, facts, now());
    if (obstacle) throw refusalFor(obstacle, name, actor.request.ip);
  }
  if (actor.memberId === null) return;
  const held = await holdingsOf(tx, actor.organization.id, actor.memberId);
  if (!held || held.roles.toSorted().join() !== actor.roles.toSorted().join()) throw changed;
}
