import { z } from "zod";

/** More than any authenticator says about itself. */
const longestAnswer = 20_000;

const base64Url = z
  .string()
  .max(longestAnswer)
  .regex(/^[A-Za-z0-9_-]*$/);

function parsed(text: string, ctx: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    ctx.addIssue("The passkey did not answer. Try again.");
    return z.NEVER;
  }
}

const said = z
  .string("Use your passkey.")
  .min(1, "Use your passkey.")
  .max(longestAnswer, "This is longer than any passkey's answer.")
  .transform(parsed);

/** At most 1,023 bytes (WebAuthn level 3, 4), in base64url. */
const credentialId = base64Url.min(1).max(1_364);

const common = { id: credentialId, rawId: credentialId, type: z.literal("public-key") };

/** What `navigator.credentials.get` answered, as JSON (WebAuthn level 3, 5.1.8). */
export const passkeyAnswerInput = said.pipe(
  z.object(
    {
      ...common,
      clientExtensionResults: z.object({}).default({}),
      response: z.object({
        clientDataJSON: base64Url.min(1),
        authenticatorData: base64Url.min(1),
        signature: base64Url.min(1),
        userHandle: base64Url.optional(),
      }),
    },
    "This is not a passkey's answer. Try again.",
  ),
);
export type PasskeyAnswer = z.output<typeof passkeyAnswerInput>;

/** What `navigator.credentials.create` answered, as JSON. */
export const newPasskeyInput = said.pipe(
  z.object(
    {
      ...common,
      clientExtensionResults: z.object({}).default({}),
      response: z.object({
        clientDataJSON: base64Url.min(1),
        attestationObject: base64Url.min(1),
        transports: z
          .array(z.string().regex(/^[a-z-]{1,40}$/))
          .max(10)
          .default([]),
      }),
    },
    "This is not a passkey's answer. Try again.",
  ),
);
export type NewPasskey = z.output<typeof newPasskeyInput>;
