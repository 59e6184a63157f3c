import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { MemberStatus, Role } from "@/lib/core/roles";
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
    plan: text().notNull(),
    /** How many members and pending invitations the plan holds. */
    seats: integer().notNull(),
    /** Lets an Admin change, disable and remove other Admins. */
    adminsManageAdmins: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("organizations_slug_key").on(t.slug),
    uniqueIndex("organizations_folded_name_key").on(t.foldedName),
  ],
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
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "memberships_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("memberships_user_key").on(t.organizationId, t.userId),
    index("memberships_by_user_idx").on(t.userId),
    index("memberships_role_idx").on(t.organizationId, t.role, t.status),
  ],
);

/** Someone asked to become a member; the link that accepts is a token whose subject is this row. */
export const invitations = pgTable(
  "invitations",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: text().notNull(),
    email: text().notNull(),
    name: text(),
    role: text().$type<Role>().notNull(),
    groupIds: text().array().notNull().default([]),
    status: text().$type<"pending" | "accepted" | "cancelled">().notNull(),
    /** What became of the last letter. */
    mailStatus: text().$type<"queued" | "sent" | "failed">().notNull(),
    /** The letter that `mailStatus` speaks of; a late report about an older one is not believed. */
    mailId: text().notNull(),
    /** Who invites, as a membership, which may be gone by now; null when the operator or a key did. */
    invitedBy: text(),
    invitedByName: text().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    decidedAt: moment(),
  },
  (t) => [
    primaryKey({ name: "invitations_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("invitations_pending_key").on(t.organizationId, t.email).where(sql`${t.status} = 'pending'`),
    index("invitations_created_idx").on(t.organizationId, t.createdAt.desc(), t.id),
  ],
);
