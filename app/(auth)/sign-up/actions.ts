"use server";

import { wayOn } from "@/app/(auth)/sign-in/way-on";
import { beginSession, rememberAskedMail } from "@/lib/auth/session";
import { linkInput } from "@/lib/core/input";
import { confirmEmail, signUp as signUpCommand } from "@/lib/domain/users/commands";
import { signUpInput } from "@/lib/domain/users/input";
import { action } from "@/lib/web/action";

export const signUp = action("stranger", {
  input: signUpInput,
  run: async (who, input) => {
    const { code } = await signUpCommand(who, input);
    await rememberAskedMail({ email: input.email, code });
    return { goTo: "/check-email" };
  },
});

export const confirm = action("stranger", {
  input: linkInput,
  run: async (who, input) => {
    const { ticket, halfway } = await confirmEmail(who, input);
    await beginSession(ticket);
    return { goTo: wayOn(halfway, "/orgs") };
  },
});
