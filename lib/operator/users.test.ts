import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { auditTrail, givenPerson, givenStranger } from "@/db/testing";
import type { Person } from "@/lib/auth/actor";
import { factorLadder, heldUntil, type Ladder, passwordLadder, reserveAttempt } from "@/lib/auth/counters";
import { hashPassword } from "@/lib/auth/password";
import { recoverySubject } from "@/lib/auth/recovery-codes";
import { totpSubject } from "@/lib/auth/totp";
import { signInWithPassword } from "@/lib/domain/sign-in/commands";
import { passwordSubject } from "@/lib/domain/sign-in/rules";
import { unlockUser } from "./users";

const subjectsOf = ({ email, userId }: Person): [string, Ladder][] => [
  [passwordSubject(email), passwordLadder],
  [totpSubject(userId), factorLadder],
  [recoverySubject(userId), factorLadder],
];

async function lock(subject: string, ladder: Ladder): Promise<void> {
  while ((await reserveAttempt(subject, ladder)).allowed);
}

test("an account that is not locked is said to be so, however its address is typed", async () => {
  const { userId, email } = await givenPerson();

  expect(await unlockUser(` ${email.toUpperCase()}`)).toEqual({ email, wasLocked: false });
  expect(await auditTrail(userId)).toEqual([]);
});

test("an address without an account cannot be unlocked", async () => {
  await expect(unlockUser("nobody.at.all@example.com")).rejects.toMatchObject({ code: "not-found" });
});

describe("unlocking an account", () => {
  test("ends what holds its password and its codes, no one else's, and stands in its log", async () => {
    const [person, other] = [await givenPerson(), await givenPerson()];
    for (const [subject, ladder] of [...subjectsOf(person), ...subjectsOf(other)])
      await lock(subject, ladder);

    expect(await unlockUser(person.email)).toEqual({ email: person.email, wasLocked: true });

    for (const [subject] of subjectsOf(person)) expect(await heldUntil(database(), subject)).toBeNull();
    for (const [subject] of subjectsOf(other)) expect(await heldUntil(database(), subject)).not.toBeNull();
    expect(await auditTrail(person.userId)).toMatchObject([
      { action: "user.unlocked", actorName: "operator", targetId: person.userId, outcome: "done" },
    ]);
  });

  test.each([0, 1, 2])(
    "says that it was locked, whichever of its three counts held it (%i)",
    async (which) => {
      const person = await givenPerson();
      const [subject, ladder] = subjectsOf(person)[which] as [string, Ladder];
      await lock(subject, ladder);

      expect(await unlockUser(person.email)).toMatchObject({ wasLocked: true });
      expect(await unlockUser(person.email)).toMatchObject({ wasLocked: false });
    },
  );

  test("lets its holder in by the right password at once, and begins the count anew", async () => {
    const password = "a quiet harbour at dawn";
    const { email } = await givenPerson("Ada", { passwordHash: await hashPassword(password) });
    const signIn = (typed: string) =>
      signInWithPassword(givenStranger(), { email, password: typed }).then(
        () => "in",
        ({ code }) => code,
      );
    for (let i = 0; i < 5; i++) await signIn("an unquiet harbour");
    expect(await signIn(password)).toBe("unauthenticated");

    await unlockUser(email);

    for (let i = 0; i < 4; i++) await signIn("an unquiet harbour");
    expect(await signIn(password)).toBe("in");
  });
});
