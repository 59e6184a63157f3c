import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { users } from "@/db/schema";
import { givenPerson, givenStranger, lettersTo, mailedSecret } from "@/db/testing";
import type { Person } from "@/lib/auth/actor";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { startSession } from "@/lib/auth/sessions";
import { spendToken, tokenPass } from "@/lib/auth/tokens";
import { newSecret } from "@/lib/core/crypto";
import { confirmSignIn, requestSignInLink, signInWithPassword } from "@/lib/domain/sign-in/commands";
import { changePassword, confirmEmail, signUp } from "./commands";

const password = "a quiet harbour at dawn";
const other = "an unquiet harbour at dusk";
const newAddress = () => `${randomBytes(8).toString("hex")}@example.com`;
const browser = () => givenStranger(newSecret());

async function account(email: string) {
  const [user] = await database().select().from(users).where(eq(users.email, email));
  return user;
}

const withPassword = async (more: { emailVerifiedAt?: null } = {}): Promise<Person> =>
  givenPerson("Ada Lovelace", { passwordHash: await hashPassword(password), ...more });

/** Whose account a ticket signs in to. */
async function holderOf(ticket: string): Promise<string> {
  return (await change(tokenPass(ticket), (tx) => spendToken(tx, "ticket", ticket))).subjectId;
}

describe("asking for an account", () => {
  test("answers a known and an unknown address alike, and tells the difference by mail alone", async () => {
    const [unknown, { email: known }] = [newAddress(), await givenPerson()];

    const answers = [
      await signUp(browser(), { name: "Eve", email: unknown, password }),
      await signUp(browser(), { name: "Eve", email: known, password }),
    ];

    for (const answer of answers) expect(answer).toEqual({ code: expect.stringMatching(/^\d{6}$/) });
    expect((await lettersTo(unknown)).map(({ template }) => template)).toEqual(["confirm-email"]);
    expect((await lettersTo(known)).map(({ template }) => template)).toEqual(["already-registered"]);
  });

  test("changes nothing of an account whose address is proven", async () => {
    const person = await withPassword();
    const before = await account(person.email);

    await signUp(browser(), { name: "Eve", email: person.email, password: other });

    expect(await account(person.email)).toEqual(before);
  });

  test("sets no password on an account that is proven amid 24 strangers asking for it at once", async () => {
    const [ada, person] = [browser(), await withPassword({ emailVerifiedAt: null })];
    await requestSignInLink(ada, { email: person.email });
    const token = await mailedSecret(person.email);

    const asked = Array.from({ length: 24 }, () =>
      signUp(browser(), { name: "Eve", email: person.email, password: other }),
    );
    await Promise.race(asked);
    await Promise.all([confirmSignIn(ada, { token }), ...asked]);

    expect(await account(person.email)).toMatchObject({
      passwordHash: null,
      emailVerifiedAt: expect.any(Date),
    });
  });

  test("gives the account to whoever asked last and opens the mail; earlier links are dead", async () => {
    const [eve, ada, email] = [browser(), browser(), newAddress()];
    await signUp(eve, { name: "Eve", email, password: other });
    const early = await mailedSecret(email);
    await signUp(ada, { name: "Ada", email, password });

    const { ticket } = await confirmEmail(ada, { token: await mailedSecret(email) });

    await expect(confirmEmail(eve, { token: early })).rejects.toMatchObject({ code: "gone" });
    const made = await account(email);
    expect(made).toMatchObject({ name: "Ada", emailVerifiedAt: expect.any(Date) });
    expect(await verifyPassword(made?.passwordHash, password)).toBe(true);
    expect(await holderOf(ticket)).toBe(made?.id);
  });

  test("is refused with a password that is one's own name or address", async () => {
    const attempt = signUp(browser(), {
      name: "Augusta King",
      email: newAddress(),
      password: "ＡＵＧＵＳＴＡ king",
    });

    await expect(attempt).rejects.toMatchObject({ code: "invalid", fields: [{ field: "password" }] });
  });
});

test("a sign-in that the old password has bought does not outlive it, also if its session begins later", async () => {
  const person = await withPassword();
  const { ticket } = await signInWithPassword(browser(), { email: person.email, password });

  await changePassword(person, { password: other, otherSessions: "keep" });

  await expect(startSession(ticket, person.request)).rejects.toMatchObject({ code: "gone" });
});
