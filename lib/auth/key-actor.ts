import { and, eq, or, sql } from "drizzle-orm";
import { kept, pass, readAtOnce } from "@/db/door";
import { apiKeys, organizations } from "@/db/schema";
import { now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { AppError } from "@/lib/core/errors";
import type { RequestContext } from "@/lib/core/request";
import type { Permission, Scope } from "@/lib/core/roles";
import type { Actor } from "./actor";
import { isWellFormedKey } from "./api-key";
import { obstaclesTo, refusalFor, standingOf, standingQuestion, standingValues } from "./gate";
import { narrowedTo, unionOf } from "./permissions";
import { assertFrom, opens, rolesBehind } from "./standing";

/** What a key reports of itself beside the actor that it is. */
export type KeyActor = Actor & {
  kind: "key";
  used: Set<Permission>;
  key: {
    scopes: Scope[];
    networks: string[];
    /** When the secret that was sent ends: before the key does where it is the one before a rotation. */
    endsAt: Date;
    /** Whether another secret has taken its place. */
    replaced: boolean;
    lastUsedAt: Date | null;
  };
};

const withHash = or(
  eq(apiKeys.secretHash, sql.placeholder("keyHash")),
  eq(apiKeys.previousHash, sql.placeholder("keyHash")),
);

const namedBy = {
  organizationId: "app.organization_id",
  memberId: "app.member_id",
  id: "app.key_id",
} as const;

/** Opens the rows of the organization that a key belongs to, and says for whom the next question asks. */
const enterByKey = kept((db) => {
  const set = (column: "organizationId" | "memberId" | "id") =>
    sql`set_config(${sql.raw(`'${namedBy[column]}'`)}, coalesce(${apiKeys[column]}, ''), true)`;
  return db
    .select({ organization: set("organizationId"), member: set("memberId"), key: set("id") })
    .from(apiKeys)
    .where(withHash);
});

const askKey = kept((db) => {
  const named = (column: keyof typeof namedBy) =>
    sql`current_setting(${sql.raw(`'${namedBy[column]}'`)}, true)`;
  return standingQuestion(db, named("organizationId"), named("memberId"), {
    key: {
      id: apiKeys.id,
      name: apiKeys.name,
      memberId: apiKeys.memberId,
      scopes: apiKeys.scopes,
      networks: apiKeys.networks,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
      secretHash: apiKeys.secretHash,
      previousHash: apiKeys.previousHash,
      previousUntil: apiKeys.previousUntil,
      lastUsedAt: apiKeys.lastUsedAt,
    },
  }).innerJoin(
    apiKeys,
    and(eq(apiKeys.organizationId, organizations.id), eq(apiKeys.id, named("id")), withHash),
  );
});

const notAKey = () =>
  new AppError("unauthenticated", "This API key is not valid. It may be mistyped, expired or revoked.");

/** The hash by which a secret's key is looked up. Refuses what its check digits show to be none, without asking for it. */
export function keyHashOf(secret: string): string {
  if (!isWellFormedKey(secret)) throw notAKey();
  return sha256(secret);
}

/** The actor that the key of a secret is; see `keyActorOf`. */
export async function keyActor(secret: string, request: RequestContext): Promise<KeyActor> {
  return keyActorOf(keyHashOf(secret), request);
}

/**
 * The actor that an API key is, read from the database on every call in one round trip, so that revocation, expiry
 * and every change of its holder's rights hold from the next request on. The secret before a rotation opens it as long as
 * the overlap lasts. Refuses all bad keys alike, and says where a good one comes from a network that is not its own.
 */
export async function keyActorOf(keyHash: string, request: RequestContext): Promise<KeyActor> {
  const [, [found]] = await readAtOnce(pass({ keyHash }), (tx) =>
    Promise.all([enterByKey(tx, { keyHash }), askKey(tx, { keyHash, ...standingValues(request.ip) })]),
  );
  if (!found) throw notAKey();
  const { organization, member, closedAt, facts } = standingOf(found);
  const { key } = found;
  if (closedAt || key.revokedAt || key.expiresAt <= now() || !opens(keyHash, key)) throw notAKey();
  if (key.memberId !== null && member?.status !== "active") throw notAKey();
  assertFrom(key.networks, request.ip);
  const [obstacle] = obstaclesTo({ via: "key" }, facts, now());
  if (obstacle) throw refusalFor(obstacle, organization.name, request.ip);
  const held = rolesBehind(member);
  const replaced = keyHash !== key.secretHash;
  return {
    kind: "key",
    id: key.id,
    name: key.name,
    organization,
    memberId: key.memberId,
    userId: member?.userId ?? null,
    roles: held,
    groupIds: member?.groups.map((group) => group.id) ?? [],
    permissions: narrowedTo(unionOf(held), key.scopes),
    sessionId: null,
    visit: { via: "key" },
    secondFactorDue: null,
    factorAt: null,
    keyId: key.id,
    keyHash,
    lastActiveAt: null,
    used: new Set(),
    request,
    key: {
      scopes: key.scopes,
      networks: key.networks ?? [],
      endsAt: (replaced && key.previousUntil) || key.expiresAt,
      replaced,
      lastUsedAt: key.lastUsedAt,
    },
  };
}
