import { z } from "zod";
import { newPasswordInput } from "@/lib/auth/password";
import { emailInput, lineInput, tokenInput, withoutLink, zoneInput } from "@/lib/core/input";

export const personName = lineInput("Name", 100).check(withoutLink("Name"));

export const signUpInput = z.strictObject({
  name: personName,
  email: emailInput,
  password: newPasswordInput,
});
export type SignUpInput = z.output<typeof signUpInput>;

export const profileInput = z.strictObject({
  name: personName,
  timeZone: zoneInput,
});
export type ProfileInput = z.output<typeof profileInput>;

export const changeEmailInput = z.strictObject({ email: emailInput });
export type ChangeEmailInput = z.output<typeof changeEmailInput>;

export const confirmEmailChangeInput = z.strictObject({ token: tokenInput });
export type ConfirmEmailChangeInput = z.output<typeof confirmEmailChangeInput>;

/** A new password; the present one is asked for by step-up. */
export const changePasswordInput = z.strictObject({
  password: newPasswordInput,
  otherSessions: z.enum(["end", "keep"]).default("keep"),
});
export type ChangePasswordInput = z.output<typeof changePasswordInput>;

export const deleteAccountInput = z.strictObject({
  confirm: z.string("Type your email to confirm.").max(300),
});
export type DeleteAccountInput = z.output<typeof deleteAccountInput>;
