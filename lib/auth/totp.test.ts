import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { authenticators } from "@/db/schema";
import { givenPerson } from "@/db/testing";
import { minute, now, second, shiftClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { codeOf } from "@/tests/oathtool";
import { checkTotp, newTotpSecret, openTotp, sealTotp, totpStepOf, totpUri } from "./totp";

const firstKey = Buffer.alloc(32, 7);
const olderKey = Buffer.alloc(32, 9);

/** Runs this process with these encryption keys, as a restart with another ENCRYPTION_KEY would. */
function withKeys(...keys: Buffer[]): void {
  env().ENCRYPTION_KEY = keys as ReturnType<typeof env>["ENCRYPTION_KEY"];
}

afterEach(() => withKeys(firstKey));

let midStepMs = 0;

/** Every test begins in the middle of a time step, so that none runs over its edge. */
beforeEach(() => {
  midStepMs = 15 * second - (Date.now() % (30 * second));
  shiftClock(midStepMs);
});

/** Sets the clock so many seconds off from where the test began. */
const clockAt = (seconds: number) => shiftClock(midStepMs + seconds * second);

/** Someone with an authenticator app that is in use. */
async function givenAuthenticator(more: { confirmedAt?: null } = {}) {
  const { userId } = await givenPerson();
  const [id, secret] = [newId("authenticator"), newTotpSecret()];
  const sealedSecret = sealTotp(id, secret);
  await database()
    .insert(authenticators)
    .values({ id, userId, sealedSecret, confirmedAt: now(), createdAt: now(), ...more });
  return { id, userId, secret };
}

async function rowOf(id: string) {
  const [row] = await database().select().from(authenticators).where(eq(authenticators.id, id));
  if (!row) throw new Error("The test's authenticator is gone.");
  return row;
}

/** A code of six digits that no step near now has. */
function wrongCode(secret: string): string {
  const near = [-60, -30, 0, 30, 60].map((seconds) => codeOf(secret, seconds));
  return ["000000", "000001", "000002", "000003", "000004", "000005"].find(
    (code) => !near.includes(code),
  ) as string;
}

async function failTimes(userId: string, secret: string, times: number): Promise<void> {
  const wrong = wrongCode(secret);
  for (let i = 0; i < times; i++) expect(await checkTotp(userId, wrong)).toBe("wrong-code");
}

describe("an authenticator's secret", () => {
  test("has 160 bits, each another, and an address that says what every app takes for granted", () => {
    const secrets = Array.from({ length: 50 }, newTotpSecret);
    const uri = new URL(totpUri(secrets[0] as string, "ada+notes@example.com"));

    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new Set(secrets).size).toBe(50);
    expect([uri.protocol, uri.host]).toEqual(["otpauth:", "totp"]);
    expect(decodeURIComponent(uri.pathname)).toBe("/Steward:ada+notes@example.com");
    const said = Object.fromEntries(uri.searchParams);
    expect(said).toMatchObject({ secret: secrets[0], issuer: "Steward" });
    const defaults = { algorithm: "SHA1", digits: "6", period: "30" };
    expect({ ...defaults, ...said }).toMatchObject(defaults);
  });

  test("is encrypted at rest, with the id of its key, for its own row alone", async () => {
    const [mine, theirs] = [await givenAuthenticator(), await givenAuthenticator()];
    const row = await rowOf(mine.id);

    expect(JSON.stringify(row)).not.toContain(mine.secret);
    expect(row.sealedSecret).toMatch(/^[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(openTotp(row)).toBe(mine.secret);
    expect(() => openTotp({ id: theirs.id, sealedSecret: row.sealedSecret })).toThrow();
  });

  test("that an older key encrypted still opens once another is first, and not without its own", async () => {
    withKeys(olderKey);
    const { id, userId, secret } = await givenAuthenticator();
    const before = await rowOf(id);

    withKeys(firstKey, olderKey);
    expect(await checkTotp(userId, codeOf(secret))).toBe("right");

    withKeys(firstKey);
    expect(() => openTotp(before)).toThrow("No configured key opens this value");
  });
});

describe("a code", () => {
  test("is the one that any app shows, at each of 40 steps", () => {
    const secret = newTotpSecret();

    for (let step = 0; step < 40; step++) {
      clockAt(step * 30);
      expect(totpStepOf(secret, codeOf(secret))).toBe(Math.floor(now().getTime() / (30 * second)));
    }
  });

  test.each([
    ["of this step", 0, "right"],
    ["of the step before", -30, "right"],
    ["of two steps before", -60, "wrong-code"],
    ["of the next step", 30, "wrong-code"],
    ["of an hour ago", -3_600, "wrong-code"],
  ])("%s is judged so", async (_, seconds, verdict) => {
    const { userId, secret } = await givenAuthenticator();

    expect(await checkTotp(userId, codeOf(secret, seconds))).toBe(verdict);
  });

  test.each([
    [0, "right"],
    [44, "right"],
    [45, "wrong-code"],
    [-16, "wrong-code"],
  ])("is judged %i seconds after the middle of its step", async (seconds, verdict) => {
    const { userId, secret } = await givenAuthenticator();
    const code = codeOf(secret);

    clockAt(seconds);

    expect(await checkTotp(userId, code)).toBe(verdict);
  });

  test("is refused in any other form, of another's app, and of an app that is not confirmed", async () => {
    const [mine, theirs] = [await givenAuthenticator(), await givenAuthenticator()];
    const pending = await givenAuthenticator({ confirmedAt: null });
    const code = codeOf(mine.secret);

    for (const form of ["", code.slice(1), `${code}0`, `0${code}`, `${code}\n`, "abcdef", "-00001"])
      expect(await checkTotp(mine.userId, form).catch(() => "refused"), form).not.toBe("right");
    expect(await checkTotp(theirs.userId, code)).toBe("wrong-code");
    expect(await checkTotp(pending.userId, codeOf(pending.secret))).toBe("wrong-code");
    expect(await checkTotp(theirs.userId, code, { id: mine.id })).toBe("wrong-code");
    expect(await checkTotp(mine.userId, code)).toBe("right");
  });

  test("is good once, also when it is sent 50 times at once", async () => {
    const { userId, secret } = await givenAuthenticator();
    const code = codeOf(secret);

    const verdicts = await Promise.all(Array.from({ length: 50 }, () => checkTotp(userId, code)));

    expect(verdicts.filter((verdict) => verdict === "right")).toHaveLength(1);
    expect(verdicts).not.toContain("wrong-code");
  });

  test("that was used is dead for as long as it would hold, and the next one is good", async () => {
    const { id, userId, secret } = await givenAuthenticator();
    const code = codeOf(secret);
    expect(await checkTotp(userId, code)).toBe("right");
    expect((await rowOf(id)).lastUsedAt).toEqual(expect.any(Date));

    expect(await checkTotp(userId, code)).toBe("code-used");
    clockAt(30);
    expect(await checkTotp(userId, code)).toBe("code-used");

    expect(await checkTotp(userId, codeOf(secret))).toBe("right");
  });

  test("of a step before the last one used is dead, though it was never used", async () => {
    const { userId, secret } = await givenAuthenticator();
    const earlier = codeOf(secret, -30);

    expect(await checkTotp(userId, codeOf(secret))).toBe("right");

    expect(await checkTotp(userId, earlier)).toBe("code-used");
  });

  test.each([
    ["back by a step", -30],
    ["back by ten minutes", -600],
  ])("that was used is dead also once the clock jumped forth and %s", async (_, seconds) => {
    const { userId, secret } = await givenAuthenticator();
    clockAt(600);
    const spent = codeOf(secret);
    expect(await checkTotp(userId, spent)).toBe("right");

    clockAt(600 + seconds);
    expect(await checkTotp(userId, codeOf(secret))).toBe("code-used");
    expect(await checkTotp(userId, codeOf(secret, -30))).toBe("code-used");
    expect(await checkTotp(userId, spent)).not.toBe("right");

    clockAt(600);
    expect(await checkTotp(userId, spent)).toBe("code-used");
    clockAt(630);
    expect(await checkTotp(userId, codeOf(secret))).toBe("right");
  });
});

describe("ten wrong codes in a row", () => {
  test("let the factor rest for 15 minutes: the right code is refused meanwhile, then good again", async () => {
    const { userId, secret } = await givenAuthenticator();
    await failTimes(userId, secret, 10);

    expect(await checkTotp(userId, codeOf(secret))).toBe("factor-resting");
    clockAt((15 * minute) / second - 10);
    expect(await checkTotp(userId, codeOf(secret))).toBe("factor-resting");
    clockAt((15 * minute) / second + 10);

    expect(await checkTotp(userId, codeOf(secret))).toBe("right");
  });

  test("are counted from the last right one", async () => {
    const { userId, secret } = await givenAuthenticator();
    await failTimes(userId, secret, 9);
    expect(await checkTotp(userId, codeOf(secret))).toBe("right");
    clockAt(30);
    await failTimes(userId, secret, 9);

    expect(await checkTotp(userId, codeOf(secret))).toBe("right");
  });

  test("are as many as are looked at, of 100 at once, and another's factor does not rest", async () => {
    const [mine, theirs] = [await givenAuthenticator(), await givenAuthenticator()];
    const wrong = wrongCode(mine.secret);

    const verdicts = await Promise.all(Array.from({ length: 100 }, () => checkTotp(mine.userId, wrong)));

    expect(verdicts.filter((verdict) => verdict === "wrong-code")).toHaveLength(10);
    expect(verdicts.filter((verdict) => verdict === "factor-resting")).toHaveLength(90);
    expect(await checkTotp(theirs.userId, codeOf(theirs.secret))).toBe("right");
  });
});
