import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { passkeys, signInAttempts, users } from "@/db/schema";
import { givenPerson, givenSession, givenStranger, lettersTo } from "@/db/testing";
import type { Halfway, Person, Stranger } from "@/lib/auth/actor";
import { networkOf } from "@/lib/auth/attempts";
import { factorLadder, networkLadder, passwordLadder, reserveAttempt } from "@/lib/auth/counters";
import { newPasskeyInput, passkeyAnswerInput } from "@/lib/auth/passkey-input";
import { passkeyCreation, verifyNewPasskey } from "@/lib/auth/passkeys";
import { recoverySubject } from "@/lib/auth/recovery-codes";
import { findSession } from "@/lib/auth/sessions";
import { totpSubject } from "@/lib/auth/totp";
import { now } from "@/lib/core/clock";
import { newSecret } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import { beginStepUp, stepUp } from "@/lib/domain/step-up/commands";
import { Authenticator } from "@/tests/authenticator";
import {
  beginPasskeySignIn,
  beginSecondFactorPasskey,
  proveSecondFactor,
  signInWithPasskey,
  signInWithPassword,
} from "./commands";
import { passwordSubject } from "./rules";

/** Someone whose passkey is on this device. */
async function givenPasskey(device = new Authenticator()) {
  const person = await givenPerson();
  const { userId, email, name, sessionId } = person;
  const asked = await change(pass({}), (tx) =>
    passkeyCreation(tx, sessionId, { id: userId, email, name }, []),
  );
  const made = await verifyNewPasskey(newPasskeyInput.parse(device.create(asked)), sessionId);
  const id = newId("passkey");
  await database()
    .insert(passkeys)
    .values({ id, userId, name: "Phone", ...made, createdAt: now() });
  return { person, device, id };
}

/** Signs in by a device, in a browser of its own. */
async function signIn(device: Authenticator, who: Stranger = givenStranger(newSecret())): Promise<string> {
  const response = passkeyAnswerInput.parse(device.get(await beginPasskeySignIn(who, {})));
  return signInWithPasskey(who, { response }).then(
    () => "in",
    (error) => error.message,
  );
}

async function signedIn(person: Person): Promise<Person | Halfway> {
  const { id, secret } = await givenSession(person);
  const found = await findSession(id, secret, person.request);
  if (!found || found.kind === "overdue") throw new Error("The test's session is gone.");
  return found;
}

const clonedLetters = async ({ email }: Person) =>
  (await lettersTo(email)).filter(
    ({ template, props }) =>
      template === "account-changed" && "what" in props && props.what === "passkey-cloned",
  );

const rowOf = async (id: string) => (await database().select().from(passkeys).where(eq(passkeys.id, id)))[0];

async function reasonsOf({ email }: Person) {
  const rows = await database()
    .select()
    .from(signInAttempts)
    .where(eq(signInAttempts.email, email))
    .orderBy(signInAttempts.at);
  return rows.map(({ outcome, reason }) => reason ?? outcome);
}

const copied = expect.stringContaining("may have been copied");

describe("a copied passkey", () => {
  test.each([
    ["the same count as the last use", 0],
    ["a lower count", -3],
  ])(
    "with %s is refused and flagged, its holder is told once, and neither device gets in again",
    async (_, behind) => {
      const { person, device, id } = await givenPasskey(new Authenticator(10));
      const copy = device.copy(device.counter + behind);
      expect(await signIn(device)).toBe("in");

      expect(await signIn(copy)).toEqual(copied);

      expect(await rowOf(id)).toMatchObject({ clonedAt: expect.any(Date), counter: device.counter });
      for (const either of [device, copy, device, device.copy(500)])
        expect(await signIn(either)).toEqual(copied);
      expect(await clonedLetters(person)).toMatchObject([{ props: { detail: "Phone" } }]);
      expect(await reasonsOf(person)).toEqual([
        "success",
        ...Array.from({ length: 5 }, () => "cloned-passkey"),
      ]);
    },
  );

  test("is found out, of the original and three copies at the same moment, 5 times of 5", async () => {
    for (let round = 0; round < 5; round++) {
      const { person, device, id } = await givenPasskey();
      const who = givenStranger(newSecret());
      const answers = [];
      for (const one of [device, device.copy(1), device.copy(1), device.copy(1)])
        answers.push(passkeyAnswerInput.parse(one.get(await beginPasskeySignIn(who, {}))));

      const all = await Promise.allSettled(answers.map((response) => signInWithPasskey(who, { response })));

      expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await rowOf(id)).toMatchObject({ clonedAt: expect.any(Date) });
      expect(await clonedLetters(person)).toHaveLength(1);
    }
  });

  test("that says it does not count is found out too, once the original counted", async () => {
    const { person, device, id } = await givenPasskey(new Authenticator(1));
    expect(await signIn(device)).toBe("in");

    expect(await signIn(device.copy(0))).toEqual(copied);

    expect(await rowOf(id)).toMatchObject({ clonedAt: expect.any(Date) });
    expect(await clonedLetters(person)).toHaveLength(1);
  });

  test("is neither a second factor nor a proof at a step-up, and its holder is told all the same", async () => {
    const [half, full] = [await givenPasskey(), await givenPasskey()];
    const [halfCopy, fullCopy] = [half.device.copy(1), full.device.copy(1)];
    const [halfway, person] = [await signedIn(half.person), { ...full.person }];
    expect(halfway.kind).toBe("halfway");
    await signIn(half.device);
    await signIn(full.device);

    const challenge = await beginSecondFactorPasskey(halfway as Halfway, {});
    const second = passkeyAnswerInput.parse(halfCopy.get(challenge));
    const proof = proveSecondFactor(halfway as Halfway, { way: "passkey", response: second });
    await expect(proof).rejects.toMatchObject({ code: "unauthenticated", message: copied });

    const { passkey } = await beginStepUp(person, {});
    const answer = passkeyAnswerInput.parse(fullCopy.get(passkey as { challenge: string }));
    const step = stepUp(person, { way: "passkey", response: answer });
    await expect(step).rejects.toMatchObject({ code: "unauthenticated", message: copied });

    for (const given of [half, full]) expect(await clonedLetters(given.person)).toHaveLength(1);
  });
});

describe("a passkey", () => {
  test("gets in while the password, the codes and the network rest: nobody can be shut out by guessing", async () => {
    const { person, device } = await givenPasskey();
    const who = givenStranger(newSecret());
    for (const [subject, ladder] of [
      [passwordSubject(person.email), passwordLadder],
      [totpSubject(person.userId), factorLadder],
      [recoverySubject(person.userId), factorLadder],
      [`network:${networkOf(who.request.ip ?? "")}`, networkLadder],
    ] as const)
      while ((await reserveAttempt(subject, ladder)).allowed);
    const guess = signInWithPassword(who, { email: person.email, password: "an unquiet harbour" });
    await expect(guess).rejects.toMatchObject({ code: "rate-limited" });

    expect(await signIn(device, who)).toBe("in");
  });

  test("that never counts, as those kept on several devices do not, signs in from each", async () => {
    const { person, device, id } = await givenPasskey(new Authenticator(0));
    const phone = device.copy(0);

    for (const either of [device, phone, device, phone]) expect(await signIn(either)).toBe("in");

    expect(await rowOf(id)).toMatchObject({ counter: 0, clonedAt: null });
    expect(await clonedLetters(person)).toEqual([]);
  });

  test("that begins to count may, and from then on must go on", async () => {
    const { device, id } = await givenPasskey(new Authenticator(0));
    expect(await signIn(device)).toBe("in");
    device.counter = 1;
    expect(await signIn(device)).toBe("in");
    expect(await rowOf(id)).toMatchObject({ counter: 2, clonedAt: null });

    expect(await signIn(device.copy(0))).toEqual(copied);
  });

  test("may skip counts", async () => {
    const { device, id } = await givenPasskey();

    for (const counter of [5, 4_000_000_000]) {
      device.counter = counter;
      expect(await signIn(device)).toBe("in");
    }

    expect(await rowOf(id)).toMatchObject({ counter: 4_000_000_001, clonedAt: null });
  });

  test("is asked for in one browser and answered in it, which must keep cookies", async () => {
    const { device } = await givenPasskey();
    const [here, elsewhere] = [givenStranger(newSecret()), givenStranger(newSecret())];
    const response = passkeyAnswerInput.parse(device.get(await beginPasskeySignIn(here, {})));

    await expect(signInWithPasskey(elsewhere, { response })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await expect(beginPasskeySignIn(givenStranger(null), {})).rejects.toMatchObject({ code: "bad-request" });
    await expect(signInWithPasskey(givenStranger(null), { response })).rejects.toMatchObject({
      code: "bad-request",
    });
  });

  test("lets nobody in whose account may not sign in, or whose address is unproven", async () => {
    for (const state of [{ apiOnly: true }, { emailVerifiedAt: null }]) {
      const { person, device } = await givenPasskey();
      await database().update(users).set(state).where(eq(users.id, person.userId));

      expect(await signIn(device)).not.toBe("in");
    }
  });

  test("is told to its holder also when it is shown as another account's second factor", async () => {
    const [ada, eve] = [await givenPasskey(), await givenPasskey()];
    const copy = ada.device.copy(1);
    await signIn(ada.device);
    const halfway = (await signedIn(eve.person)) as Halfway;

    const asked = await beginSecondFactorPasskey(halfway, {});
    const proof = { way: "passkey", response: passkeyAnswerInput.parse(copy.get(asked)) } as const;
    await expect(proveSecondFactor(halfway, proof)).rejects.toMatchObject({ code: "unauthenticated" });

    const { clonedAt } = (await rowOf(ada.id)) ?? {};
    expect(await clonedLetters(ada.person)).toHaveLength(clonedAt ? 1 : 0);
  });
});
