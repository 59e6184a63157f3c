import { z } from "zod";
import { passkeyAnswerInput } from "@/lib/auth/passkey-input";
import { recoveryCodeInput, sixDigitsInput } from "@/lib/core/input";

/** How someone who is signed in may prove once more that it is them. */
export const stepUpInput = z.discriminatedUnion("way", [
  z.strictObject({ way: z.literal("totp"), code: sixDigitsInput }),
  z.strictObject({ way: z.literal("recovery-code"), code: recoveryCodeInput }),
  z.strictObject({ way: z.literal("passkey"), response: passkeyAnswerInput }),
  z.strictObject({
    way: z.literal("password"),
    password: z
      .string("Enter your password.")
      .min(1, "Enter your password.")
      .max(1_000, "This is longer than any password."),
  }),
  z.strictObject({ way: z.literal("email-code"), code: sixDigitsInput }),
]);
export type StepUpInput = z.output<typeof stepUpInput>;
export type StepUpWay = StepUpInput["way"];
