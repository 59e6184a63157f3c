import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { change } from "@/db/door";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { day, fromNow, shiftClock } from "@/lib/core/clock";
import { ownPublicKey } from "@/lib/core/seals";
import { sealLog, setAuditRetention, shortenLog } from "@/lib/domain/audit/commands";
import { verifyChain } from "@/lib/domain/audit/queries";
import { recordAudit } from "@/lib/domain/audit/record";
import { verifyExport } from "./audit-check";
import { exportLog } from "./audit-export";
import { hashOf, parseExactly } from "./audit-hash";

const folder = mkdtempSync(join(tmpdir(), "steward-export-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** An organization with five events in its log, and a connection as the superuser, whom no wall holds. */
async function givenLog(): Promise<{ org: GivenOrganization; sql: postgres.Sql }> {
  const org = await givenOrganization();
  await change(org.pass, async (tx) => {
    for (const name of ["one", "two", "three", "four", "five"]) {
      await recordAudit(tx, org.operator, "invitation.sent", { kind: "invitation", id: name, name });
    }
  });
  const sql = postgres(process.env.DATABASE_URL as string, { max: 1 });
  onTestFinished(() => sql.end());
  return { org, sql };
}

test("a log that nobody touched is whole", async () => {
  const { org } = await givenLog();

  expect(await verifyChain(org.id)).toEqual({ events: 5, brokenAt: null, complaint: null });
});

test("an event whose content was changed is named", async () => {
  const { org, sql } = await givenLog();
  await sql`update audit_events set actor_name = 'someone else' where stream_id = ${org.id} and sequence = 3`;

  expect(await verifyChain(org.id)).toMatchObject({ brokenAt: 3, complaint: "its content was changed" });
});

test("an event that was changed together with its hash is told by the next", async () => {
  const { org, sql } = await givenLog();
  await sql`update audit_events set actor_name = 'someone else' where stream_id = ${org.id} and sequence = 3`;
  await sql`update audit_events e set hash = audit_event_hash(e) where stream_id = ${org.id} and sequence = 3`;

  expect(await verifyChain(org.id)).toMatchObject({
    brokenAt: 4,
    complaint: "it does not follow the event before it",
  });
});

test("an event that was taken out is told by the next", async () => {
  const { org, sql } = await givenLog();
  await sql`delete from audit_events where stream_id = ${org.id} and sequence = 2`;

  expect(await verifyChain(org.id)).toMatchObject({ brokenAt: 3, complaint: "events before it are missing" });
});

test("a log that was cut off at its end is told by its head", async () => {
  const { org, sql } = await givenLog();
  await sql`delete from audit_events where stream_id = ${org.id} and sequence > 3`;

  expect(await verifyChain(org.id)).toMatchObject({ events: 3, brokenAt: 4 });
});

/** An export of six events under two seals, on the fourth and on the last; the values in it are odd ones. */
async function givenExport(): Promise<string> {
  const org = await givenOrganization();
  const odd = { "": null, ü: "\u0001\u{1F4A9}", tiny: 1e-7, vast: 1e300, nested: [{ bb: 1, a: -0.5 }] };
  const record = (count: number) =>
    change(org.pass, async (tx) => {
      for (let i = 0; i < count; i++)
        await recordAudit(tx, org.owner, "key.created", null, { before: { i }, after: odd });
    });
  await record(4);
  await sealLog(org.id);
  await record(1);
  const file = join(folder, `${org.slug}.jsonl`);
  await exportLog(org.owner, file);
  return file;
}

type Line = Record<string, unknown>;

/** The same export after someone changed its lines. */
function tampered(file: string, change: (lines: Line[]) => Line[]): string {
  const lines = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const forged = `${file}.forged`;
  writeFileSync(
    forged,
    change(lines)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
  );
  return forged;
}

const isEvent =
  (sequence: number) =>
  (line: Line): boolean =>
    line.type === "event" && line.sequence === sequence;

/** The chain made anew over what the lines say, as a forger would who has read how it is made. */
function rechained(lines: Line[]): Line[] {
  let [previousHash, sequence] = ["", 0];
  return lines.map((line) => {
    if (line.type !== "event") return line;
    sequence += 1;
    const event = { ...line, sequence, previousHash };
    previousHash = hashOf(parseExactly(JSON.stringify(event)) as Line);
    return { ...event, hash: previousHash };
  });
}

describe("an exported log", () => {
  test("is whole by the public key alone, odd values and all", async () => {
    const file = await givenExport();

    const verdict = await verifyExport(file, ownPublicKey());

    expect(verdict).toMatchObject({
      events: 6,
      sealedUpTo: 6,
      brokenAt: null,
      complaint: null,
      keyFromFile: false,
    });
  });

  test("says so when it was judged by no better key than its own", async () => {
    expect(await verifyExport(await givenExport())).toMatchObject({ brokenAt: null, keyFromFile: true });
  });

  test.each<[string, number, (lines: Line[]) => Line[]]>([
    ["changed", 3, (lines) => lines.map((line) => (isEvent(3)(line) ? { ...line, actorName: "X" } : line))],
    ["deleted", 4, (lines) => lines.filter((line) => !isEvent(3)(line))],
    ["put in twice", 3, (lines) => lines.flatMap((line) => (isEvent(3)(line) ? [line, line] : [line]))],
    ["turned round", 6, (lines) => [...lines.slice(0, -2), ...lines.slice(-2).reverse()]],
    ["cut off", 6, (lines) => lines.slice(0, -1)],
    ["cut off with its seal", 6, (lines) => lines.slice(0, -1).filter(({ sequence }) => sequence !== 6)],
    ["emptied", 1, (lines) => lines.filter(({ type }) => type !== "event")],
    ["emptied of all but its head", 1, (lines) => lines.slice(0, 1)],
    [
      "changed and chained anew",
      4,
      (lines) => rechained(lines.map((line) => (isEvent(2)(line) ? { ...line, actorName: "X" } : line))),
    ],
    [
      "robbed of one event and chained anew",
      4,
      (lines) => rechained(lines.filter((line) => !isEvent(2)(line))),
    ],
    [
      "robbed of its keys",
      4,
      (lines) => lines.map((line) => (line.type === "seal" ? { ...line, keyId: "x" } : line)),
    ],
  ])("is found out when it was %s, by event %i", async (_, brokenAt, change) => {
    const forged = tampered(await givenExport(), change);

    const verdict = await verifyExport(forged, ownPublicKey());

    expect(verdict).toMatchObject({ brokenAt, complaint: expect.any(String) });
  });

  test("is nobody else's: another installation's key does not fit it", async () => {
    expect(await verifyExport(await givenExport(), "A".repeat(43))).toMatchObject({ brokenAt: 4 });
  });

  test("of which old events were removed begins with their signed stub", async () => {
    const { org } = await givenLog();
    shiftClock(-50 * day);
    const old = await givenOrganization();
    await change(old.pass, (tx) => recordAudit(tx, old.operator, "key.created", null));
    shiftClock(0);
    await setAuditRetention({ ...old.owner, factorAt: fromNow(0) }, { days: 40 });
    await shortenLog(old.id);
    const file = join(folder, `${old.slug}.jsonl`);

    await exportLog(old.operator, file);

    expect(await verifyExport(file, ownPublicKey())).toMatchObject({
      removedUpTo: 1,
      events: 2,
      brokenAt: null,
    });
    expect(await auditTrail(org.id)).toHaveLength(5);
  });

  test("is not made of a log that is broken, nor over a file that is there", async () => {
    const { org, sql } = await givenLog();
    const file = join(folder, "there.jsonl");
    writeFileSync(file, "mine");

    await expect(exportLog(org.operator, file)).rejects.toMatchObject({ code: "EEXIST" });
    await sql`delete from audit_events where stream_id = ${org.id} and sequence = 3`;
    await expect(exportLog(org.operator, join(folder, "broken.jsonl"))).rejects.toThrow("Event 4 is broken");
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  test.each(["", "{", "[]", "null", '{"type":"other"}', '{"type":"steward-audit-export","version":2}'])(
    "is not what another file is: %s",
    async (text) => {
      const file = join(folder, "other.jsonl");
      writeFileSync(file, text);

      await expect(verifyExport(file)).rejects.toMatchObject({ code: "invalid" });
    },
  );
});
