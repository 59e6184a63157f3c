import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { pool } from "@/db/client";
import { assertHumbleRole } from "@/db/migrate";
import { now, second } from "@/lib/core/clock";
import { EnvError, env, listensOnLoopback } from "@/lib/core/env";
import { transport } from "@/lib/mail/transport";
import { asOwner } from "./owner";
import { opened } from "./run";

/** What one look at the installation found. Words never hold a secret. */
export type Finding = { check: string; status: "ok" | "warn" | "fail"; words: string };

type Verdict = Omit<Finding, "check">;

const ok = (words: string): Verdict => ({ status: "ok", words });
const warn = (words: string): Verdict => ({ status: "warn", words });
const fail = (words: string): Verdict => ({ status: "fail", words });

/** Times are compared between processes and the database: sessions, links and leases bear no more than this. */
const clockToleranceMs = 5 * second;

const oldestDatabase = 15;

function lookAtNode(): Verdict {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
  const [needs, has] = [engines.node, process.versions.node].map(
    (version) => version.match(/\d+/g)?.map(Number) ?? [],
  );
  const [major = 0, minor = 0] = has ?? [];
  const [leastMajor = 0, leastMinor = 0] = needs ?? [];
  const recent = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  return recent ? ok(process.version) : fail(`${process.version}; Steward needs ${engines.node}`);
}

/** Asked before the installation is opened, which reads `.env` itself and sets the mode right. */
function lookAtSecrets(): Verdict {
  if (existsSync(".env")) loadEnvFile(".env");
  if (process.env.DATABASE_URL) return ok("given by the environment");
  const file = join(process.env.STEWARD_DATA || ".data", "secrets.json");
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return ok(`${file} is made at the first start`);
  if ((mode & 0o077) === 0) return ok(`only you can read ${file}`);
  return fail(
    `others could read ${file} (mode ${(mode & 0o777).toString(8)}). It is set to 600 now; take its secrets for known.`,
  );
}

async function lookAtDatabase(): Promise<Verdict> {
  const [server] = await asOwner(
    (sql) => sql<{ version: string; major: number }[]>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major`,
  );
  if (!server || server.major < oldestDatabase)
    return fail(`PostgreSQL ${server?.version}; Steward needs ${oldestDatabase} or newer`);
  return ok(`PostgreSQL ${server.version}`);
}

async function lookAtMigrations(): Promise<Verdict> {
  const { entries } = JSON.parse(readFileSync("db/migrations/meta/_journal.json", "utf8")) as {
    entries: { when: number }[];
  };
  const applied = await asOwner(async (sql) => {
    const [there] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
    if (!there?.there) return new Set<number>();
    const rows = await sql<{ at: string }[]>`select created_at as at from drizzle.__drizzle_migrations`;
    return new Set(rows.map(({ at }) => Number(at)));
  });
  const missing = entries.filter(({ when }) => !applied.has(when)).length;
  if (missing > 0)
    return fail(`${missing} of ${entries.length} are missing: run steward migrate, or start Steward`);
  return applied.size > entries.length
    ? warn("the database is newer than this Steward")
    : ok(`all ${entries.length} are there`);
}

async function lookAtRole(): Promise<Verdict> {
  await assertHumbleRole(pool());
  return ok("owns nothing and cannot pass row-level security");
}

async function lookAtClock(): Promise<Verdict> {
  const askedAt = now().getTime();
  const [database] = await asOwner(
    (sql) => sql<{ ms: string }[]>`select extract(epoch from clock_timestamp()) * 1000 as ms`,
  );
  const answeredAt = now().getTime();
  // The database's answer lies somewhere between question and answer, so a slow network is no difference.
  const ms = Number(database?.ms);
  const apart = Math.max(0, askedAt - ms, ms - answeredAt);
  const words = `${(apart / second).toFixed(1)} s between this machine and the database`;
  return apart < clockToleranceMs ? ok(words) : fail(`${words}; set both by NTP`);
}

function lookAtMail(): Verdict {
  const { name } = transport();
  if (name === "none") return warn("no mail can be sent: set RESEND_API_KEY or SMTP_URL");
  return ok(name === "mailbox" ? "kept on this machine, in the local mailbox" : `sent by ${name}`);
}

function lookAtAddress(): Verdict {
  const { APP_URL, HOST } = env();
  if (APP_URL.startsWith("https:") || listensOnLoopback(HOST)) return ok(APP_URL);
  return warn(`${APP_URL} is not https, and HOST is ${HOST}: cookies and passwords travel in clear`);
}

function wordsOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return (message || code || String(error)).replaceAll("\n", "; ");
}

async function finding(check: string, look: () => Verdict | Promise<Verdict>): Promise<Finding> {
  try {
    return { check, ...(await look()) };
  } catch (error) {
    return { check, ...fail(wordsOf(error)) };
  }
}

/**
 * Looks at everything that Steward needs to run, changing nothing but the mode of a secrets file that others could
 * read. Never throws: what is wrong is a finding.
 */
export async function examine(): Promise<Finding[]> {
  const first = [await finding("Node.js", lookAtNode), await finding("secrets", lookAtSecrets)];
  try {
    return await opened(async () => [
      ...first,
      await finding("environment", () => ok(env().NODE_ENV)),
      await finding("database", lookAtDatabase),
      await finding("migrations", lookAtMigrations),
      await finding("runtime role", lookAtRole),
      await finding("clock", lookAtClock),
      await finding("mail", lookAtMail),
      await finding("address", lookAtAddress),
    ]);
  } catch (error) {
    return [
      ...first,
      { check: error instanceof EnvError ? "environment" : "database", ...fail(wordsOf(error)) },
    ];
  }
}
