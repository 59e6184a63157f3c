"use server";

import { rememberAskedMail } from "@/lib/auth/session";
import { requestPasswordReset, resetPassword } from "@/lib/domain/sign-in/commands";
import { addressInput, resetPasswordInput } from "@/lib/domain/sign-in/input";
import { action } from "@/lib/web/action";

export const askForReset = action("stranger", {
  input: addressInput,
  run: async (who, input) => {
    const { code } = await requestPasswordReset(who, input);
    await rememberAskedMail({ email: input.email, code });
    return { goTo: "/check-email" };
  },
});

export const choosePassword = action("stranger", {
  input: resetPasswordInput,
  run: async (who, input) => {
    await resetPassword(who, input);
    return { goTo: "/sign-in?notice=password-reset" };
  },
});
