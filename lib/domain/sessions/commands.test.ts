import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { sessions } from "@/db/schema";
import { auditTrail, givenPerson, givenSession } from "@/db/testing";
import type { Halfway, Person } from "@/lib/auth/actor";
import { findSession, idleLifeMs, sessionLifeMs } from "@/lib/auth/sessions";
import { day, minute, second, shiftClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { endOtherSessions, endSession } from "./commands";
import { listSessions } from "./queries";

/** A person and the sessions they are in, each as its own browser's request would be. */
async function given(howMany: number) {
  const person = await givenPerson();
  const signIn = async (userAgent: string) => {
    const from = { ...person, request: { ...person.request, userAgent } };
    const { id, secret } = await givenSession(from, { method: "link", secondFactor: "totp" });
    const find = () => findSession(id, secret, person.request);
    return { id, find, who: (await find()) as Person };
  };
  const browsers = [];
  for (let i = 0; i < howMany; i++) browsers.push(await signIn(`Browser ${i}`));
  return browsers as [Browser, Browser, Browser];
}
type Browser = { id: string; find: () => Promise<Person | Halfway | null>; who: Person };

const idsOf = async (who: Person) => (await listSessions(who)).map(({ id }) => id);

describe("the list of sessions", () => {
  test("has this one first, then the latest active, and nobody else's", async () => {
    const [[first, second, third]] = [await given(3), await given(1)];
    shiftClock(5 * minute);
    await second.find();

    const rows = await listSessions(first.who);

    expect(rows.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
    expect(rows.map(({ current }) => current)).toEqual([true, false, false]);
    expect(rows[1]).toMatchObject({
      method: "link",
      secondFactor: "totp",
      ip: first.who.request.ip,
      userAgent: "Browser 1",
      signedInAt: expect.any(Date),
    });
    expect(Number(rows[1]?.lastActiveAt)).toBeGreaterThan(Number(rows[1]?.signedInAt) + 4 * minute);
  });

  test("shows nothing that could be used to sign in", async () => {
    const [{ who }] = await given(1);

    const [row] = await listSessions(who);

    expect(Object.keys(row ?? {}).sort()).toEqual(
      ["current", "id", "ip", "lastActiveAt", "method", "secondFactor", "signedInAt", "userAgent"].sort(),
    );
  });

  test("leaves out those that have expired or were idle too long", async () => {
    const [here] = await given(1);
    const { id } = await givenSession(here.who);
    expect(await idsOf(here.who)).toContain(id);

    shiftClock(idleLifeMs + second);
    const fresh = await givenSession(here.who);
    expect(await idsOf(here.who)).toEqual([fresh.id]);
    for (let days = 20; days < 40; days += 10) {
      shiftClock(days * day);
      await findSession(fresh.id, fresh.secret, here.who.request);
    }
    shiftClock(idleLifeMs + sessionLifeMs + minute);

    expect(await idsOf(here.who)).toEqual([]);
  });
});

describe("ending one session", () => {
  test("shuts it out from its next request on, and no other", async () => {
    const [here, there, third] = await given(3);

    expect(await endSession(here.who, { sessionId: there.id })).toEqual({ id: there.id });

    expect(await there.find()).toBeNull();
    for (const kept of [here, third]) expect(await kept.find()).not.toBeNull();
    expect(await idsOf(here.who)).toEqual([here.id, third.id]);
    expect(await auditTrail(here.who.userId)).toMatchObject([
      {
        action: "session.ended",
        targetId: there.id,
        before: { ip: there.who.request.ip, userAgent: "Browser 1" },
      },
    ]);
  });

  test("of another person, of before, or of nobody is refused in the same words, and ends nothing", async () => {
    const [[here, ended], [theirs]] = [await given(2), await given(1)];
    await endSession(here.who, { sessionId: ended.id });

    const refusals = await Promise.all(
      [theirs.id, ended.id, newId("session")].map((sessionId) =>
        endSession(here.who, { sessionId }).catch(({ code, message }) => `${code} ${message}`),
      ),
    );

    expect(refusals[0]).toMatch(/^not-found/);
    expect(new Set(refusals).size).toBe(1);
    expect(await theirs.find()).not.toBeNull();
  });

  test("happens once, of 10 times at once", async () => {
    const [here, there] = await given(2);

    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => endSession(here.who, { sessionId: there.id })),
    );

    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await auditTrail(here.who.userId)).toHaveLength(1);
  });
});

describe("ending the other sessions", () => {
  test("shuts them all out but the one that asks, and no one else's", async () => {
    const [[here, ...others], [theirs]] = [await given(3), await given(1)];

    expect(await endOtherSessions(here.who, {})).toEqual({ ended: 2 });

    for (const other of others) expect(await other.find()).toBeNull();
    for (const kept of [here, theirs]) expect(await kept.find()).not.toBeNull();
    expect(await endOtherSessions(here.who, {})).toEqual({ ended: 0 });
    expect(await auditTrail(here.who.userId)).toMatchObject([
      { action: "session.others_ended", after: { ended: 2 } },
      { action: "session.others_ended", after: { ended: 0 } },
    ]);
  });

  test("shuts out one that is only halfway, as a thief's with the password would be", async () => {
    const [here] = await given(1);
    const half = await givenSession(here.who);
    await database().update(sessions).set({ halfway: true }).where(eq(sessions.id, half.id));

    expect(await idsOf(here.who)).toEqual([here.id]);
    expect(await endOtherSessions(here.who, {})).toEqual({ ended: 1 });
  });
});
