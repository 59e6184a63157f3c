import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { useSyncExternalStore } from "react";

/** What the server asks of a passkey that there is, and of one that is to be made. */
export type PasskeyQuestion = PublicKeyCredentialRequestOptionsJSON;
export type PasskeyOrder = PublicKeyCredentialCreationOptionsJSON;

/** A passkey's answer as the server reads it, or words on why there is none. */
export type PasskeyAnswer = { response: string } | { response: null; why: string };

/** The library comes with the first passkey that is asked for. */
const library = () => import("@simplewebauthn/browser");

const leftAlone = "The passkey was not used. Try again when you are ready, or choose another way.";

const reasons: Record<string, string> = {
  NotAllowedError: leftAlone,
  AbortError: leftAlone,
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys do not work at this address.",
};

async function answerOf(asked: Promise<object>): Promise<PasskeyAnswer> {
  try {
    return { response: JSON.stringify(await asked) };
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    return {
      response: null,
      why: reasons[name] ?? "The passkey could not be used. Try again, or choose another way.",
    };
  }
}

/** Asks for a passkey, by the browser's own prompt or, with `autofill`, among what it proposes for a field. */
export async function askPasskey(optionsJSON: PasskeyQuestion, autofill = false): Promise<PasskeyAnswer> {
  const { startAuthentication } = await library();
  return answerOf(startAuthentication({ optionsJSON, useBrowserAutofill: autofill }));
}

/** Has the browser make a passkey. */
export async function makePasskey(optionsJSON: PasskeyOrder): Promise<PasskeyAnswer> {
  const { startRegistration } = await library();
  return answerOf(startRegistration({ optionsJSON }));
}

/** Takes back what the browser was asked for last. */
export async function withdrawPasskey(): Promise<void> {
  (await library()).WebAuthnAbortService.cancelCeremony();
}

const knowsPasskeys = () => typeof PublicKeyCredential === "function";

/** Whether the browser proposes passkeys for a field with `autocomplete="… webauthn"`. */
export async function proposesPasskeys(): Promise<boolean> {
  return knowsPasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;
}

const never = () => () => {};

/** Whether this browser knows passkeys; null as long as only the server has spoken. */
export function usePasskeySupport(): boolean | null {
  return useSyncExternalStore(never, knowsPasskeys, () => null);
}
