import { boolean, pgTable, smallint } from "drizzle-orm/pg-core";
import { organizationId } from "./columns";
import { organizations } from "./organizations";

/** What an organization demands of its members; one that demands nothing of its own has no row. */
export const securityPolicies = pgTable("security_policies", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
  requireSecondFactor: boolean().notNull().default(false),
  /** Characters. */
  passwordMinLength: smallint().notNull().default(8),
  /** zxcvbn's score, 0 to 4. */
  passwordMinStrength: smallint().notNull().default(0),
});
