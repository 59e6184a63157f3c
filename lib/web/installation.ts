import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { startEmbedded } from "@/db/embedded";
import { env, parseEnv } from "@/lib/core/env";
import { ownSecrets } from "@/lib/core/secrets";

/** Where Steward's data lives, opened for this process. */
export type Installation = {
  embedded: boolean;
  close: () => Promise<void>;
  /** Ends what opening it began, when the rest of a start fails; a database that ran already goes on. */
  abandon: () => Promise<void>;
};

/**
 * Completes the environment: `.env` if there is one and, without `DATABASE_URL`, secrets of our own and the
 * embedded PostgreSQL. With `DATABASE_URL`, secrets must be given. Throws an `EnvError` that names what is wrong.
 * `adopt` takes over an embedded server that a killed process left running.
 */
export async function openInstallation(options: { adopt?: boolean } = {}): Promise<Installation> {
  if (existsSync(".env")) loadEnvFile(".env");
  if (process.env.DATABASE_URL) {
    env();
    return { embedded: false, close: async () => {}, abandon: async () => {} };
  }
  const folder = process.env.STEWARD_DATA || ".data";
  const secrets = ownSecrets(folder);
  process.env.AUTH_SECRET ||= secrets.AUTH_SECRET;
  process.env.ENCRYPTION_KEY ||= secrets.ENCRYPTION_KEY;
  // Whatever else is wrong is said before a database is made.
  parseEnv({ ...process.env, DATABASE_URL: "postgres://embedded" });
  const server = await startEmbedded(folder, secrets.DATABASE_PASSWORD, options);
  process.env.DATABASE_URL = server.url;
  return {
    embedded: true,
    close: server.stop,
    abandon: async () => void (server.begun && (await server.stop())),
  };
}
