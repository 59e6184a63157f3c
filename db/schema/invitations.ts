import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { RowCode } from "@/lib/core/import-rows";
import type { Role } from "@/lib/core/roles";
import { createdAt, moment, organizationId } from "./columns";
import { organizations } from "./organizations";

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
    /** What the inviter adds to the letter. */
    message: text(),
    /** How long its link holds, from each sending on. */
    expiresInDays: smallint().notNull().default(7),
    /** When someone with an expired link last asked for a new one. */
    requestedAt: moment(),
    /** Who invites, as a membership, which may be gone by now; null when the operator or an organization's key did. */
    invitedBy: text(),
    /** The key that they did it by, which may be gone or revoked by now. */
    invitedByKey: text(),
    invitedByName: text().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    decidedAt: moment(),
  },
  (t) => [
    primaryKey({ name: "invitations_pkey", columns: [t.organizationId, t.id] }),
    uniqueIndex("invitations_pending_key").on(t.organizationId, t.email).where(sql`${t.status} = 'pending'`),
    index("invitations_created_idx").on(t.organizationId, t.createdAt.desc(), t.id),
    index("invitations_email_idx").on(t.organizationId, t.email, t.id),
  ],
);

/** A list of people to invite, worked off in the background. */
export const invitationImports = pgTable(
  "invitation_imports",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: text().notNull(),
    /** Who imports, as a membership whose rights are asked again for every row; null for a key or the operator. */
    createdBy: text(),
    createdByName: text().notNull(),
    keyId: text(),
    message: text(),
    expiresInDays: smallint().notNull(),
    total: integer().notNull(),
    invited: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    createdAt: createdAt(),
    finishedAt: moment(),
  },
  (t) => [
    primaryKey({ name: "invitation_imports_pkey", columns: [t.organizationId, t.id] }),
    index("invitation_imports_created_idx").on(t.organizationId, t.createdAt),
  ],
);

/** One row of such a list, and what became of it. */
export const invitationImportRows = pgTable(
  "invitation_import_rows",
  {
    organizationId: organizationId(),
    importId: text().notNull(),
    position: integer().notNull(),
    email: text().notNull(),
    name: text(),
    role: text().notNull(),
    groupNames: text().array().notNull().default([]),
    outcome: text().$type<"invited" | "refused">(),
    /** Why it was refused, for programs and for people. */
    code: text().$type<RowCode>(),
    reason: text(),
    /** The invitation that came of it. */
    invitationId: text(),
  },
  (t) => [
    primaryKey({ name: "invitation_import_rows_pkey", columns: [t.organizationId, t.importId, t.position] }),
    foreignKey({
      name: "invitation_import_rows_import_fkey",
      columns: [t.organizationId, t.importId],
      foreignColumns: [invitationImports.organizationId, invitationImports.id],
    }).onDelete("cascade"),
  ],
);
