import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ProjectRole } from "@/lib/core/roles";
import { createdAt, moment, organizationId } from "./columns";
import { groups } from "./groups";
import { memberships, organizations } from "./organizations";

export const projects = pgTable(
  "projects",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: text().notNull(),
    name: text().notNull(),
    foldedName: text().notNull(),
    description: text().notNull().default(""),
    /** Since when it is archived: still there to be read, and closed to changes. */
    archivedAt: moment(),
    /** Rises with every change of its settings, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "projects_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("projects_folded_name_key").on(t.organizationId, t.foldedName),
  ],
);

/** What a member, or everyone in a group, is in a project. */
export const projectRoles = pgTable(
  "project_roles",
  {
    organizationId: organizationId(),
    projectId: text().notNull(),
    memberId: text(),
    groupId: text(),
    role: text().$type<ProjectRole>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("project_roles_holder_key")
      .on(t.organizationId, t.projectId, t.memberId, t.groupId)
      .nullsNotDistinct(),
    index("project_roles_member_idx").on(t.organizationId, t.memberId),
    index("project_roles_group_idx").on(t.organizationId, t.groupId),
    check("project_roles_one_holder", sql`num_nonnulls(${t.memberId}, ${t.groupId}) = 1`),
    foreignKey({
      name: "project_roles_project_fkey",
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "project_roles_member_fkey",
      columns: [t.organizationId, t.memberId],
      foreignColumns: [memberships.organizationId, memberships.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "project_roles_group_fkey",
      columns: [t.organizationId, t.groupId],
      foreignColumns: [groups.organizationId, groups.id],
    }).onDelete("cascade"),
  ],
);
