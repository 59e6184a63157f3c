import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { sessions } from "@/db/schema";
import { givenPerson, givenSession } from "@/db/testing";
import { day, minute, second, shiftClock } from "@/lib/core/clock";
import { newSecret, sha256 } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import { endSession, endSessionsOf, findSession, sessionLifeMs, sweepSessions } from "./sessions";

const request = { ip: "192.0.2.1", userAgent: "test", requestId: null };

async function signedIn() {
  const person = await givenPerson();
  const { id, secret } = await givenSession(person);
  return { person, id, secret, find: () => findSession(id, secret, request) };
}

const rowOf = async (id: string) => (await database().select().from(sessions).where(eq(sessions.id, id)))[0];

const someTime = expect.any(Date);
const times = { factorAt: someTime, signedInAt: someTime, idleSince: someTime, activeAt: someTime };

describe("a session", () => {
  test("is who signed in, by its id and its secret", async () => {
    const { person, id, find } = await signedIn();

    expect(await find()).toEqual({ ...person, sessionId: id, request, ...times });
  });

  test("keeps the hash of its secret alone, and where it began", async () => {
    const { person, id, secret } = await signedIn();

    const row = await rowOf(id);

    expect(row).toMatchObject({ secretHash: sha256(secret), ip: person.request.ip, userAgent: "test" });
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  test("is nobody's with a wrong secret, another's secret, or an id that is none", async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];

    for (const [id, secret] of [
      [mine.id, newSecret()],
      [mine.id, theirs.secret],
      [mine.id, ""],
      [mine.id, sha256(mine.secret)],
      [newId("session"), mine.secret],
      ["", ""],
    ] as const)
      expect(await findSession(id, secret, request)).toBeNull();
  });

  test("ends after 30 days, however busy", async () => {
    const { find } = await signedIn();
    for (let days = 10; days < 30; days += 10) {
      shiftClock(days * day);
      await find();
    }

    shiftClock(sessionLifeMs - 5 * second);
    expect(await find()).not.toBeNull();
    shiftClock(sessionLifeMs + second);
    expect(await find()).toBeNull();
  });

  test("ends after 14 idle days", async () => {
    const [busy, idle] = [await signedIn(), await signedIn()];
    shiftClock(10 * day);
    await busy.find();

    shiftClock(14 * day + second);

    expect(await idle.find()).toBeNull();
    expect(await busy.find()).not.toBeNull();
  });

  test("has its activity written down at most once a minute, and never backwards", async () => {
    const { id, find } = await signedIn();
    const active = async () => Number((await rowOf(id))?.lastActiveAt);
    const begun = await active();

    shiftClock(minute - 5 * second);
    await find();
    const soon = await active();
    shiftClock(minute + 5 * second);
    await find();
    const later = await active();
    shiftClock(0);
    await find();

    expect(soon).toBe(begun);
    expect(later).toBeGreaterThanOrEqual(begun + minute);
    expect(await active()).toBe(later);
  });

  test("that was ended is nobody's from then on", async () => {
    const { id, find } = await signedIn();

    await endSession(id);

    expect(await find()).toBeNull();
  });
});

describe("all sessions of a person", () => {
  test("end together, but for the one that asks, and no one else's do", async () => {
    const [here, other] = [await signedIn(), await signedIn()];
    const there = await givenSession(here.person);

    await endSessionsOf(database(), here.person.userId, here.id);

    expect(await here.find()).not.toBeNull();
    expect(await findSession(there.id, there.secret, request)).toBeNull();
    expect(await other.find()).not.toBeNull();

    await endSessionsOf(database(), here.person.userId);

    expect(await here.find()).toBeNull();
  });

  test("are forgotten once they have ended by themselves", async () => {
    const [old, live] = [await signedIn(), await signedIn()];
    await database()
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - second) })
      .where(eq(sessions.id, old.id));

    await sweepSessions();

    expect(await rowOf(old.id)).toBeUndefined();
    expect(await rowOf(live.id)).toBeDefined();
  });
});
