import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { attemptCounters } from "@/db/schema";
import { givenPerson } from "@/db/testing";
import { day, fromNow, hour, minute, now, second, shiftClock } from "@/lib/core/clock";
import { newSecret } from "@/lib/core/crypto";
import { networkOf } from "./attempts";
import {
  factorLadder,
  forGood,
  forgiveAttempts,
  heldUntil,
  type Ladder,
  networkLadder,
  passwordLadder,
  reserveAttempt,
  shortenHold,
  sweepCounters,
  takeBackAttempts,
} from "./counters";

const newSubject = () => `test:${newSecret()}`;

/** How many of so many attempts at once are let through. */
async function letThrough(subject: string, ladder: Ladder, attempts: number): Promise<number> {
  const all = await Promise.all(Array.from({ length: attempts }, () => reserveAttempt(subject, ladder)));
  return all.filter(({ allowed }) => allowed).length;
}

/** Fails one by one, with every rest between waited for. */
async function fail(subject: string, ladder: Ladder, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const { allowed } = await reserveAttempt(subject, ladder);
    if (!allowed) throw new Error(`Attempt ${i + 1} was held.`);
  }
}

const rowOf = async (subject: string) =>
  (await database().select().from(attemptCounters).where(eq(attemptCounters.subject, subject)))[0];

describe("attempts in a row", () => {
  test("are let through five at a time, however many come at once, with rests of 5, 30 and 60 minutes and then for good", async () => {
    const subject = newSubject();
    let waitedMs = 0;

    for (const rest of [5 * minute, 30 * minute, hour]) {
      expect(await letThrough(subject, passwordLadder, 100)).toBe(5);
      shiftClock(waitedMs + rest - 10 * second);
      expect(await letThrough(subject, passwordLadder, 100), `${rest / minute} minutes`).toBe(0);
      waitedMs += rest + 10 * second;
      shiftClock(waitedMs);
    }

    expect(await letThrough(subject, passwordLadder, 100)).toBe(5);
    shiftClock(waitedMs + 10 * 365 * day);
    expect(await letThrough(subject, passwordLadder, 1)).toBe(0);
  });

  test("say how many they are, and with the last before a rest until when it holds", async () => {
    const subject = newSubject();

    for (let failures = 1; failures < 5; failures++)
      expect(await reserveAttempt(subject, passwordLadder)).toEqual({
        allowed: true,
        failures,
        heldUntil: null,
      });
    const fifth = await reserveAttempt(subject, passwordLadder);
    const sixth = await reserveAttempt(subject, passwordLadder);

    expect(fifth).toMatchObject({ allowed: true, failures: 5 });
    expect(Math.abs(Number(fifth.heldUntil) - Number(fromNow(5 * minute)))).toBeLessThan(minute);
    expect(sixth).toEqual({ allowed: false, heldUntil: fifth.heldUntil });
    expect(await heldUntil(database(), subject)).toEqual(fifth.heldUntil);
  });

  test("that are refused during a rest do not lengthen it", async () => {
    const subject = newSubject();
    await letThrough(subject, passwordLadder, 5);
    shiftClock(4 * minute);
    await letThrough(subject, passwordLadder, 30);

    shiftClock(5 * minute + 10 * second);

    expect(await heldUntil(database(), subject)).toBeNull();
    expect(await letThrough(subject, passwordLadder, 100)).toBe(5);
    expect((await rowOf(subject))?.failures).toBe(10);
  });

  test("that are forgiven count anew, and what they held ends at once", async () => {
    const subject = newSubject();
    await letThrough(subject, passwordLadder, 5);

    expect(await forgiveAttempts(database(), subject)).toBe(5);

    expect(await heldUntil(database(), subject)).toBeNull();
    expect(await letThrough(subject, passwordLadder, 4)).toBe(4);
    expect(await heldUntil(database(), subject)).toBeNull();
    expect(await forgiveAttempts(database(), newSubject())).toBe(0);
  });

  test("of one subject hold no other", async () => {
    const [one, other] = [newSubject(), newSubject()];

    await letThrough(one, passwordLadder, 5);

    expect(await heldUntil(database(), other)).toBeNull();
    expect(await letThrough(other, passwordLadder, 1)).toBe(1);
  });
});

describe("a factor", () => {
  test("rests for 15 minutes after each ten wrong codes, and never for longer", async () => {
    const subject = newSubject();

    for (let round = 0; round < 6; round++) {
      expect(await letThrough(subject, factorLadder, 40)).toBe(10);
      shiftClock(round * 16 * minute + 15 * minute - 10 * second);
      expect(await letThrough(subject, factorLadder, 1)).toBe(0);
      shiftClock((round + 1) * 16 * minute);
    }
  });
});

describe("a network", () => {
  test("is let through 20 at a time, and its rests end by themselves however often it fails", async () => {
    const subject = newSubject();
    let waitedMs = 0;

    for (const rest of [5 * minute, 30 * minute, hour, hour, hour]) {
      expect(await letThrough(subject, networkLadder, 60)).toBe(20);
      shiftClock(waitedMs + rest - 10 * second);
      expect(await letThrough(subject, networkLadder, 1), `${rest / minute} minutes`).toBe(0);
      waitedMs += rest + 10 * second;
      shiftClock(waitedMs);
    }
  });

  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:ffff::", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ])("of %s is %s", (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });

  test("of the next IPv4 address or the next /64 is another", () => {
    expect(networkOf("192.0.2.7")).not.toBe(networkOf("192.0.2.8"));
    expect(networkOf("2001:db8:1:2::1")).not.toBe(networkOf("2001:db8:1:3::1"));
  });

  test("is given back the failures of someone who then got in, but none of the others", async () => {
    const subject = newSubject();
    await fail(subject, networkLadder, 20);

    await takeBackAttempts(database(), subject, 3, networkLadder);

    expect(await heldUntil(database(), subject)).toBeNull();
    expect((await rowOf(subject))?.failures).toBe(17);
    expect(await letThrough(subject, networkLadder, 60)).toBe(3);
  });

  test("stays held when what is taken back did not bring the hold about", async () => {
    const subject = newSubject();
    await fail(subject, networkLadder, 20);
    shiftClock(6 * minute);
    await fail(subject, networkLadder, 20);

    await takeBackAttempts(database(), subject, 0, networkLadder);

    expect(await heldUntil(database(), subject)).not.toBeNull();
  });

  test("is never given back more than it failed", async () => {
    const subject = newSubject();
    await fail(subject, networkLadder, 2);

    await takeBackAttempts(database(), subject, 50, networkLadder);

    expect((await rowOf(subject))?.failures).toBe(0);
    expect(await letThrough(subject, networkLadder, 60)).toBe(20);
  });
});

describe("a hold", () => {
  const forGoodOn = async (subject: string) => {
    await database()
      .insert(attemptCounters)
      .values({ subject, failures: 20, heldUntil: fromNow(forGood), changedAt: now() });
  };

  test("for good can be shortened, and then ends by itself", async () => {
    const subject = newSubject();
    await forGoodOn(subject);

    await shortenHold(database(), subject, hour);

    shiftClock(hour - minute);
    expect(await letThrough(subject, passwordLadder, 1)).toBe(0);
    shiftClock(hour + minute);
    expect(await letThrough(subject, passwordLadder, 1)).toBe(1);
  });

  test("is never made longer by being shortened, nor made where there is none", async () => {
    const [held, free] = [newSubject(), newSubject()];
    await fail(held, passwordLadder, 5);
    await fail(free, passwordLadder, 4);

    for (const subject of [held, free]) await shortenHold(database(), subject, hour);

    expect(await heldUntil(database(), free)).toBeNull();
    shiftClock(5 * minute + 10 * second);
    expect(await heldUntil(database(), held)).toBeNull();
  });
});

describe("counts that nobody touched for 30 days", () => {
  const given = async (subject: string, daysAgo: number, held: Date | null) => {
    await database()
      .insert(attemptCounters)
      .values({ subject, failures: 20, heldUntil: held, changedAt: fromNow(-daysAgo * day) });
    return subject;
  };

  test("are forgotten, but not what still holds an account, nor what was touched since", async () => {
    const { email } = await givenPerson();
    const later = fromNow(forGood);
    const old = [
      await given(newSubject(), 31, null),
      await given(newSubject(), 31, fromNow(-day)),
      await given(`password:${newSecret()}@example.com`, 31, later),
    ];
    const kept = [
      await given(`password:${email}`, 31, later),
      await given(newSubject(), 29, null),
      await given(`password:${newSecret()}@example.com`, 29, later),
    ];

    await sweepCounters();

    for (const subject of old) expect(await rowOf(subject)).toBeUndefined();
    for (const subject of kept) expect(await rowOf(subject)).toBeDefined();
  });
});
