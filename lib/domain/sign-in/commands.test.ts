import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { sessions, signInAttempts, users } from "@/db/schema";
import { givenPerson, givenSession, givenStranger, lettersTo, mailedSecret } from "@/db/testing";
import type { Person } from "@/lib/auth/actor";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { findSession, startSession } from "@/lib/auth/sessions";
import { spendToken, tokenPass } from "@/lib/auth/tokens";
import { hour, minute, second, shiftClock } from "@/lib/core/clock";
import { newSecret } from "@/lib/core/crypto";
import { confirmEmail, signUp } from "@/lib/domain/users/commands";
import {
  confirmSignIn,
  requestPasswordReset,
  requestSignInLink,
  resetPassword,
  signInWithPassword,
} from "./commands";

const password = "a quiet harbour at dawn";
const other = "an unquiet harbour at dusk";
const newAddress = () => `${randomBytes(8).toString("hex")}@example.com`;
const browser = () => givenStranger(newSecret());

async function account(email: string) {
  const [user] = await database().select().from(users).where(eq(users.email, email));
  return user;
}

async function attempts(email: string) {
  const rows = await database().select().from(signInAttempts).where(eq(signInAttempts.email, email));
  return rows.map(({ method, outcome, reason }) => [method, outcome, reason]);
}

const withPassword = async (more: { emailVerifiedAt?: null } = {}): Promise<Person> =>
  givenPerson("Ada Lovelace", { passwordHash: await hashPassword(password), ...more });

/** Whose account a ticket signs in to. */
async function holderOf(ticket: string): Promise<string> {
  return (await change(tokenPass(ticket), (tx) => spendToken(tx, "ticket", ticket))).subjectId;
}

describe("signing in by password", () => {
  test("gives a ticket for the right password, and writes the attempt down", async () => {
    const person = await withPassword();

    const outcome = await signInWithPassword(browser(), { email: person.email, password });

    expect(await holderOf((outcome as { ticket: string }).ticket)).toBe(person.userId);
    expect(await attempts(person.email)).toEqual([["password", "success", null]]);
  });

  test("refuses a wrong password, an unknown address and an account without a password in the same words", async () => {
    const [known, none, unknown] = [await withPassword(), await givenPerson(), newAddress()];

    const refusals = await Promise.all(
      [known.email, none.email, unknown].map((email) =>
        signInWithPassword(browser(), { email, password: other }).catch((error) => error),
      ),
    );

    expect(refusals[0]).toMatchObject({ code: "unauthenticated", status: 401 });
    expect(
      new Set(refusals.map(({ code, message, fields }) => JSON.stringify([code, message, fields]))).size,
    ).toBe(1);
    expect(await attempts(known.email)).toEqual([["password", "failure", "wrong-password"]]);
    expect(await attempts(unknown)).toEqual([["password", "failure", "unknown-address"]]);
  });

  test("takes a password typed on another keyboard, in another form of Unicode", async () => {
    const person = await givenPerson("Ada", { passwordHash: await hashPassword("caf\u00e9 au lait noir") });

    const outcome = await signInWithPassword(browser(), {
      email: person.email,
      password: "cafe\u0301 au lait noir",
    });

    expect(outcome).toHaveProperty("ticket");
  });

  test("lets nobody in whose address is unproven, but sends a link to the right password", async () => {
    const person = await withPassword({ emailVerifiedAt: null });

    const attempt = signInWithPassword(browser(), { email: person.email, password });

    await expect(attempt).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await lettersTo(person.email)).map(({ template }) => template)).toEqual(["confirm-email"]);
    expect(await attempts(person.email)).toEqual([["password", "failure", "email-unconfirmed"]]);
  });

  test("sends nothing when the password of an unproven account is wrong", async () => {
    const person = await withPassword({ emailVerifiedAt: null });

    const attempt = signInWithPassword(browser(), { email: person.email, password: other });

    await expect(attempt).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await lettersTo(person.email)).toEqual([]);
  });
});

describe("a mailed link", () => {
  test("signs in, in the browser that asked, without a code", async () => {
    const [who, person] = [browser(), await givenPerson()];
    await requestSignInLink(who, { email: person.email });

    const { ticket } = await confirmSignIn(who, { token: await mailedSecret(person.email) });

    expect(await holderOf(ticket)).toBe(person.userId);
    expect(await attempts(person.email)).toEqual([["link", "success", null]]);
  });

  test("asks another browser for the code that the first one shows, and takes it with a space", async () => {
    const [who, person] = [browser(), await givenPerson()];
    const { code } = await requestSignInLink(who, { email: person.email });
    const token = await mailedSecret(person.email);

    await expect(confirmSignIn(browser(), { token })).rejects.toMatchObject({ fields: [{ field: "code" }] });
    const { ticket } = await confirmSignIn(browser(), {
      token,
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    });

    expect(await holderOf(ticket)).toBe(person.userId);
  });

  test("works once, also when it is pressed 20 times at once", async () => {
    const [who, person] = [browser(), await givenPerson()];
    await requestSignInLink(who, { email: person.email });
    const token = await mailedSecret(person.email);

    const presses = await Promise.allSettled(Array.from({ length: 20 }, () => confirmSignIn(who, { token })));

    const refused = presses.flatMap((press) => (press.status === "rejected" ? press.reason.code : []));
    expect(refused).toEqual(Array.from({ length: 19 }, () => "gone"));
    await expect(confirmSignIn(who, { token })).rejects.toMatchObject({ code: "gone" });
  });

  test("is dead after ten minutes", async () => {
    const [who, person] = [browser(), await givenPerson()];
    await requestSignInLink(who, { email: person.email });
    const token = await mailedSecret(person.email);

    shiftClock(10 * minute + second);

    await expect(confirmSignIn(who, { token })).rejects.toMatchObject({ code: "gone" });
  });

  test("still works a second before the ten minutes are over", async () => {
    const [who, person] = [browser(), await givenPerson()];
    await requestSignInLink(who, { email: person.email });
    const token = await mailedSecret(person.email);

    shiftClock(10 * minute - 5 * second);

    await expect(confirmSignIn(who, { token })).resolves.toHaveProperty("ticket");
  });

  test("wipes the password that someone set before the address was proven", async () => {
    const [who, person] = [browser(), await withPassword({ emailVerifiedAt: null })];
    await requestSignInLink(who, { email: person.email });

    await confirmSignIn(who, { token: await mailedSecret(person.email) });

    expect(await account(person.email)).toMatchObject({
      passwordHash: null,
      emailVerifiedAt: expect.any(Date),
    });
  });

  test("keeps the password of an address that was proven before", async () => {
    const [who, person] = [browser(), await withPassword()];
    const before = await account(person.email);
    await requestSignInLink(who, { email: person.email });

    await confirmSignIn(who, { token: await mailedSecret(person.email) });

    expect(await account(person.email)).toEqual(before);
  });

  test.each([
    ["a link to sign in", requestSignInLink],
    ["a link to choose a password", requestPasswordReset],
  ])("%s goes to an unknown address as little as it seems to", async (_, request) => {
    const unknown = newAddress();

    const answer = await request(browser(), { email: unknown });

    expect(answer).toEqual({ code: expect.stringMatching(/^\d{6}$/) });
    expect(await lettersTo(unknown)).toEqual([]);
    expect(await account(unknown)).toBeUndefined();
  });
});

describe("a mailbox", () => {
  test.each([
    ["to sign in", requestSignInLink],
    ["to choose a password", requestPasswordReset],
  ])("gets five links %s within an hour, and the sixth asker hears the same", async (_, request) => {
    const { email } = await givenPerson();

    const answers = [];
    for (let i = 0; i < 7; i++) answers.push(await request(browser(), { email }));

    for (const answer of answers) expect(answer).toEqual({ code: expect.stringMatching(/^\d{6}$/) });
    expect(await lettersTo(email)).toHaveLength(5);
    shiftClock(hour + second);
    await request(browser(), { email });
    expect(await lettersTo(email)).toHaveLength(6);
  });

  test("gets five links within an hour also when 20 are asked for at once", async () => {
    const { email } = await givenPerson();

    await Promise.all(Array.from({ length: 20 }, () => requestSignInLink(browser(), { email })));

    expect(await lettersTo(email)).toHaveLength(5);
  });

  test("gets five links within an hour from people who sign up with its address", async () => {
    const email = newAddress();

    for (let i = 0; i < 7; i++) await signUp(browser(), { name: "Eve", email, password });

    expect(await lettersTo(email)).toHaveLength(5);
  });
});

describe("choosing a new password by link", () => {
  test("sets it, ends every session, kills the other links and says so by mail", async () => {
    const [who, person] = [browser(), await withPassword()];
    for (let i = 0; i < 2; i++) await givenSession(person);
    await requestSignInLink(who, { email: person.email });
    const signInLink = await mailedSecret(person.email);
    await requestPasswordReset(who, { email: person.email });

    await resetPassword(browser(), { token: await mailedSecret(person.email), password: other });

    expect(await verifyPassword((await account(person.email))?.passwordHash, other)).toBe(true);
    expect(await database().select().from(sessions).where(eq(sessions.userId, person.userId))).toEqual([]);
    await expect(confirmSignIn(who, { token: signInLink })).rejects.toMatchObject({ code: "gone" });
    expect((await lettersTo(person.email)).at(-1)).toMatchObject({ template: "password-changed" });
  });

  test("kills a ticket that the old password had just bought", async () => {
    const [who, person] = [browser(), await withPassword()];
    const bought = await signInWithPassword(who, { email: person.email, password });
    await requestPasswordReset(who, { email: person.email });

    await resetPassword(who, { token: await mailedSecret(person.email), password: other });

    await expect(holderOf((bought as { ticket: string }).ticket)).rejects.toMatchObject({ code: "gone" });
  });

  test("keeps the link for another try when the password is refused", async () => {
    const [who, person] = [browser(), await withPassword()];
    await requestPasswordReset(who, { email: person.email });
    const token = await mailedSecret(person.email);

    const attempt = resetPassword(who, { token, password: person.email });

    await expect(attempt).rejects.toMatchObject({ fields: [{ field: "password" }] });
    await expect(resetPassword(who, { token, password: other })).resolves.toEqual({ email: person.email });
  });

  test("works once of 20 times at once", async () => {
    const [who, person] = [browser(), await withPassword()];
    await requestPasswordReset(who, { email: person.email });
    const token = await mailedSecret(person.email);

    const presses = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => resetPassword(who, { token, password: `${other} ${i}` })),
    );

    expect(presses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("a link for one purpose", () => {
  const doors = {
    "confirm-email": (token: string) => confirmEmail(givenStranger(asker), { token }),
    "sign-in-link": (token: string) => confirmSignIn(givenStranger(asker), { token }),
    "reset-password": (token: string) => resetPassword(givenStranger(asker), { token, password: other }),
  };
  const asker = newSecret();

  async function mailed(purpose: keyof typeof doors): Promise<string> {
    const who = givenStranger(asker);
    if (purpose === "confirm-email") {
      const email = newAddress();
      await signUp(who, { name: "Ada", email, password });
      return mailedSecret(email);
    }
    const { email } = await givenPerson();
    await (purpose === "sign-in-link" ? requestSignInLink : requestPasswordReset)(who, { email });
    return mailedSecret(email);
  }

  const purposes = Object.keys(doors) as (keyof typeof doors)[];

  test.each(purposes)("%s opens no other door, and its own afterwards", async (purpose) => {
    const token = await mailed(purpose);

    for (const door of purposes.filter((candidate) => candidate !== purpose))
      await expect(doors[door](token), door).rejects.toMatchObject({ code: "gone" });

    await expect(doors[purpose](token)).resolves.toBeDefined();
  });
});

describe("a new password that is set while the old one is being used", () => {
  test("leaves no session behind, 10 times of 10", async () => {
    for (let round = 0; round < 10; round++) {
      const [who, person] = [browser(), await withPassword()];
      await requestPasswordReset(who, { email: person.email });
      const token = await mailedSecret(person.email);
      const signIn = async () => {
        const outcome = await signInWithPassword(browser(), { email: person.email, password });
        return "ticket" in outcome ? startSession(outcome.ticket, who.request) : null;
      };

      const attempts = Array.from({ length: 8 }, () => signIn().catch(() => null));
      const [sessions] = await Promise.all([
        Promise.all(attempts),
        resetPassword(browser(), { token, password: other }),
      ]);

      for (const session of sessions) {
        expect(session && (await findSession(session.id, session.secret, who.request))).toBeNull();
      }
    }
  });

  test("does not become the password of a stranger who signs up with the address meanwhile", async () => {
    for (let round = 0; round < 10; round++) {
      const email = newAddress();
      const [owner, stranger] = [browser(), browser()];
      await signUp(owner, { name: "Ada", email, password });
      await Promise.all([
        signInWithPassword(owner, { email, password }).catch(() => null),
        signUp(stranger, { name: "Eve", email, password: other }),
      ]);
      const token = await mailedSecret(email);
      await confirmEmail(owner, { token }).catch(() => null);

      const attempt = signInWithPassword(stranger, { email, password: other });

      expect(await attempt.then((outcome) => "ticket" in outcome).catch(() => false)).toBe(false);
    }
  });
});
