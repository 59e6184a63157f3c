import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { recoveryCodes } from "@/db/schema";
import { givenPerson } from "@/db/testing";
import { minute, second, shiftClock } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { recoveryCodeInput } from "@/lib/core/input";
import { newRecoveryCodes, spendRecoveryCode } from "./recovery-codes";

const makeCodes = (userId: string) => change(pass({ userId }), (tx) => newRecoveryCodes(tx, userId));

/** Someone with ten codes, as they are typed. */
async function givenCodes(): Promise<{ userId: string; codes: string[]; code: string }> {
  const { userId } = await givenPerson();
  const codes = (await makeCodes(userId)).map((code) => recoveryCodeInput.parse(code));
  return { userId, codes, code: codes[0] as string };
}

const spend = async (userId: string, code: string) => (await spendRecoveryCode(userId, code)).verdict;

/** No code has an i, an l, an o or a u. */
const wrongCode = "iloiloilou";

async function failTimes(userId: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) expect(await spend(userId, wrongCode)).toBe("wrong-code");
}

const rowOf = async (userId: string) =>
  (await database().select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId)))[0];

describe("recovery codes", () => {
  test("are ten of ten characters that read as nothing else, each another", async () => {
    const { userId } = await givenPerson();

    const codes = await makeCodes(userId);

    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9a-hjkmnp-tv-z]{5}-[2-9a-hjkmnp-tv-z]{5}$/);
  });

  test("are kept as slow hashes, no two sets alike", async () => {
    const { userId, codes } = await givenCodes();

    const row = await rowOf(userId);

    expect(new Set(row?.hashes).size).toBe(10);
    for (const kept of codes) {
      expect(JSON.stringify(row)).not.toContain(kept);
      expect(JSON.stringify(row)).not.toContain(kept.slice(0, 5));
      for (const salted of [kept, `${row?.salt}${kept}`, `${kept}${row?.salt}`])
        expect(row?.hashes).not.toContain(Buffer.from(sha256(salted), "hex").toString("base64url"));
    }
    await makeCodes(userId);
    expect((await rowOf(userId))?.salt).not.toBe(row?.salt);
  });

  test("are good once each, in any order, and the last leaves none", async () => {
    const { userId, codes } = await givenCodes();

    for (const [i, code] of codes.toReversed().entries()) {
      expect(await spendRecoveryCode(userId, code)).toEqual({ verdict: "right", remaining: 9 - i });
      expect(await spend(userId, code)).toBe("wrong-code");
    }

    expect((await rowOf(userId))?.hashes).toEqual([]);
  });

  test("are taken in capitals, with spaces and without the dash", async () => {
    const { userId } = await givenPerson();
    const [one = "", two = "", three = ""] = await makeCodes(userId);

    for (const typed of [one.toUpperCase(), ` ${two.replace("-", " - ")} `, three.replace("-", "")])
      expect(await spend(userId, recoveryCodeInput.parse(typed))).toBe("right");
  });

  test("are good once also when one is sent 20 times at once", async () => {
    const { userId, code } = await givenCodes();

    const verdicts = await Promise.all(Array.from({ length: 20 }, () => spend(userId, code)));

    expect(verdicts.filter((verdict) => verdict === "right")).toHaveLength(1);
    expect((await rowOf(userId))?.hashes).toHaveLength(9);
  });

  test("are each spent when several are sent at once", async () => {
    const { userId, codes } = await givenCodes();

    const spent = await Promise.all(codes.slice(0, 5).map((code) => spendRecoveryCode(userId, code)));

    expect(spent.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 5 }, () => "right"));
    expect((await rowOf(userId))?.hashes).toHaveLength(5);
  });

  test("are worth nothing once a new set was made, spent or not", async () => {
    const { userId, codes } = await givenCodes();
    await spend(userId, codes[0] as string);

    const fresh = await makeCodes(userId);

    for (const code of codes.slice(0, 5)) expect(await spend(userId, code)).toBe("wrong-code");
    expect(await spendRecoveryCode(userId, recoveryCodeInput.parse(fresh[0]))).toMatchObject({
      remaining: 9,
    });
  });

  test("are nobody else's, and nobody's who has none", async () => {
    const [mine, theirs] = [await givenCodes(), await givenCodes()];
    const without = await givenPerson();

    expect(await spend(theirs.userId, mine.code)).toBe("wrong-code");
    expect(await spend(without.userId, mine.code)).toBe("wrong-code");
    expect(await spend(mine.userId, mine.code)).toBe("right");
  });
});

describe("ten wrong recovery codes in a row", () => {
  test("let them rest for 15 minutes: a right one is refused meanwhile, then good again", async () => {
    const { userId, code } = await givenCodes();
    await failTimes(userId, 10);

    expect(await spend(userId, code)).toBe("factor-resting");
    shiftClock(15 * minute - 10 * second);
    expect(await spend(userId, code)).toBe("factor-resting");
    shiftClock(15 * minute + 10 * second);

    expect(await spend(userId, code)).toBe("right");
  });

  test("are counted from the last right one", async () => {
    const { userId, codes } = await givenCodes();
    for (const code of codes.slice(0, 2)) {
      await failTimes(userId, 9);
      expect(await spend(userId, code)).toBe("right");
    }
  });

  test("are as many as are looked at, of 40 at once, and another's codes do not rest", async () => {
    const [mine, theirs] = [await givenCodes(), await givenCodes()];

    const verdicts = await Promise.all(Array.from({ length: 40 }, () => spend(mine.userId, wrongCode)));

    expect(verdicts.filter((verdict) => verdict === "wrong-code")).toHaveLength(10);
    expect(verdicts.filter((verdict) => verdict === "factor-resting")).toHaveLength(30);
    expect(await spend(theirs.userId, theirs.code)).toBe("right");
  });
});
