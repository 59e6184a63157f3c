import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";

/** What a test database may skip: nothing here outlives the run. */
const hasty = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

/** One PostgreSQL and one migrated database for the whole run; tests keep apart by organization. */
export default async function setup() {
  const folder = mkdtempSync(join(tmpdir(), "steward-test-"));
  chmodSync(folder, 0o755); // PostgreSQL may run as a user of its own.
  const server = await startEmbedded(folder, "test", { adopt: true, flags: hasty });
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATABASE_URL: server.url,
    STEWARD_DATA: folder,
    AUTH_SECRET: "a secret for tests, long enough to be one",
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    APP_URL: "http://localhost:3000",
    LOG_LEVEL: "silent",
    API_RATE_LIMIT: "0",
  });
  await migrate(server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
