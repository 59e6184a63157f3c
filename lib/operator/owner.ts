import postgres from "postgres";
import { second } from "@/lib/core/clock";
import { env } from "@/lib/core/env";

const connectTimeoutSeconds = 5;

/** Asks the database as its owner, as migrations do, and not as the runtime's humble role. */
export async function asOwner<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(env().DATABASE_URL, {
    max: 1,
    connect_timeout: connectTimeoutSeconds,
    onnotice: () => {},
    connection: { application_name: "steward-operator", statement_timeout: 30 * second },
  });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}
