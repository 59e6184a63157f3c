import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { DateFormat, TimeFormat } from "@/lib/core/format";
import type { MemberStatus, ProjectRole, Role } from "@/lib/core/roles";
import { createdAt, moment, organizationId } from "./columns";
import { users } from "./users";

export const organizations = pgTable(
  "organizations",
  {
    id: text().primaryKey(),
    slug: text().notNull(),
    name: text().notNull(),
    /** The name after NFKC and case folding, by which names are unique. */
    foldedName: text().notNull(),
    legalName: text().notNull(),
    alertingEmail: text().notNull(),
    invoicingEmail: text().notNull(),
    /** Addresses that wait to be confirmed from their own mailbox; the ones before hold until then. */
    pendingAlertingEmail: text(),
    pendingInvoicingEmail: text(),
    /** How moments read on its pages, in its letters and in its exports; the zone by its IANA name. */
    dateFormat: text().$type<DateFormat>().notNull().default("day-month-year"),
    timeFormat: text().$type<TimeFormat>().notNull().default("24-hour"),
    timeZone: text().notNull().default("UTC"),
    plan: text().notNull(),
    /** How many members and pending invitations the plan holds. */
    seats: integer().notNull(),
    /** Lets an Admin change, disable and remove other Admins. */
    adminsManageAdmins: boolean().notNull().default(false),
    /** The group that everyone joins who becomes a member. */
    defaultGroupId: text(),
    /** How many members there are. A trigger keeps it, so that no page has to count. */
    memberCount: integer().notNull().default(0),
    /** Since when it is closed; 30 days later it is removed for good. */
    deletedAt: moment(),
    /** Rises with every change of its settings, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("organizations_slug_key").on(t.slug),
    uniqueIndex("organizations_folded_name_key").on(t.foldedName),
  ],
);

/** Every address that an organization has or had, so that an old one leads to it and no other takes it. A trigger keeps them. */
export const organizationSlugs = pgTable(
  "organization_slugs",
  {
    slug: text().primaryKey(),
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
  },
  (t) => [index("organization_slugs_organization_idx").on(t.organizationId)],
);

/** A user in an organization. */
export const memberships = pgTable(
  "memberships",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: text().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id),
    role: text().$type<Role>().notNull(),
    status: text().$type<MemberStatus>().notNull(),
    lastActiveAt: moment(),
    /** The account's name in lower case, and its name and email, kept by triggers: what lists sort by and search in. */
    sortName: text().notNull().default(""),
    search: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "memberships_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("memberships_user_key").on(t.organizationId, t.userId),
    index("memberships_by_user_idx").on(t.userId),
    index("memberships_role_idx").on(t.organizationId, t.role, t.status),
    index("memberships_name_idx").on(t.organizationId, t.sortName, t.id),
    // Whoever was never active comes first, since a list that is walked both ways can have no nulls.
    index("memberships_active_idx").on(
      t.organizationId,
      sql`coalesce(${t.lastActiveAt}, '-infinity'::timestamptz)`,
      t.id,
    ),
    index("memberships_search_idx").using("gin", sql`${t.search} gin_trgm_ops`),
  ],
);

/** A member who was removed and can be restored, as they were, for 30 days. */
export const removedMembers = pgTable(
  "removed_members",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    /** The membership that was, which is theirs again when they are restored. */
    id: text().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** As they were called when they were removed; the account may have another name and address by now. */
    name: text().notNull().default(""),
    email: text().notNull().default(""),
    role: text().$type<Role>().notNull(),
    groupIds: text().array().notNull().default([]),
    projectRoles: jsonb().$type<{ projectId: string; role: ProjectRole }[]>().notNull().default([]),
    joinedAt: moment().notNull(),
    removedAt: moment().notNull(),
    removedByName: text().notNull(),
  },
  (t) => [
    primaryKey({ name: "removed_members_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("removed_members_user_key").on(t.organizationId, t.userId),
  ],
);

/** The offer of an Owner to hand the organization over to a member, who has yet to accept. */
export const ownershipOffers = pgTable(
  "ownership_offers",
  {
    organizationId: organizationId()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    memberId: text().notNull(),
    offeredBy: text().notNull(),
    offeredByName: text().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
  },
  (t) => [
    foreignKey({
      name: "ownership_offers_member_fkey",
      columns: [t.organizationId, t.memberId],
      foreignColumns: [memberships.organizationId, memberships.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "ownership_offers_offerer_fkey",
      columns: [t.organizationId, t.offeredBy],
      foreignColumns: [memberships.organizationId, memberships.id],
    }).onDelete("cascade"),
  ],
);
