"use server";

import { z } from "zod";
import { wantedPath, wayOn } from "@/app/(auth)/sign-in/way-on";
import { beginSession } from "@/lib/auth/session";
import {
  addPasskey as addPasskeyCommand,
  confirmAuthenticator as confirmAuthenticatorCommand,
  startAuthenticator as startAuthenticatorCommand,
  startPasskey as startPasskeyCommand,
} from "@/lib/domain/factors/commands";
import { addPasskeyInput, confirmAuthenticatorInput } from "@/lib/domain/factors/input";
import { beginSecondFactorPasskey, proveSecondFactor } from "@/lib/domain/sign-in/commands";
import { secondFactorInput } from "@/lib/domain/sign-in/input";
import { action } from "@/lib/web/action";

const callbackUrl = z.string().optional();

const [byApp, byRecoveryCode, byPasskey] = secondFactorInput.options;

export const prove = action("halfway", {
  input: z.discriminatedUnion("way", [
    byApp.extend({ callbackUrl }),
    byRecoveryCode.extend({ callbackUrl }),
    byPasskey.extend({ callbackUrl }),
  ]),
  run: async (who, { callbackUrl: goTo, ...proof }) => {
    const { ticket, halfway } = await proveSecondFactor(who, proof);
    await beginSession(ticket);
    return { goTo: wayOn(halfway, wantedPath(goTo)) };
  },
});

export const beginPasskey = action("halfway", {
  input: z.object({}),
  run: async (who) => ({ data: await beginSecondFactorPasskey(who, {}), unchanged: true }),
});

export const startAuthenticator = action("enrolling", {
  input: z.object({}),
  run: async (who) => ({ data: await startAuthenticatorCommand(who, {}), unchanged: true }),
});

export const confirmAuthenticator = action("enrolling", {
  input: confirmAuthenticatorInput,
  run: async (who, input) => {
    const { ticket, recoveryCodes } = await confirmAuthenticatorCommand(who, input);
    await beginSession(ticket);
    return { data: { recoveryCodes } };
  },
});

export const startPasskey = action("enrolling", {
  input: z.object({}),
  run: async (who) => ({ data: await startPasskeyCommand(who, {}), unchanged: true }),
});

export const addPasskey = action("enrolling", {
  input: addPasskeyInput,
  run: async (who, input) => {
    const { ticket, recoveryCodes } = await addPasskeyCommand(who, input);
    await beginSession(ticket);
    return { data: { recoveryCodes } };
  },
});
