import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { change, pass, read } from "@/db/door";
import { tokens } from "@/db/schema";
import { givenOrganization } from "@/db/testing";
import { day, fromNow, second, shiftClock } from "@/lib/core/clock";
import { newSecret, sha256 } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import {
  assertBound,
  countTokens,
  dropTokens,
  expireTokens,
  issueToken,
  newBinding,
  peekToken,
  spendToken,
  sweepTokens,
  type TokenPurpose,
  tokenLife,
  tokenPass,
} from "./tokens";

const nobody = pass({});
const purposes = Object.keys(tokenLife) as TokenPurpose[];

async function given(purpose: TokenPurpose, more: Parameters<typeof issueToken>[3] = {}) {
  const subjectId = newId("user");
  const secret = await change(nobody, (tx) => issueToken(tx, purpose, subjectId, more));
  return { secret, subjectId };
}

const spend = (purpose: TokenPurpose, secret: string) =>
  change(tokenPass(secret), (tx) => spendToken(tx, purpose, secret));

describe("a token", () => {
  test("is 256 random bits, of which the database has the hash alone", async () => {
    const { secret, subjectId } = await given("ticket");

    const [row] = await read(nobody, (tx) => tx.select().from(tokens).where(eq(tokens.subjectId, subjectId)));

    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(row?.secretHash).toBe(sha256(secret));
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  test.each(purposes)("for %s is spent once and names whom it is about", async (purpose) => {
    const { secret, subjectId } = await given(purpose, { payload: { a: 1 } });

    const spent = await spend(purpose, secret);

    expect(spent).toMatchObject({ subjectId, purpose, payload: { a: 1 } });
    await expect(spend(purpose, secret)).rejects.toMatchObject({ code: "gone", status: 410 });
  });

  test("spent 20 times at once is spent once", async () => {
    const { secret } = await given("sign-in-link");

    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => spend("sign-in-link", secret)),
    );

    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test.each(purposes)("for %s holds to its last second and not a second longer", async (purpose) => {
    const [early, late] = [await given(purpose), await given(purpose)];

    shiftClock(tokenLife[purpose] - 5 * second);
    await expect(spend(purpose, early.secret)).resolves.toBeDefined();
    shiftClock(tokenLife[purpose] + second);
    await expect(spend(purpose, late.secret)).rejects.toMatchObject({ code: "gone" });
  });

  test("opens no door but the one it was made for, and stays whole", async () => {
    for (const purpose of purposes) {
      const { secret } = await given(purpose);

      for (const door of purposes.filter((candidate) => candidate !== purpose)) {
        await expect(spend(door, secret), `${purpose} at ${door}`).rejects.toMatchObject({ code: "gone" });
        await expect(assertBound(door, secret, null, "123456")).rejects.toMatchObject({ code: "gone" });
        expect(await peekToken(door, secret)).toBeNull();
      }
      await expect(spend(purpose, secret)).resolves.toBeDefined();
    }
  });

  test("of a deed that is undone is not spent", async () => {
    const { secret } = await given("ticket");

    const attempt = change(tokenPass(secret), async (tx) => {
      await spendToken(tx, "ticket", secret);
      throw new Error("This deed fails after all.");
    });

    await expect(attempt).rejects.toThrow("fails after all");
    await expect(spend("ticket", secret)).resolves.toBeDefined();
  });

  test("may be looked at as often as one likes, also once it has run out", async () => {
    const { secret } = await given("sign-in-link");

    for (let i = 0; i < 5; i++) expect(await peekToken("sign-in-link", secret)).not.toBeNull();
    shiftClock(tokenLife["sign-in-link"] + second);
    const expired = await peekToken("sign-in-link", secret);

    expect(expired?.expiresAt.getTime()).toBeLessThan(fromNow(0).getTime());
  });

  test("of an organization is behind its wall, and opened by its own secret alone", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];
    const { secret, subjectId } = await change(org.pass, async (tx) => {
      const subjectId = newId("invitation");
      return { subjectId, secret: await issueToken(tx, "invitation", subjectId, { organizationId: org.id }) };
    });
    const seen = (reach: Parameters<typeof read>[0]) =>
      read(reach, (tx) => tx.select().from(tokens).where(eq(tokens.subjectId, subjectId)));

    expect(await seen(nobody)).toEqual([]);
    expect(await seen(elsewhere.pass)).toEqual([]);
    expect(await seen(tokenPass(newSecret()))).toEqual([]);
    expect(await seen(tokenPass(secret))).toHaveLength(1);
    expect(await seen(org.pass)).toHaveLength(1);
  });
});

describe("tokens of one subject", () => {
  test("die together when dropped or let run out; only the latter still count as sent", async () => {
    const subjectId = newId("user");
    const issue = (purpose: TokenPurpose) => change(nobody, (tx) => issueToken(tx, purpose, subjectId));
    const [link, ticket] = [await issue("sign-in-link"), await issue("ticket")];
    const sent = (purpose: TokenPurpose) =>
      read(nobody, (tx) => countTokens(tx, purpose, subjectId, 60 * second));

    await change(nobody, (tx) => expireTokens(tx, "sign-in-link", subjectId));

    await expect(spend("sign-in-link", link)).rejects.toMatchObject({ code: "gone" });
    expect([await sent("sign-in-link"), await sent("ticket")]).toEqual([1, 1]);

    await change(nobody, (tx) => dropTokens(tx, "ticket", subjectId));

    await expect(spend("ticket", ticket)).rejects.toMatchObject({ code: "gone" });
    expect(await sent("ticket")).toBe(0);
  });

  test("are forgotten 30 days after they ran out, and not before", async () => {
    const [old, young] = [
      await given("invitation", { lifeMs: -31 * day }),
      await given("invitation", { lifeMs: -29 * day }),
    ];

    await sweepTokens();

    expect(await peekToken("invitation", old.secret)).toBeNull();
    expect(await peekToken("invitation", young.secret)).not.toBeNull();
  });
});

describe("a link bound to a browser", () => {
  async function bound(browser: string | null) {
    const { code, payload } = newBinding(browser);
    const { secret } = await given("sign-in-link", { payload });
    const wrong = code === "000000" ? "000001" : "000000";
    const enter = (who: string | null, typed?: string) => assertBound("sign-in-link", secret, who, typed);
    return { code, wrong, enter };
  }

  test("asks nothing of the browser that asked", async () => {
    const browser = newSecret();
    const { enter } = await bound(browser);

    await expect(enter(browser)).resolves.toBeUndefined();
  });

  test("asks any other browser for the code, and takes it with or without a space", async () => {
    const { code, enter } = await bound(newSecret());

    await expect(enter(newSecret())).rejects.toMatchObject({ fields: [{ field: "code" }] });
    await expect(enter(null)).rejects.toMatchObject({ fields: [{ field: "code" }] });
    await expect(enter(newSecret(), code)).resolves.toBeUndefined();
    await expect(enter(null, `${code.slice(0, 3)} ${code.slice(3)}`)).resolves.toBeUndefined();
  });

  test("that was asked for without a cookie is not opened by a browser without one", async () => {
    const { enter } = await bound(null);

    await expect(enter(null)).rejects.toMatchObject({ fields: [{ field: "code" }] });
  });

  test("is dead after five wrong codes, for the right code and the right browser too", async () => {
    const browser = newSecret();
    const { code, wrong, enter } = await bound(browser);

    for (let i = 0; i < 5; i++)
      await expect(enter(null, wrong)).rejects.toMatchObject({ fields: [{ field: "code" }] });

    for (const [who, typed] of [
      [null, code],
      [browser, undefined],
      [null, wrong],
    ] as const)
      await expect(enter(who, typed)).rejects.toMatchObject({ code: "gone" });
  });

  test("lets 100 guesses at once try five codes", async () => {
    const { wrong, enter } = await bound(newSecret());

    const guesses = await Promise.all(
      Array.from({ length: 100 }, () => enter(null, wrong).catch(({ code }) => code as string)),
    );

    expect(guesses.filter((code) => code === "invalid")).toHaveLength(5);
    expect(guesses.filter((code) => code === "gone")).toHaveLength(95);
  });

  test("does not count a missing code as a wrong one", async () => {
    const { code, enter } = await bound(newSecret());

    for (let i = 0; i < 10; i++) await expect(enter(null)).rejects.toMatchObject({ code: "invalid" });

    await expect(enter(null, code)).resolves.toBeUndefined();
  });
});
