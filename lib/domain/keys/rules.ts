import { and, eq, gt, isNull, or, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { apiKeys } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant, unionOf } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Role, Scope } from "@/lib/core/roles";
import { recordAudit } from "@/lib/domain/audit/record";

/** Which keys a grant reaches: everyone's, the organization's and one's own, or only one's own. */
export function withinReach({ reach, actor }: Grant): SQL | undefined {
  if (reach === "all") return undefined;
  const own = and(eq(apiKeys.kind, "user"), eq(apiKeys.memberId, actor.memberId ?? ""));
  return reach === "shared" ? or(eq(apiKeys.kind, "organization"), own) : own;
}

/** The same of one key that is at hand. */
export function reaches({ reach, actor }: Grant, key: { kind: string; memberId: string | null }): boolean {
  if (reach === "all") return true;
  const own = key.memberId !== null && key.memberId === actor.memberId;
  return own || (reach === "shared" && key.kind === "organization");
}

/** The scopes that an actor can put into a key: those they hold themselves. */
export function givableScopes(actor: Actor, all: readonly Scope[]): Scope[] {
  return all.filter((scope) => actor.permissions.has(scope));
}

/** Refuses a scope that the actor does not hold: a key never starts with more than its maker has (rule 1). */
export function assertHeld(actor: Actor, wanted: readonly Scope[]): void {
  const beyond = wanted.filter((scope) => !actor.permissions.has(scope));
  if (beyond.length > 0) {
    const message = `You do not have ${beyond.join(", ")}, so the key cannot have it.`;
    throw new AppError("forbidden", message, { fields: [{ field: "scopes", message }] });
  }
}

/** Refuses an organization's key to whoever may look after their own keys only. */
export function assertMayMake(grant: Grant, kind: "user" | "organization"): void {
  if (kind === "organization" && grant.reach !== "all") {
    throw new AppError(
      "forbidden",
      "Only an Owner or an Admin makes keys of the organization. Make a key of your own.",
    );
  }
  if (kind === "user" && grant.actor.memberId === null) {
    throw new AppError(
      "forbidden",
      "A user key belongs to a member. Make a key of the organization instead.",
    );
  }
}

/** The keys of a member that work at this moment. */
export function liveKeysOf(organizationId: string, memberId: string): SQL | undefined {
  return and(
    eq(apiKeys.organizationId, organizationId),
    eq(apiKeys.memberId, memberId),
    isNull(apiKeys.revokedAt),
    gt(apiKeys.expiresAt, now()),
  );
}

/**
 * Decides what becomes of the live keys of a member who is about to be gone, with an audit event for each. A key that is
 * handed over goes on working as the organization's, which reaches everything: it keeps the scopes that its holder held for
 * all of the organization and that the actor holds. One of which nothing is left is revoked. Needs the organization's lock.
 */
export async function settleKeysOf(
  tx: Tx,
  actor: Actor,
  holder: { id: string; roles: readonly Role[] },
  fate: "revoke" | "hand-over",
): Promise<void> {
  const { id: organizationId } = actor.organization;
  const keys = await tx.select().from(apiKeys).where(liveKeysOf(organizationId, holder.id));
  if (keys.length === 0) return;
  if (fate === "hand-over") assertMayMake(authorize(actor, "keys:write"), "organization");
  const held = unionOf(holder.roles);
  for (const key of keys) {
    const target = { kind: "key", id: key.id, name: key.name } as const;
    const scopes = givableScopes(
      actor,
      key.scopes.filter((scope) => held.get(scope) === "all"),
    );
    if (fate === "revoke" || scopes.length === 0) {
      await recordAudit(tx, actor, "key.revoked", target);
      continue;
    }
    if (changesThings(scopes)) assertRecentFactor(actor);
    await tx
      .update(apiKeys)
      .set({ kind: "organization", memberId: null, scopes })
      .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, key.id)));
    const [before, after] = [
      { kind: key.kind, scopes: key.scopes },
      { kind: "organization", scopes },
    ];
    await recordAudit(tx, actor, "key.handed_over", target, { before, after });
  }
}

/** Whether a key with these scopes could change anything, for which its maker proves that it is them. */
export function changesThings(scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => scope.endsWith(":write"));
}
