import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { knownBrowsers, signInAttempts } from "@/db/schema";
import {
  givenOrganization,
  givenPerson,
  givenSession,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import type { Halfway, Person } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { findSession, startSession } from "@/lib/auth/sessions";
import { fromNow, minute, now } from "@/lib/core/clock";
import { newSecret, sha256 } from "@/lib/core/crypto";
import {
  addPasskey,
  confirmAuthenticator,
  startAuthenticator,
  startPasskey,
} from "@/lib/domain/factors/commands";
import { addPasskeyInput } from "@/lib/domain/factors/input";
import { inviteMembers } from "@/lib/domain/invitations/commands";
import {
  beginPasskeySignIn,
  confirmSignIn,
  proveSecondFactor,
  requestSignInLink,
  signInWithPassword,
} from "@/lib/domain/sign-in/commands";
import { stepUp } from "@/lib/domain/step-up/commands";
import { changePassword, requestEmailChange } from "@/lib/domain/users/commands";
import { findProfile } from "@/lib/domain/users/queries";
import { Authenticator } from "@/tests/authenticator";
import { codeOf, standInMidStep } from "@/tests/oathtool";
import { address } from "./own-commands";

/** What an attacker tried, and must not get. */

const password = "a quiet harbour at dawn";

async function signedIn(more: Parameters<typeof givenPerson>[1] = {}): Promise<Person> {
  const person = await givenPerson("Ada", more);
  const { id, secret } = await givenSession(person);
  return (await findSession(id, secret, person.request)) as Person;
}

describe("a new passkey", () => {
  test.each(["android-key", "android-safetynet", "fido-u2f", "tpm", "apple"])(
    "whose attestation (%s) would have us fetch what its maker chose is refused unread",
    async (format) => {
      const person = await signedIn();
      const response = new Authenticator().create(await startPasskey(person, {}), { format });

      const attempt = addPasskey(person, addPasskeyInput.parse({ name: "Laptop", response }));

      await expect(attempt).rejects.toMatchObject({ code: "unauthenticated" });
    },
  );
});

describe("someone at an old session", () => {
  test("makes no Owner by invitation", async () => {
    const org = await givenOrganization();
    const earlier = { ...org.owner, factorAt: fromNow(-11 * minute) };

    const attempt = inviteMembers(earlier, { emails: [{ address: address() }], role: "owner", groupIds: [] });

    await expect(attempt).rejects.toMatchObject({ code: "step-up-required" });
  });

  test("is no fresher for having changed a password nine minutes after the proof", async () => {
    const person = await givenPerson("Ada", { passwordHash: await hashPassword(password) });
    const { id, secret } = await givenSession(person);
    const earlier = { ...((await findSession(id, secret, person.request)) as Person) };
    const { ticket } = await changePassword(earlier, { password: "another harbour", otherSessions: "keep" });

    const renewed = await startSession(ticket, person.request);

    const after = (await findSession(renewed.id, renewed.secret, person.request)) as Person;
    expect(after.factorAt).toEqual(earlier.factorAt);
  });
});

describe("a stranger who asks for links without end", () => {
  test("does not use up the share of a browser in which its holder was signed in", async () => {
    const [person, mine] = [await givenPerson(), newSecret()];
    await database()
      .insert(knownBrowsers)
      .values({ userId: person.userId, browserHash: sha256(mine), createdAt: now() });
    for (let i = 0; i < 7; i++) await requestSignInLink(givenStranger(newSecret()), { email: person.email });
    await lettersTo(person.email);

    await requestSignInLink(givenStranger(mine), { email: person.email });

    const token = await mailedSecret(person.email);
    await expect(confirmSignIn(givenStranger(mine), { token })).resolves.toHaveProperty("ticket");
  });

  test("rests after 120, and so do their passkey challenges", async () => {
    const stranger = givenStranger(newSecret());
    for (let i = 0; i < 120; i++) await beginPasskeySignIn(stranger, {});

    const asking = [
      () => beginPasskeySignIn(stranger, {}),
      () => requestSignInLink(stranger, { email: address() }),
    ];
    for (const ask of asking) await expect(ask()).rejects.toMatchObject({ code: "rate-limited" });
  });
});

describe("someone with an account of their own", () => {
  test("guesses at others no more than their network allows, whatever they do at home", async () => {
    const own = await signedIn({ passwordHash: await hashPassword(password) });
    const who = { ...givenStranger(newSecret()), request: own.request };
    let guesses = 0;
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 4; i++) {
        const email = address();
        await signInWithPassword(who, { email, password: "a guess" }).catch(() => {});
        const tried = await database().select().from(signInAttempts).where(eq(signInAttempts.email, email));
        guesses += tried.filter(({ reason }) => reason === "unknown-address").length;
      }
      for (let i = 0; i < 4; i++) await stepUp(own, { way: "password", password: "wrong" }).catch(() => {});
      await signInWithPassword(who, { email: own.email, password }).catch(() => {});
    }

    expect(guesses).toBeLessThanOrEqual(20);
  });

  test("learns from their own page nothing of the address they ask for", async () => {
    const person = await signedIn();
    const shown = [];
    for (const email of [address(), (await givenPerson()).email]) {
      await requestEmailChange(person, { email });
      await lettersTo(email);
      shown.push((await findProfile(person)).pendingEmail === email);
    }

    expect(shown).toEqual([true, true]);
  });
});

describe("a browser that drops its cookie between the factors", () => {
  test("is told of like any new one", async () => {
    const person = await signedIn({ passwordHash: await hashPassword(password) });
    standInMidStep();
    const { authenticatorId, secret } = await startAuthenticator(person, {});
    await confirmAuthenticator(person, { authenticatorId, code: codeOf(secret, -30), otherSessions: "keep" });
    await database()
      .insert(knownBrowsers)
      .values({ userId: person.userId, browserHash: sha256("home"), createdAt: now() });
    const who = givenStranger(newSecret());
    const { ticket } = await signInWithPassword(who, { email: person.email, password });
    const half = await startSession(ticket, who.request);
    const halfway = (await findSession(half.id, half.secret, who.request, null)) as Halfway;

    await proveSecondFactor(halfway, { way: "totp", code: codeOf(secret) });

    expect((await lettersTo(person.email)).map(({ template }) => template)).toContain("new-device");
  });
});
