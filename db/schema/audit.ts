import { type SQL, sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, inet, moment, organizationId } from "./columns";
import { organizations } from "./organizations";

/**
 * What happened, never changed after. The sequence and both hashes are set by a trigger that
 * runs as the tables' owner, so the runtime role can neither choose nor rewrite them.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    /** The organization whose log this is, or the user for a deed on one's own account. */
    streamId: text().notNull(),
    sequence: bigint({ mode: "number" }).notNull(),
    id: text().notNull(),
    at: moment().notNull(),
    action: text().notNull(),
    outcome: text().$type<"done" | "refused">().notNull(),
    actorKind: text().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    targetKind: text(),
    targetId: text(),
    targetName: text(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    ip: inet(),
    userAgent: text(),
    sessionId: text(),
    keyId: text(),
    requestId: text(),
    previousHash: text().notNull(),
    hash: text().notNull(),
    /** What a keyword is looked for in, in lower case. A longer list of values than this is searched in part. */
    words: text()
      .notNull()
      .generatedAlwaysAs(
        (): SQL => sql`left(lower(
          action || chr(10) || actor_name || chr(10) || coalesce(target_name, '') || chr(10) || coalesce(host(ip), '')
          || chr(10) || replace(replace(coalesce("before"::text, ''), '\\"', '"'), '\\\\', '\\')
          || chr(10) || replace(replace(coalesce("after"::text, ''), '\\"', '"'), '\\\\', '\\')
        ), 10000)`,
      ),
  },
  (t) => [
    primaryKey({ name: "audit_events_pkey", columns: [t.streamId, t.sequence] }),
    uniqueIndex("audit_events_id_key").on(t.streamId, t.id),
    // Without a pending list, which every search would have to read through and one writer now and then to empty.
    index("audit_events_search_idx")
      .using(
        "gin",
        sql`audit_keys(${t.streamId}, ${t.sequence}, ${t.actorId}, ${t.targetId}, ${t.action}, ${t.outcome})`,
        sql`audit_grams(${t.words}) gin_trgm_ops`,
      )
      .with({ fastupdate: false }),
  ],
);

/** The end of each stream's chain; only the trigger writes it. */
export const auditHeads = pgTable("audit_heads", {
  streamId: text().primaryKey(),
  sequence: bigint({ mode: "number" }).notNull(),
  hash: text().notNull(),
});

/** The first and the last moment of each full block of a stream, so that a search by day skips the others. */
export const auditBlocks = pgTable(
  "audit_blocks",
  {
    streamId: text().notNull(),
    block: integer().notNull(),
    firstAt: moment().notNull(),
    lastAt: moment().notNull(),
  },
  (t) => [primaryKey({ name: "audit_blocks_pkey", columns: [t.streamId, t.block] })],
);

/** What was signed of a stream: its end at a moment, or up to where old events were removed from it. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    streamId: text().notNull(),
    kind: text().$type<"end" | "cut">().notNull(),
    sequence: bigint({ mode: "number" }).notNull(),
    hash: text().notNull(),
    at: moment().notNull(),
    keyId: text().notNull(),
    signature: text().notNull(),
  },
  (t) => [primaryKey({ name: "audit_seals_pkey", columns: [t.streamId, t.kind, t.sequence, t.keyId] })],
);

/** The public half of each key that ever signed here, and which key vouches for it: itself, or one that came after. */
export const auditSigners = pgTable(
  "audit_signers",
  {
    keyId: text().notNull(),
    publicKey: text().notNull(),
    vouchedBy: text().notNull(),
    signature: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ name: "audit_signers_pkey", columns: [t.keyId, t.vouchedBy] })],
);

/** How long an organization keeps its audit log; one that keeps all has no row. */
export const auditRetentions = pgTable("audit_retentions", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
  days: integer().notNull(),
});
