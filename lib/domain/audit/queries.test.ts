import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { change, read, type Tx } from "@/db/door";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { day, fromNow, minute, second, shiftClock } from "@/lib/core/clock";
import { beginning, type Place } from "@/lib/core/seals";
import { disableMember, enableMember } from "@/lib/domain/members/commands";
import { auditFilter, auditListFilter } from "./input";
import { type AuditRow, type Check, eachAuditEvent, listAuditEvents, verifyChain, verifyOn } from "./queries";
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

  test("comes to the same verdict step by step", async () => {
    const org = await givenLog();
    const stepByStep = async () => {
      const steps = [];
      for (let next: Place | null = beginning; next; ) {
        const step: Check = await verifyOn(org.id, next, 2);
        steps.push(step.verdict);
        next = step.next;
      }
      return steps;
    };

    const whole = await stepByStep();
    await intruder`update audit_events set actor_name = 'Someone Else' where stream_id = ${org.id} and sequence = 4`;
    const changed = await stepByStep();
    await intruder`delete from audit_events where stream_id = ${org.id} and sequence > 3`;
    const cutOff = await stepByStep();

    expect(whole.map(({ events }) => events)).toEqual([2, 4, 6, 6]);
    expect(whole.at(-1)).toMatchObject({ brokenAt: null });
    expect(changed.map(({ brokenAt }) => brokenAt)).toEqual([null, 4]);
    expect(cutOff.map(({ brokenAt }) => brokenAt)).toEqual([null, 4]);
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
    const owner = { ...org.owner, request: { ...org.owner.request, ip: "192.0.2.1" } };

    await disableMember(owner, { memberId: user.id });

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
      ip: "192.0.2.1",
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

  test("keeps twenty refusals of one deed, and says in the last how long it keeps no more", async () => {
    const org = await givenOrganization();
    const [admin, other] = [await org.member("admin"), await org.member("admin")];
    const again = (times: number) =>
      Promise.allSettled(Array.from({ length: times }, () => disableMember(admin, { memberId: other.id })));

    await again(25);
    const kept = await auditTrail(org.id);
    shiftClock(10 * minute + second);
    await again(1);

    expect(kept).toHaveLength(20);
    expect(kept.filter(({ after }) => after?.notWrittenUntil)).toHaveLength(1);
    expect(await auditTrail(org.id)).toHaveLength(21);
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
    const ip = org.owner.request.ip ?? "";
    for (const q of [ip, ip.toUpperCase(), "2001:db8:"]) expect(await found(org, { q })).toHaveLength(6);
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

  test("reads days by the organization's clock for people and in UTC for the API", async () => {
    const org = await givenOrganization({ timeZone: "Asia/Tokyo" });
    const user = await org.member("user");
    const key = await org.key(["logs:read"]);
    shiftClock(new Date("2031-05-10T15:00:00Z").getTime() - Date.now());
    await disableMember(org.owner, { memberId: user.id });
    const on = (date: string) => auditFilter.parse({ from: date, to: date });

    const byDay = async (actor: Actor) =>
      (await Promise.all(["2031-05-10", "2031-05-11"].map((date) => listAuditEvents(actor, on(date))))).map(
        ({ rows }) => rows.length,
      );

    expect(await byDay(org.owner)).toEqual([0, 1]);
    expect(await byDay(key)).toEqual([1, 0]);
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

  test("takes days and moments of a program: a day whole, a moment as the first but not as the last", async () => {
    const org = await givenOrganization({ timeZone: "Asia/Tokyo" });
    const [key, user] = [await org.key(["logs:read"]), await org.member("user")];
    shiftClock(new Date("2031-05-10T12:00:00.000Z").getTime() - Date.now());
    await disableMember(org.owner, { memberId: user.id });
    const [event] = await auditTrail(org.id);
    const at = event?.at.toISOString() as string;
    const later = new Date(new Date(at).getTime() + 1).toISOString();
    const count = async (given: object) =>
      (await listAuditEvents(key, auditListFilter.parse(given))).rows.length;

    for (const order of ["asc", "desc"]) {
      for (const given of [
        { from: at },
        { from: at.replace("Z", "+00:00") },
        { from: "2031-05-10", to: later },
        { from: "2031-05-10T20:00+09:00", to: "2031-05-10T21:00:30+09:00" },
        { from: at, to: "2031-05-10" },
      ])
        expect(await count({ order, ...given }), JSON.stringify(given)).toBe(1);
      for (const given of [{ to: at }, { from: later }, { from: "2031-05-10T21:00:30+09:00" }])
        expect(await count({ order, ...given }), JSON.stringify(given)).toBe(0);
    }
  });

  test.each([
    [{ from: "2031-05-10T12:00:00" }, "from"],
    [{ from: "2031-05-10T12:00:00 09:00" }, "from"],
    [{ from: "2031-02-30T12:00:00Z" }, "from"],
    [{ from: "2031-02-10T25:00:00Z" }, "from"],
    [{ from: "0001-02-10T12:00:00Z" }, "from"],
    [{ to: "soon" }, "to"],
    [{ from: "2031-05-10T12:00:00Z", to: "2031-05-10T12:00:00Z" }, "to"],
    [{ from: "2031-05-11T00:00:00Z", to: "2031-05-10" }, "to"],
    [{ order: "up" }, "order"],
    [{ order: "asc", after: "sin_01k00000000000000000000000" }, "after"],
    [{ after: "aud_01k00000000000000000000000" }, "after"],
    [{ action: "member.exploded" }, "action"],
    [{ action: "key.created", group: "member" }, "action"],
  ])("refuses of a program what it cannot mean, and names it: %j", (given, field) => {
    const { error } = auditListFilter.safeParse(given);

    expect(error?.issues.map(({ path }) => path)).toEqual([[field]]);
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

describe("following the audit log", () => {
  /** What a program is told that keeps the last event it has. */
  const since = (org: GivenOrganization, after: string | undefined, more: object = {}) =>
    listAuditEvents(org.owner, auditListFilter.parse({ order: "asc", after, ...more }));

  test("goes on after the last event that one has, whenever that is, over however many pages", async () => {
    const org = await givenLog();
    const first = await since(org, undefined, { limit: 4 });
    const second = await since(org, undefined, { limit: 4, cursor: first.nextCursor });
    const nothing = await since(org, second.rows.at(-1)?.id);
    await change(org.pass, (tx) => recordAudit(tx, org.owner, "key.created", null));

    const later = await since(org, second.rows.at(-1)?.id);

    const numbers = [first, second, nothing, later].map(({ rows }) => rows.map(({ sequence }) => sequence));
    expect(numbers).toEqual([[1, 2, 3, 4], [5, 6], [], [7]]);
    expect([second.nextCursor, nothing.nextCursor, later.nextCursor]).toEqual([null, null, null]);
  });

  test("passes no event by that was begun first and is done last", async () => {
    const org = await givenLog();
    const last = (await found(org, { limit: 1 }))[0]?.id;
    const record = (tx: Tx, i: number) => recordAudit(tx, org.owner, "key.created", null, { after: { i } });
    const isWaiting = async () => {
      const waiting = await intruder`
        select from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into "audit_events"%'`;
      return waiting.length > 0;
    };
    let second = Promise.resolve();
    let secondIsThere = false;

    const meanwhile = await change(org.pass, async (tx) => {
      await record(tx, 1);
      second = change(org.pass, (other) => record(other, 2)).then(() => {
        secondIsThere = true;
      });
      while (!secondIsThere && !(await isWaiting()));
      return since(org, last);
    });
    await second;

    expect(meanwhile.rows).toEqual([]);
    expect((await since(org, last)).rows.map(({ after }) => after)).toEqual([{ i: 1 }, { i: 2 }]);
  });

  test("finds what is later than a moment also where it is numbered before what is earlier", async () => {
    const org = await givenOrganization();
    for (const minutes of [30, 10, 20]) {
      shiftClock(-minutes * minute);
      await change(org.pass, (tx) => recordAudit(tx, org.owner, "key.created", null, { after: { minutes } }));
    }
    shiftClock(0);

    const page = await since(org, undefined, { from: fromNow(-15 * minute).toISOString() });

    expect(page.rows.map(({ after }) => after)).toEqual([{ minutes: 10 }]);
  });

  test("refuses to go on after an event that the log does not have", async () => {
    const [org, other] = [await givenLog(), await givenLog()];
    const theirs = (await found(other, { limit: 1 }))[0]?.id;

    for (const after of [theirs, "aud_01k00000000000000000000000"])
      await expect(since(org, after)).rejects.toMatchObject({ fields: [{ field: "after" }] });
  });

  test("refuses a cursor of the other order", async () => {
    const org = await givenLog();
    const { nextCursor: cursor } = await since(org, undefined, { limit: 1 });

    const attempt = listAuditEvents(org.owner, auditListFilter.parse({ cursor }));

    await expect(attempt).rejects.toMatchObject({ fields: [{ field: "cursor" }] });
  });
});

describe("a search in a long log", () => {
  /** Events over thirty-six days, their numbers so far apart, written past the chain by a superuser, which takes no time. */
  async function givenLongLog(count: number, apart: number): Promise<GivenOrganization> {
    const org = await givenOrganization();
    const secondsApart = (36 * 86_400) / count;
    await intruder.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`
        insert into audit_events (stream_id, sequence, id, at, action, outcome, actor_kind, actor_id, actor_name, target_kind,
          target_id, target_name, before, after, ip, previous_hash, hash)
        select ${org.id}, n * ${apart}::int, 'aud_' || n, '2031-01-01'::timestamptz + n * make_interval(secs => ${secondsApart}),
          case when n % 89 = 0 then 'key.rotated'
            else (array['member.disabled', 'key.created', 'group.renamed'])[1 + n % 3] end,
          case when n % 97 = 0 then 'refused' else 'done' end, 'member',
          'mem_' || lpad((n % 7)::text, 26, '0'), (array['Ada Lovelace', 'Grace Hopper', 'Ünal Çelik'])[1 + n % 7 % 3],
          'member', 'mem_' || lpad((1000 + n % 5000)::text, 26, '0'), 'person' || n % 5000 || '@example.com',
          case when n < ${count}::int / 4 then '{"note": "long ago"}' when n = ${count}::int / 2 then '{"note": "李明"}'::jsonb end,
          jsonb_build_object('n', n, 'quote', 'say "50%_off" \\ now'), ('10.' || n % 5 || '.' || n % 250 || '.1')::inet, '', ''
        from generate_series(1, ${count}::int) n`;
      await tx`
        insert into audit_blocks select stream_id, sequence >> 14, min(at), max(at) from audit_events
        where stream_id = ${org.id} group by 1, 2 having sequence >> 14 < ${(count * apart) >> 14}`;
    });
    return org;
  }

  test.each([
    [20_000, 1],
    [2_400, 300],
  ])(
    "finds what a look at every row finds, in the same order: %i events, numbered %i apart",
    async (count, apart) => {
      const org = await givenLongLog(count, apart);
      const given: object[] = [
        {},
        { q: "grace" },
        { q: "ÜNAL" },
        { q: "long ago" },
        { q: "person4321@" },
        { q: "person43" },
        { q: "10.3.123.1" },
        { q: "10.3.124.1" },
        { q: 'say "50%_off" \\ now' },
        { q: "%" },
        { q: "_" },
        { q: "%%" },
        { q: "zq" },
        { q: "李明" },
        { q: "7" },
        { actor: `mem_${"3".padStart(26, "0")}`, q: "zq" },
        { q: "no such word anywhere" },
        { q: `mem_${"1234".padStart(26, "0")}` },
        { actor: `mem_${"3".padStart(26, "0")}`, q: "person77@" },
        { target: `mem_${"1234".padStart(26, "0")}` },
        { group: "key", outcome: "refused" },
        { group: "key", outcome: "refused", q: "ada", from: "2031-01-03", to: "2031-01-20" },
        { from: "2031-01-03", to: "2031-01-03" },
        { from: "2031-02-04" },
        { to: "2031-01-02", q: "celik" },
        { to: "2031-01-02", q: "çelik" },
        { from: "2040-01-01" },
        { outcome: "refused", q: "long ago" },
        { action: "key.created" },
        { action: "key.created", outcome: "refused", from: "2031-01-03" },
        { action: "key.created", q: "person4321@" },
        { action: "member.disabled", q: "7" },
        { action: "key.rotated", q: "say" },
        { action: "key.leaked" },
      ];
      for (const filter of given) {
        const { q, actor, target, group, action, outcome, from, to } = filter as Record<string, string>;
        const due = await intruder<{ sequence: string }[]>`
        select sequence from audit_events where stream_id = ${org.id}
          and (${q ?? null}::text is null or strpos(words, lower(${q ?? ""})) > 0 or ${q ?? ""} in (actor_id, target_id))
          and (${actor ?? null}::text is null or actor_id = ${actor ?? ""})
          and (${target ?? null}::text is null or target_id = ${target ?? ""})
          and (${group ?? null}::text is null or action like ${group ?? ""} || '.%')
          and (${action ?? null}::text is null or action = ${action ?? ""})
          and (${outcome ?? null}::text is null or outcome = ${outcome ?? ""})
          and (${from ?? null}::date is null or at >= ${from ?? "2031-01-01"}::date)
          and (${to ?? null}::date is null or at < ${to ?? "2031-01-01"}::date + 1)
        order by sequence desc limit 130`;

        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await listAuditEvents(
            org.owner,
            auditListFilter.parse({ ...filter, limit: 65, cursor }),
          );
          seen.push(...page.rows.map(({ sequence }) => sequence));
          cursor = page.nextCursor ?? undefined;
        } while (cursor && seen.length < 130);

        expect(seen.slice(0, 130), JSON.stringify(filter)).toEqual(
          due.map(({ sequence }) => Number(sequence)),
        );
      }
    },
    120_000,
  );

  test("finds the same from the other end, a part of the log at a time", async () => {
    const org = await givenLongLog(2_400, 300);
    const numbers = async (given: object, order: "asc" | "desc") => {
      const { limit: _, cursor: __, format: ___, ...asked } = auditListFilter.parse({ ...given, order });
      const seen: number[] = [];
      for await (const { sequence } of eachAuditEvent(org.owner, asked)) seen.push(sequence);
      return seen;
    };

    for (const given of [
      {},
      { q: "ÜNAL" },
      { q: "10.3.123.1", group: "key" },
      { q: `mem_${"1234".padStart(26, "0")}` },
      { actor: `mem_${"3".padStart(26, "0")}`, outcome: "refused" },
      { target: `mem_${"1234".padStart(26, "0")}` },
      { action: "key.created" },
      { from: "2031-01-03", to: "2031-01-03" },
      { from: "2031-02-04T12:30:00Z", q: "grace" },
      { to: "2031-01-02T12:30:00+02:00" },
      { from: "2040-01-01" },
      { to: "2030-01-01" },
    ])
      expect(await numbers(given, "asc"), JSON.stringify(given)).toEqual(
        (await numbers(given, "desc")).reverse(),
      );
    const first = await listAuditEvents(
      org.owner,
      auditListFilter.parse({ order: "asc", from: "2031-01-20", to: "2031-01-20", limit: 1 }),
    );
    expect(first.rows.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(["2031-01-20"]);
  });

  test("for a word that is in no index goes through a part of the log at a time, and says how far it came", async () => {
    const org = await givenLongLog(2_400, 300);

    const page = await listAuditEvents(org.owner, auditFilter.parse({ q: "李明" }));
    const all: AuditRow[] = [];
    for await (const event of eachAuditEvent(org.owner, { q: "李明" })) all.push(event);

    expect(page).toMatchObject({ rows: [], nextCursor: expect.any(String), searchedTo: expect.any(Date) });
    expect(page.searchedTo?.toISOString().slice(0, 10)).toBe("2031-02-05");
    expect(all.map(({ before }) => before)).toEqual([{ note: "李明" }]);
  });

  test("is of one's own log alone, also by the function that stands behind the wall", async () => {
    const [org, other] = [await givenLog(), await givenOrganization()];
    const ask = (streamId: string) =>
      read(
        other.pass,
        (tx) =>
          tx.client`select search_audit_events(${streamId}, 'grace', null, null, null, null, null, null, 1000, 10)`,
      );

    expect(await ask(org.id)).toHaveLength(0);
    expect(await found(org, { q: "grace" })).toHaveLength(6);
  });
});
