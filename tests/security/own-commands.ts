import { randomBytes } from "node:crypto";
import { givenOrganization, givenPerson, givenSession, givenStranger, mailedSecret } from "@/db/testing";
import { hashPassword } from "@/lib/auth/password";
import { deleteOrganization, restoreOrganization } from "@/lib/domain/closed-organizations/commands";
import { confirmContact } from "@/lib/domain/contact-emails/commands";
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
import { reportLeakedKey } from "@/lib/domain/leaked-keys/commands";
import { changeOrganization, createOrganization } from "@/lib/domain/organizations/commands";
import { endOtherSessions, endSession } from "@/lib/domain/sessions/commands";
import { beginStepUp, mailStepUpCode, stepUp } from "@/lib/domain/step-up/commands";
import {
  changePassword,
  changeProfile,
  confirmEmailChange,
  deleteAccount,
  requestEmailChange,
} from "@/lib/domain/users/commands";
import { Authenticator } from "@/tests/authenticator";
import { codeOf } from "@/tests/oathtool";
import { address, type OwnRow, own, password, signedIn, withAuthenticator, withPasskey } from "./givens";
import { signInRows } from "./sign-in-commands";

/** Every command that a person, or someone who has not signed in, does on their own behalf. */
export const ownRows = new Map<unknown, OwnRow>([
  ...signInRows,
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
    },
  ],
  [
    restoreOrganization,
    {
      given: async () => {
        const { id, slug, name, owner } = await givenOrganization();
        await deleteOrganization(owner, { confirm: name });
        return { who: owner.person, input: { slug }, email: owner.person.email, stream: id };
      },
      earlier: 1,
      stepUp: true,
    },
  ],
  [
    confirmContact,
    {
      given: async () => {
        const [org, email] = [await givenOrganization(), address()];
        await changeOrganization(org.owner, { version: 0, change: { alertingEmail: email } });
        return { who: givenStranger(), input: { token: await mailedSecret(email) }, email, stream: org.id };
      },
      earlier: 1,
    },
  ],
  [
    reportLeakedKey,
    {
      given: async () => {
        const org = await givenOrganization();
        const secret = await org.keySecret(["organization:read"]);
        return { who: givenStranger(), input: { secret }, email: org.owner.person.email, stream: org.id };
      },
    },
  ],
  [beginStepUp, { given: async () => own(await signedIn(), {}) }],
  [mailStepUpCode, { given: async () => own(await signedIn(), {}) }],
  [
    stepUp,
    {
      given: async () => {
        const person = await signedIn({ passwordHash: await hashPassword(password) });
        return own(person, { way: "password", password });
      },
    },
  ],
  [startAuthenticator, { given: async () => own(await signedIn(), {}), stepUp: true }],
  [
    confirmAuthenticator,
    {
      given: async () => {
        const person = await signedIn();
        const { authenticatorId, secret } = await startAuthenticator(person, {});
        return own(person, { authenticatorId, code: codeOf(secret), otherSessions: "keep" });
      },
      stepUp: true,
    },
  ],
  [
    removeAuthenticator,
    {
      given: async () => own((await withAuthenticator()).person, { otherSessions: "keep" }),
      earlier: 1,
      stepUp: true,
    },
  ],
  [startPasskey, { given: async () => own(await signedIn(), {}), stepUp: true }],
  [
    addPasskey,
    {
      given: async () => {
        const person = await signedIn();
        const response = new Authenticator().create(await startPasskey(person, {}));
        return own(person, addPasskeyInput.parse({ name: "Laptop", response }));
      },
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
      stepUp: true,
    },
  ],
  [
    makeRecoveryCodes,
    {
      given: async () => own((await withAuthenticator()).person, {}),
      earlier: 1,
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
    },
  ],
  [endOtherSessions, { given: async () => own(await signedIn(), {}) }],
  [
    changeProfile,
    {
      given: async () => own(await signedIn(), { name: "Ada King", timeZone: "Europe/London" }),
    },
  ],
  [
    requestEmailChange,
    {
      given: async () => own(await signedIn(), { email: address() }),
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
    },
  ],
  [
    changePassword,
    {
      given: async () => own(await signedIn(), { password, otherSessions: "end" }),
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
      stepUp: true,
    },
  ],
]);
