import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { now } from "@/lib/core/clock";
import type { Message, Transport } from "./message";

/** A mail as the local mailbox shows it; `links` are the addresses it links to. */
export type KeptMail = Omit<Message, "from"> & { from: string; links: string[]; at: string };

/** Older ones make room. */
const mostKept = 500;

function linksIn(html: string): string[] {
  const found = [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
  return [...new Set(found)];
}

const folderOf = (dataFolder: string) => join(dataFolder, "mailbox");

/** The newest come first: ids sort by birth. */
async function fileNames(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await readdir(folder)).filter((name) => name.endsWith(".json")).sort().reverse();
}

/** Keeps mail on this machine, one file each, for an installation that only this machine can reach. */
export function mailboxTransport(dataFolder: string): Transport {
  const folder = folderOf(dataFolder);
  return {
    name: "mailbox",
    async send(message) {
      const names = await fileNames(folder);
      const kept: KeptMail = { ...message, links: linksIn(message.html), at: now().toISOString() };
      const draft = join(folder, `.${message.id}.draft`);
      await writeFile(draft, JSON.stringify(kept), { mode: 0o600 });
      await rename(draft, join(folder, `${message.id}.json`));
      for (const old of names.slice(mostKept - 1)) await rm(join(folder, old), { force: true });
    },
  };
}

/** What the local mailbox holds, the newest first. */
export async function listMailbox(dataFolder: string): Promise<KeptMail[]> {
  const folder = folderOf(dataFolder);
  const names = await fileNames(folder);
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8"))));
}
