import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";

/** A mail as the tests read it. */
export type Mail = { to: string; subject: string; text: string; links: string[] };

/** A running Steward of a test's own: `npm start`'s own server on a free port and an empty data folder. */
export type RunningSteward = {
  url: string;
  /** Where this very process listens; several may share one `url`. */
  address: string;
  folder: string;
  pid: number;
  mails: () => Promise<Mail[]>;
  log: () => string;
  /** SIGTERM, and the exit code that follows. */
  stop: () => Promise<number | null>;
  /** SIGKILL, as when the machine goes; the data folder stays. */
  kill: () => Promise<void>;
};

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** A folder that PostgreSQL can enter when it runs as a user of its own. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "steward-e2e-"));
  chmodSync(folder, 0o755);
  return folder;
}

const startWithinMs = 150_000;

async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  withinMs: number,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${withinMs / 1_000} s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What a test runs under must not reach the Steward that it starts. */
const ownVariables = ["DATABASE_URL", "AUTH_SECRET", "ENCRYPTION_KEY", "NODE_ENV", "VITEST"];

function spawnSteward(settings: Record<string, string>, args: string[] = []) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ownVariables.includes(name)),
  );
  return spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...args], {
    env: { ...inherited, ...settings } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts Steward with these settings beside the defaults, and waits until it answers. */
export async function startSteward(
  settings: Record<string, string> = {},
  args: string[] = [],
): Promise<RunningSteward> {
  const folder = settings.STEWARD_DATA ?? dataFolder();
  const port = Number(settings.PORT ?? (await freePort()));
  const child = spawnSteward({ STEWARD_DATA: folder, PORT: String(port), ...settings }, args);
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += chunk));
  const url = settings.APP_URL ?? `http://localhost:${port}`;
  const address = `http://127.0.0.1:${port}`;
  await until(
    "Steward to be ready",
    async () => {
      if (child.exitCode !== null) throw new Error(`Steward ended with ${child.exitCode}:\n${log}`);
      return fetch(`${address}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
    },
    startWithinMs,
  );
  return {
    url,
    address,
    folder,
    pid: child.pid ?? 0,
    log: () => log,
    mails: async () => (await fetch(`${address}/dev/mailbox.json`)).json() as Promise<Mail[]>,
    kill: async () => {
      const exit = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await exit;
    },
    stop: async () => {
      const code = await ended(child);
      if (!settings.STEWARD_DATA) rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exit = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill("SIGTERM");
  return exit;
}

/** A connection to the database that a Steward keeps for itself; to be ended before its Steward. */
export function databaseOf({ folder }: RunningSteward): postgres.Sql {
  const { DATABASE_PASSWORD } = JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8"));
  const port = readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[3];
  return postgres(`postgres://steward:${DATABASE_PASSWORD}@127.0.0.1:${port}/steward`, {
    max: 1,
    onnotice: () => {},
  });
}

/** Waits for the newest mail to an address whose subject fits, and answers it. */
export function mailTo(mails: () => Promise<Mail[]>, address: string, subject: RegExp): Promise<Mail> {
  return until(
    `a mail to ${address}`,
    async () => (await mails()).find((mail) => mail.to.includes(address) && subject.test(mail.subject)),
    20_000,
  );
}

/** The link of a mail that leads into the product. */
export function linkIn(mail: Mail, path: string): string {
  const link = mail.links.find((candidate) => new URL(candidate).pathname.startsWith(path));
  if (!link) throw new Error(`No link to ${path} in: ${mail.text}`);
  return link;
}

/** Runs a start that is meant to fail, and answers what it said and its exit code. */
export function failedStart(
  settings: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  const child = spawnSteward(settings);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, said })));
}
