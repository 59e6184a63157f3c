import { generateKeyPairSync, sign } from "node:crypto";
import postgres from "postgres";
import { afterAll, describe, expect, test, vi } from "vitest";
import { change, pass, read } from "@/db/door";
import { auditSeals, auditSigners } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { day, fromNow, hour, minute, second, shiftClock } from "@/lib/core/clock";
import { packCursor } from "@/lib/core/cursor";
import * as environment from "@/lib/core/env";
import { keyIdOf, ownPublicKey, sealText, trustedKeys, voucherText } from "@/lib/core/seals";
import { sealLog, setAuditRetention, shortenLog, verifyAuditLog } from "./commands";
import { auditFilter, retentionInput, verifyInput } from "./input";
import { findLastSeals, findRetention, listAuditEvents, verifyLog } from "./queries";
import { recordAudit } from "./record";

/** Someone with the keys to the machine: a superuser, whom no wall stops. */
const intruder = postgres(process.env.DATABASE_URL as string, { max: 1, onnotice: () => {} });
afterAll(() => intruder.end());

async function record(org: GivenOrganization, count: number): Promise<void> {
  await change(org.pass, async (tx) => {
    for (let i = 0; i < count; i++) await recordAudit(tx, org.owner, "key.created", null, { after: { i } });
  });
}

/** Gives the installation another AUTH_SECRET for the rest of a test, as a start with another environment does. */
function changeSecret(AUTH_SECRET: string): void {
  const real = environment.env();
  vi.spyOn(environment, "env").mockReturnValue({ ...real, AUTH_SECRET });
}

/** A log of six events, the first four of them under a seal. */
async function givenSealedLog(): Promise<GivenOrganization> {
  const org = await givenOrganization();
  await record(org, 4);
  await sealLog(org.id);
  await record(org, 2);
  return org;
}

/** Makes a stream's chain anew from what its rows say now, as an intruder would who knows how it is made. */
async function rechain(streamId: string): Promise<void> {
  const rows =
    await intruder`select sequence from audit_events where stream_id = ${streamId} order by sequence`;
  for (const [place, { sequence }] of rows.entries()) {
    await intruder`
      update audit_events e set sequence = ${place + 1}, previous_hash = coalesce((
        select hash from audit_events where stream_id = ${streamId} and sequence = ${place}
      ), '') where stream_id = ${streamId} and sequence = ${sequence as number}`;
    await intruder`
      update audit_events e set hash = audit_event_hash(e)
      where stream_id = ${streamId} and sequence = ${place + 1}`;
  }
  await intruder`
    update audit_heads set (sequence, hash) = (
      select sequence, hash from audit_events where stream_id = ${streamId} order by sequence desc limit 1
    ) where stream_id = ${streamId}`;
}

describe("the seals of a log", () => {
  test("are set every night on each log that has grown, and say how far it is vouched for", async () => {
    const org = await givenSealedLog();
    const grown = async () => {
      const rows = await read(
        pass({}),
        (tx) => tx.client<{ id: string }[]>`select id from audit_streams_to_seal() id`,
      );
      return rows.some(({ id }) => id === org.id);
    };
    const before = await verifyLog(org.id);
    expect(await grown()).toBe(true);

    await sealLog(org.id);
    await sealLog(org.id);

    expect(await grown()).toBe(false);
    const after = await verifyLog(org.id);
    expect(before).toMatchObject({ events: 6, sealedUpTo: 4, brokenAt: null });
    expect(after).toMatchObject({ events: 6, sealedUpTo: 6, sealedAt: expect.any(Date), brokenAt: null });
    const seals = await read(org.pass, (tx) => tx.select().from(auditSeals));
    expect(seals.map(({ sequence }) => sequence).sort()).toEqual([4, 6]);
  });

  test("tell of a log that was changed and chained anew", async () => {
    const org = await givenSealedLog();

    await intruder`update audit_events set actor_name = 'Someone Else' where stream_id = ${org.id} and sequence = 2`;
    await rechain(org.id);

    expect(await verifyLog(org.id)).toMatchObject({
      brokenAt: 4,
      complaint: expect.stringContaining("it is not the event that was sealed on"),
    });
  });

  test.each([
    ["taken out", "delete from audit_events where stream_id = $1 and sequence = 2"],
    [
      "put in",
      `insert into audit_events select stream_id, 7, 'aud_forged', at, action, outcome, actor_kind, actor_id, 'Someone Else',
        target_kind, target_id, target_name, "before", "after", ip, user_agent, session_id, key_id, request_id, hash, hash
      from audit_events where stream_id = $1 and sequence = 1`,
    ],
  ])("tell of an event that was %s, with all chained anew", async (_, deed) => {
    const org = await givenSealedLog();

    await intruder.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx.unsafe(
        "update audit_events set sequence = sequence + 100 where stream_id = $1 and sequence > 1",
        [org.id],
      );
      await tx.unsafe(deed.replace("sequence = 2", "sequence = 102").replace("7,", "50,"), [org.id]);
    });
    await rechain(org.id);

    expect(await verifyLog(org.id)).toMatchObject({ brokenAt: 4 });
  });

  test("tell of a log that was cut off together with its head", async () => {
    const org = await givenSealedLog();

    await intruder`delete from audit_events where stream_id = ${org.id} and sequence > 2`;
    await rechain(org.id);

    expect(await verifyLog(org.id)).toMatchObject({
      brokenAt: 3,
      complaint: expect.stringMatching(/^the events from here to 4 are gone, which were sealed on /),
    });
  });

  test("tell of a whole log that was deleted together with its head", async () => {
    const org = await givenSealedLog();

    await intruder`delete from audit_events where stream_id = ${org.id}`;
    await intruder`delete from audit_heads where stream_id = ${org.id}`;

    expect(await verifyLog(org.id)).toMatchObject({ events: 0, brokenAt: 1 });
  });

  test.each([
    "hash = repeat('0', 64)",
    "at = at + interval '1 day'",
    "key_id = 'x'",
    "signature = 'x'",
    "sequence = 3",
  ])("are themselves held against their signature: %s", async (changed) => {
    const org = await givenSealedLog();

    await intruder.unsafe(`update audit_seals set ${changed} where stream_id = $1`, [org.id]);

    expect(await verifyLog(org.id)).toMatchObject({
      brokenAt: changed.startsWith("sequence") ? 3 : 4,
      complaint: expect.stringContaining("is not signed by us"),
    });
  });

  test("of one log are of no use to another", async () => {
    const [org, other] = [await givenSealedLog(), await givenOrganization()];
    await intruder`update audit_seals set stream_id = ${other.id} where stream_id = ${org.id}`;

    expect(await verifyLog(other.id)).toMatchObject({ brokenAt: 4 });
  });

  test("hold after AUTH_SECRET was changed, since the new key vouches for the one before", async () => {
    const org = await givenSealedLog();
    const before = ownPublicKey();
    changeSecret("another secret, just as long as the first");
    const atOnce = await verifyLog(org.id);

    await sealLog(org.id);

    expect(ownPublicKey()).not.toBe(before);
    expect(atOnce).toMatchObject({ sealedUpTo: 4, brokenAt: null });
    expect(await verifyLog(org.id)).toMatchObject({ sealedUpTo: 6, brokenAt: null });
  });

  test("hold when the AUTH_SECRET of before comes back, here and for whoever has the public key alone", async () => {
    const org = await givenSealedLog();
    const first = environment.env().AUTH_SECRET;
    changeSecret("a secret that was used for a while and then dropped");
    await sealLog(org.id);
    const dropped = keyIdOf(ownPublicKey());
    changeSecret(first);

    const atOnce = await verifyLog(org.id);
    await record(org, 1);
    await sealLog(org.id);

    const signers = await read(org.pass, (tx) => tx.select().from(auditSigners));
    expect(atOnce).toMatchObject({ sealedUpTo: 6, brokenAt: null });
    expect(await verifyLog(org.id)).toMatchObject({ sealedUpTo: 7, brokenAt: null });
    expect([...trustedKeys(ownPublicKey(), signers).keys()]).toContain(dropped);
  });

  test("by a key that someone planted before AUTH_SECRET was changed count for nothing after", async () => {
    const org = await givenSealedLog();
    const own = { keyId: keyIdOf(ownPublicKey()), publicKey: ownPublicKey() };
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const planted = publicKey.export({ format: "jwk" }).x as string;
    const by = keyIdOf(planted);
    const signed = (text: string) => sign(null, Buffer.from(text), privateKey).toString("base64url");
    const [proof] = await intruder`
      select * from audit_signers where key_id = ${own.keyId} and vouched_by like 'encryption key %'`;
    for (const key of [{ keyId: by, publicKey: planted }, own]) {
      const voucher = { ...key, vouchedBy: by };
      await intruder`
        insert into audit_signers (key_id, public_key, vouched_by, signature, created_at)
        values (${key.keyId}, ${key.publicKey}, ${by}, ${signed(voucherText(voucher))}, now())`;
    }
    await intruder`
      insert into audit_signers (key_id, public_key, vouched_by, signature, created_at)
      values (${by}, ${planted}, ${proof?.vouched_by}, ${proof?.signature}, now())`;
    changeSecret("the secret of a later time, long enough to be one");
    await sealLog(org.id);

    await intruder`update audit_events set actor_name = 'Someone Else' where stream_id = ${org.id} and sequence = 2`;
    await rechain(org.id);
    for (const { sequence, hash } of await intruder`
      select sequence, hash from audit_events where stream_id = ${org.id} and sequence in (4, 6)`) {
      const at = new Date();
      const text = sealText({ streamId: org.id, kind: "end", sequence: Number(sequence), hash, at });
      await intruder`
        update audit_seals set hash = ${hash}, at = ${at}, key_id = ${by}, signature = ${signed(text)}
        where stream_id = ${org.id} and sequence = ${sequence}`;
    }

    expect(await verifyLog(org.id)).toMatchObject({
      brokenAt: 4,
      complaint: expect.stringContaining("is not signed by us"),
    });
    const signers = await read(org.pass, (tx) => tx.select().from(auditSigners));
    expect([...trustedKeys(ownPublicKey(), signers).keys()]).toContain(own.keyId);
    expect([...trustedKeys(ownPublicKey(), signers).keys()]).not.toContain(by);
  });

  test("by a key that nobody vouches for count for nothing", async () => {
    const org = await givenSealedLog();
    await intruder`
      insert into audit_signers (key_id, public_key, vouched_by, signature, created_at)
      select ${keyIdOf("A".repeat(43))}, ${"A".repeat(43)}, vouched_by, signature, created_at from audit_signers limit 1`;
    await intruder`update audit_seals set key_id = ${keyIdOf("A".repeat(43))} where stream_id = ${org.id}`;

    expect(await verifyLog(org.id)).toMatchObject({ brokenAt: 4 });
  });

  test.each([
    "update audit_seals set hash = 'x'",
    "delete from audit_seals",
    "update audit_signers set public_key = 'x'",
  ])("cannot be changed by the runtime: %s", async (statement) => {
    const org = await givenSealedLog();

    const attempt = change(org.pass, (tx) => tx.client.unsafe(statement));

    await expect(attempt).rejects.toMatchObject({ code: "42501" });
  });
});

describe("verifying a log on demand", () => {
  test("writes down what was found and seals the log up to there", async () => {
    const org = await givenSealedLog();

    const verdict = await verifyAuditLog(org.owner, {});

    expect(verdict).toMatchObject({ events: 6, brokenAt: null });
    expect((await auditTrail(org.id)).at(-1)).toMatchObject({
      action: "audit.verified",
      after: { result: "whole" },
    });
    expect((await findLastSeals(org.owner)).end).toMatchObject({ sequence: 7 });
  });

  test("is begun twelve times in a row, then rests", async () => {
    const org = await givenSealedLog();

    for (let i = 0; i < 12; i++) await verifyAuditLog(org.owner, {});

    await expect(verifyAuditLog(org.owner, {})).rejects.toMatchObject({ code: "rate-limited" });
    shiftClock(hour + second);
    await expect(verifyAuditLog(org.owner, {})).resolves.toMatchObject({ brokenAt: null });
  });

  test("sets no more than 24 seals in a day", async () => {
    const org = await givenSealedLog();
    const check = async (hours: number) => {
      shiftClock(hours * hour);
      await verifyAuditLog(org.owner, {});
      return (await findLastSeals(org.owner)).end?.sequence;
    };
    for (let i = 0; i < 2; i++) for (let n = 0; n < 12; n++) await check(i * 2);

    const [same, next] = [[await check(4), await check(4)], await check(30)];

    expect(new Set(same)).toHaveLength(1);
    expect(next).toBeGreaterThan(same[0] ?? Number.NaN);
  });

  test("begins anew where the form names no step before it", async () => {
    const org = await givenSealedLog();

    const verdict = await verifyAuditLog(org.owner, verifyInput.parse({ from: "" }));

    expect(verdict).toMatchObject({ events: 6, of: 6, next: null });
  });

  test("goes on from no place that we have not signed, nor from another organization's", async () => {
    const [org, other] = [await givenSealedLog(), await givenSealedLog()];
    const signed = packCursor([4, "x", Date.now()], `audit check ${other.id}`);

    for (const from of ["x", signed])
      await expect(verifyAuditLog(org.owner, { from })).rejects.toMatchObject({ code: "invalid" });
    expect(await auditTrail(org.id)).toHaveLength(6);
  });

  test("names the first broken event and seals nothing", async () => {
    const org = await givenSealedLog();
    await intruder`update audit_events set actor_name = 'Someone Else' where stream_id = ${org.id} and sequence = 5`;

    const verdict = await verifyAuditLog(org.owner, {});

    expect(verdict).toMatchObject({ brokenAt: 5, complaint: "its content was changed" });
    expect((await auditTrail(org.id)).at(-1)).toMatchObject({ after: { result: "broken", brokenAt: 5 } });
    expect((await findLastSeals(org.owner)).end).toMatchObject({ sequence: 4 });
  });
});

describe("how long a log is kept", () => {
  /** A log whose first four events are fifty days old, and its last two of today. */
  async function givenOldLog(): Promise<GivenOrganization> {
    const org = await givenOrganization();
    shiftClock(-50 * day);
    await record(org, 4);
    shiftClock(0);
    await record(org, 2);
    return org;
  }
  const left = async (org: GivenOrganization) =>
    (await auditTrail(org.id)).map(({ sequence, action }) => `${sequence} ${action}`);

  test("is for ever, unless someone says otherwise", async () => {
    const org = await givenOldLog();

    await shortenLog(org.id);

    expect(await findRetention(org.owner)).toBeNull();
    expect(await left(org)).toHaveLength(6);
  });

  test("removes what is older and leaves a signed stub, with which the log verifies", async () => {
    const org = await givenOldLog();
    await sealLog(org.id);
    await setAuditRetention(org.owner, { days: 40 });

    await shortenLog(org.id);
    await shortenLog(org.id);

    expect(await left(org)).toEqual(["5 key.created", "6 key.created", "7 audit.retention_changed"]);
    expect(await verifyLog(org.id)).toMatchObject({ events: 3, removedUpTo: 4, brokenAt: null });
    expect((await findLastSeals(org.owner)).cut).toMatchObject({ sequence: 4 });
    await record(org, 1);
    expect(await verifyLog(org.id)).toMatchObject({ events: 4, brokenAt: null });
    expect((await listAuditEvents(org.owner, auditFilter.parse({ q: "key" }))).rows).toHaveLength(3);
  });

  test("may leave nothing of a log, which then goes on where it was", async () => {
    const org = await givenOrganization();
    shiftClock(-50 * day);
    await record(org, 3);
    await setAuditRetention({ ...org.owner, factorAt: fromNow(0) }, { days: 30 });
    shiftClock(0);

    await shortenLog(org.id);
    const emptied = await verifyLog(org.id);
    await record(org, 1);

    expect(emptied).toMatchObject({ events: 0, removedUpTo: 4, brokenAt: null });
    expect(await left(org)).toEqual(["5 key.created"]);
    expect(await verifyLog(org.id)).toMatchObject({ events: 1, brokenAt: null });
  });

  test("changes nothing in a log that is broken", async () => {
    const org = await givenOldLog();
    await setAuditRetention(org.owner, { days: 40 });
    await intruder`update audit_events set actor_name = 'Someone Else' where stream_id = ${org.id} and sequence = 2`;

    await shortenLog(org.id);

    expect(await left(org)).toHaveLength(7);
  });

  test("gives no cover to someone who deletes and leaves a stub without our signature", async () => {
    const org = await givenOldLog();
    await intruder`
      insert into audit_seals (stream_id, kind, sequence, hash, at, key_id, signature)
      select stream_id, 'cut', sequence, hash, at, 'x', 'x' from audit_events where stream_id = ${org.id} and sequence = 3`;
    await intruder`delete from audit_events where stream_id = ${org.id} and sequence <= 3`;

    expect(await verifyLog(org.id)).toMatchObject({
      brokenAt: 3,
      complaint: expect.stringContaining("not signed by us"),
    });
  });

  test("lets the runtime cut nothing that is to be kept, whatever it says", async () => {
    const org = await givenOldLog();
    const cut = (sequence: number) =>
      change(org.pass, async (tx) => {
        const [event] = await tx.client<
          { hash: string }[]
        >`select hash from audit_events where sequence = ${sequence}`;
        const hash = event?.hash ?? "";
        await tx.insert(auditSeals).values({
          ...{ streamId: org.id, kind: "cut", sequence, hash, at: new Date(), keyId: "x", signature: "x" },
        } as typeof auditSeals.$inferInsert);
        await tx.client`select cut_audit_events(${org.id}, ${sequence})`;
      });

    await expect(cut(3)).rejects.toMatchObject({ code: "42501" });
    await setAuditRetention(org.owner, { days: 40 });
    await expect(cut(6)).rejects.toMatchObject({ code: "42501" });
    const unwritten = change(org.pass, (tx) => tx.client`select cut_audit_events(${org.id}, 3)`);
    await expect(unwritten).rejects.toMatchObject({ code: "42501" });
    const elsewhere = change(pass({}), (tx) => tx.client`select cut_audit_events(${org.id}, 3)`);
    await expect(elsewhere).rejects.toMatchObject({ code: "42501" });

    expect(await left(org)).toHaveLength(7);
  });

  test("asks for a proof that it is you", async () => {
    const org = await givenOrganization();
    const earlier = { ...org.owner, factorAt: fromNow(-10 * minute) };

    await expect(setAuditRetention(earlier, { days: 30 })).rejects.toMatchObject({
      code: "step-up-required",
    });
  });

  test.each(["29", "0", "-1", "3651", "1e9", "30.5", "a", "NaN"])("is not %s days", (days) => {
    expect(retentionInput.safeParse({ days }).success).toBe(false);
  });

  test("is read from a form as a number, or as everything", () => {
    expect(retentionInput.parse({ days: "90" })).toEqual({ days: 90 });
    expect(retentionInput.parse({ days: "" })).toEqual({ days: null });
    expect(retentionInput.parse({ days: null })).toEqual({ days: null });
  });
});

test("another organization's seals are not read", async () => {
  const [org, other] = [await givenSealedLog(), await givenOrganization()];

  const seen = await read(other.pass, (tx) => tx.select().from(auditSeals));

  expect(seen.filter(({ streamId }) => streamId === org.id)).toEqual([]);
  expect((await read(other.pass, (tx) => tx.select().from(auditSigners))).length).toBeGreaterThan(0);
});
