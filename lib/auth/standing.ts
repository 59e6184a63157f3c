import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { apiKeys, groupMemberships, groups, memberships } from "@/db/schema";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { within } from "@/lib/core/networks";
import type { Permission, Role } from "@/lib/core/roles";
import type { Actor } from "./actor";
import { obstaclesTo, refusalFor, standingIn } from "./gate";
import { narrowedTo, unionOf } from "./permissions";

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

/** The roles behind a key: its holder's, and for the organization's own key the Admin's. */
export function rolesBehind(member: { role: Role; groups: { role: Role | null }[] } | null): Role[] {
  return member ? heldRoles(member.role, member.groups) : ["admin"];
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

type KeySecrets = Pick<typeof apiKeys.$inferSelect, "secretHash" | "previousHash" | "previousUntil">;

/** Whether a secret of this hash opens a key: its present one, or the one before while a rotation overlaps. */
export function opens(hash: string, { secretHash, previousHash, previousUntil }: KeySecrets): boolean {
  if (hash === secretHash) return true;
  return hash === previousHash && previousUntil !== null && previousUntil > now();
}

async function liveKey(tx: Tx, keyId: string) {
  const live = and(eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now()));
  const [key] = await tx.select().from(apiKeys).where(live);
  return key;
}

/** Refuses a key from elsewhere than its networks; null for any. */
export function assertFrom(networks: readonly string[] | null, ip: string | null): void {
  if (networks === null || within(networks)(ip)) return;
  throw new AppError(
    "address-not-allowed",
    `This API key may be used from the networks on its list only, and ${ip ?? "your address"} is not among them.`,
  );
}

/**
 * Refuses when the actor's standing is no longer the one on which they were let in: disabled, removed, another role,
 * a revoked key, a policy that keeps them out, another word on what Admins may do to each other, an organization that was
 * closed. Under the organization's lock it then stays as it is until the deed is done.
 */
export async function assertStanding(tx: Tx, actor: Actor): Promise<void> {
  const changed = new AppError("forbidden", "Your access changed a moment ago. Reload the page.");
  const { organization, memberId, request, visit } = actor;
  if (actor.keyId !== null) {
    const key = await liveKey(tx, actor.keyId);
    const scopes = key?.scopes as readonly Permission[] | undefined;
    if (!key || [...actor.permissions.keys()].some((permission) => !scopes?.includes(permission)))
      throw changed;
    if (actor.keyHash !== undefined && !opens(actor.keyHash, key)) throw changed;
    if (visit) assertFrom(key.networks, request.ip);
  }
  const standing = await standingIn(tx, organization.id, { ip: request.ip, memberId });
  if (!standing || standing.closedAt) throw changed;
  if (standing.organization.adminsManageAdmins !== organization.adminsManageAdmins) throw changed;
  const [obstacle] = visit ? obstaclesTo(visit, standing.facts, now()) : [];
  if (obstacle) throw refusalFor(obstacle, organization.name, request.ip);
  if (memberId === null) return;
  const { member } = standing;
  const held = member?.status === "active" ? heldRoles(member.role, member.groups) : [];
  if (held.toSorted().join() !== actor.roles.toSorted().join()) throw changed;
}

/** Who set off what is done later, when they are not there. */
export type Absentee = { memberId: string | null; keyId: string | null; name: string };

/**
 * The actor that someone is at this moment by whose order something is done in their absence: with the rights they have
 * now, and no visit that a policy could end. Null for a member or a key that is gone or shut out,
 * for a member who owes a second factor, and for a closed organization.
 */
export async function actorInAbsence(
  tx: Tx,
  organizationId: string,
  { memberId, keyId, name }: Absentee,
): Promise<Actor | null> {
  const key = keyId === null ? undefined : await liveKey(tx, keyId);
  if (!key && (keyId !== null || memberId === null)) return null;
  const holderId = key ? key.memberId : memberId;
  const standing = await standingIn(tx, organizationId, { ip: null, memberId: holderId });
  if (!standing || standing.closedAt) return null;
  const { organization, member } = standing;
  if (holderId !== null && member?.status !== "active") return null;
  // They are nowhere now, so that networks say nothing; what they owe they owe wherever they are.
  if (obstaclesTo({ via: "key" }, standing.facts, now()).includes("second-factor-owed")) return null;
  const held = rolesBehind(member);
  return {
    kind: key ? "key" : "member",
    id: key?.id ?? memberId ?? "",
    name,
    organization,
    memberId: holderId,
    userId: member?.userId ?? null,
    roles: held,
    groupIds: member?.groups.map((group) => group.id) ?? [],
    permissions: key ? narrowedTo(unionOf(held), key.scopes) : unionOf(held),
    sessionId: null,
    secondFactorDue: null,
    visit: null,
    factorAt: null,
    keyId: key?.id ?? null,
    lastActiveAt: null,
    request: { ip: null, userAgent: null, requestId: null },
  };
}
