import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { inet, moment } from "./columns";

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
  },
  (t) => [
    primaryKey({ name: "audit_events_pkey", columns: [t.streamId, t.sequence] }),
    uniqueIndex("audit_events_id_key").on(t.streamId, t.id),
    index("audit_events_at_idx").on(t.streamId, t.at.desc()),
    index("audit_events_target_idx").on(t.streamId, t.targetId),
  ],
);

/** The end of each stream's chain; only the trigger writes it. */
export const auditHeads = pgTable("audit_heads", {
  streamId: text().primaryKey(),
  sequence: bigint({ mode: "number" }).notNull(),
  hash: text().notNull(),
});
