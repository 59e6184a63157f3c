import { boolean, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { SecondFactorMethod, SignInMethod } from "@/lib/core/sign-in";
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
    passwordChangedAt: moment(),
    emailVerifiedAt: moment(),
    lastOrganizationId: text(),
    /** IANA name of the zone in which the person reads dates; null for UTC. */
    timeZone: text(),
    /** Holds keys and never signs in, by any way. */
    apiOnly: boolean().notNull().default(false),
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
    /** How the person proved who they are. */
    method: text().$type<SignInMethod>().notNull(),
    /** By what they proved it a second time; null where the account has no second factor. */
    secondFactor: text().$type<SecondFactorMethod>(),
    /** Only the first factor is proven so far: such a session opens the second-factor page and nothing else. */
    halfway: boolean().notNull().default(false),
    /** The password by which it began is one that an organization does not accept any more, and is to be replaced first. */
    passwordDue: boolean().notNull().default(false),
    /** The strictest limits of the organizations that it has entered. */
    idleLimitMinutes: integer(),
    absoluteLimitHours: integer(),
    /** When a factor was last proven; dangerous deeds ask for it anew. */
    factorAt: moment().notNull(),
    ip: inet(),
    /** Where it was last active. */
    lastIp: inet(),
    userAgent: text(),
    createdAt: createdAt(),
    lastActiveAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (t) => [index("sessions_user_idx").on(t.userId)],
);

/** The passwords that a person had before, as hashes, for organizations that let none come again. */
export const passwordHistory = pgTable(
  "password_history",
  {
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    passwordHash: text().notNull(),
    replacedAt: moment().notNull(),
  },
  (t) => [index("password_history_user_idx").on(t.userId, t.replacedAt)],
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
