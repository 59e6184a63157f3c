import { and, desc, eq, lt } from "drizzle-orm";
import { change, pass, read } from "@/db/door";
import { apiKeys, memberships, users } from "@/db/schema";
import type { Actor, KeyActor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { fromNow, minute, now } from "@/lib/core/clock";
import { openCursor, type Page, pageOf } from "@/lib/core/cursor";
import type { Scope } from "@/lib/core/roles";
import type { KeyFilter } from "./input";
import { withinReach } from "./rules";

export type KeyRow = {
  id: string;
  name: string;
  kind: "user" | "organization";
  prefix: string;
  scopes: Scope[];
  holder: string | null;
  mine: boolean;
  status: "live" | "expired" | "revoked";
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
};

/** A page of the keys that the actor may know of, the newest first; revoked and expired ones too. */
export async function listKeys(actor: Actor, { member, limit, cursor }: KeyFilter): Promise<Page<KeyRow>> {
  const grant = authorize(actor, "keys:read");
  const scope = JSON.stringify(["keys", grant.organizationId, member ?? ""]);
  const before = openCursor(cursor, scope);
  return read(grant, async (tx) => {
    const rows = await tx
      .select({ key: apiKeys, holder: users.name })
      .from(apiKeys)
      .leftJoin(
        memberships,
        and(eq(memberships.organizationId, apiKeys.organizationId), eq(memberships.id, apiKeys.memberId)),
      )
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(apiKeys.organizationId, grant.organizationId),
          withinReach(grant),
          member ? eq(apiKeys.memberId, member) : undefined,
          before ? lt(apiKeys.id, String(before[0])) : undefined,
        ),
      )
      .orderBy(desc(apiKeys.id))
      .limit(limit + 1);
    const shown = rows.map(
      ({ key, holder }): KeyRow => ({
        id: key.id,
        name: key.name,
        kind: key.kind,
        prefix: key.prefix,
        scopes: key.scopes,
        holder,
        mine: key.memberId !== null && key.memberId === actor.memberId,
        status: key.revokedAt ? "revoked" : key.expiresAt <= now() ? "expired" : "live",
        createdAt: key.createdAt,
        expiresAt: key.expiresAt,
        lastUsedAt: key.lastUsedAt,
      }),
    );
    return pageOf(shown, limit, scope, (row) => [row.id]);
  });
}

/** A key's last use is written down at most this often. */
const useGrainMs = minute;

/** Notes that a key was used, beside the call and not in its way. */
export async function noteKeyUse(actor: KeyActor): Promise<void> {
  const { lastUsedAt } = actor.key;
  if (lastUsedAt && lastUsedAt > fromNow(-useGrainMs)) return;
  await change(pass({ organizationId: actor.organization.id }), (tx) =>
    tx
      .update(apiKeys)
      .set({ lastUsedAt: now(), lastUsedIp: actor.request.ip })
      .where(and(eq(apiKeys.organizationId, actor.organization.id), eq(apiKeys.id, actor.id))),
  );
}
