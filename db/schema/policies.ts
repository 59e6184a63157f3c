import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { createdAt, moment, organizationId } from "./columns";
import { memberships, organizations } from "./organizations";

/** What an organization demands of its members; one that demands nothing of its own has no row. */
export const securityPolicies = pgTable("security_policies", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
  requireSecondFactor: boolean().notNull().default(false),
  /** From when on the requirement holds; null for since it was made. */
  secondFactorFrom: moment(),
  /** Characters. */
  passwordMinLength: smallint().notNull().default(8),
  /** zxcvbn's score, 0 to 4. */
  passwordMinStrength: smallint().notNull().default(0),
  /** How many of the last passwords may not come again. */
  passwordReuse: smallint().notNull().default(0),
  passwordMaxAgeDays: smallint(),
  /** Wrong passwords in a row until the account rests, and for how long the first time. */
  lockoutThreshold: smallint().notNull().default(5),
  lockoutMinutes: smallint().notNull().default(5),
  /** The list of networks that holds; null where none does. */
  networkListId: text(),
  /** A list on trial, which holds until then and falls back unless it is confirmed. */
  trialListId: text(),
  trialUntil: moment(),
  idleMinutes: integer(),
  absoluteHours: integer(),
  /** How long a new API key may live at most; null for as long as any. */
  keyLifeDays: smallint(),
  /** Rises with every change, so that nobody overwrites what they have not seen. */
  version: integer().notNull().default(0),
});

/** A list of allowed networks, and what it restricts. Lists are never edited: a change makes another. */
export const networkLists = pgTable(
  "network_lists",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: text().notNull(),
    forWeb: boolean().notNull(),
    forKeys: boolean().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ name: "network_lists_pkey", columns: [t.organizationId, t.id] })],
);

export const allowedNetworks = pgTable(
  "allowed_networks",
  {
    organizationId: organizationId(),
    listId: text().notNull(),
    /** In the one form that compares; an address is looked up by every network it lies in. */
    cidr: text().notNull(),
    note: text().notNull(),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ name: "allowed_networks_pkey", columns: [t.organizationId, t.listId, t.cidr] }),
    foreignKey({
      name: "allowed_networks_list_fkey",
      columns: [t.organizationId, t.listId],
      foreignColumns: [networkLists.organizationId, networkLists.id],
    }).onDelete("cascade"),
  ],
);

/** A member who needs no second factor for a while, and why. */
export const secondFactorExemptions = pgTable(
  "second_factor_exemptions",
  {
    organizationId: organizationId(),
    memberId: text().notNull(),
    reason: text().notNull(),
    until: moment().notNull(),
    grantedByName: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "second_factor_exemptions_pkey", columns: [t.organizationId, t.memberId] }),
    foreignKey({
      name: "second_factor_exemptions_member_fkey",
      columns: [t.organizationId, t.memberId],
      foreignColumns: [memberships.organizationId, memberships.id],
    }).onDelete("cascade"),
  ],
);

/** Which letter about a policy a member has got, so that each comes once. */
export const policyNotices = pgTable(
  "policy_notices",
  {
    organizationId: organizationId(),
    memberId: text().notNull(),
    kind: text().notNull(),
    sentAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ name: "policy_notices_pkey", columns: [t.organizationId, t.memberId, t.kind] }),
    index("policy_notices_kind_idx").on(t.organizationId, t.kind),
    foreignKey({
      name: "policy_notices_member_fkey",
      columns: [t.organizationId, t.memberId],
      foreignColumns: [memberships.organizationId, memberships.id],
    }).onDelete("cascade"),
  ],
);
