import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import { type PostgresJsQueryResultHKT, PostgresJsSession } from "drizzle-orm/postgres-js/session";
import postgres from "postgres";
import { env } from "@/lib/core/env";

/** A way to ask with Drizzle: the pool, or one transaction of it. */
export type Database = PgDatabase<PostgresJsQueryResultHKT>;

/** The role that the runtime acts as: it owns nothing and row-level security binds it. */
export const runtimeRole = "steward_app";

/** A request that waits longer than this for a connection is told that the database is away. */
const connectTimeoutSeconds = 5;

const poolSize = 20;

const dialect = new PgDialect({ casing: "snake_case" });

// Next's bundle and `server.ts` are two module worlds in one process; the global keeps them to one pool.
const shared = globalThis as { stewardPool?: postgres.Sql };

/** Connects to `url` as the runtime role. */
export function connect(url: string, max = poolSize): postgres.Sql {
  const sql = postgres(url, {
    max,
    connect_timeout: connectTimeoutSeconds,
    idle_timeout: 60,
    onnotice: () => {},
    // Compiling a statement pays for long ones; ours are short, and their plans are kept.
    connection: { role: runtimeRole, application_name: "steward", statement_timeout: 30_000, jit: "off" },
  });
  drizzle({ client: sql }); // Sets the driver's date parsers to what Drizzle's columns expect.
  return sql;
}

/** This process's pool, opened at its first use. */
export function pool(): postgres.Sql {
  shared.stewardPool ??= connect(env().DATABASE_URL);
  return shared.stewardPool;
}

/** Drizzle over the pool or over one transaction of it; cheap enough to be made for each. */
export function drizzleOver(client: postgres.Sql | postgres.TransactionSql): Database {
  return new PgDatabase(
    dialect,
    new PostgresJsSession(client as postgres.Sql, dialect, undefined, {}),
    undefined,
  );
}

/** Asks outside any organization: of users, their sessions and their attempts to sign in. Tenant tables are empty here. */
export function database(): Database {
  return drizzleOver(pool());
}

/** Whether the database can be asked at this moment. */
export async function databaseAnswers(): Promise<boolean> {
  return pool()`select 1`.then(
    () => true,
    () => false,
  );
}

/** Ends the pool once running queries are done, within `seconds`. */
export async function closeDatabase(seconds = 5): Promise<void> {
  const open = shared.stewardPool;
  delete shared.stewardPool;
  await open?.end({ timeout: seconds });
}
