import { sql } from "drizzle-orm";
import { bigint, boolean, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, moment } from "./columns";
import { users } from "./users";

const userId = () =>
  text()
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** An authenticator app: the one that holds, and at most one that is being set up. */
export const authenticators = pgTable(
  "authenticators",
  {
    id: text().primaryKey(),
    userId: userId(),
    /** The shared secret, sealed; what it was sealed with stands in front of it. */
    sealedSecret: text().notNull(),
    /** The latest time step whose code was used; codes of it and of earlier ones are worth nothing any more. */
    lastStep: bigint({ mode: "number" }).notNull().default(0),
    confirmedAt: moment(),
    lastUsedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("authenticators_held_key").on(t.userId).where(sql`${t.confirmedAt} is not null`),
    uniqueIndex("authenticators_pending_key").on(t.userId).where(sql`${t.confirmedAt} is null`),
  ],
);

/** A WebAuthn credential that signs in by itself, with user verification. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: text().primaryKey(),
    userId: userId(),
    credentialId: text().notNull(),
    /** COSE key, in base64url. */
    publicKey: text().notNull(),
    /** How often its authenticator says it was used; 0 for those that do not count. */
    counter: bigint({ mode: "number" }).notNull(),
    transports: text().array().notNull().default([]),
    /** Kept by a provider on several devices. */
    synced: boolean().notNull(),
    name: text().notNull(),
    /** When its counter fell back, as only a copy's can: since then it is refused. */
    clonedAt: moment(),
    lastUsedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("passkeys_credential_key").on(t.credentialId), index("passkeys_user_idx").on(t.userId)],
);

/** A person's recovery codes, as one set: each hash is taken out when its code is spent. */
export const recoveryCodes = pgTable("recovery_codes", {
  userId: userId().primaryKey(),
  salt: text().notNull(),
  hashes: text().array().notNull(),
  createdAt: createdAt(),
});

/** The browsers in which a person was signed in before, by the hash of each browser's own cookie. */
export const knownBrowsers = pgTable(
  "known_browsers",
  { userId: userId(), browserHash: text().notNull(), createdAt: createdAt() },
  (t) => [primaryKey({ name: "known_browsers_pkey", columns: [t.userId, t.browserHash] })],
);
