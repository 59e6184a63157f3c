import { z } from "zod";
import { newPasskeyInput } from "@/lib/auth/passkey-input";
import { idInput, lineInput, sixDigitsInput } from "@/lib/core/input";

const passkeyName = lineInput("Name", 60);

/** Whether a change of a factor ends the person's other sessions too. */
const otherSessions = z.enum(["end", "keep"]).default("keep");

export const confirmAuthenticatorInput = z.strictObject({
  authenticatorId: idInput("authenticator"),
  code: sixDigitsInput,
  otherSessions,
});
export type ConfirmAuthenticatorInput = z.output<typeof confirmAuthenticatorInput>;

export const removeAuthenticatorInput = z.strictObject({ otherSessions });
export type RemoveAuthenticatorInput = z.output<typeof removeAuthenticatorInput>;

export const addPasskeyInput = z.strictObject({
  name: passkeyName,
  response: newPasskeyInput,
  otherSessions,
});
export type AddPasskeyInput = z.output<typeof addPasskeyInput>;

export const renamePasskeyInput = z.strictObject({ passkeyId: idInput("passkey"), name: passkeyName });
export type RenamePasskeyInput = z.output<typeof renamePasskeyInput>;

export const removePasskeyInput = z.strictObject({ passkeyId: idInput("passkey"), otherSessions });
export type RemovePasskeyInput = z.output<typeof removePasskeyInput>;
