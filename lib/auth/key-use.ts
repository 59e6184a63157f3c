import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { change, pass } from "@/db/door";
import { apiKeys, keyScopeUses } from "@/db/schema";
import { fromNow, hour, minute, now } from "@/lib/core/clock";
import type { Scope } from "@/lib/core/roles";
import type { KeyActor } from "./key-actor";

/** A key's last use is written down at most this often, and that it used a scope once in an hour: hygiene counts days. */
const useGrainMs = minute;
const scopeGrainMs = hour;

/** When this process noted what of which key last, so that a busy key does not ask the database each time. */
const noted = new Map<string, number>();
const mostRemembered = 20_000;

function isDue(what: string, grainMs: number): boolean {
  const at = now().getTime();
  const before = noted.get(what);
  if (before !== undefined && Math.abs(at - before) < grainMs) return false;
  if (noted.size >= mostRemembered) noted.clear();
  noted.set(what, at);
  return true;
}

/**
 * Notes that a key was used at an endpoint, such as `GET /members/{id}`, and which of its scopes did something; beside the
 * call and not in its way.
 */
export async function noteKeyUse(actor: KeyActor, endpoint: string): Promise<void> {
  const { lastUsedAt } = actor.key;
  const stale = !lastUsedAt || lastUsedAt <= fromNow(-useGrainMs);
  const used = stale && isDue(actor.id, useGrainMs);
  const scopes = [...actor.used].filter((scope) => isDue(`${actor.id} ${scope}`, scopeGrainMs));
  if (!used && scopes.length === 0) return;
  const { id: organizationId } = actor.organization;
  await change(pass({ organizationId }), async (tx) => {
    if (used) {
      await tx
        .update(apiKeys)
        .set({ lastUsedAt: now(), lastUsedIp: actor.request.ip, lastUsedEndpoint: endpoint })
        .where(
          and(
            eq(apiKeys.organizationId, organizationId),
            eq(apiKeys.id, actor.id),
            or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, fromNow(-useGrainMs))),
          ),
        );
    }
    if (scopes.length > 0) {
      const uses = scopes.map((scope) => ({
        organizationId,
        keyId: actor.id,
        scope: scope as Scope,
        usedAt: now(),
      }));
      await tx
        .insert(keyScopeUses)
        .values(uses)
        .onConflictDoUpdate({
          target: [keyScopeUses.organizationId, keyScopeUses.keyId, keyScopeUses.scope],
          set: { usedAt: sql`excluded.used_at` },
        });
    }
  });
}
