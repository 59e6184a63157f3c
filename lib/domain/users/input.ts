import { z } from "zod";
import { newPasswordInput } from "@/lib/auth/password";
import { emailInput, lineInput } from "@/lib/core/input";

const personName = lineInput("Name", 100);
const tokenInput = z.string().min(1).max(200);

/** The six digits that the asking browser shows, when the link is opened in another. */
const codeInput = z
  .string()
  .trim()
  .regex(/^[0-9]{3}\s?[0-9]{3}$/, "The code has six digits.")
  .optional()
  .or(z.literal("").transform(() => undefined));

export const signUpInput = z.strictObject({
  name: personName,
  email: emailInput,
  password: newPasswordInput,
});
export type SignUpInput = z.output<typeof signUpInput>;

// What was never a good password must still be answered like any wrong one, so only size is looked at.
export const signInInput = z.strictObject({
  email: emailInput,
  password: z
    .string("Enter your password.")
    .min(1, "Enter your password.")
    .max(1_000, "This is longer than any password."),
});
export type SignInInput = z.output<typeof signInInput>;

export const addressInput = z.strictObject({ email: emailInput });
export type AddressInput = z.output<typeof addressInput>;

/** A link to sign in by, and the page of ours to come to by it. */
export const signInLinkInput = addressInput.extend({ goTo: z.string().max(2_000).optional() });
export type SignInLinkInput = z.output<typeof signInLinkInput>;

export const linkInput = z.strictObject({ token: tokenInput, code: codeInput });
export type LinkInput = z.output<typeof linkInput>;

export const resetPasswordInput = z.strictObject({ token: tokenInput, password: newPasswordInput });
export type ResetPasswordInput = z.output<typeof resetPasswordInput>;
