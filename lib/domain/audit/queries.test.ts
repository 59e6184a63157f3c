import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { change } from "@/db/door";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { day, shiftClock } from "@/lib/core/clock";
import { disableMember, enableMember } from "@/lib/domain/members/commands";
import { auditFilter } from "./input";
import { listAuditEvents, verifyChain } from "./queries";
import { recordAudit } from "./record";

/** Someone with the keys to the machine: a superuser, whom no wall stops. */
const intruder = postgres(process.env.DATABASE_URL as string, { max: 1, onnotice: () => {} });
afterAll(() => intruder.end());

/** An organization with six events in its log. */
async function givenLog(): Promise<GivenOrganization> {
  const org = await givenOrganization();
  const user = await org.member("user", "Grace Hopper");
  for (let i = 0; i < 3; i++) {
    await disableMember(org.owner, { memberId: user.id });
    await enableMember(org.owner, { memberId: user.id });
  }
  return org;
}

const found = async (org: GivenOrganization, given: object) =>
  (await listAuditEvents(org.owner, auditFilter.parse(given))).rows;

describe("the check of a log", () => {
  test("finds an untouched log whole, also an empty one", async () => {
    const [org, empty] = [await givenLog(), await givenOrganization()];

    expect(await verifyChain(org.id)).toEqual({ events: 6, brokenAt: null, complaint: null });
    expect(await verifyChain(empty.id)).toEqual({ events: 0, brokenAt: null, complaint: null });
  });

  test.each([
    "action = 'member.removed'",
    "outcome = 'refused'",
    "actor_name = 'Someone Else'",
    "actor_id = 'mem_x'",
    "target_name = null",
    "at = at + interval '1 second'",
    "ip = '203.0.113.9'",
    "user_agent = null",
    "session_id = null",
    "key_id = 'key_x'",
    "request_id = 'x'",
    `"after" = '{"status": "active"}'`,
    `"before" = null`,
    "id = id || 'x'",
    "hash = repeat('0', 64)",
  ])("names the event that was changed: %s", async (changed) => {
    const org = await givenLog();

    await intruder.unsafe(`update audit_events set ${changed} where stream_id = $1 and sequence = 3`, [
      org.id,
    ]);

    expect(await verifyChain(org.id)).toMatchObject({ brokenAt: 3, complaint: "its content was changed" });
  });

  test("names the event after one that was changed together with its hash", async () => {
    const org = await givenLog();

    await intruder`update audit_events set actor_name = 'Someone Else' where stream_id = ${org.id} and sequence = 3`;
    await intruder`
      update audit_events set hash = audit_event_hash(audit_events) where stream_id = ${org.id} and sequence = 3`;

    expect(await verifyChain(org.id)).toMatchObject({
      brokenAt: 4,
      complaint: "it does not follow the event before it",
    });
  });

  test.each([1, 3, 5])("names the event after number %i, which was deleted", async (sequence) => {
    const org = await givenLog();

    await intruder`delete from audit_events where stream_id = ${org.id} and sequence = ${sequence}`;

    expect(await verifyChain(org.id)).toMatchObject({
      brokenAt: sequence + 1,
      complaint: "events before it are missing",
    });
  });

  test("names the first of two events that changed places", async () => {
    const org = await givenLog();

    for (const [from, to] of [
      [2, -1],
      [4, 2],
      [-1, 4],
    ] as const)
      await intruder`update audit_events set sequence = ${to} where stream_id = ${org.id} and sequence = ${from}`;

    expect(await verifyChain(org.id)).toMatchObject({ brokenAt: 2 });
  });

  test.each([1, 6])("finds a log whose last %i events were cut off", async (count) => {
    const org = await givenLog();

    await intruder`delete from audit_events where stream_id = ${org.id} and sequence > ${6 - count}`;

    expect(await verifyChain(org.id)).toMatchObject({
      brokenAt: 7 - count,
      complaint: "the log was cut off after the event before it",
    });
  });

  test("finds a log that was cut off together with the record of its end", async () => {
    const org = await givenLog();

    await intruder`delete from audit_events where stream_id = ${org.id} and sequence > 4`;
    await intruder`delete from audit_heads where stream_id = ${org.id}`;

    expect(await verifyChain(org.id)).toMatchObject({ brokenAt: 5 });
  });

  test("finds an event that was put in", async () => {
    const org = await givenLog();

    await intruder.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`
        insert into audit_events select stream_id, 7, 'aud_forged', at, action, outcome, actor_kind, actor_id, actor_name,
          target_kind, target_id, target_name, "before", "after", ip, user_agent, session_id, key_id, request_id, hash, hash
        from audit_events where stream_id = ${org.id} and sequence = 6`;
    });

    expect(await verifyChain(org.id)).toMatchObject({ brokenAt: 7 });
  });

  test("of one organization is not troubled by another's", async () => {
    const [org, broken] = [await givenLog(), await givenLog()];
    await intruder`delete from audit_events where stream_id = ${broken.id} and sequence = 2`;

    expect(await verifyChain(org.id)).toMatchObject({ brokenAt: null });
  });
});

describe("the audit log", () => {
  test("numbers its events without a gap when many deeds are done at once and some fail", async () => {
    const org = await givenOrganization();
    const deed = (i: number) =>
      change(org.pass, async (tx) => {
        await recordAudit(tx, org.owner, "key.created", null, { after: { i } });
        if (i % 3 === 0) throw new Error("This deed fails after all.");
      });

    await Promise.allSettled(Array.from({ length: 30 }, (_, i) => deed(i)));

    const numbers = (await auditTrail(org.id)).map(({ sequence }) => sequence);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await verifyChain(org.id)).toEqual({ events: 20, brokenAt: null, complaint: null });
  });

  test("keeps who, from where, by which session, to whom, and what was before and after", async () => {
    const org = await givenOrganization();
    const user = await org.member("user", "Grace Hopper");

    await disableMember(org.owner, { memberId: user.id });

    const [event] = await auditTrail(org.id);
    expect(event).toMatchObject({
      actorKind: "member",
      actorId: org.owner.id,
      actorName: "Olivia Owner",
      targetKind: "member",
      targetId: user.id,
      targetName: "Grace Hopper",
      before: { status: "active" },
      after: { status: "disabled" },
      ip: org.owner.request.ip,
      userAgent: "test",
      sessionId: org.owner.sessionId,
      keyId: null,
    });
  });

  test("keeps a deed that was refused for want of rights, with the reason and without a target", async () => {
    const org = await givenOrganization();
    const [admin, other] = [await org.member("admin"), await org.member("admin")];

    await expect(disableMember(admin, { memberId: other.id })).rejects.toMatchObject({ code: "forbidden" });

    expect(await auditTrail(org.id)).toMatchObject([
      {
        action: "member.disabled",
        outcome: "refused",
        actorId: admin.id,
        after: { reason: expect.any(String) },
      },
    ]);
  });

  test("tells of a deed by a key as the key's", async () => {
    const org = await givenOrganization();
    const [key, user] = [await org.key(["members:read", "members:write"]), await org.member("user")];

    await disableMember(key, { memberId: user.id });

    expect(await auditTrail(org.id)).toMatchObject([{ actorKind: "key", actorId: key.id, keyId: key.id }]);
  });

  test("takes text as text, whatever stands in a name", async () => {
    const org = await givenOrganization();
    const name = "x'); drop table audit_events; -- \\ \u{1F4A9} %";
    const user = await org.member("user", name);

    await disableMember(org.owner, { memberId: user.id });

    expect(await auditTrail(org.id)).toMatchObject([{ targetName: name }]);
    expect(await verifyChain(org.id)).toMatchObject({ brokenAt: null });
  });
});

describe("searching the audit log", () => {
  test("finds by deed, person, target, id, address and value, and takes % as itself", async () => {
    const org = await givenLog();

    const targetId = (await auditTrail(org.id))[0]?.targetId;
    for (const q of ["member.disabled", "GRACE", targetId])
      expect((await found(org, { q })).length).toBeGreaterThan(2);
    expect(await found(org, { q: org.owner.request.ip ?? "" })).toHaveLength(6);
    expect(await found(org, { q: "%" })).toEqual([]);
    expect(await found(org, { q: "Someone Else" })).toEqual([]);
  });

  test("keeps to days in UTC, both ends included", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const today = new Date("2031-05-10T12:00:00Z");
    for (const [days, deed] of [
      [0, disableMember],
      [1, enableMember],
      [2, disableMember],
    ] as const) {
      shiftClock(today.getTime() + days * day - Date.now());
      await deed(org.owner, { memberId: user.id });
    }

    expect(await found(org, { from: "2031-05-11", to: "2031-05-11" })).toHaveLength(1);
    expect(await found(org, { from: "2031-05-11" })).toHaveLength(2);
    expect(await found(org, { to: "2031-05-11" })).toHaveLength(2);
    expect(await found(org, { from: "2031-05-13" })).toEqual([]);
  });

  test.each([
    { from: "2031-13-01" },
    { from: "yesterday" },
    { from: "2031-05-12", to: "2031-05-11" },
    { to: "" },
  ])("refuses days that are none: %j", (given) => {
    expect(auditFilter.safeParse(given).success).toBe(false);
  });

  test("goes through every event once, the newest first, over however many pages", async () => {
    const org = await givenLog();

    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAuditEvents(org.owner, auditFilter.parse({ limit: 4, cursor }));
      seen.push(...page.rows.map(({ sequence }) => sequence));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);

    expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test("is for Owners and Admins; to all others the log is not there", async () => {
    const org = await givenLog();

    for (const role of ["team-leader", "billing-manager", "user"] as const) {
      const actor = await org.member(role);
      await expect(listAuditEvents(actor, auditFilter.parse({}))).rejects.toMatchObject({
        code: "not-found",
      });
    }
  });
});
