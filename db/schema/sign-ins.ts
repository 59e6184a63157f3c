import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { AttemptMethod, AttemptOutcome, AttemptReason } from "@/lib/core/sign-in";
import { inet, moment, organizationId } from "./columns";
import { users } from "./users";

const attempt = () => ({
  at: moment().notNull(),
  email: text().notNull(),
  method: text().$type<AttemptMethod>().notNull(),
  outcome: text().$type<AttemptOutcome>().notNull(),
  /** Why it failed. */
  reason: text().$type<AttemptReason>(),
  ip: inet(),
  userAgent: text(),
});

/** Every attempt to sign in, whether it succeeded or not. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    id: text().primaryKey(),
    userId: text().references(() => users.id, { onDelete: "set null" }),
    ...attempt(),
  },
  (t) => [
    index("sign_in_attempts_user_idx").on(t.userId, t.at.desc()),
    index("sign_in_attempts_email_idx").on(t.email, t.at.desc()),
    index("sign_in_attempts_failure_ip_idx").on(t.ip, t.at.desc()).where(sql`${t.outcome} = 'failure'`),
    // Where attempts are old enough to go, without reading the whole log for it.
    index("sign_in_attempts_age_idx").using("brin", t.at),
  ],
);

/**
 * The same attempts as an organization sees them: those of accounts that were its members at the time, one row for each
 * organization, so that none learns of what came before someone joined, or after they left.
 */
export const organizationSignIns = pgTable(
  "organization_sign_ins",
  {
    organizationId: organizationId(),
    /** The attempt's own id, the same in every organization. */
    id: text().notNull(),
    memberId: text().notNull(),
    userId: text().notNull(),
    name: text().notNull(),
    ...attempt(),
  },
  (t) => [
    primaryKey({ name: "organization_sign_ins_pkey", columns: [t.organizationId, t.id] }),
    index("organization_sign_ins_at_idx").on(t.organizationId, t.at, t.id),
    index("organization_sign_ins_member_idx").on(t.organizationId, t.memberId, t.at, t.id),
    index("organization_sign_ins_failure_idx")
      .on(t.organizationId, t.at, t.id)
      .where(sql`${t.outcome} = 'failure'`),
    index("organization_sign_ins_age_idx").using("brin", t.at),
  ],
);

/** How often something was tried in a row without success: a password, a code; by account and by network. */
export const attemptCounters = pgTable("attempt_counters", {
  subject: text().primaryKey(),
  failures: integer().notNull(),
  /** Nothing may be tried before this moment. */
  heldUntil: moment(),
  changedAt: moment().notNull(),
});
