"use server";

import { beginSession, rememberAskedMail } from "@/lib/auth/session";
import { confirmEmail, signUp as signUpCommand } from "@/lib/domain/users/commands";
import { linkInput, signUpInput } from "@/lib/domain/users/input";
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
    const { ticket } = await confirmEmail(who, input);
    await beginSession(ticket);
    return { goTo: "/orgs" };
  },
});
