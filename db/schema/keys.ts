import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Scope } from "@/lib/core/roles";
import { createdAt, inet, moment, organizationId } from "./columns";
import { memberships, organizations } from "./organizations";

export const apiKeys = pgTable(
  "api_keys",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: text().notNull(),
    name: text().notNull(),
    kind: text().$type<"user" | "organization">().notNull(),
    /** Whose user key it is; null for the organization's. */
    memberId: text(),
    /** The readable beginning of the secret, which tells keys apart in a list. */
    prefix: text().notNull(),
    /** Null for a key whose secret is only made once its holder opens the link to it. */
    secretHash: text(),
    /** The secret before the last rotation, and until when it still works. */
    previousHash: text(),
    previousUntil: moment(),
    scopes: text().array().$type<Scope[]>().notNull(),
    /** The networks that it may be used from, as canonical CIDRs; null for any. */
    networks: text().array(),
    createdByName: text().notNull(),
    /** The member who made it, or handed it over to the organization, and the key by which they did; null for none. */
    madeBy: text(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    /** For how many days its present secret was made. */
    lifeDays: smallint().notNull(),
    revokedAt: moment(),
    lastUsedAt: moment(),
    lastUsedIp: inet(),
    /** Method and route, such as `GET /members/{id}`. */
    lastUsedEndpoint: text(),
    /** How many days before its end the last mail about that was sent. */
    noticedDays: smallint(),
  },
  (t) => [
    primaryKey({ name: "api_keys_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("api_keys_secret_key").on(t.secretHash),
    uniqueIndex("api_keys_previous_key").on(t.previousHash).where(sql`${t.previousHash} is not null`),
    index("api_keys_end_idx").on(t.expiresAt),
    index("api_keys_member_idx").on(t.organizationId, t.memberId),
    check("api_keys_holder", sql`(${t.kind} = 'user') = (${t.memberId} is not null)`),
    check("api_keys_previous", sql`(${t.previousHash} is null) = (${t.previousUntil} is null)`),
    foreignKey({
      name: "api_keys_member_fkey",
      columns: [t.organizationId, t.memberId],
      foreignColumns: [memberships.organizationId, memberships.id],
    }).onDelete("cascade"),
  ],
);

/** When a key last did something that took a scope; what it never used has no row. */
export const keyScopeUses = pgTable(
  "key_scope_uses",
  {
    organizationId: organizationId(),
    keyId: text().notNull(),
    scope: text().$type<Scope>().notNull(),
    usedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ name: "key_scope_uses_pkey", columns: [t.organizationId, t.keyId, t.scope] }),
    foreignKey({
      name: "key_scope_uses_key_fkey",
      columns: [t.organizationId, t.keyId],
      foreignColumns: [apiKeys.organizationId, apiKeys.id],
    }).onDelete("cascade"),
  ],
);

/** A request that a key made under an `Idempotency-Key`, and what was answered, so that it is carried out once. */
export const idempotentRequests = pgTable(
  "idempotent_requests",
  {
    organizationId: organizationId(),
    keyId: text().notNull(),
    idempotencyKey: text().notNull(),
    /** Of method, address and body, and after a dot of the rights it was asked with: the same key with another request is refused. */
    fingerprint: text().notNull(),
    startedAt: moment().notNull(),
    /** Set by the deed's own transaction, so that it is known to be done even where its answer was lost. */
    deedDone: boolean().notNull().default(false),
    status: smallint(),
    /** Headers and body of the answer, encrypted: it may hold a new key's secret. */
    sealedAnswer: text(),
  },
  (t) => [
    primaryKey({ name: "idempotent_requests_pkey", columns: [t.organizationId, t.keyId, t.idempotencyKey] }),
    index("idempotent_requests_age_idx").on(t.startedAt),
    foreignKey({
      name: "idempotent_requests_key_fkey",
      columns: [t.organizationId, t.keyId],
      foreignColumns: [apiKeys.organizationId, apiKeys.id],
    }).onDelete("cascade"),
  ],
);
