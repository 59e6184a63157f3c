import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
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
    secretHash: text().notNull(),
    scopes: text().array().$type<Scope[]>().notNull(),
    createdByName: text().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    lastUsedAt: moment(),
    lastUsedIp: inet(),
  },
  (t) => [
    primaryKey({ name: "api_keys_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("api_keys_secret_key").on(t.secretHash),
    index("api_keys_member_idx").on(t.organizationId, t.memberId),
    check("api_keys_holder", sql`(${t.kind} = 'user') = (${t.memberId} is not null)`),
    foreignKey({
      name: "api_keys_member_fkey",
      columns: [t.organizationId, t.memberId],
      foreignColumns: [memberships.organizationId, memberships.id],
    }).onDelete("cascade"),
  ],
);
