import {
  givenOrganization,
  givenPerson,
  givenSession,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import type { Overdue } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { findSession } from "@/lib/auth/sessions";
import { newSecret } from "@/lib/core/crypto";
import { askForInvitation } from "@/lib/domain/invitation-requests/commands";
import { acceptInvitation } from "@/lib/domain/invitations/commands";
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
import { confirmEmail, signUp } from "@/lib/domain/users/commands";
import { codeOf } from "@/tests/oathtool";
import {
  address,
  expire,
  halfway,
  invited,
  mailed,
  type OwnRow,
  password,
  withAuthenticator,
  withPasskey,
} from "./givens";

/** The commands of whoever has not signed in, or not wholly. */
export const signInRows: [command: unknown, OwnRow][] = [
  [
    signUp,
    {
      given: async () => {
        const email = address();
        return { who: givenStranger(), input: { name: "Ada", email, password }, email };
      },
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
    },
  ],
  [
    requestPasswordReset,
    {
      given: async () => {
        const { email } = await givenPerson();
        return { who: givenStranger(), input: { email }, email };
      },
    },
  ],
  [
    confirmSignIn,
    {
      given: async () => {
        const { who, email, token } = await mailed("sign-in-link");
        return { who, input: { token }, email };
      },
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
    askForInvitation,
    {
      given: async () => {
        const org = await givenOrganization();
        const { email, invitationId } = await invited(org);
        await expire(org, invitationId);
        const input = { token: await mailedSecret(email) };
        return { who: givenStranger(), input, email, stream: org.id };
      },
      earlier: 1,
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
    },
  ],
  [
    beginPasskeySignIn,
    {
      given: async () => ({ who: givenStranger(newSecret()), input: {}, email: address() }),
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
      attempts: 1,
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
    },
  ],
];
