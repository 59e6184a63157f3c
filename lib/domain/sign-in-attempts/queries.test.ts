import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { change } from "@/db/door";
import { organizationSignIns } from "@/db/schema";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import { permissionsOf } from "@/lib/auth/permissions";
import { second, shiftClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { roles } from "@/lib/core/roles";
import { dayAfter } from "@/lib/core/wall-clock";
import { signInFilter, signInListFilter } from "./input";
import { countSignInsByDay, eachSignIn, findSignInName, listSignIns } from "./queries";

type Attempt = typeof organizationSignIns.$inferInsert;

const [ada, grace] = [newId("member"), newId("member")];
const noon = new Date("2031-05-10T12:00:00Z");
const twoDaysLater = new Date("2031-05-12T12:00:00Z");

beforeEach(() => shiftClock(twoDaysLater.getTime() - Date.now()));

/** Writes attempts into an organization's log; what is not said is Ada's password, which was right. */
async function givenAttempts(org: GivenOrganization, attempts: Partial<Attempt>[]): Promise<void> {
  const rows = attempts.map((attempt) => ({
    organizationId: org.id,
    id: newId("signInAttempt"),
    at: noon,
    memberId: ada,
    userId: newId("user"),
    name: "Ada Lovelace",
    email: "ada@example.com",
    method: "password" as const,
    outcome: "success" as const,
    ip: "192.0.2.7",
    userAgent: "test",
    ...attempt,
  }));
  await change(org.pass, (tx) => tx.insert(organizationSignIns).values(rows));
}

const list = (org: GivenOrganization, given: object) => listSignIns(org.owner, signInFilter.parse(given));

async function idsThroughPages(org: GivenOrganization, given: object): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(org, { ...given, cursor });
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

async function exported(org: GivenOrganization, given: object = {}) {
  const rows = [];
  for await (const row of eachSignIn(org.owner, given)) rows.push(row);
  return rows;
}

describe("the sign-in log", () => {
  let org: GivenOrganization;

  beforeAll(async () => {
    org = await givenOrganization();
    await givenAttempts(org, [
      { at: new Date("2031-05-09T23:59:59.999Z"), method: "link", ip: "2001:db8::7" },
      { at: new Date("2031-05-10T00:00:00Z"), outcome: "failure", reason: "wrong-password" },
      { at: new Date("2031-05-10T23:59:59.999Z"), outcome: "challenged" },
      {
        at: new Date("2031-05-11T00:00:00Z"),
        method: "totp",
        memberId: grace,
        name: "Grace Hopper",
        email: "g_h@example.com",
      },
    ]);
  });

  test("is newest first and tells everything of an attempt but whose account it was", async () => {
    const { rows, nextCursor } = await list(org, {});

    expect(rows.map(({ at }) => at.toISOString().slice(0, 13))).toEqual([
      "2031-05-11T00",
      "2031-05-10T23",
      "2031-05-10T00",
      "2031-05-09T23",
    ]);
    expect(nextCursor).toBeNull();
    expect(rows[2]).toEqual({
      id: expect.stringMatching(/^sin_/),
      at: new Date("2031-05-10T00:00:00Z"),
      memberId: ada,
      name: "Ada Lovelace",
      email: "ada@example.com",
      method: "password",
      outcome: "failure",
      reason: "wrong-password",
      ip: "192.0.2.7",
      userAgent: "test",
    });
  });

  test.each([
    [{ member: grace }, 1],
    [{ outcome: "success" }, 2],
    [{ outcome: "challenged" }, 1],
    [{ outcome: "failure" }, 1],
    [{ method: "link" }, 1],
    [{ from: "2031-05-10", to: "2031-05-10" }, 2],
    [{ from: "2031-05-10" }, 3],
    [{ to: "2031-05-09" }, 1],
    [{ q: "LOVELACE" }, 3],
    [{ q: "g_h@" }, 1],
    [{ q: "2001:db8" }, 1],
    [{ q: "%" }, 0],
    [{ member: ada, outcome: "success", method: "password" }, 0],
  ])("is filtered by %j, on the page, in the export and in the plot alike", async (given, found) => {
    const { limit: _, cursor: __, ...selection } = signInFilter.parse(given);
    const days = await countSignInsByDay(org.owner, { from: "2031-05-01", ...selection });

    expect((await list(org, given)).rows).toHaveLength(found);
    expect(await exported(org, selection)).toHaveLength(found);
    expect(days.flatMap(({ values }) => Object.values(values)).reduce((sum, value) => sum + value)).toBe(
      found,
    );
  });

  test.each([
    { member: "usr_01k00000000000000000000000" },
    { outcome: "refused" },
    { method: "magic" },
    { from: "2031-05-12", to: "2031-05-11" },
    { from: "yesterday" },
    { surprise: "1" },
  ])("refuses a filter that is none: %j", (given) => {
    expect(signInFilter.safeParse(given).success).toBe(false);
  });

  test("knows a member by the name they last signed in under", async () => {
    expect(await findSignInName(org.owner, grace)).toBe("Grace Hopper");
    expect(await findSignInName(org.owner, newId("member"))).toBeNull();
  });

  test("is one organization's alone", async () => {
    const other = await givenOrganization();

    expect((await list(other, {})).rows).toEqual([]);
    expect(await exported(other)).toEqual([]);
    expect(await findSignInName(other.owner, grace)).toBeNull();
  });

  test.each(roles)("is there for the role %s just as its permissions say", async (role) => {
    const actor = await org.member(role);
    const asked = [
      () => listSignIns(actor, signInFilter.parse({})),
      () => countSignInsByDay(actor, {}),
      () => eachSignIn(actor, {}).next(),
      () => findSignInName(actor, ada),
    ];

    for (const ask of asked) {
      if (permissionsOf[role].has("logs:read")) await ask();
      else await expect(ask()).rejects.toMatchObject({ code: "not-found", aboutRights: true });
    }
  });
});

describe("a long sign-in log", () => {
  test("is gone through once, over however many pages, also where many attempts share a moment", async () => {
    const org = await givenOrganization();
    await givenAttempts(
      org,
      Array.from({ length: 30 }, (_, nth) => ({ at: new Date(noon.getTime() + Math.floor(nth / 10)) })),
    );

    const ids = await idsThroughPages(org, { limit: 7 });

    expect(new Set(ids).size).toBe(30);
    expect(await idsThroughPages(org, { limit: 100 })).toEqual(ids);
    expect((await exported(org)).map(({ id }) => id)).toEqual(ids);
  });

  test("is exported whole where it takes several batches", async () => {
    const org = await givenOrganization();
    await givenAttempts(
      org,
      Array.from({ length: 2_000 }, () => ({})),
    );
    await givenAttempts(org, [{ at: new Date(0), memberId: grace }]);

    const rows = await exported(org);

    expect(new Set(rows.map(({ id }) => id)).size).toBe(2_001);
    expect(rows.at(-1)?.memberId).toBe(grace);
  });

  test("refuses a cursor under another filter or in another organization", async () => {
    const [org, other] = [await givenOrganization(), await givenOrganization()];
    await givenAttempts(org, [{}, {}]);
    const cursor = (await list(org, { limit: 1 })).nextCursor;

    for (const given of [
      { q: "a" },
      { member: ada },
      { outcome: "failure" },
      { method: "link" },
      { to: "2031-05-10" },
    ])
      await expect(list(org, { ...given, cursor })).rejects.toMatchObject({ fields: [{ field: "cursor" }] });
    await expect(list(other, { cursor })).rejects.toMatchObject({ fields: [{ field: "cursor" }] });
  });
});

describe("following the sign-in log", () => {
  /** What a program is told that keeps the last attempt it has. */
  const since = (org: GivenOrganization, after: string | undefined, more: object = {}) =>
    listSignIns(org.owner, signInListFilter.parse({ order: "asc", after, ...more }));

  test("goes on after the last attempt that one has, over however many pages, also where many share a moment", async () => {
    const org = await givenOrganization();
    const attempts = Array.from({ length: 30 }, (_, nth) => ({
      at: new Date(noon.getTime() + Math.floor(nth / 10)),
    }));
    await givenAttempts(org, attempts);
    const due = (await exported(org)).map(({ id }) => id).reverse();

    const ids: string[] = [];
    for (let rows: { id: string }[] = []; ids.length === 0 || rows.length > 0; ) {
      ({ rows } = await since(org, ids.at(-1), { limit: 7 }));
      ids.push(...rows.map(({ id }) => id));
    }

    const first = await since(org, undefined, { limit: 20 });
    const second = await since(org, undefined, { limit: 20, cursor: first.nextCursor });
    expect(ids).toEqual(due);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(due);
    expect(second.nextCursor).toBeNull();
  });

  test("tells of an attempt once it is a minute old, since an earlier one may still be on its way until then", async () => {
    const org = await givenOrganization();
    await givenAttempts(org, [{}, { at: new Date(twoDaysLater.getTime() - 50 * second) }]);
    const atOnce = (await since(org, undefined)).rows;
    await givenAttempts(org, [{ at: new Date(twoDaysLater.getTime() - 55 * second), method: "totp" }]);

    shiftClock(twoDaysLater.getTime() + 20 * second - Date.now());

    const methods = (await since(org, atOnce[0]?.id)).rows.map(({ method }) => method);
    expect(atOnce.map(({ at }) => at)).toEqual([noon]);
    expect(methods).toEqual(["totp", "password"]);
  });

  test("takes moments, the first of which belongs to the range and the last not", async () => {
    const org = await givenOrganization();
    await givenAttempts(org, [{}]);

    for (const order of ["asc", "desc"]) {
      const count = async (given: object) => (await since(org, undefined, { order, ...given })).rows.length;
      expect(await count({ from: "2031-05-10T14:00:00+02:00", to: "2031-05-10T12:00:00.001Z" })).toBe(1);
      expect(await count({ from: "2031-05-10T12:00:00.001Z" })).toBe(0);
      expect(await count({ to: "2031-05-10T12:00:00Z" })).toBe(0);
    }
  });

  test("refuses to go on after an attempt that the log does not have", async () => {
    const [org, other] = [await givenOrganization(), await givenOrganization()];
    await givenAttempts(other, [{}]);
    const theirs = (await list(other, {})).rows[0]?.id;

    for (const after of [theirs, newId("signInAttempt")])
      await expect(since(org, after)).rejects.toMatchObject({ fields: [{ field: "after" }] });
  });
});

describe("sign-ins by day", () => {
  let org: GivenOrganization;

  beforeAll(async () => {
    org = await givenOrganization();
    await givenAttempts(org, [
      { at: new Date("2031-05-10T00:00:00Z") },
      { at: new Date("2031-05-10T23:59:59.999Z") },
      { at: new Date("2031-05-10T12:00:00Z"), outcome: "failure", reason: "wrong-password" },
      { at: new Date("2031-05-11T00:00:00Z"), outcome: "challenged" },
    ]);
  });

  /** The first and last day that are counted, and how many there are. */
  async function counted(given: object) {
    const days = await countSignInsByDay(org.owner, given);
    return [days[0]?.day, days.at(-1)?.day, days.length];
  }

  test("count each outcome on its day in UTC, and days without any", async () => {
    const days = await countSignInsByDay(org.owner, { from: "2031-05-09", to: "2031-05-11" });

    expect(days).toEqual([
      { day: "2031-05-09", values: { success: 0, challenged: 0, failure: 0 } },
      { day: "2031-05-10", values: { success: 2, challenged: 0, failure: 1 } },
      { day: "2031-05-11", values: { success: 0, challenged: 1, failure: 0 } },
    ]);
  });

  test("are counted by the organization's clock on the days that it changes, as the page's filter does; the API's days are UTC", async () => {
    const berlin = await givenOrganization({ timeZone: "Europe/Berlin" });
    await givenAttempts(
      berlin,
      // Spring forward on 29 March 2026, back on 25 October: days of 23 and 25 hours.
      [
        "2026-03-28T22:59:59Z",
        "2026-03-28T23:00:00Z",
        "2026-03-29T21:59:59Z",
        "2026-03-29T22:00:00Z",
        "2026-10-24T22:00:00Z",
        "2026-10-25T22:59:59Z",
        "2026-10-25T23:00:00Z",
      ].map((at) => ({ at: new Date(at) })),
    );
    const key = await berlin.key(["logs:read"]);

    for (const [day, before, after] of [
      ["2026-03-29", 1, 1],
      ["2026-10-25", 0, 1],
    ] as const) {
      const [from, to] = [dayAfter(day, -1), dayAfter(day)];
      const days = await countSignInsByDay(berlin.owner, { from, to });
      expect(days.map(({ values }) => values.success)).toEqual([before, 2, after]);
      expect((await list(berlin, { from: day, to: day })).rows).toHaveLength(2);
    }
    const asked = signInFilter.parse({ from: "2026-03-28", to: "2026-03-28" });
    expect((await listSignIns(key, asked)).rows).toHaveLength(2);
    expect((await listSignIns(berlin.owner, asked)).rows).toHaveLength(1);
  });

  test("are of the last thirty days, of the range, and of a year at most", async () => {
    expect(await counted({})).toEqual(["2031-04-13", "2031-05-12", 30]);
    expect(await counted({ to: "2031-05-10" })).toEqual(["2031-04-11", "2031-05-10", 30]);
    expect(await counted({ from: "2031-05-10" })).toEqual(["2031-05-10", "2031-05-12", 3]);
    expect(await counted({ from: "1970-01-01" })).toEqual(["2030-05-12", "2031-05-12", 366]);
  });

  test("do not run ahead of today, but for one who asks for what is to come", async () => {
    expect(await counted({ from: "2031-05-01", to: "9998-12-31" })).toEqual(["2031-05-01", "2031-05-12", 12]);
    expect(await counted({ from: "2031-06-01" })).toEqual(["2031-06-01", "2031-06-01", 1]);
  });
});
