import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import type { Message, Transport } from "./message";

/** Enough to find last week's letter on one's own machine, little enough to list at once. */
const keptMessages = 500;

/** A message in the local mailbox: `links` are its distinct addresses to follow, `at` is UTC (ISO 8601). */
export type KeptMail = Message & { links: string[]; at: string };

function mailboxIn(dataDirectory: string): string {
  return join(dataDirectory, "mailbox");
}

/**
 * Keeps letters under `dataDirectory` instead of sending them, one file (mode 600) each, the newest 500. A
 * second letter with the same id replaces the first. Refuses an id that could not be a plain file name.
 */
export function mailboxTransport(dataDirectory: string): Transport {
  const directory = mailboxIn(dataDirectory);
  return {
    name: "mailbox",
    async send(message) {
      if (!/^[\w-]{1,100}$/.test(message.id))
        throw new Error("A message's id is 1 to 100 letters, digits, _ and -.");
      await mkdir(directory, { recursive: true, mode: 0o700 });
      // Written aside and then renamed, so that nobody ever reads half a letter.
      const aside = join(directory, `${message.id}.${randomUUID()}.part`);
      const kept: KeptMail = { ...message, links: linksIn(message.html), at: now().toISOString() };
      await writeFile(aside, JSON.stringify(kept, null, 2), { mode: 0o600, flush: true });
      await rename(aside, join(directory, `${message.id}.json`));
      await dropOldest(directory);
    },
  };
}

/** The letters in the mailbox under `dataDirectory`, newest first; none when nothing was ever kept there. */
export async function listMailbox(dataDirectory: string = env().STEWARD_DATA): Promise<KeptMail[]> {
  const files = await messageFiles(mailboxIn(dataDirectory));
  const messages = await Promise.all(files.map((file) => unlessGone(readFile(file, "utf8"))));
  return messages
    .filter((json) => json !== undefined)
    .map((json) => JSON.parse(json) as KeptMail)
    .sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
}

async function messageFiles(directory: string): Promise<string[]> {
  const names = (await unlessGone(readdir(directory))) ?? [];
  return names.filter((name) => name.endsWith(".json")).map((name) => join(directory, name));
}

async function dropOldest(directory: string): Promise<void> {
  const files = await messageFiles(directory);
  if (files.length <= keptMessages) return;
  const aged = await Promise.all(
    files.map(async (file) => ({ file, writtenAt: (await unlessGone(stat(file)))?.mtimeMs ?? 0 })),
  );
  const oldest = aged.sort((a, b) => b.writtenAt - a.writtenAt).slice(keptMessages);
  await Promise.all(oldest.map(({ file }) => rm(file, { force: true })));
}

/** Another process may drop a file between our finding and our reading it; that is no failure. */
async function unlessGone<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const entities: Record<string, string> = {
  "&amp;": "&",
  "&quot;": '"',
  "&#x27;": "'",
  "&lt;": "<",
  "&gt;": ">",
};

/** The distinct `href`s of HTML that React wrote, which quotes with `"` and escapes by these entities. */
function linksIn(html: string): string[] {
  const hrefs = [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href = ""]) =>
    href.replace(/&(?:amp|quot|#x27|lt|gt);/g, (entity) => entities[entity] ?? entity),
  );
  return [...new Set(hrefs)];
}
