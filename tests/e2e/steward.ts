import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer, type SMTPServerAddress } from "smtp-server";

/** A mail as the tests read it. */
export type Mail = { to: string; subject: string; text: string; links: string[] };

/** A running Steward of a test's own: `npm start`'s own server on a free port and an empty data folder. */
export type RunningSteward = {
  url: string;
  folder: string;
  mails: () => Promise<Mail[]>;
  log: () => string;
  /** SIGTERM, and the exit code that follows. */
  stop: () => Promise<number | null>;
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

/** Starts Steward with these settings beside the defaults, and waits until it answers. */
export async function startSteward(
  settings: Record<string, string> = {},
  args: string[] = [],
): Promise<RunningSteward> {
  const folder = settings.STEWARD_DATA ?? dataFolder();
  const port = Number(settings.PORT ?? (await freePort()));
  const {
    DATABASE_URL: _,
    AUTH_SECRET: __,
    ENCRYPTION_KEY: ___,
    NODE_ENV: ____,
    VITEST: _____,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...args], {
    env: {
      ...inherited,
      STEWARD_DATA: folder,
      PORT: String(port),
      ...settings,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
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
    folder,
    log: () => log,
    mails: async () => (await fetch(`${address}/dev/mailbox.json`)).json() as Promise<Mail[]>,
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

/** A real SMTP server that keeps what it is given, the newest first. */
export async function startSmtpSink(): Promise<{
  url: string;
  mails: () => Promise<Mail[]>;
  stop: () => Promise<void>;
}> {
  const kept: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const subject = raw.match(/^Subject: (.*(?:\r?\n[ \t].*)*)/m)?.[1]?.replace(/\r?\n[ \t]/g, " ") ?? "";
        // Quoted-printable (RFC 2045, 6.7): soft line breaks go, and the codes that occur in links are undone.
        const text = raw
          .replace(/=\r?\n/g, "")
          .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
        const links = [...text.matchAll(/href="(https?:[^"]+)"/g)].map(([, link = ""]) =>
          link.replaceAll("&amp;", "&"),
        );
        const to = session.envelope.rcptTo.map((address: SMTPServerAddress) => address.address).join(", ");
        kept.unshift({ to, subject, text, links });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails: async () => kept,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
