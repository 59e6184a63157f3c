import { z } from "zod";
import { passkeyAnswerInput } from "@/lib/auth/passkey-input";
import { newPasswordInput } from "@/lib/auth/password";
import { emailInput, recoveryCodeInput, sixDigitsInput, tokenInput } from "@/lib/core/input";

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

export const resetPasswordInput = z.strictObject({ token: tokenInput, password: newPasswordInput });
export type ResetPasswordInput = z.output<typeof resetPasswordInput>;

/** The password that takes the place of one that is not accepted any more. */
export const replacePasswordInput = z.strictObject({
  password: newPasswordInput,
  otherSessions: z.enum(["end", "keep"]).default("keep"),
});
export type ReplacePasswordInput = z.output<typeof replacePasswordInput>;

export const unlockInput = z.strictObject({ token: tokenInput });
export type UnlockInput = z.output<typeof unlockInput>;

export const passkeySignInInput = z.strictObject({ response: passkeyAnswerInput });
export type PasskeySignInInput = z.output<typeof passkeySignInInput>;

const totpProof = z.strictObject({ way: z.literal("totp"), code: sixDigitsInput });
const recoveryProof = z.strictObject({ way: z.literal("recovery-code"), code: recoveryCodeInput });
const passkeyProof = z.strictObject({ way: z.literal("passkey"), response: passkeyAnswerInput });

/** A second factor, proven in one of its ways. */
export const secondFactorInput = z.discriminatedUnion("way", [totpProof, recoveryProof, passkeyProof]);
export type SecondFactorInput = z.output<typeof secondFactorInput>;
