import { and, eq, gt, isNotNull, isNull, or, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { apiKeys, securityPolicies } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant, unionOf } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { expireTokens } from "@/lib/auth/tokens";
import { day, fromNow, now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { AppError, notFound } from "@/lib/core/errors";
import { within } from "@/lib/core/networks";
import type { Role, Scope } from "@/lib/core/roles";
import { type Author, recordAudit } from "@/lib/domain/audit/record";
import { lockOrganization, manageableMember, mayManage } from "@/lib/domain/members/rules";
import { defaultKeyLifeDays, type KeyStatus, longestKeyLifeDays, narrowAfterDays } from "./input";

export type Key = typeof apiKeys.$inferSelect;

/** How a key stands at this moment. One that waits has no secret yet: that is made once its link is opened. */
export function statusOf(key: Pick<Key, "revokedAt" | "expiresAt" | "secretHash">): KeyStatus {
  if (key.revokedAt) return "revoked";
  if (key.expiresAt <= now()) return "expired";
  return key.secretHash === null ? "waiting" : "live";
}

/** What an actor may do with one key; to widen it is to add scopes, and networks to those it works from. */
export type KeyDeeds = Record<"change" | "widen" | "rotate" | "narrow" | "revoke" | "sendLink", boolean>;

/** Whose user key it is, with every role they hold, which the key acts with. */
type KeyHolder = { apiOnly: boolean; roles: readonly Role[] };

/**
 * What an actor may do with a key that they know of. One that may do more than they do, or whose holder they may not
 * manage, can only be narrowed or revoked by them; and to widen a person's key, as to have its secret, is nobody's but that
 * person's.
 */
export function deedsOn(actor: Actor, key: Key, holder: KeyHolder | null): KeyDeeds {
  const reach = actor.permissions.get("keys:write");
  const status = statusOf(key);
  const within = reach !== undefined && reaches({ reach, actor }, key);
  const usable = within && (status === "live" || status === "waiting");
  const own = !isOthers(actor, key);
  const manages = holder !== null && actor.permissions.has("members:write") && mayManage(actor, holder.roles);
  const change = usable && (own || manages) && beyond(actor, key.scopes).length === 0;
  const widen = change && (own || (holder?.apiOnly ?? false));
  return {
    change,
    widen,
    rotate: widen && status === "live",
    narrow: usable && key.createdAt <= fromNow(-narrowAfterDays * day),
    revoke: within && status !== "revoked",
    sendLink: change && status === "waiting",
  };
}

/** Whether a key acts as a member who is not the actor. */
function isOthers(actor: Actor, { memberId }: Key): boolean {
  return memberId !== null && memberId !== actor.memberId;
}

/**
 * Refuses a deed on someone else's key to whoever may not manage them: the key acts with their rank. Answers the holder, or
 * null where the key is the actor's own or the organization's. Needs the organization's lock.
 */
export async function assertHolderManageable(
  tx: Tx,
  actor: Actor,
  key: Key,
): Promise<{ apiOnly: boolean } | null> {
  if (!isOthers(actor, key)) return null;
  if (!actor.permissions.has("members:write"))
    throw new AppError("forbidden", "This is someone else's key. You can take from it, or revoke it.");
  return manageableMember(tx, authorize(actor, "members:write"), key.memberId as string);
}

/**
 * Refuses everyone else what only the person whose key it is may do, in these words: to widen it and to have its secret. An
 * API-only member's key is in the hands of whoever manages them. Needs the organization's lock.
 */
export async function assertTheirs(tx: Tx, actor: Actor, key: Key, refusal: string): Promise<void> {
  const holder = await assertHolderManageable(tx, actor, key);
  if (holder && !holder.apiOnly) throw new AppError("forbidden", refusal);
}

/** Whether a key would work from where it did not before. No networks are every one. */
export function reachesFurther(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === 0) return false;
  return after.length === 0 || !after.every((cidr) => isWithin(before, cidr));
}

/** Whether one of the networks holds all of another. */
function isWithin(networks: readonly string[], cidr: string): boolean {
  const bitsOf = (network: string) => Number(network.slice(network.indexOf("/") + 1));
  return within(networks.filter((network) => bitsOf(network) <= bitsOf(cidr)))(
    cidr.slice(0, cidr.indexOf("/")),
  );
}

/**
 * Refuses a key what would lead out of its own networks: to make, widen or have the secret of a key that works from where it
 * does not. Needs the organization's lock.
 */
export async function assertWithinOwnNetworks(
  tx: Tx,
  { keyId, organization }: Actor,
  networks: readonly string[],
): Promise<void> {
  if (keyId === null) return;
  const [own] = await tx
    .select()
    .from(apiKeys)
    .where(here({ organizationId: organization.id }, keyId));
  if (!reachesFurther(own?.networks ?? [], networks)) return;
  const message = `This key works from ${own?.networks?.join(", ")} alone, and so does every key that it makes, widens or rotates.`;
  throw new AppError("forbidden", message, { fields: [{ field: "networks", message }] });
}

/** Finds a key under the organization's lock. Answers *not found* for one out of reach. */
export async function lockedKey(tx: Tx, grant: Grant, keyId: string): Promise<Key> {
  await lockOrganization(tx, grant);
  const [key] = await tx.select().from(apiKeys).where(here(grant, keyId));
  if (!key) throw notFound("key");
  if (!reaches(grant, key)) throw notFound("key", { aboutRights: true });
  return key;
}

/** The same, and refuses one that works no more. */
export async function lockedUsableKey(tx: Tx, grant: Grant, keyId: string): Promise<Key> {
  const key = await lockedKey(tx, grant, keyId);
  const status = statusOf(key);
  if (status === "revoked") throw new AppError("conflict", "This key was revoked already.");
  if (status === "expired") throw new AppError("conflict", "This key has ended. Make another.");
  return key;
}

/** One key of an organization, as a condition. */
export function here({ organizationId }: { organizationId: string }, keyId: string): SQL | undefined {
  return and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, keyId));
}

/** The key that has, or before its last rotation had, this secret, as a condition. */
export function hasSecret(secret: string): SQL | undefined {
  const hash = sha256(secret);
  return or(eq(apiKeys.secretHash, hash), eq(apiKeys.previousHash, hash));
}

/** What a key is called in the audit log. */
export const targetOf = ({ id, name }: Pick<Key, "id" | "name">) => ({ kind: "key", id, name }) as const;

/** For how many days a new key lives in an organization unless told otherwise, and at most. */
export async function keyLifeIn(
  tx: Tx,
  organizationId: string,
): Promise<{ defaultDays: number; longestDays: number }> {
  const [policy] = await tx
    .select({ days: securityPolicies.keyLifeDays })
    .from(securityPolicies)
    .where(eq(securityPolicies.organizationId, organizationId));
  const longestDays = policy?.days ?? longestKeyLifeDays;
  return { defaultDays: Math.min(defaultKeyLifeDays, longestDays), longestDays };
}

/** Which keys a grant reaches: everyone's, the organization's and one's own, or only one's own. */
export function withinReach({ reach, actor }: Grant): SQL | undefined {
  if (reach === "all") return undefined;
  const own = and(eq(apiKeys.kind, "user"), eq(apiKeys.memberId, actor.memberId ?? ""));
  return reach === "shared" ? or(eq(apiKeys.kind, "organization"), own) : own;
}

/** The same of one key that is at hand. */
export function reaches(
  { reach, actor }: Pick<Grant, "reach" | "actor">,
  key: { kind: string; memberId: string | null },
): boolean {
  if (reach === "all") return true;
  const own = key.memberId !== null && key.memberId === actor.memberId;
  return own || (reach === "shared" && key.kind === "organization");
}

/** The scopes that an actor can put into a key: those they hold themselves. */
export function givableScopes(actor: Actor, all: readonly Scope[]): Scope[] {
  return all.filter((scope) => actor.permissions.has(scope));
}

function beyond(actor: Actor, wanted: readonly Scope[]): Scope[] {
  return wanted.filter((scope) => !actor.permissions.has(scope));
}

/** Refuses to touch a key that may do more than the actor, but for taking scopes away from it. */
export function assertNotAbove(actor: Actor, key: Key): void {
  const more = beyond(actor, key.scopes);
  if (more.length === 0) return;
  throw new AppError(
    "forbidden",
    `This key has ${more.join(", ")}, which you do not have. You can take scopes away from it, or revoke it.`,
  );
}

/** Refuses a scope that the actor does not hold: a key never starts with more than its maker has (rule 1). */
export function assertHeld(actor: Actor, wanted: readonly Scope[]): void {
  const more = beyond(actor, wanted);
  if (more.length > 0) {
    const message = `You do not have ${more.join(", ")}, so the key cannot have it.`;
    throw new AppError("forbidden", message, { fields: [{ field: "scopes", message }] });
  }
}

/** Refuses the organization's key, and another member's, to whoever may look after their own keys only. */
export function assertMayMake(grant: Grant, whose: "user" | "other" | "organization"): void {
  if (whose === "other" && grant.reach !== "all")
    throw new AppError(
      "forbidden",
      "Only an Owner or an Admin makes keys for others. Make a key of your own.",
    );
  if (whose === "organization" && grant.reach !== "all") {
    throw new AppError(
      "forbidden",
      "Only an Owner or an Admin makes keys of the organization. Make a key of your own.",
    );
  }
  if (whose === "user" && grant.actor.memberId === null) {
    throw new AppError(
      "forbidden",
      "A user key belongs to a member. Make a key of the organization instead.",
    );
  }
}

/** The keys of a member that work at this moment. */
function liveKeysOf(organizationId: string, memberId: string): SQL | undefined {
  return and(
    eq(apiKeys.organizationId, organizationId),
    eq(apiKeys.memberId, memberId),
    isNull(apiKeys.revokedAt),
    gt(apiKeys.expiresAt, now()),
  );
}

/**
 * Writes into the log that the live keys of a member end with their membership, and ends the links to those that wait. Needs
 * the organization's lock.
 */
export async function revokeKeysOf(
  tx: Tx,
  author: Author,
  holder: { organizationId: string; id: string },
): Promise<void> {
  const keys = await tx
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(liveKeysOf(holder.organizationId, holder.id));
  for (const key of keys) {
    await expireTokens(tx, "key-reveal", key.id);
    await recordAudit(tx, author, "key.revoked", targetOf(key));
  }
}

/**
 * Hands the live keys of a member who is about to be gone over to the organization, with an audit event for each. They go on
 * working as the organization's, which reaches everything: each keeps the scopes that its holder held for all of the
 * organization and that the actor holds. One of which nothing is left stays theirs, and so does one that waits: its link was
 * sent for another key. Needs the organization's lock.
 */
export async function handOverKeysOf(
  tx: Tx,
  actor: Actor,
  holder: { id: string; roles: readonly Role[] },
): Promise<void> {
  const { id: organizationId } = actor.organization;
  const keys = await tx
    .select()
    .from(apiKeys)
    .where(and(liveKeysOf(organizationId, holder.id), isNotNull(apiKeys.secretHash)));
  if (keys.length === 0) return;
  assertMayMake(authorize(actor, "keys:write"), "organization");
  const held = unionOf(holder.roles);
  for (const key of keys) {
    const scopes = givableScopes(
      actor,
      key.scopes.filter((scope) => held.get(scope) === "all"),
    );
    if (scopes.length === 0) continue;
    if (changesThings(scopes)) assertRecentFactor(actor);
    await tx
      .update(apiKeys)
      .set({ kind: "organization", memberId: null, scopes, madeBy: actor.memberId })
      .where(here({ organizationId }, key.id));
    const [before, after] = [
      { kind: key.kind, scopes: key.scopes },
      { kind: "organization", scopes },
    ];
    await recordAudit(tx, actor, "key.handed_over", targetOf(key), { before, after });
  }
}

/** Whether a key with these scopes could change anything, for which its maker proves that it is them. */
export function changesThings(scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => scope.endsWith(":write"));
}
