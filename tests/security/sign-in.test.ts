import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { knownBrowsers, securityPolicies, signInAttempts, users } from "@/db/schema";
import {
  type GivenOrganization,
  givenOrganization,
  givenPerson,
  givenSession,
  givenStranger,
  lettersTo,
} from "@/db/testing";
import { type Halfway, memberActor, type Person } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { findSession, startSession } from "@/lib/auth/sessions";
import { newSecret } from "@/lib/core/crypto";
import type { AppError } from "@/lib/core/errors";
import {
  addPasskey,
  confirmAuthenticator,
  startAuthenticator,
  startPasskey,
} from "@/lib/domain/factors/commands";
import { addPasskeyInput } from "@/lib/domain/factors/input";
import { acceptInvitation } from "@/lib/domain/invitations/commands";
import {
  beginPasskeySignIn,
  confirmSignIn,
  proveSecondFactor,
  requestPasswordReset,
  requestSignInLink,
  resetPassword,
  signInWithPasskey,
  signInWithPassword,
} from "@/lib/domain/sign-in/commands";
import { passkeySignInInput } from "@/lib/domain/sign-in/input";
import { confirmEmail } from "@/lib/domain/users/commands";
import { Authenticator } from "@/tests/authenticator";
import { codeOf, standInMidStep } from "@/tests/oathtool";
import { withFactor } from "./given-policies";
import { invited } from "./givens";

/** What an account is like when someone signs in to it. */
const states = [
  "no factor",
  "has an authenticator",
  "owes a factor",
  "locked",
  "disabled member",
  "API-only",
  "unverified",
] as const;
type State = (typeof states)[number];

/**
 * What follows: `in` opens everything of one's own, and the organization; `outside` everything but the organization;
 * `halfway` the second-factor page alone; `refused` nothing.
 */
type Outcome = "in" | "outside" | "halfway" | "refused";

type Account = { person: Person; org: GivenOrganization; device: Authenticator; secret: string | null };

const password = "a lantern over the water";

async function given(state: State, way: string): Promise<Account> {
  const org = await givenOrganization();
  const person = await givenPerson("Ada Lovelace", { passwordHash: await hashPassword(password) });
  await org.join(person, "user", state === "disabled member" ? "disabled" : "active");
  const device = new Authenticator();
  let secret: string | null = null;
  if (way === "passkey") {
    const response = device.create(await startPasskey(person, {}));
    const renewable = await renewed(person);
    await addPasskey(
      { ...renewable, sessionId: person.sessionId },
      addPasskeyInput.parse({ name: "Laptop", response }),
    );
  }
  if (state === "has an authenticator") secret = await authenticatorOf(person);
  if (state === "owes a factor")
    await change(org.pass, (tx) =>
      tx.insert(securityPolicies).values({ organizationId: org.id, requireSecondFactor: true }),
    );
  if (state === "locked") {
    for (let i = 0; i < 5; i++)
      await signInWithPassword(givenStranger(), { email: person.email, password: "wrong" }).catch(() => {});
  }
  const changed = { "API-only": { apiOnly: true }, unverified: { emailVerifiedAt: null } }[state as string];
  if (changed) await database().update(users).set(changed).where(eq(users.id, person.userId));
  return { person, org, device, secret };
}

/** The person as they are at a session that is really there. */
async function renewed(person: Person): Promise<Person> {
  const { id, secret } = await givenSession(person);
  return (await findSession(id, secret, person.request)) as Person;
}

async function authenticatorOf(person: Person): Promise<string> {
  standInMidStep();
  const { authenticatorId, secret } = await startAuthenticator(person, {});
  const code = codeOf(secret, -30);
  await confirmAuthenticator(person, { authenticatorId, code, otherSessions: "keep" });
  return secret;
}

/** The link of the newest letter, or null where none came. */
async function linkOf(email: string): Promise<string | null> {
  const links = (await lettersTo(email)).flatMap(({ props }) => ("link" in props ? props.link : []));
  return URL.parse(links.at(-1) ?? "")?.searchParams.get("token") ?? null;
}

const refused = Symbol("refused");

/** Each way to sign in: the ticket that it gives, or that it was refused. */
const ways = {
  password: ({ person }) => signInWithPassword(givenStranger(), { email: person.email, password }),
  link: async ({ person }) => {
    const who = givenStranger(newSecret());
    await requestSignInLink(who, { email: person.email });
    const token = await linkOf(person.email);
    return token ? confirmSignIn(who, { token }) : refused;
  },
  "password reset": async ({ person }) => {
    const who = givenStranger(newSecret());
    await requestPasswordReset(who, { email: person.email });
    const token = await linkOf(person.email);
    if (!token) return refused;
    await resetPassword(who, { token, password: "another lantern at dusk" });
    return signInWithPassword(who, { email: person.email, password: "another lantern at dusk" });
  },
  passkey: async ({ device }) => {
    const who = givenStranger(newSecret());
    const response = device.get(await beginPasskeySignIn(who, {}));
    return signInWithPasskey(who, passkeySignInInput.parse({ response }));
  },
} satisfies Record<string, (account: Account) => Promise<unknown>>;

/** What a ticket's session opens. */
async function outcomeOf(attempt: Promise<unknown>, { org }: Account): Promise<Outcome> {
  const answer = await attempt.catch((error: AppError) => {
    if (error.code !== "unauthenticated") throw error;
    return refused;
  });
  if (answer === refused) return "refused";
  const { ticket } = answer as { ticket: string };
  const { id, secret } = await startSession(ticket, org.owner.request);
  const holder = await findSession(id, secret, org.owner.request);
  if (holder?.kind !== "person") return holder ? "halfway" : "refused";
  return memberActor(holder, org.slug).then(
    () => "in",
    () => "outside",
  );
}

const table: Record<keyof typeof ways, Record<State, Outcome>> = {
  password: {
    "no factor": "in",
    "has an authenticator": "halfway",
    "owes a factor": "halfway",
    locked: "refused",
    "disabled member": "outside",
    "API-only": "refused",
    unverified: "refused",
  },
  link: {
    "no factor": "in",
    "has an authenticator": "halfway",
    "owes a factor": "halfway",
    locked: "in",
    "disabled member": "outside",
    "API-only": "refused",
    unverified: "in",
  },
  "password reset": {
    "no factor": "in",
    "has an authenticator": "halfway",
    "owes a factor": "halfway",
    locked: "in",
    "disabled member": "outside",
    "API-only": "refused",
    unverified: "in",
  },
  passkey: {
    "no factor": "in",
    "has an authenticator": "in",
    "owes a factor": "in",
    locked: "in",
    "disabled member": "outside",
    "API-only": "refused",
    unverified: "refused",
  },
};

const cells = Object.entries(table).flatMap(([way, row]) =>
  states.map((state) => ({ way: way as keyof typeof ways, state, outcome: row[state] })),
);

/** How the sign-in log calls each outcome. */
const loggedAs: Record<Outcome, string> = {
  in: "success",
  outside: "success",
  halfway: "challenged",
  refused: "failure",
};

async function attemptsOf({ person: { email } }: Account): Promise<string[]> {
  const mine = eq(signInAttempts.email, email);
  const rows = await database().select().from(signInAttempts).where(mine).orderBy(signInAttempts.id);
  return rows.map(({ outcome }) => outcome);
}

describe("signing in", () => {
  test.each(cells)("by $way with an account that is $state: $outcome", async ({ way, state, outcome }) => {
    const account = await given(state, way);
    const before = await attemptsOf(account);

    expect(await outcomeOf(ways[way](account), account)).toBe(outcome);

    const written = (await attemptsOf(account)).slice(before.length);
    // Where no letter goes out, nothing was tried yet.
    const silent = state === "API-only" && (way === "link" || way === "password reset");
    expect(written).toEqual(silent ? [] : [loggedAs[outcome]]);
  });

  test("by an invitation makes an account that is in, or halfway where the organization wants a factor", async () => {
    for (const [requireSecondFactor, outcome] of [
      [false, "in"],
      [true, "halfway"],
    ] as const) {
      const org = await givenOrganization();
      await withFactor(org.owner.person);
      const { email } = await invited(org);
      await change(org.pass, (tx) =>
        tx.insert(securityPolicies).values({ organizationId: org.id, requireSecondFactor }),
      );
      const [letter] = await lettersTo(email);
      const token = letter && "link" in letter.props ? (letter.props.link.split("/").at(-1) ?? "") : "";

      const { ticket } = await acceptInvitation(givenStranger(newSecret()), { token });

      const account = { org } as Account;
      expect(await outcomeOf(Promise.resolve(ticket), account)).toBe(outcome);
    }
  });
});

describe("someone halfway", () => {
  async function halfway() {
    const account = await given("has an authenticator", "password");
    const { ticket } = (await ways.password(account)) as { ticket: string };
    const cookie = await startSession(ticket, account.person.request);
    const find = () => findSession(cookie.id, cookie.secret, account.person.request, newSecret());
    return { ...account, cookie, find, who: (await find()) as Halfway };
  }

  test("is in by the second factor, at a session with another secret, and the half one is dead", async () => {
    const { who, secret, cookie, find, person } = await halfway();

    const { ticket } = await proveSecondFactor(who, { way: "totp", code: codeOf(secret ?? "") });
    const risen = await startSession(ticket, person.request);

    expect(await find()).toBeNull();
    expect(risen.id).not.toBe(cookie.id);
    expect(risen.secret).not.toBe(cookie.secret);
    expect(await findSession(risen.id, risen.secret, person.request)).toMatchObject({ kind: "person" });
  });

  test("may not add a factor of their own", async () => {
    const { who } = await halfway();

    await expect(startAuthenticator(who, {})).rejects.toMatchObject({ code: "second-factor-required" });
    await expect(startPasskey(who, {})).rejects.toMatchObject({ code: "second-factor-required" });
  });

  test("gets no second session for one proof", async () => {
    const { who, secret, person } = await halfway();
    const { ticket } = await proveSecondFactor(who, { way: "totp", code: codeOf(secret ?? "") });
    await startSession(ticket, person.request);

    await expect(startSession(ticket, person.request)).rejects.toMatchObject({ code: "gone" });
  });
});

describe("every token kind at every other kind's door", () => {
  test("is refused", async () => {
    const { person } = await given("no factor", "password");
    const who = givenStranger(newSecret());
    await requestSignInLink(who, { email: person.email });
    const token = (await linkOf(person.email)) ?? "";

    for (const door of [
      () => confirmEmail(who, { token }),
      () => resetPassword(who, { token, password: "another lantern at dusk" }),
      () => acceptInvitation(who, { token }),
      () => startSession(token, who.request),
    ])
      await expect(door()).rejects.toMatchObject({ code: "gone" });
  });
});

test("a sign-in that ends by setting up an owed factor stands in the log as done, and its browser is remembered", async () => {
  const password = "a quiet harbour at dawn";
  const person = await givenPerson("Ada", { passwordHash: await hashPassword(password) });
  const org = await givenOrganization();
  await org.join(person, "user");
  const policy = { organizationId: org.id, requireSecondFactor: true };
  await change(org.pass, (tx) => tx.insert(securityPolicies).values(policy));
  const stranger = givenStranger(newSecret());
  const { ticket } = (await signInWithPassword(stranger, { email: person.email, password })) as {
    ticket: string;
  };
  const cookie = await startSession(ticket, stranger.request);
  const who = (await findSession(cookie.id, cookie.secret, stranger.request, stranger.browser)) as Halfway;

  const { authenticatorId, secret } = await startAuthenticator(who, {});
  await confirmAuthenticator(who, { authenticatorId, code: codeOf(secret), otherSessions: "keep" });

  const rows = await database()
    .select()
    .from(signInAttempts)
    .where(eq(signInAttempts.email, person.email))
    .orderBy(signInAttempts.id);
  expect(rows.map(({ outcome }) => outcome)).toEqual(["challenged", "success"]);
  const browsers = await database()
    .select()
    .from(knownBrowsers)
    .where(eq(knownBrowsers.userId, person.userId));
  expect(browsers).toHaveLength(1);
});
