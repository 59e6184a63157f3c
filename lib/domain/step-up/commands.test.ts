import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { authenticators, passkeys, sessions, signInAttempts } from "@/db/schema";
import { auditTrail, givenPerson, givenSession, givenStranger, lettersTo } from "@/db/testing";
import type { Person } from "@/lib/auth/actor";
import { newPasskeyInput, passkeyAnswerInput } from "@/lib/auth/passkey-input";
import { passkeyCreation, verifyNewPasskey } from "@/lib/auth/passkeys";
import { hashPassword } from "@/lib/auth/password";
import { newRecoveryCodes } from "@/lib/auth/recovery-codes";
import { findSession, startSession } from "@/lib/auth/sessions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { newTotpSecret, sealTotp } from "@/lib/auth/totp";
import { minute, now, second, shiftClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { recoveryCodeInput } from "@/lib/core/input";
import { signInWithPassword } from "@/lib/domain/sign-in/commands";
import { Authenticator } from "@/tests/authenticator";
import { codeOf } from "@/tests/oathtool";
import { beginStepUp, mailStepUpCode, stepUp } from "./commands";
import type { StepUpInput } from "./input";

const password = "a quiet harbour at dawn";
const passwordHash = hashPassword(password);

type Cookie = { id: string; secret: string };
type Has = { password?: boolean; totp?: boolean; passkey?: boolean; recoveryCodes?: boolean };

const holderOf = (cookie: Cookie, { request }: Person) => findSession(cookie.id, cookie.secret, request);

/** Someone signed in whose account has these means, and how each is shown. */
async function given(has: Has = {}) {
  const person = await givenPerson("Ada", { passwordHash: has.password ? await passwordHash : null });
  const { userId, name, email } = person;
  const cookie = await givenSession(person, { method: "password", secondFactor: "totp" });
  const who = (await holderOf(cookie, person)) as Person;
  const [device, secret, authenticatorId] = [new Authenticator(), newTotpSecret(), newId("authenticator")];
  if (has.totp) {
    const sealedSecret = sealTotp(authenticatorId, secret);
    const row = { id: authenticatorId, userId, sealedSecret, confirmedAt: now(), createdAt: now() };
    await database().insert(authenticators).values(row);
  }
  if (has.passkey) {
    const user = { id: userId, name, email };
    const asked = await change(pass({}), (tx) => passkeyCreation(tx, who.sessionId, user, []));
    const made = await verifyNewPasskey(newPasskeyInput.parse(device.create(asked)), who.sessionId);
    const row = { id: newId("passkey"), userId, name: "Phone", ...made, createdAt: now() };
    await database().insert(passkeys).values(row);
  }
  const [code = "22222-22222"] = has.recoveryCodes
    ? await change(pass({ userId }), (tx) => newRecoveryCodes(tx, userId))
    : [];
  return {
    cookie,
    who,
    device,
    proofs: {
      totp: async (): Promise<StepUpInput> => ({ way: "totp", code: codeOf(secret) }),
      "recovery-code": async (): Promise<StepUpInput> => ({
        way: "recovery-code",
        code: recoveryCodeInput.parse(code),
      }),
      passkey: async (): Promise<StepUpInput> => {
        const { passkey } = await beginStepUp(who, {});
        return {
          way: "passkey",
          response: passkeyAnswerInput.parse(device.get(passkey ?? { challenge: "" })),
        };
      },
      password: async (): Promise<StepUpInput> => ({ way: "password", password }),
      "email-code": async (): Promise<StepUpInput> => ({ way: "email-code", code: await mailedCode(who) }),
    },
  };
}

/** The code in the newest letter, which is asked for first. */
async function mailedCode(who: Person): Promise<string> {
  await mailStepUpCode(who, {});
  return (await codesTo(who)).at(-1) ?? "";
}

const codesTo = async ({ email }: Person) =>
  (await lettersTo(email)).flatMap(({ template, props }) =>
    template === "step-up-code" && "code" in props ? props.code : [],
  );

const wayOut = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error) => error.fields?.[0]?.field ?? error.code ?? "internal",
  );

const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

const accounts: [Has, StepUpInput["way"][]][] = [
  [{}, ["email-code"]],
  [{ password: true }, ["password"]],
  [{ recoveryCodes: true, password: true }, ["password"]],
  [{ password: true, totp: true }, ["totp"]],
  [{ totp: true, recoveryCodes: true }, ["totp", "recovery-code"]],
  [{ password: true, passkey: true }, ["passkey"]],
  [{ password: true, passkey: true, totp: true, recoveryCodes: true }, ["passkey", "totp", "recovery-code"]],
];

describe("someone who is to prove once more that it is them", () => {
  test.each(accounts)("with %j is offered %j, and each of these works and no other", async (has, offered) => {
    const { who, proofs } = await given(has);

    const begun = await beginStepUp(who, {});

    expect(begun.ways).toEqual(offered);
    expect(begun.passkey !== null).toBe(offered.includes("passkey"));
    for (const [way, proof] of Object.entries(proofs)) {
      const works = offered.includes(way as StepUpInput["way"]);
      const attempt = proof().then((input) => stepUp(who, input));
      expect(await wayOut(attempt), way).toBe(works ? "done" : "conflict");
    }
  });

  test.each([
    [{}, "email-code", "totp"],
    [{ password: true }, "password", "totp"],
    [{ totp: true }, "totp", "totp"],
    [{ totp: true, recoveryCodes: true }, "recovery-code", "recovery-code"],
    [{ passkey: true }, "passkey", "passkey"],
  ] as const)(
    "with %j gets a renewed session by %s, and a copy of the cookie is dead",
    async (has, way, shown) => {
      const { who, cookie, proofs } = await given(has);
      const rowOf = async ({ id }: Cookie) =>
        (await database().select().from(sessions).where(eq(sessions.id, id)))[0];
      const before = await rowOf(cookie);
      shiftClock(11 * minute);
      const stale = (await holderOf(cookie, who)) as Person;
      expect(() => assertRecentFactor(stale)).toThrow();

      const { ticket, halfway } = await stepUp(who, await proofs[way]());
      const renewed = await startSession(ticket, who.request);

      expect(halfway).toBe(false);
      expect(await holderOf(cookie, who)).toBeNull();
      assertRecentFactor((await holderOf(renewed, who)) as Person);
      expect([renewed.id, renewed.secret]).not.toContain(cookie.id);
      expect(renewed.secret).not.toBe(cookie.secret);
      expect(await rowOf(renewed)).toMatchObject({
        createdAt: before?.createdAt,
        expiresAt: before?.expiresAt,
        method: "password",
        secondFactor: shown,
        halfway: false,
      });
      expect(await auditTrail(who.userId)).toMatchObject([
        { action: "session.stepped_up", targetId: cookie.id, after: { way } },
      ]);
    },
  );

  test("ends one session for one renewed, of two proofs at once", async () => {
    const { who } = await given({ password: true });
    const tickets = await Promise.all([1, 2].map(() => stepUp(who, { way: "password", password })));

    const all = await Promise.allSettled(tickets.map(({ ticket }) => startSession(ticket, who.request)));

    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const left = await database().select().from(sessions).where(eq(sessions.userId, who.userId));
    expect(left).toHaveLength(1);
  });

  test("is asked for a passkey's answer in this session, given to no other, and of this account", async () => {
    const [ada, eve] = [await given({ passkey: true }), await given({ passkey: true })];
    const cookie = await givenSession(ada.who, { method: "passkey", secondFactor: "passkey" });
    const there = (await holderOf(cookie, ada.who)) as Person;

    expect(await wayOut(stepUp(there, await ada.proofs.passkey()))).toBe("unauthenticated");
    const { passkey } = await beginStepUp(ada.who, {});
    const response = passkeyAnswerInput.parse(eve.device.get(passkey as { challenge: string }));
    expect(await wayOut(stepUp(ada.who, { way: "passkey", response }))).toBe("unauthenticated");
    const asked = passkey?.allowCredentials?.map(({ id }) => id);
    expect(asked).toEqual([ada.device.credentialId.toString("base64url")]);
  });

  test("hears by mail that a recovery code was used, and how many are left", async () => {
    const { who, proofs } = await given({ totp: true, recoveryCodes: true });

    await stepUp(who, await proofs["recovery-code"]());

    expect(await lettersTo(who.email)).toMatchObject([
      { props: { what: "recovery-code-used", detail: "9" } },
    ]);
  });

  test("rests after ten wrong codes, the right one too", async () => {
    const { who, proofs } = await given({ totp: true });
    const right = await proofs.totp();
    const wrong = { way: "totp", code: another((right as { code: string }).code) } as const;

    for (let i = 0; i < 10; i++) expect(await wayOut(stepUp(who, wrong))).toBe("code");

    await expect(stepUp(who, right)).rejects.toMatchObject({
      fields: [{ message: expect.stringContaining("Wait 15 minutes") }],
    });
  });
});

describe("a wrong password at a step-up", () => {
  const wrong: StepUpInput = { way: "password", password: "an unquiet harbour" };

  test("counts to the lock, and a right one begins the count anew", async () => {
    const { who } = await given({ password: true });
    for (let i = 0; i < 4; i++) expect(await wayOut(stepUp(who, wrong))).toBe("password");
    expect(await wayOut(stepUp(who, { way: "password", password }))).toBe("done");
    for (let i = 0; i < 5; i++) expect(await wayOut(stepUp(who, wrong))).toBe("password");

    expect(await wayOut(stepUp(who, { way: "password", password }))).toBe("password");
    const there = signInWithPassword(givenStranger(), { email: who.email, password });
    expect(await wayOut(there)).toBe("unauthenticated");
    const rows = await database()
      .select()
      .from(signInAttempts)
      .where(eq(signInAttempts.email, who.email))
      .orderBy(signInAttempts.at);
    expect(rows.map(({ reason }) => reason)).toEqual([
      ...Array.from({ length: 9 }, () => "wrong-password"),
      ...["account-locked", "account-locked"],
    ]);
    shiftClock(5 * minute + 10 * second);
    expect(await wayOut(stepUp(who, { way: "password", password }))).toBe("done");
  });

  test("is looked at five times, of 100 at once", async () => {
    const { who } = await given({ password: true });

    await Promise.all(Array.from({ length: 100 }, () => wayOut(stepUp(who, wrong))));

    const rows = await database().select().from(signInAttempts).where(eq(signInAttempts.email, who.email));
    expect(rows.filter(({ reason }) => reason === "wrong-password")).toHaveLength(5);
    expect(await wayOut(stepUp(who, { way: "password", password }))).toBe("rate-limited");
    const elsewhere = { ...who, request: { ...who.request, ip: "198.51.100.7" } };
    expect(await wayOut(stepUp(elsewhere, { way: "password", password }))).toBe("password");
  });
});

describe("a mailed code", () => {
  const tryCode = (who: Person, code: string) => wayOut(stepUp(who, { way: "email-code", code }));

  test("is right once, also when it is sent 20 times at once", async () => {
    const { who } = await given();
    const code = await mailedCode(who);

    const all = await Promise.all(Array.from({ length: 20 }, () => tryCode(who, code)));

    expect(all.filter((outcome) => outcome === "done")).toHaveLength(1);
  });

  test("is dead after five wrong ones, and not after four", async () => {
    const { who } = await given();
    const [dead, alive] = [await mailedCode(who), (await given()).who];
    const good = await mailedCode(alive);

    await Promise.all(Array.from({ length: 5 }, () => tryCode(who, another(dead))));
    for (let i = 0; i < 4; i++) await tryCode(alive, another(good));

    expect(await tryCode(who, dead)).toBe("code");
    expect(await tryCode(alive, good)).toBe("done");
    expect(await tryCode(who, await mailedCode(who))).toBe("done");
  });

  test.each([
    ["holds until shortly before ten minutes are over", 10 * minute - 10 * second, "done"],
    ["is dead after them", 10 * minute + second, "code"],
  ])("%s", async (_, waitedMs, outcome) => {
    const { who } = await given();
    const code = await mailedCode(who);

    shiftClock(waitedMs);

    expect(await tryCode(who, code)).toBe(outcome);
  });

  test("is dead once another is mailed, and in every other session", async () => {
    const { who } = await given();
    const there = (await holderOf(await givenSession(who), who)) as Person;
    const earlier = await mailedCode(who);
    const latest = await mailedCode(who);

    if (earlier !== latest) expect(await tryCode(who, earlier)).toBe("code");
    expect(await tryCode(there, latest)).toBe("code");
    expect(await tryCode(who, latest)).toBe("done");
  });

  test("is mailed to nobody who has a better way", async () => {
    for (const has of [{ password: true }, { totp: true }]) {
      const { who } = await given(has);
      expect(await wayOut(mailStepUpCode(who, {}))).toBe("conflict");
      expect(await lettersTo(who.email)).toEqual([]);
    }
  });
});
