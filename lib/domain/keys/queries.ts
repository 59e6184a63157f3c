import { and, eq, gt, ilike, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { read, type Tx } from "@/db/door";
import { askPage, keyset, uncounted } from "@/db/keyset";
import { apiKeys, groupMemberships, groups, keyScopeUses, memberships, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { isWellFormedKey } from "@/lib/auth/api-key";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { day, fromNow, now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import type { Counting, Page } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import type { Role, Scope } from "@/lib/core/roles";
import { containing } from "@/lib/core/text";
import { type KeyFilter, type KeyInput, type KeyStatus, type SecretInput, unusedAfterDays } from "./input";
import { deedsOn, hasSecret, here, type KeyDeeds, keyLifeIn, statusOf, withinReach } from "./rules";

export type KeyRow = {
  id: string;
  name: string;
  kind: "user" | "organization";
  /** How its secret begins; another once the key is rotated, or its link is opened. */
  prefix: string;
  scopes: Scope[];
  /** None of them means anywhere. */
  networks: string[];
  /** Whose user key it is; null for the organization's. */
  holderId: string | null;
  holder: string | null;
  mine: boolean;
  status: KeyStatus;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
  /** Until when the secret before the last rotation works too; null when it does not. */
  previousUntil: Date | null;
  lastUsedAt: Date | null;
  lastUsedIp: string | null;
  /** Method and route, such as `GET /members/{id}`. */
  lastUsedEndpoint: string | null;
  /** What it may do and has not done for so long that it counts as unused. */
  unusedScopes: Scope[];
  /** What the reader may do with it. */
  may: KeyDeeds;
};

type ScopeUse = { scope: Scope; usedAt: string };

/** When a key last used each scope that it ever used, as a column beside `api_keys`. */
const usesOf = sql<ScopeUse[]>`coalesce((
  select jsonb_agg(jsonb_build_object('scope', ${keyScopeUses.scope}, 'usedAt', ${keyScopeUses.usedAt}))
  from ${keyScopeUses} where ${keyScopeUses.organizationId} = ${apiKeys.organizationId}
    and ${keyScopeUses.keyId} = ${apiKeys.id}), '[]')`;

/** Every role that a key's holder has, by their own and their groups', as a column beside `api_keys` and `memberships`. */
const rolesOf = sql<Role[]>`array(
  select ${memberships.role} where ${memberships.role} is not null
  union select ${groups.role} from ${groupMemberships} join ${groups}
    on ${groups.organizationId} = ${groupMemberships.organizationId} and ${groups.id} = ${groupMemberships.groupId}
  where ${groupMemberships.organizationId} = ${apiKeys.organizationId}
    and ${groupMemberships.memberId} = ${apiKeys.memberId} and ${groups.role} is not null)`;

/** The keys that the reader may know of, in one statement with their holders and what they used. */
function selectKeys(tx: Tx, grant: Grant, condition: SQL | undefined, counted = uncounted) {
  return tx
    .select({
      key: apiKeys,
      holder: users.name,
      apiOnly: users.apiOnly,
      roles: rolesOf,
      uses: usesOf,
      ...counted,
    })
    .from(apiKeys)
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, apiKeys.organizationId), eq(memberships.id, apiKeys.memberId)),
    )
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(apiKeys.organizationId, grant.organizationId), withinReach(grant), condition));
}

type Selected = Awaited<ReturnType<typeof selectKeys>>[number];

function shown(actor: Actor, { key, holder, apiOnly, roles, uses }: Selected): KeyRow {
  const since = fromNow(-unusedAfterDays * day);
  const used = new Set(uses.flatMap(({ scope, usedAt }) => (new Date(usedAt) > since ? scope : [])));
  return {
    id: key.id,
    name: key.name,
    kind: key.kind,
    prefix: key.prefix,
    scopes: key.scopes,
    networks: key.networks ?? [],
    holderId: key.memberId,
    holder,
    mine: key.memberId !== null && key.memberId === actor.memberId,
    status: statusOf(key),
    createdByName: key.createdByName,
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    previousUntil: key.previousUntil !== null && key.previousUntil > now() ? key.previousUntil : null,
    lastUsedAt: key.lastUsedAt,
    lastUsedIp: key.lastUsedIp,
    lastUsedEndpoint: key.lastUsedEndpoint,
    unusedScopes: key.scopes.filter((scope) => !used.has(scope)),
    may: deedsOn(actor, key, apiOnly === null ? null : { apiOnly, roles }),
  };
}

const usable = () => and(isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now()));

/** The same as `statusOf`, as a condition. */
const withStatus: Record<KeyStatus, () => SQL | undefined> = {
  live: () => and(usable(), isNotNull(apiKeys.secretHash)),
  waiting: () => and(usable(), isNull(apiKeys.secretHash)),
  expired: () => and(isNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, now())),
  revoked: () => isNotNull(apiKeys.revokedAt),
};

/** Keys that could be used, and were not for so many days. */
function unusedFor(days: number): SQL | undefined {
  const since = fromNow(-days * day);
  return and(usable(), lte(sql`coalesce(${apiKeys.lastUsedAt}, ${apiKeys.createdAt})`, since.toISOString()));
}

/** A page of the keys that the actor may know of, the newest first; revoked and expired ones too, unless a status is named. */
export async function listKeys(
  actor: Actor,
  { limit, cursor, count, ...filter }: KeyFilter & Counting,
): Promise<Page<KeyRow>> {
  const grant = authorize(actor, "keys:read");
  const { q = "", kind, member, status, unused } = filter;
  const list = keyset<Selected>({
    // Ids sort by birth.
    keys: [{ by: apiKeys.id, type: "text" }],
    descending: true,
    cursor,
    scope: JSON.stringify(["keys", grant.organizationId, q, kind, member, status, unused]),
    limit,
    count,
    keyOf: ({ key }) => [key.id],
  });
  const condition = and(
    q ? or(ilike(apiKeys.name, containing(q)), ilike(apiKeys.prefix, containing(q))) : undefined,
    kind && eq(apiKeys.kind, kind),
    member ? eq(apiKeys.memberId, member) : undefined,
    status && withStatus[status](),
    unused && unusedFor(Number(unused)),
  );
  const page = await read(grant, (tx) =>
    askPage(tx, list, (beyond, counted) => selectKeys(tx, grant, and(condition, beyond), counted)),
  );
  return { ...page, rows: page.rows.map((row) => shown(actor, row)) };
}

/** One key, with when it last used each of its scopes. Answers *not found* for one out of reach. */
export async function findKey(
  actor: Actor,
  { keyId }: KeyInput,
): Promise<KeyRow & { scopeUses: { scope: Scope; usedAt: Date | null }[] }> {
  const grant = authorize(actor, "keys:read");
  const [row] = await read(grant, (tx) => selectKeys(tx, grant, here(grant, keyId)));
  if (!row) throw notFound("key", { aboutRights: grant.reach !== "all" });
  const usedAt = new Map(row.uses.map((use) => [use.scope, new Date(use.usedAt)]));
  const key = shown(actor, row);
  return {
    ...key,
    scopeUses: key.scopes.map((scope) => ({ scope, usedAt: usedAt.get(scope) ?? null })),
  };
}

/**
 * Whether a secret that someone found is a key of this organization that the actor may know of, and whether it is its present
 * secret or the one before; null where it is not. It is looked up by its hash, and stored nowhere.
 */
export async function checkKey(
  actor: Actor,
  { secret }: SecretInput,
): Promise<(KeyRow & { secret: "present" | "previous" }) | null> {
  const grant = authorize(actor, "keys:read");
  if (!isWellFormedKey(secret)) return null;
  const [row] = await read(grant, (tx) => selectKeys(tx, grant, hasSecret(secret)));
  if (!row) return null;
  return {
    ...shown(actor, row),
    secret: row.key.secretHash === sha256(secret) ? "present" : "previous",
  };
}

/** For how many days a new key lives here unless told otherwise, and at most. */
export async function findKeyLife(actor: Actor): Promise<{ defaultDays: number; longestDays: number }> {
  const grant = authorize(actor, "keys:read");
  return read(grant, (tx) => keyLifeIn(tx, grant.organizationId));
}
