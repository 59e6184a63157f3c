import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { apiKeys, authenticators, invitations, keyScopeUses, recoveryCodes, tokens } from "@/db/schema";
import { type GivenOrganization, givenPerson, givenSession, givenStranger, mailedSecret } from "@/db/testing";
import type { Halfway, Holder, Person, Stranger } from "@/lib/auth/actor";
import { passwordLadder, reserveAttempt } from "@/lib/auth/counters";
import { findSession } from "@/lib/auth/sessions";
import { sealTotp } from "@/lib/auth/totp";
import { day, fromNow, minute, now } from "@/lib/core/clock";
import { newSecret } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import {
  addPasskey,
  confirmAuthenticator,
  startAuthenticator,
  startPasskey,
} from "@/lib/domain/factors/commands";
import { addPasskeyInput } from "@/lib/domain/factors/input";
import { inviteMembers } from "@/lib/domain/invitations/commands";
import { createKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { requestPasswordReset, requestSignInLink } from "@/lib/domain/sign-in/commands";
import { passwordSubject } from "@/lib/domain/sign-in/rules";
import { Authenticator } from "@/tests/authenticator";
import { codeOf, standInMidStep } from "@/tests/oathtool";

/** A command that a person, or someone who has not signed in, does on their own behalf. */
export type OwnRow = {
  /** Who does it, with what, whose attempts to sign in it adds to, and in which log it stands if not in their own. */
  given: () => Promise<{ who: Holder | Stranger; input: object; email: string; stream?: string }>;
  /** How many events stand in its log already when it is done; none if not said. */
  earlier?: number;
  /** How many attempts to sign in it writes down; none if not said. */
  attempts?: 1;
  /** Whether it asks for a recent proof of who does it. */
  stepUp?: true;
};

export const address = () => `${randomBytes(8).toString("hex")}@example.com`;
export const password = "correct horse battery staple";

export async function invited(org: GivenOrganization): Promise<{ invitationId: string; email: string }> {
  const email = address();
  const [verdict] = await inviteMembers(org.owner, {
    emails: [{ address: email }],
    role: "user",
    groupIds: [],
    expiresInDays: 7,
  });
  if (verdict?.outcome !== "invited") throw new Error("The test's invitation was refused.");
  return { invitationId: verdict.invitationId, email };
}

/** Lets an invitation and its link run out. */
export async function expire(org: GivenOrganization, invitationId: string): Promise<void> {
  const expiresAt = fromNow(-minute);
  await change(org.pass, async (tx) => {
    await tx.update(invitations).set({ expiresAt }).where(eq(invitations.id, invitationId));
    await tx.update(tokens).set({ expiresAt }).where(eq(tokens.subjectId, invitationId));
  });
}

/** A person with a session that is really there. */
export async function signedIn(more: Parameters<typeof givenPerson>[1] = {}): Promise<Person> {
  const person = await givenPerson("Ada", more);
  const { id, secret } = await givenSession(person);
  return (await findSession(id, secret, person.request)) as Person;
}

/** What a person does on their own account, which is where it is logged. */
export function own(who: Person, input: object) {
  return { who, input, email: who.email, stream: who.userId };
}

export async function withAuthenticator() {
  const person = await signedIn();
  standInMidStep();
  const { authenticatorId, secret } = await startAuthenticator(person, {});
  // The code of the step before leaves the present one for the test.
  const code = codeOf(secret, -30);
  await confirmAuthenticator(person, { authenticatorId, code, otherSessions: "keep" });
  return { person, secret };
}

export async function withPasskey() {
  const [person, device] = [await signedIn(), new Authenticator()];
  const response = device.create(await startPasskey(person, {}));
  const { id } = await addPasskey(person, addPasskeyInput.parse({ name: "Laptop", response }));
  return { person, device, passkeyId: id };
}

/** The same person with the first factor proven alone. */
export async function halfway(person: Person): Promise<Halfway> {
  const { id, secret } = await givenSession(person);
  return (await findSession(id, secret, person.request, newSecret())) as Halfway;
}

export async function mailed(ask: "sign-in-link" | "reset-password") {
  const who = givenStranger(newSecret());
  const { email } = await givenPerson();
  await (ask === "sign-in-link" ? requestSignInLink : requestPasswordReset)(who, { email });
  return { who, email, token: await mailedSecret(email) };
}

/** A member whose password is held after too many wrong ones. */
export async function givenLocked(org: GivenOrganization) {
  const member = await org.member("user");
  for (let tries = 0; tries < passwordLadder.every; tries++)
    await reserveAttempt(passwordSubject(member.person.email), passwordLadder);
  return member;
}

/** A member who has an authenticator app and recovery codes. */
export async function givenAuthenticator(org: GivenOrganization) {
  const member = await org.member("user");
  const { userId } = member.person;
  const id = newId("authenticator");
  const row = { id, userId, sealedSecret: sealTotp(id, "none"), confirmedAt: now(), createdAt: now() };
  await database().insert(authenticators).values(row);
  await database()
    .insert(recoveryCodes)
    .values({ userId, salt: "", hashes: ["x"], createdAt: now() });
  return member;
}

/** The organization's key that waits to be opened by a member, and the secret of its link. */
export async function givenWaitingKey(org: GivenOrganization, { id, person }: GivenOrganization["owner"]) {
  const input = { name: "Nightly", kind: "organization", scopes: ["organization:read"] };
  const sent = createKeyInput.parse({ ...input, deliver: "email", recipientId: id });
  const key = await createKey(org.owner, sent);
  return { ...key, token: await mailedSecret(person.email) };
}

/** The organization's key that is old enough to have shown that it needs but one of its two scopes. */
export async function givenSettledKey(org: GivenOrganization): Promise<string> {
  const { id: keyId } = await org.key(["organization:read", "members:read"]);
  const use = { organizationId: org.id, keyId, scope: "members:read", usedAt: now() } as const;
  await change(org.pass, async (tx) => {
    await tx
      .update(apiKeys)
      .set({ createdAt: fromNow(-30 * day) })
      .where(eq(apiKeys.id, keyId));
    await tx.insert(keyScopeUses).values(use).onConflictDoNothing();
  });
  return keyId;
}

/** A member who is signed in. */
export async function givenSignedIn(org: GivenOrganization) {
  const member = await org.member("user");
  await givenSession(member.person);
  return member;
}
