import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ConnectorKind } from "@/lib/core/connectors";
import type { Role } from "@/lib/core/roles";
import { createdAt, organizationId } from "./columns";
import { memberships, organizations } from "./organizations";

export const groups = pgTable(
  "groups",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: text().notNull(),
    name: text().notNull(),
    foldedName: text().notNull(),
    description: text().notNull().default(""),
    /** The organization role that it gives its members, beside their own. */
    role: text().$type<Role>(),
    /** The kinds of connectors that it may use; null for all. */
    allowedConnectors: text().array().$type<ConnectorKind[]>(),
    /** How many scans it may have running at once; null for as many as the plan holds. */
    maxConcurrentScans: integer(),
    /** How many members it has. A trigger keeps it, so that no page has to count. */
    memberCount: integer().notNull().default(0),
    /** Rises with every change of its settings, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "groups_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("groups_folded_name_key").on(t.organizationId, t.foldedName),
  ],
);

export const groupMemberships = pgTable(
  "group_memberships",
  {
    organizationId: organizationId(),
    groupId: text().notNull(),
    memberId: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "group_memberships_pkey", columns: [t.organizationId, t.groupId, t.memberId] }),
    index("group_memberships_member_idx").on(t.organizationId, t.memberId),
    foreignKey({
      name: "group_memberships_group_fkey",
      columns: [t.organizationId, t.groupId],
      foreignColumns: [groups.organizationId, groups.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "group_memberships_member_fkey",
      columns: [t.organizationId, t.memberId],
      foreignColumns: [memberships.organizationId, memberships.id],
    }).onDelete("cascade"),
  ],
);
