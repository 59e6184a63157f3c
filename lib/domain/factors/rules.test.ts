import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { authenticators, securityPolicies, sessions } from "@/db/schema";
import { type GivenOrganization, givenOrganization, givenPerson, givenSession } from "@/db/testing";
import type { Halfway, Person } from "@/lib/auth/actor";
import { newPasskeyInput } from "@/lib/auth/passkey-input";
import { findSession, halfwayLifeMs, sessionLifeMs, startSession } from "@/lib/auth/sessions";
import { newTotpSecret, sealTotp } from "@/lib/auth/totp";
import { fromNow, minute, now, second, shiftClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { Authenticator } from "@/tests/authenticator";
import { codeOf } from "@/tests/oathtool";
import {
  addPasskey,
  confirmAuthenticator,
  makeRecoveryCodes,
  removeAuthenticator,
  removePasskey,
  startAuthenticator,
  startPasskey,
} from "./commands";
import { listFactors } from "./queries";

const otherSessions = "keep";

type Cookie = { id: string; secret: string };

/** Who holds a cookie, as the next request finds them. */
const holderOf = (cookie: Cookie, { request }: Person) => findSession(cookie.id, cookie.secret, request);

async function personOf(cookie: Cookie, person: Person): Promise<Person> {
  const found = await holderOf(cookie, person);
  if (found?.kind !== "person") throw new Error("The test's session is no person's.");
  return found;
}

async function signedIn(person?: Person) {
  const someone = person ?? (await givenPerson());
  const cookie = await givenSession(someone, { method: "password", secondFactor: "totp" });
  return { cookie, who: await personOf(cookie, someone) };
}

const passkeyInput = async (who: Person | Halfway) => ({
  name: "Laptop",
  response: newPasskeyInput.parse(new Authenticator().create(await startPasskey(who, {}))),
  otherSessions: "keep" as const,
});

async function codeInput(who: Person | Halfway) {
  const { authenticatorId, secret } = await startAuthenticator(who, {});
  return { authenticatorId, code: codeOf(secret), otherSessions: "keep" as const };
}

/** Someone with an authenticator app, a passkey and recovery codes, signed in. */
async function givenBoth() {
  const { who } = await signedIn();
  const first = await confirmAuthenticator(who, await codeInput(who));
  const next = await personOf(await startSession(first.ticket, who.request), who);
  const added = await addPasskey(next, await passkeyInput(next));
  const cookie = await startSession(added.ticket, who.request);
  return { passkeyId: added.id, cookie, who: await personOf(cookie, who) };
}

async function halfwayOf(person: Person): Promise<{ cookie: Cookie; who: Halfway }> {
  const cookie = await givenSession(person);
  const who = await holderOf(cookie, person);
  if (who?.kind !== "halfway") throw new Error("The test's session is not halfway.");
  return { cookie, who };
}

const demand = (org: GivenOrganization, requireSecondFactor = true) =>
  change(org.pass, (tx) =>
    tx
      .insert(securityPolicies)
      .values({ organizationId: org.id, requireSecondFactor })
      .onConflictDoUpdate({ target: securityPolicies.organizationId, set: { requireSecondFactor } }),
  );

const rowOf = async ({ id }: Cookie) =>
  (await database().select().from(sessions).where(eq(sessions.id, id)))[0];

describe("someone halfway", () => {
  test("adds no factor to an account that has one, not even by what was begun before", async () => {
    const { who: person } = await signedIn();
    const begun = await codeInput(person);
    await addPasskey(person, await passkeyInput(person));
    const { who } = await halfwayOf(person);
    // As if a challenge had been given to this very session.
    const made = await passkeyInput({ ...person, sessionId: who.sessionId });

    for (const deed of [
      () => startAuthenticator(who, {}),
      () => confirmAuthenticator(who, begun),
      () => startPasskey(who, {}),
      () => addPasskey(who, made),
    ])
      await expect(deed()).rejects.toMatchObject({ code: "second-factor-required" });

    expect(await listFactors(person)).toMatchObject({ authenticator: null, passkeys: [{ name: "Laptop" }] });
  });

  test.each([
    ["an authenticator app", "totp", async (who: Halfway) => confirmAuthenticator(who, await codeInput(who))],
    ["a passkey", "passkey", async (who: Halfway) => addPasskey(who, await passkeyInput(who))],
  ] as const)("who owes a factor adds %s, and is signed in by it", async (_, secondFactor, add) => {
    const [org, person] = [await givenOrganization(), await givenPerson()];
    await org.join(person, "user");
    await demand(org);
    const { cookie, who } = await halfwayOf(person);
    expect((await rowOf(cookie))?.expiresAt.getTime()).toBeLessThanOrEqual(fromNow(halfwayLifeMs).getTime());

    const { ticket, halfway, recoveryCodes } = await add(who);
    const risen = await startSession(ticket, person.request);

    expect([halfway, recoveryCodes?.length]).toEqual([false, 10]);
    expect(await holderOf(risen, person)).toMatchObject({ kind: "person", userId: person.userId });
    expect(await holderOf(cookie, person)).toBeNull();
    const row = await rowOf(risen);
    expect(row).toMatchObject({ method: "password", secondFactor, halfway: false });
    expect(Math.abs(Number(row?.expiresAt) - Number(fromNow(sessionLifeMs)))).toBeLessThan(minute);
  });

  test("adds one factor, of two that are set up at once", async () => {
    const [org, person] = [await givenOrganization(), await givenPerson()];
    await org.join(person, "user");
    await demand(org);
    const [here, there] = [await halfwayOf(person), await halfwayOf(person)];
    const inputs = [await passkeyInput(here.who), await passkeyInput(there.who)] as const;

    const all = await Promise.allSettled([addPasskey(here.who, inputs[0]), addPasskey(there.who, inputs[1])]);

    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await listFactors(person)).passkeys).toHaveLength(1);
  });
});

describe("the last factor", () => {
  test("takes the recovery codes with it, and no second factor is asked for any more", async () => {
    const { who, passkeyId } = await givenBoth();

    const { ticket } = await removeAuthenticator(who, { otherSessions });
    expect(await listFactors(who)).toMatchObject({ authenticator: null, recoveryCodes: { remaining: 10 } });
    const next = await personOf(await startSession(ticket, who.request), who);
    await removePasskey(next, { passkeyId, otherSessions });

    expect(await listFactors(who)).toMatchObject({ passkeys: [], recoveryCodes: null });
    expect(await holderOf(await givenSession(who), who)).toMatchObject({ kind: "person" });
  });

  test("stays while an organization requires one, which is named, whichever factor it is", async () => {
    for (const last of ["authenticator", "passkey"] as const) {
      const [org, other, { who, passkeyId }] = [
        await givenOrganization(),
        await givenOrganization(),
        await givenBoth(),
      ];
      for (const each of [org, other]) await each.join(who, "user");
      await demand(org);
      const remove = {
        authenticator: () => removeAuthenticator(who, { otherSessions }),
        passkey: () => removePasskey(who, { passkeyId, otherSessions }),
      };

      await remove[last === "authenticator" ? "passkey" : "authenticator"]();
      const refusal = await remove[last]().catch((error) => error);

      expect(refusal).toMatchObject({ code: "conflict", message: expect.stringContaining(org.name) });
      expect(refusal.message).not.toContain(other.name);
      expect(await listFactors(who)).toMatchObject({
        requiredBy: [org.name],
        recoveryCodes: { remaining: 10 },
      });
      await demand(org, false);
      await expect(remove[last]()).resolves.toHaveProperty("ticket");
    }
  });

  test("goes when the only organization that requires one has disabled the person", async () => {
    const [org, { who, passkeyId }] = [await givenOrganization(), await givenBoth()];
    await org.join(who, "user", "disabled");
    await demand(org);

    await removeAuthenticator(who, { otherSessions });

    await expect(removePasskey(who, { passkeyId, otherSessions })).resolves.toHaveProperty("ticket");
  });

  test("stays when both are removed at the same moment, 5 times of 5", async () => {
    for (let round = 0; round < 5; round++) {
      const [org, { who, passkeyId }] = [await givenOrganization(), await givenBoth()];
      await org.join(who, "user");
      await demand(org);

      const all = await Promise.allSettled([
        removeAuthenticator(who, { otherSessions }),
        removePasskey(who, { passkeyId, otherSessions }),
      ]);

      expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });

  test("is not an authenticator app whose set-up was never finished", async () => {
    const [org, { who, passkeyId }] = [await givenOrganization(), await givenBoth()];
    await org.join(who, "user");
    await removeAuthenticator(who, { otherSessions });
    await demand(org);
    const id = newId("authenticator");
    const sealedSecret = sealTotp(id, newTotpSecret());
    await database()
      .insert(authenticators)
      .values({ id, userId: who.userId, sealedSecret, createdAt: now() });

    await expect(removePasskey(who, { passkeyId, otherSessions })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(removeAuthenticator(who, { otherSessions })).rejects.toThrow();
  });
});

describe("a change of factors", () => {
  test("asks for a proof within the last ten minutes, whichever it is", async () => {
    const { who, passkeyId } = await givenBoth();
    const [code, made] = [await codeInput(who), await passkeyInput(who)];
    const deeds = {
      startAuthenticator: (as: Person) => startAuthenticator(as, {}),
      confirmAuthenticator: (as: Person) => confirmAuthenticator(as, code),
      removeAuthenticator: (as: Person) => removeAuthenticator(as, { otherSessions }),
      startPasskey: (as: Person) => startPasskey(as, {}),
      addPasskey: (as: Person) => addPasskey(as, made),
      removePasskey: (as: Person) => removePasskey(as, { passkeyId, otherSessions }),
      makeRecoveryCodes: (as: Person) => makeRecoveryCodes(as, {}),
    };
    const stale = { ...who, factorAt: fromNow(-10 * minute - second) };
    const before = await listFactors(who);

    for (const [name, deed] of Object.entries(deeds))
      await expect(deed(stale), name).rejects.toMatchObject({ code: "step-up-required" });
    expect(await listFactors(who)).toEqual(before);

    const fresh = { ...who, factorAt: fromNow(-10 * minute + 5 * second) };
    await expect(addPasskey(fresh, made)).resolves.toHaveProperty("ticket");
    await expect(makeRecoveryCodes(fresh, {})).resolves.toHaveProperty("recoveryCodes");
  });

  test("renews the session, whose copy is dead, and which lives no longer than before", async () => {
    const { cookie, who } = await signedIn();
    const before = await rowOf(cookie);
    shiftClock(5 * minute);

    const { ticket } = await addPasskey(who, await passkeyInput(who));
    const renewed = await startSession(ticket, who.request);

    expect(await holderOf(cookie, who)).toBeNull();
    const [after, person] = [await rowOf(renewed), await personOf(renewed, who)];
    expect(after).toMatchObject({ createdAt: before?.createdAt, expiresAt: before?.expiresAt });
    expect([renewed.id === cookie.id, renewed.secret === cookie.secret]).toEqual([false, false]);
    expect(person.factorAt.getTime()).toBeGreaterThan(who.factorAt.getTime() + 4 * minute);
    await expect(startSession(ticket, who.request)).rejects.toMatchObject({ code: "gone" });
  });

  test("renews no session that was ended meanwhile", async () => {
    const { cookie, who } = await signedIn();
    const { ticket } = await addPasskey(who, await passkeyInput(who));
    await database().delete(sessions).where(eq(sessions.id, cookie.id));

    await expect(startSession(ticket, who.request)).rejects.toMatchObject({ code: "gone" });
  });

  test.each(["end", "keep"] as const)(
    "can %s the other sessions, and does that to no one else's",
    async (wish) => {
      const [{ who }, other] = [await givenBoth(), await signedIn()];
      const there = await signedIn(who);

      const { ticket } = await removeAuthenticator(who, { otherSessions: wish });

      expect(await holderOf(await startSession(ticket, who.request), who)).not.toBeNull();
      expect((await holderOf(there.cookie, who)) !== null).toBe(wish === "keep");
      expect(await holderOf(other.cookie, other.who)).not.toBeNull();
    },
  );
});
