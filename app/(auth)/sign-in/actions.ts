"use server";

import { z } from "zod";
import { wantedPath, wayOn } from "@/app/(auth)/sign-in/way-on";
import { beginSession, leaveSession, rememberAskedMail } from "@/lib/auth/session";
import { linkInput } from "@/lib/core/input";
import {
  beginPasskeySignIn as beginPasskeySignInCommand,
  confirmSignIn,
  requestSignInLink,
  signInWithPasskey as signInWithPasskeyCommand,
  signInWithPassword,
  unlockAccount,
} from "@/lib/domain/sign-in/commands";
import { addressInput, passkeySignInInput, signInInput, unlockInput } from "@/lib/domain/sign-in/input";
import { action } from "@/lib/web/action";

const callbackUrl = z.string().optional();

const bothWays = z.discriminatedUnion("way", [
  signInInput.extend({ way: z.literal("password"), callbackUrl }),
  addressInput.extend({ way: z.literal("link"), callbackUrl, password: z.string().optional() }),
]);

export const signIn = action("stranger", {
  input: bothWays,
  run: async (who, input) => {
    if (input.way === "link") {
      const { code } = await requestSignInLink(who, {
        email: input.email,
        goTo: wantedPath(input.callbackUrl),
      });
      await rememberAskedMail({ email: input.email, code });
      return { goTo: "/check-email" };
    }
    const { email, password } = input;
    const { ticket, halfway } = await signInWithPassword(who, { email, password });
    await beginSession(ticket);
    return { goTo: wayOn(halfway, wantedPath(input.callbackUrl)) };
  },
});

export const beginPasskeySignIn = action("stranger", {
  input: z.object({}),
  run: async (who) => ({ data: await beginPasskeySignInCommand(who, {}), unchanged: true }),
});

export const signInWithPasskey = action("stranger", {
  input: passkeySignInInput.extend({ callbackUrl }),
  run: async (who, input) => {
    const { ticket, halfway } = await signInWithPasskeyCommand(who, { response: input.response });
    await beginSession(ticket);
    return { goTo: wayOn(halfway, wantedPath(input.callbackUrl)) };
  },
});

export const confirm = action("stranger", {
  input: linkInput,
  run: async (who, input) => {
    const { ticket, halfway, goTo } = await confirmSignIn(who, input);
    await beginSession(ticket);
    return { goTo: wayOn(halfway, wantedPath(goTo)) };
  },
});

export const unlock = action("stranger", {
  input: unlockInput,
  run: async (who, input) => {
    await unlockAccount(who, input);
    return { goTo: "/sign-in?notice=unlocked" };
  },
});

export const signOut = action("stranger", {
  input: z.object({}),
  run: async () => {
    await leaveSession();
    return { goTo: "/sign-in" };
  },
});
