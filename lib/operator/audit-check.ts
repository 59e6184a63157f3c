import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { AppError } from "@/lib/core/errors";
import {
  before,
  beginningOf,
  earliest,
  judgeSeals,
  type Place,
  type Seal,
  type Signer,
  trustedKeys,
  type Verdict,
} from "@/lib/core/seals";
import { hashOf, numberOf, parseExactly } from "./audit-hash";

/** The first line of each export names both. docs/audit-export.md describes the lines. */
export const exportFormat = "steward-audit-export";
export const exportVersion = 1;

type Line = Record<string, unknown>;

function damaged(number: number, what: string): AppError {
  return new AppError(
    "invalid",
    `Line ${number} ${what}. This is no export of an audit log, or it was damaged.`,
  );
}

/** The lines of an export, each with its number. */
async function* linesOf(file: string): AsyncGenerator<[Line, number]> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const text of lines) {
    number += 1;
    let line: unknown;
    try {
      line = parseExactly(text);
    } catch {
      throw damaged(number, "is not JSON");
    }
    if (typeof line !== "object" || line === null || Array.isArray(line))
      throw damaged(number, "is not an object");
    yield [line as Line, number];
  }
}

/** What stands before the events: of which log the file is, the keys and the seals. */
type Preamble = { organization: string; publicKey: string; signers: Signer[]; seals: Seal[] };

async function preambleOf(file: string): Promise<Preamble> {
  let preamble: Preamble | null = null;
  for await (const [line, number] of linesOf(file)) {
    if (preamble === null) {
      if (line.type !== exportFormat || numberOf(line.version) !== exportVersion)
        throw damaged(number, `does not begin an export of version ${exportVersion}`);
      const { slug } = line.organization as Line;
      preamble = { organization: String(slug), publicKey: String(line.publicKey), signers: [], seals: [] };
    } else if (line.type === "key") preamble.signers.push(line as unknown as Signer);
    else if (line.type === "seal") {
      const numbered = { ...line, sequence: numberOf(line.sequence), at: new Date(String(line.at)) };
      preamble.seals.push(numbered as unknown as Seal);
    } else if (line.type === "event") break;
    else throw damaged(number, "is of no kind that an export has");
  }
  if (!preamble) throw damaged(1, "is missing");
  return preamble;
}

/** What is wrong with an event that follows a place; null where it fits. */
function complaintAbout(event: Line, previous: Place): string | null {
  if (numberOf(event.sequence) !== previous.sequence + 1)
    return "events before it are missing or out of order";
  if (event.previousHash !== previous.hash) return "it does not follow the event before it";
  if (hashOf(event) !== event.hash) return "its content was changed";
  return null;
}

/** Walks the events of a file from a place on, up to the first that does not fit. */
async function walk(file: string, from: Place, seals: Seal[]) {
  const sealed = new Set(seals.map(({ sequence }) => sequence));
  const hashes = new Map<number, string>();
  let last = from;
  for await (const [line, number] of linesOf(file)) {
    if (line.type !== "event") {
      if (last !== from) throw damaged(number, "stands among the events and is none");
      continue;
    }
    const sequence = numberOf(line.sequence);
    const complaint = complaintAbout(line, last);
    if (complaint) return { last, hashes, broken: { sequence, complaint } };
    last = { sequence, hash: String(line.hash) };
    if (sealed.has(sequence)) hashes.set(sequence, last.hash);
  }
  return { last, hashes, broken: null };
}

/** The verdict on an export: of which log it is, by which key it was judged, and whether that came from the file itself. */
export type ExportVerdict = Verdict & { organization: string; publicKey: string; keyFromFile: boolean };

/**
 * Checks an export with nothing but the file and the installation's public key: no database and no secret. Without a
 * key it goes by the one that the file names, which proves no more than that the file is whole in itself. Names the
 * first event that does not fit. Refuses what is no export.
 */
export async function verifyExport(file: string, publicKey?: string): Promise<ExportVerdict> {
  if (publicKey !== undefined && !/^[A-Za-z0-9_-]{43}$/.test(publicKey))
    throw new AppError("invalid", "The public key has 43 letters, digits, dashes or underscores.");
  const { organization, publicKey: named, signers, seals } = await preambleOf(file);
  const known = publicKey ?? named;
  const trusted = trustedKeys(known, signers);
  const { from, broken: badStub } = beginningOf(seals, trusted);
  const { last, hashes, broken: badLink } = await walk(file, from, seals);
  const { broken: badSeal, held } = judgeSeals(before(badLink, seals), trusted, { from, last, hashes });
  // An export ends with a sealed event, so one that does not has lost its end.
  const open = { sequence: last.sequence + 1, complaint: "the file was cut off after the event before it" };
  const badEnd = badLink || held?.sequence === last.sequence ? null : open;
  const first = earliest(badStub, badLink, badSeal, badEnd);
  return {
    organization,
    publicKey: known,
    keyFromFile: publicKey === undefined,
    events: last.sequence - from.sequence,
    removedUpTo: from.sequence,
    sealedUpTo: held?.sequence ?? 0,
    sealedAt: held?.at ?? null,
    brokenAt: first?.sequence ?? null,
    complaint: first?.complaint ?? null,
  };
}
