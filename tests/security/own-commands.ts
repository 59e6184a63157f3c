import { randomBytes } from "node:crypto";
import {
  type GivenOrganization,
  givenOrganization,
  givenPerson,
  givenSession,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import type { Halfway, Holder, Overdue, Person, Stranger } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { findSession } from "@/lib/auth/sessions";
import { newSecret } from "@/lib/core/crypto";
import {
  addPasskey,
  confirmAuthenticator,
  makeRecoveryCodes,
  removeAuthenticator,
  removePasskey,
  renamePasskey,
  startAuthenticator,
  startPasskey,
} from "@/lib/domain/factors/commands";
import { addPasskeyInput } from "@/lib/domain/factors/input";
import { acceptInvitation, inviteMembers } from "@/lib/domain/invitations/commands";
import { createOrganization } from "@/lib/domain/organizations/commands";
import { endOtherSessions, endSession } from "@/lib/domain/sessions/commands";
import {
  beginPasskeySignIn,
  beginSecondFactorPasskey,
  confirmSignIn,
  proveSecondFactor,
  replacePassword,
  requestPasswordReset,
  requestSignInLink,
  resetPassword,
  signInWithPasskey,
  signInWithPassword,
  unlockAccount,
} from "@/lib/domain/sign-in/commands";
import { passkeySignInInput } from "@/lib/domain/sign-in/input";
import { beginStepUp, mailStepUpCode, stepUp } from "@/lib/domain/step-up/commands";
import {
  changePassword,
  changeProfile,
  confirmEmail,
  confirmEmailChange,
  deleteAccount,
  requestEmailChange,
  signUp,
} from "@/lib/domain/users/commands";
import { Authenticator } from "@/tests/authenticator";
import { codeOf, standInMidStep } from "@/tests/oathtool";

/** A command that a person, or someone who has not signed in, does on their own behalf. */
type OwnRow = {
  /** Who does it, with what, whose attempts to sign in it adds to, and in which log it stands if not in their own. */
  given: () => Promise<{ who: Holder | Stranger; input: object; email: string; stream?: string }>;
  /** How many events stand in its log already when it is done. */
  earlier: number;
  /** How many attempts to sign in it writes down. */
  attempts: 0 | 1;
  /** Whether it asks for a recent proof of who does it. */
  stepUp?: true;
};

export const address = () => `${randomBytes(8).toString("hex")}@example.com`;
const password = "correct horse battery staple";

export async function invited(org: GivenOrganization): Promise<{ invitationId: string; email: string }> {
  const email = address();
  const [verdict] = await inviteMembers(org.owner, {
    emails: [{ address: email }],
    role: "user",
    groupIds: [],
  });
  if (verdict?.outcome !== "invited") throw new Error("The test's invitation was refused.");
  return { invitationId: verdict.invitationId, email };
}

/** A person with a session that is really there. */
async function signedIn(more: Parameters<typeof givenPerson>[1] = {}): Promise<Person> {
  const person = await givenPerson("Ada", more);
  const { id, secret } = await givenSession(person);
  return (await findSession(id, secret, person.request)) as Person;
}

/** What a person does on their own account, which is where it is logged. */
function own(who: Person, input: object) {
  return { who, input, email: who.email, stream: who.userId };
}

async function withAuthenticator() {
  const person = await signedIn();
  standInMidStep();
  const { authenticatorId, secret } = await startAuthenticator(person, {});
  // The code of the step before leaves the present one for the test.
  const code = codeOf(secret, -30);
  await confirmAuthenticator(person, { authenticatorId, code, otherSessions: "keep" });
  return { person, secret };
}

async function withPasskey() {
  const [person, device] = [await signedIn(), new Authenticator()];
  const response = device.create(await startPasskey(person, {}));
  const { id } = await addPasskey(person, addPasskeyInput.parse({ name: "Laptop", response }));
  return { person, device, passkeyId: id };
}

/** The same person with the first factor proven alone. */
async function halfway(person: Person): Promise<Halfway> {
  const { id, secret } = await givenSession(person);
  return (await findSession(id, secret, person.request, newSecret())) as Halfway;
}

async function mailed(ask: "sign-in-link" | "reset-password") {
  const who = givenStranger(newSecret());
  const { email } = await givenPerson();
  await (ask === "sign-in-link" ? requestSignInLink : requestPasswordReset)(who, { email });
  return { who, email, token: await mailedSecret(email) };
}

export const ownRows = new Map<unknown, OwnRow>([
  [
    signUp,
    {
      given: async () => {
        const email = address();
        return { who: givenStranger(), input: { name: "Ada", email, password }, email };
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    confirmEmail,
    {
      given: async () => {
        const [who, email] = [givenStranger(newSecret()), address()];
        await signUp(who, { name: "Ada", email, password });
        return { who, input: { token: await mailedSecret(email) }, email };
      },
      earlier: 1,
      attempts: 1,
    },
  ],
  [
    signInWithPassword,
    {
      given: async () => {
        const { email } = await givenPerson("Ada", { passwordHash: await hashPassword(password) });
        return { who: givenStranger(), input: { email, password }, email };
      },
      earlier: 0,
      attempts: 1,
    },
  ],
  [
    requestSignInLink,
    {
      given: async () => {
        const { email } = await givenPerson();
        return { who: givenStranger(), input: { email }, email };
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    requestPasswordReset,
    {
      given: async () => {
        const { email } = await givenPerson();
        return { who: givenStranger(), input: { email }, email };
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    confirmSignIn,
    {
      given: async () => {
        const { who, email, token } = await mailed("sign-in-link");
        return { who, input: { token }, email };
      },
      earlier: 0,
      attempts: 1,
    },
  ],
  [
    resetPassword,
    {
      given: async () => {
        const { who, email, token } = await mailed("reset-password");
        return { who, input: { token, password }, email };
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    createOrganization,
    {
      given: async () => {
        const person = await givenPerson();
        const input = {
          name: `Founded ${randomBytes(8).toString("hex")}`,
          legalName: "Founded Ltd",
          alertingEmail: address(),
          invoicingEmail: address(),
        };
        return { who: person, input, email: person.email };
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    acceptInvitation,
    {
      given: async () => {
        const org = await givenOrganization();
        const { email } = await invited(org);
        return {
          who: givenStranger(),
          input: { token: await mailedSecret(email) },
          email,
          stream: org.id,
        };
      },
      earlier: 1,
      attempts: 1,
    },
  ],
  [
    unlockAccount,
    {
      given: async () => {
        const who = givenStranger();
        const { email } = await givenPerson("Ada", { passwordHash: await hashPassword(password) });
        for (let i = 0; i < 5; i++)
          await signInWithPassword(who, { email, password: "wrong" }).catch(() => {});
        const links = (await lettersTo(email)).flatMap(({ props }) =>
          "unlockLink" in props ? new URL(props.unlockLink).searchParams.get("token") : [],
        );
        return { who, input: { token: links[0] }, email };
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    beginPasskeySignIn,
    {
      given: async () => ({ who: givenStranger(newSecret()), input: {}, email: address() }),
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    signInWithPasskey,
    {
      given: async () => {
        const { person, device } = await withPasskey();
        const who = givenStranger(newSecret());
        const response = device.get(await beginPasskeySignIn(who, {}));
        return { who, input: passkeySignInInput.parse({ response }), email: person.email, stream: "" };
      },
      earlier: 0,
      attempts: 1,
    },
  ],
  [
    beginSecondFactorPasskey,
    {
      given: async () => {
        const { person } = await withPasskey();
        return { who: await halfway(person), input: {}, email: person.email, stream: "" };
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    proveSecondFactor,
    {
      given: async () => {
        const { person, secret } = await withAuthenticator();
        const input = { way: "totp", code: codeOf(secret) };
        return { who: await halfway(person), input, email: person.email, stream: "" };
      },
      earlier: 0,
      attempts: 1,
    },
  ],
  [beginStepUp, { given: async () => own(await signedIn(), {}), earlier: 0, attempts: 0 }],
  [mailStepUpCode, { given: async () => own(await signedIn(), {}), earlier: 0, attempts: 0 }],
  [
    stepUp,
    {
      given: async () => {
        const person = await signedIn({ passwordHash: await hashPassword(password) });
        return own(person, { way: "password", password });
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    startAuthenticator,
    { given: async () => own(await signedIn(), {}), earlier: 0, attempts: 0, stepUp: true },
  ],
  [
    confirmAuthenticator,
    {
      given: async () => {
        const person = await signedIn();
        const { authenticatorId, secret } = await startAuthenticator(person, {});
        return own(person, { authenticatorId, code: codeOf(secret), otherSessions: "keep" });
      },
      earlier: 0,
      attempts: 0,
      stepUp: true,
    },
  ],
  [
    removeAuthenticator,
    {
      given: async () => own((await withAuthenticator()).person, { otherSessions: "keep" }),
      earlier: 1,
      attempts: 0,
      stepUp: true,
    },
  ],
  [startPasskey, { given: async () => own(await signedIn(), {}), earlier: 0, attempts: 0, stepUp: true }],
  [
    addPasskey,
    {
      given: async () => {
        const person = await signedIn();
        const response = new Authenticator().create(await startPasskey(person, {}));
        return own(person, addPasskeyInput.parse({ name: "Laptop", response }));
      },
      earlier: 0,
      attempts: 0,
      stepUp: true,
    },
  ],
  [
    renamePasskey,
    {
      given: async () => {
        const { person, passkeyId } = await withPasskey();
        return own(person, { passkeyId, name: "Phone" });
      },
      earlier: 1,
      attempts: 0,
    },
  ],
  [
    removePasskey,
    {
      given: async () => {
        const { person, passkeyId } = await withPasskey();
        return own(person, { passkeyId, otherSessions: "keep" });
      },
      earlier: 1,
      attempts: 0,
      stepUp: true,
    },
  ],
  [
    makeRecoveryCodes,
    {
      given: async () => own((await withAuthenticator()).person, {}),
      earlier: 1,
      attempts: 0,
      stepUp: true,
    },
  ],
  [
    endSession,
    {
      given: async () => {
        const person = await signedIn();
        return own(person, { sessionId: (await givenSession(person)).id });
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [endOtherSessions, { given: async () => own(await signedIn(), {}), earlier: 0, attempts: 0 }],
  [
    changeProfile,
    {
      given: async () => own(await signedIn(), { name: "Ada King", timeZone: "Europe/London" }),
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    requestEmailChange,
    {
      given: async () => own(await signedIn(), { email: address() }),
      earlier: 0,
      attempts: 0,
      stepUp: true,
    },
  ],
  [
    confirmEmailChange,
    {
      given: async () => {
        const [person, email] = [await signedIn(), address()];
        await requestEmailChange(person, { email });
        return own(person, { token: await mailedSecret(email) });
      },
      earlier: 1,
      attempts: 0,
    },
  ],
  [
    replacePassword,
    {
      given: async () => {
        const person = await givenPerson("Ada", {
          passwordHash: await hashPassword("the old one of before"),
        });
        const { id, secret } = await givenSession(person, { method: "password", passwordDue: true });
        const who = (await findSession(id, secret, person.request)) as Overdue;
        return {
          who,
          input: { password, otherSessions: "keep" },
          email: person.email,
          stream: person.userId,
        };
      },
      earlier: 0,
      attempts: 0,
    },
  ],
  [
    changePassword,
    {
      given: async () => own(await signedIn(), { password, otherSessions: "end" }),
      earlier: 0,
      attempts: 0,
      stepUp: true,
    },
  ],
  [
    deleteAccount,
    {
      given: async () => {
        const person = await signedIn();
        return own(person, { confirm: person.email });
      },
      earlier: 0,
      attempts: 0,
      stepUp: true,
    },
  ],
]);
