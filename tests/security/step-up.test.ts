import { expect, test } from "vitest";
import { database } from "@/db/client";
import { givenOrganization, givenPerson, givenSession, lettersTo } from "@/db/testing";
import type { Person } from "@/lib/auth/actor";
import { heldUntil } from "@/lib/auth/counters";
import { hashPassword } from "@/lib/auth/password";
import { findSession } from "@/lib/auth/sessions";
import { day, fromNow, hour, shiftClock } from "@/lib/core/clock";
import { passwordSubject } from "@/lib/domain/sign-in/rules";
import { mailStepUpCode, stepUp } from "@/lib/domain/step-up/commands";

const password = "a quiet harbour at dawn";
const wrong = { way: "password", password: "an unquiet harbour" } as const;

async function given(): Promise<Person> {
  const person = await givenPerson("Ada", { passwordHash: await hashPassword(password) });
  const { id, secret } = await givenSession(person);
  return (await findSession(id, secret, person.request)) as Person;
}

test("a step-up that locks the password mails the unlock link it speaks of", async () => {
  const who = await given();

  for (let i = 0; i < 6; i++) await stepUp(who, wrong).catch(() => null);

  expect((await lettersTo(who.email)).map(({ template }) => template)).toEqual(["account-locked"]);
});

test("the only Owner is never held for good, also by wrong passwords at a step-up", async () => {
  const [org, who] = [await givenOrganization(), await given()];
  await org.setMember(org.owner.id, { role: "admin" });
  await org.join(who, "owner");

  for (let round = 0; round < 4; round++) {
    shiftClock(round * 2 * hour);
    for (let i = 0; i < 5; i++) await stepUp(who, wrong).catch(() => null);
    await lettersTo(who.email);
  }

  const held = await heldUntil(database(), passwordSubject(who.email));
  expect(Number(held)).toBeLessThan(Number(fromNow(day)));
});

test("codes are five an hour for a mailbox, however many sessions ask", async () => {
  const person = await givenPerson();

  for (let browser = 0; browser < 3; browser++) {
    const { id, secret } = await givenSession(person);
    const who = (await findSession(id, secret, person.request)) as Person;
    for (let i = 0; i < 5; i++) await mailStepUpCode(who, {}).catch(() => null);
  }

  expect(await lettersTo(person.email)).toHaveLength(5);
});

test("a code is good in the session that asked for it alone", async () => {
  const person = await givenPerson();
  const sessions = [await givenSession(person), await givenSession(person)];
  const [asker, other] = (await Promise.all(
    sessions.map(({ id, secret }) => findSession(id, secret, person.request)),
  )) as [Person, Person];
  await mailStepUpCode(asker, {});
  const code = (await lettersTo(person.email)).flatMap(({ props }) => ("code" in props ? props.code : []))[0];

  const attempt = stepUp(other, { way: "email-code", code: code ?? "" });

  await expect(attempt).rejects.toMatchObject({ fields: [{ field: "code" }] });
  await expect(stepUp(asker, { way: "email-code", code: code ?? "" })).resolves.toHaveProperty("ticket");
});
