"use server";

import { z } from "zod";
import { beginSession } from "@/lib/auth/session";
import {
  makeRecoveryCodes,
  removeAuthenticator,
  removePasskey,
  renamePasskey,
} from "@/lib/domain/factors/commands";
import { removeAuthenticatorInput, removePasskeyInput, renamePasskeyInput } from "@/lib/domain/factors/input";
import { changePassword } from "@/lib/domain/users/commands";
import { changePasswordInput } from "@/lib/domain/users/input";
import { action } from "@/lib/web/action";

export const choosePassword = action("person", {
  input: changePasswordInput,
  run: async (person, input) => {
    const { ticket } = await changePassword(person, input);
    await beginSession(ticket);
    return { message: "Password saved" };
  },
});

export const dropAuthenticator = action("person", {
  input: removeAuthenticatorInput,
  run: async (person, input) => {
    const { ticket } = await removeAuthenticator(person, input);
    await beginSession(ticket);
    return { message: "Authenticator app removed" };
  },
});

export const rename = action("person", {
  input: renamePasskeyInput,
  run: async (person, input) => {
    const { name } = await renamePasskey(person, input);
    return { message: `The passkey is called ${name} now` };
  },
});

export const dropPasskey = action("person", {
  input: removePasskeyInput,
  run: async (person, input) => {
    const { ticket, name } = await removePasskey(person, input);
    await beginSession(ticket);
    return { message: `${name} was removed` };
  },
});

export const renewCodes = action("person", {
  input: z.strictObject({}),
  run: async (person, input) => ({ data: await makeRecoveryCodes(person, input) }),
});
