import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, inet, moment } from "./columns";

/** A person's account, in however many organizations. */
export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id in PHC form; null for someone who signs in by link alone. */
    passwordHash: text(),
    emailVerifiedAt: moment(),
    lastOrganizationId: text(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("users_email_key").on(t.email)],
);

/** The authority on who is signed in; the cookie only names a row here and knows its secret. */
export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    secretHash: text().notNull(),
    /** How the person proved who they are: `password`, `link`, `invitation`. */
    method: text().notNull(),
    ip: inet(),
    userAgent: text(),
    createdAt: createdAt(),
    lastActiveAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (t) => [index("sessions_user_idx").on(t.userId)],
);

/** Every single-use secret that is sent or handed to someone, whatever it opens. */
export const tokens = pgTable(
  "tokens",
  {
    id: text().primaryKey(),
    purpose: text().notNull(),
    secretHash: text().notNull(),
    /** The user or invitation that it is about. */
    subjectId: text().notNull(),
    organizationId: text(),
    payload: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Wrong short codes entered for it. */
    failedAttempts: smallint().notNull().default(0),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("tokens_secret_key").on(t.secretHash),
    index("tokens_subject_idx").on(t.subjectId, t.purpose),
    index("tokens_expiry_idx").on(t.expiresAt),
  ],
);

/** Every attempt to sign in, whether it succeeded or not. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    id: text().primaryKey(),
    at: moment().notNull(),
    userId: text().references(() => users.id, { onDelete: "set null" }),
    email: text().notNull(),
    method: text().notNull(),
    outcome: text().$type<"success" | "failure">().notNull(),
    reason: text(),
    ip: inet(),
    userAgent: text(),
  },
  (t) => [
    index("sign_in_attempts_user_idx").on(t.userId, t.at.desc()),
    index("sign_in_attempts_email_idx").on(t.email, t.at.desc()),
    index("sign_in_attempts_failure_ip_idx").on(t.ip, t.at.desc()).where(sql`${t.outcome} = 'failure'`),
  ],
);
