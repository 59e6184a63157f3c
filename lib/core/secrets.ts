import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Secrets = { AUTH_SECRET: string; ENCRYPTION_KEY: string; DATABASE_PASSWORD: string };

const newSecret = () => randomBytes(32).toString("base64");

/**
 * The secrets of an installation that keeps its own database: made at the first start and kept in
 * `<folder>/secrets.json`, readable by its owner alone. Of several first starts at once, one wins.
 */
export function ownSecrets(folder: string): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const file = join(folder, "secrets.json");
  const draft = `${file}.${process.pid}`;
  const made: Secrets = {
    AUTH_SECRET: newSecret(),
    ENCRYPTION_KEY: newSecret(),
    DATABASE_PASSWORD: randomBytes(24).toString("hex"),
  };
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file); // Fails when the file is there, so it is never overwritten.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  chmodSync(file, 0o600);
  return JSON.parse(readFileSync(file, "utf8"));
}
