import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { organizationSignIns, signInAttempts } from "@/db/schema";
import { givenOrganization, givenPerson, givenStranger } from "@/db/testing";
import { day, minute, shiftClock } from "@/lib/core/clock";
import { signInsKeptDays } from "@/lib/core/sign-in";
import { signInWithPassword } from "@/lib/domain/sign-in/commands";
import { networkOf, noteAttempt, sweepAttempts } from "./attempts";
import { networkLadder, reserveAttempt } from "./counters";

test("attempts are forgotten after 400 days, in the logs of organizations too, and no sooner", async () => {
  const org = await givenOrganization();
  const { person } = await org.member("user");
  const { email, userId, request } = person;
  for (const days of [signInsKeptDays + 1, signInsKeptDays - 1, 0]) {
    shiftClock(-days * day);
    await noteAttempt(request, { email, userId, method: "password", outcome: "success" });
  }
  shiftClock(0);

  await sweepAttempts();

  const own = await database().select().from(signInAttempts).where(eq(signInAttempts.email, email));
  const shown = await change(org.pass, (tx) => tx.select().from(organizationSignIns));
  expect([own.length, shown.length]).toEqual([2, 2]);
  const taking = change(org.pass, (tx) => tx.delete(organizationSignIns));
  await expect(taking).rejects.toThrow("permission denied");
});

test("a network that rests does not fill the sign-in log, whatever addresses it tries", async () => {
  const who = givenStranger("a browser");
  const ip = who.request.ip ?? "";
  for (let i = 0; i < networkLadder.every; i++)
    await reserveAttempt(`network:${networkOf(ip)}`, networkLadder);
  const people = [await givenPerson(), await givenPerson()];
  const knock = async () => {
    for (const { email } of people)
      await expect(signInWithPassword(who, { email, password: "a guess" })).rejects.toMatchObject({
        code: "rate-limited",
      });
    const refused = and(eq(signInAttempts.ip, ip), eq(signInAttempts.reason, "network-locked"));
    return (await database().select().from(signInAttempts).where(refused)).length;
  };

  expect([await knock(), await knock()]).toEqual([1, 1]);
  shiftClock(4 * minute);
  expect(await knock()).toBe(1);
});
