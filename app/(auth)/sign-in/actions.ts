"use server";

import { z } from "zod";
import { beginSession, leaveSession, rememberAskedMail } from "@/lib/auth/session";
import { localPath } from "@/lib/core/paths";
import { confirmSignIn, requestSignInLink, signInWithPassword } from "@/lib/domain/users/commands";
import { addressInput, linkInput, signInInput } from "@/lib/domain/users/input";
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
        goTo: localPath(input.callbackUrl, "/"),
      });
      await rememberAskedMail({ email: input.email, code });
      return { goTo: "/check-email" };
    }
    const outcome = await signInWithPassword(who, { email: input.email, password: input.password });
    if ("code" in outcome) {
      await rememberAskedMail({ email: input.email, code: outcome.code });
      return { goTo: "/check-email" };
    }
    await beginSession(outcome.ticket);
    return { goTo: localPath(input.callbackUrl, "/") };
  },
});

export const confirm = action("stranger", {
  input: linkInput,
  run: async (who, input) => {
    const { ticket, goTo } = await confirmSignIn(who, input);
    await beginSession(ticket);
    return { goTo: localPath(goTo, "/") };
  },
});

export const signOut = action("stranger", {
  input: z.object({}),
  run: async () => {
    await leaveSession();
    return { goTo: "/sign-in" };
  },
});
