import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { PgBoss } from "pg-boss";
import postgres from "postgres";
import { runtimeRole } from "./client";
import { jobSchema, queues } from "./queues";

/** Any number will do, so long as every instance takes the same one. */
const migrationLock = 7_374_657_617;

/** Row-level security, `nulls not distinct` and `security_invoker` views are all there from 15 on. */
export const oldestServer = 15;

/**
 * Brings the database at `url` up to date, as its owner. An advisory lock lets one instance at a
 * time do it: Drizzle's own migrator takes none, and parallel first starts would fail.
 * Refuses a server older than PostgreSQL 15.
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [server] = await sql<
      { major: number }[]
    >`select current_setting('server_version_num')::int / 10000 as major`;
    if ((server?.major ?? 0) < oldestServer) {
      throw new Error(
        `DATABASE_URL points to PostgreSQL ${server?.major}; Steward needs ${oldestServer} or newer.`,
      );
    }
    await sql`select pg_advisory_lock(${migrationLock})`;
    await applyMigrations(drizzle({ client: sql }), { migrationsFolder: "db/migrations" });
    await prepareJobs(url);
    await sql.unsafe(`
      grant usage on schema ${jobSchema} to ${runtimeRole};
      grant select, insert, update, delete on all tables in schema ${jobSchema} to ${runtimeRole};
      grant execute on all functions in schema ${jobSchema} to ${runtimeRole};
    `);
  } finally {
    await sql.end();
  }
}

async function prepareJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: jobSchema,
    supervise: false,
    schedule: false,
    max: 1,
  });
  await boss.start();
  for (const [name, options] of Object.entries(queues)) await boss.createQueue(name, options);
  await boss.stop({ graceful: false });
}

/** Refuses a runtime role that could pass the walls: a superuser, one that bypasses row security, or an owner of tables. */
export async function assertHumbleRole(sql: postgres.Sql): Promise<void> {
  const [role] = await sql<{ name: string; mighty: boolean; owns: boolean }[]>`
    select current_user as name, rolsuper or rolbypassrls as mighty,
      exists (select from pg_class where relowner = pg_roles.oid and relkind in ('r', 'p')) as owns
    from pg_roles where rolname = current_user`;
  if (!role || role.mighty || role.owns) {
    throw new Error(
      `DATABASE_URL leads to the role ${role?.name}, which could pass row-level security. The runtime must act as ${runtimeRole}.`,
    );
  }
}
