import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { api } from "@/app/api/v1/api";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { knownBrowsers, securityPolicies, sessions, signInAttempts } from "@/db/schema";
import {
  givenOrganization,
  givenPerson,
  givenSession,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import { type Halfway, memberActor, type Overdue, type Person } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { findSession, startSession } from "@/lib/auth/sessions";
import { noteVisit } from "@/lib/auth/visits";
import { day, fromNow, minute, now, second, shiftClock } from "@/lib/core/clock";
import { newSecret, sha256 } from "@/lib/core/crypto";
import {
  addPasskey,
  confirmAuthenticator,
  removeAuthenticator,
  startAuthenticator,
  startPasskey,
} from "@/lib/domain/factors/commands";
import { addPasskeyInput } from "@/lib/domain/factors/input";
import { inviteMembers } from "@/lib/domain/invitations/commands";
import { lockOrganization } from "@/lib/domain/members/rules";
import { findSecurityPolicy } from "@/lib/domain/security/queries";
import {
  beginPasskeySignIn,
  confirmSignIn,
  proveSecondFactor,
  replacePassword,
  requestSignInLink,
  signInWithPassword,
} from "@/lib/domain/sign-in/commands";
import { stepUp } from "@/lib/domain/step-up/commands";
import { changePassword, requestEmailChange } from "@/lib/domain/users/commands";
import { findProfile } from "@/lib/domain/users/queries";
import { clearNetworks } from "@/lib/operator/networks";
import { Authenticator } from "@/tests/authenticator";
import { codeOf, standInMidStep } from "@/tests/oathtool";
import { guarded, home, set, withFactor } from "./given-policies";
import { address } from "./givens";

/** What an attacker tried, and must not get. */

const password = "a quiet harbour at dawn";

async function signedIn(more: Parameters<typeof givenPerson>[1] = {}): Promise<Person> {
  const person = await givenPerson("Ada", more);
  const { id, secret } = await givenSession(person);
  return (await findSession(id, secret, person.request)) as Person;
}

/** A session that waits for a new password. */
async function overdue({ email, request }: Person) {
  const { ticket } = (await signInWithPassword(givenStranger(), { email, password })) as { ticket: string };
  const { id, secret } = await startSession(ticket, request);
  return { find: () => findSession(id, secret, request) };
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

    const attempt = inviteMembers(earlier, {
      emails: [{ address: address() }],
      role: "owner",
      groupIds: [],
      expiresInDays: 7,
    });

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

describe("whoever goes round a policy", () => {
  test("is refused a deed that they began before a list of networks shut them out", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const inside = { ...admin, request: { ...admin.request, ip: "203.0.113.9" } };
    await set(org, { networks: [home], networksForWeb: true });

    const attempt = inviteMembers(inside, {
      emails: [{ address: address() }],
      role: "user",
      groupIds: [],
      expiresInDays: 7,
    });

    await expect(attempt).rejects.toMatchObject({ code: "address-not-allowed" });
  });

  test("does not take away their last factor while a requirement is only announced", async () => {
    const org = await guarded();
    const member = await org.member("user");
    await withFactor(member.person);
    await set(org, { requireSecondFactor: true, secondFactorFrom: fromNow(10 * day) });

    const attempt = removeAuthenticator(member.person, { otherSessions: "keep" });

    await expect(attempt).rejects.toMatchObject({ code: "conflict" });
  });

  test("meets their organization's lockout at a step-up too", async () => {
    const org = await givenOrganization();
    const person = await signedIn({ passwordHash: await hashPassword(password) });
    await org.join(person, "user");
    await set(org, { lockoutThreshold: 3 });
    for (let i = 0; i < 3; i++) await stepUp(person, { way: "password", password: "wrong" }).catch(() => {});

    const attempt = stepUp(person, { way: "password", password });

    await expect(attempt).rejects.toMatchObject({ fields: [{ field: "password" }] });
  });

  test("keeps no limit from a session in which they were here, and those who were not keep theirs", async () => {
    const org = await givenOrganization();
    const [been, never] = await Promise.all([signedIn(), signedIn()]);
    for (const person of [been, never]) await org.join(person, "user");
    await noteVisit(await memberActor(been, org.slug), been);

    await set(org, { idleMinutes: 5, absoluteHours: 8 });

    const limits = async ({ sessionId }: Person) => {
      const [row] = await database().select().from(sessions).where(eq(sessions.id, sessionId));
      return [row?.idleLimitMinutes, row?.absoluteLimitHours];
    };
    expect([await limits(been), await limits(never)]).toEqual([
      [5, 8],
      [null, null],
    ]);
  });

  test("has an unfinished session ended by the new password, and by a quarter of an hour", async () => {
    const org = await givenOrganization();
    const person = await givenPerson("Ada", { passwordHash: await hashPassword(password) });
    await org.join(person, "user");
    await set(org, { passwordMinLength: 30 });
    const [mine, theirs, idle] = [await overdue(person), await overdue(person), await overdue(person)];
    shiftClock(15 * minute + second);
    expect(await idle.find()).toBeNull();
    shiftClock(0);
    const who = (await mine.find()) as Overdue;

    await replacePassword(who, { password: "a quiet harbour at dawn, with gulls", otherSessions: "keep" });

    expect(await theirs.find()).toBeNull();
  });

  test.each([
    ["security:read", "security:write"],
    ["security:write", "security:read"],
  ] as const)("changes nothing by a key that has %s alone", async (scope, missing) => {
    const org = await givenOrganization();
    const headers = {
      authorization: `Bearer ${await org.keySecret([scope])}`,
      "if-match": '"0"',
      "content-type": "application/json",
    };
    const body = JSON.stringify({ passwordMinLength: 12 });

    const answer = await api.request("/api/v1/security-policy", { method: "PATCH", headers, body });

    expect(answer.status).toBe(403);
    expect((await answer.json()).detail).toContain(`lacks the scope ${missing}.`);
    expect(await findSecurityPolicy(org.owner)).toMatchObject({ version: 0, passwordMinLength: 8 });
  });
});

describe("the operator's way in", () => {
  test("waits for a change of the policy that is under way, and holds after it", async () => {
    const org = await givenOrganization();
    await set(org, { networks: [home], networksForWeb: true });
    let [cleared, done]: [ReturnType<typeof clearNetworks> | undefined, boolean] = [undefined, false];

    await change(org.pass, async (tx) => {
      const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await lockOrganization(tx, { organizationId: org.id });
      cleared = clearNetworks(org.operator).finally(() => {
        done = true;
      });
      const isWaiting = sql`select from pg_stat_activity where ${me?.pid}::int = any (pg_blocking_pids(pid))`;
      while ((await database().execute(isWaiting)).length === 0) expect(done).toBe(false);
      await tx
        .update(securityPolicies)
        .set({ version: 7 })
        .where(eq(securityPolicies.organizationId, org.id));
    });

    expect(await cleared).toEqual({ cleared: true });
    expect(await findSecurityPolicy(org.owner)).toMatchObject({ version: 8, networksForWeb: false });
  });
});
