import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
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
