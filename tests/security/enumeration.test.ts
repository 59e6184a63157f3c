import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { givenOrganization, givenPerson, givenStranger } from "@/db/testing";
import type { Stranger } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { newSecret } from "@/lib/core/crypto";
import type { AppError } from "@/lib/core/errors";
import { requestPasswordReset, requestSignInLink, signInWithPassword } from "@/lib/domain/sign-in/commands";
import { requestEmailChange, signUp } from "@/lib/domain/users/commands";
import { invited } from "./givens";

/** Whether an address has an account, and of which kind, is told by no answer and by no delay (ASVS 5.0 6.3.8). */

const tries = 200;
const password = "a lantern over the water";
const passwordHash = await hashPassword(password);
const unknown = () => `${randomBytes(8).toString("hex")}@example.com`;

async function known(): Promise<string> {
  const person = await givenPerson("Ada", { passwordHash });
  await (await organization).join(person, "user");
  return person.email;
}
const organization = givenOrganization();

async function locked(): Promise<string> {
  const email = await known();
  for (let i = 0; i < 5; i++)
    await signInWithPassword(givenStranger(), { email, password: "wrong" }).catch(() => {});
  return email;
}

async function disabled(): Promise<string> {
  const person = await givenPerson("Ada", { passwordHash });
  await (await organization).join(person, "user", "disabled");
  return person.email;
}

const kinds: [kind: string, given: () => Promise<string>][] = [
  ["known", known],
  ["unknown", async () => unknown()],
  ["without a password", async () => (await givenPerson()).email],
  ["locked", locked],
  ["disabled", disabled],
  ["API-only", async () => (await givenPerson("Ada", { passwordHash, apiOnly: true })).email],
  ["unverified", async () => (await givenPerson("Ada", { passwordHash, emailVerifiedAt: null })).email],
  ["invited", async () => (await invited(await organization)).email],
];

const doors = {
  "a wrong password": (who: Stranger, email: string) => signInWithPassword(who, { email, password: "wrong" }),
  "a link": (who: Stranger, email: string) => requestSignInLink(who, { email }),
  "a new password": (who: Stranger, email: string) => requestPasswordReset(who, { email }),
  "an account": (who: Stranger, email: string) => signUp(who, { name: "Eve", email, password }),
  "another address": async (_: Stranger, email: string) => {
    await requestEmailChange(await asker, { email });
    return { code: "000000" };
  },
};
const asker = givenPerson("Grace");

/** All that someone learns who knocks: the words of a refusal, or the shape of an answer. */
function learned(answer: Promise<{ code?: string } | object>): Promise<string> {
  return answer.then(
    (given) => JSON.stringify(given).replace(/\d{6}/, "######"),
    ({ code, message, fields }: AppError) => JSON.stringify({ code, message, fields }),
  );
}

/** How often a time of the one sample exceeds one of the other: a half where nothing can be told (Mann and Whitney, 1947). */
function separation(a: number[], b: number[]): number {
  const wins = a.flatMap((x) => b.map((y) => (x > y ? 1 : x === y ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
}

describe.each(Object.entries(doors))("asking for %s", (_, knock) => {
  test("is answered alike for every kind of address", async () => {
    const answers = [];
    for (const [, given] of kinds)
      answers.push(await learned(knock(givenStranger(newSecret()), await given())));

    expect(new Set(answers).size, answers.join("\n")).toBe(1);
  });

  test(`takes as long for a known address as for an unknown one, over ${tries} tries`, async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    const given = [];
    for (let i = 0; i < tries; i++) {
      const kind = i % 2 === 0 ? ("known" as const) : ("unknown" as const);
      given.push({ kind, email: kind === "known" ? await known() : unknown() });
    }
    for (const { kind, email } of given) {
      const who = givenStranger(newSecret());
      const begun = performance.now();
      await learned(knock(who, email));
      times[kind].push(performance.now() - begun);
    }

    // Four standard deviations of pure chance with 100 against 100.
    expect(Math.abs(separation(times.known, times.unknown) - 0.5)).toBeLessThan(0.165);
  });
});
