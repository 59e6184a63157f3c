import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeAttestationObject } from "@simplewebauthn/server/helpers";
import { and, eq, isNull, sql } from "drizzle-orm";
import { change, pass, type Tx } from "@/db/door";
import { passkeys } from "@/db/schema";
import { now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import type { NewPasskey, PasskeyAnswer } from "./passkey-input";
import { dropTokens, issueToken, spendToken, tokenLife, tokenPass } from "./tokens";

export type Passkey = typeof passkeys.$inferSelect;

/** The passkeys of an account, the oldest first. */
export function passkeysOf(tx: Pick<Tx, "select">, userId: string): Promise<Passkey[]> {
  return tx
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(passkeys.createdAt, passkeys.id);
}

const relyingParty = () => ({ rpID: new URL(env().APP_URL).hostname, rpName: "Steward" });

/** What a challenge is for; an answer to one kind is nothing to the other. */
type ChallengePurpose = "passkey-sign-in" | "passkey-registration";

// The library would take a text for UTF-8; the challenge is the 32 bytes that the token's secret writes out.
const bytesOf = (secret: string) => new Uint8Array(Buffer.from(secret, "base64url"));

/**
 * Asks a browser to sign in by a passkey: one of `credentials`, or whichever it has. The challenge has 256 random bits,
 * holds five minutes, once, and for `boundTo` alone: the session or the browser that asked (WebAuthn level 3, 13.4.3).
 */
export async function passkeyRequest(
  tx: Tx,
  boundTo: string,
  credentials: Pick<Passkey, "credentialId" | "transports">[] = [],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = await issueToken(tx, "passkey-sign-in", boundTo);
  return generateAuthenticationOptions({
    rpID: relyingParty().rpID,
    challenge: bytesOf(challenge),
    timeout: tokenLife["passkey-sign-in"],
    userVerification: "required",
    allowCredentials: credentials.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
}

/** Asks a browser to make a passkey that can be found without a name, with user verification. */
export async function passkeyCreation(
  tx: Tx,
  boundTo: string,
  user: { id: string; email: string; name: string },
  present: Pick<Passkey, "credentialId" | "transports">[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  await dropTokens(tx, "passkey-registration", boundTo);
  const challenge = await issueToken(tx, "passkey-registration", boundTo);
  return generateRegistrationOptions({
    ...relyingParty(),
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    challenge: bytesOf(challenge),
    timeout: tokenLife["passkey-registration"],
    attestationType: "none",
    excludeCredentials: present.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

const notAccepted = () =>
  new AppError("unauthenticated", "This passkey was not accepted. Try again, or sign in another way.");

/** The challenge that an answer says it answers. */
function challengeOf(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    if (typeof challenge === "string") return challenge;
  } catch {
    // What cannot be read is no answer, and is told like one.
  }
  throw notAccepted();
}

/** Spends a challenge in a transaction of its own: it was answered, rightly or not. Refuses one that we did not give to `boundTo`. */
async function spendChallenge(
  purpose: ChallengePurpose,
  clientDataJSON: string,
  boundTo: string,
): Promise<string> {
  const challenge = challengeOf(clientDataJSON);
  const token = await change(tokenPass(challenge), (tx) => spendToken(tx, purpose, challenge)).catch(
    (error) => {
      throw error instanceof AppError
        ? new AppError("unauthenticated", "The passkey took too long, or answered twice. Try again.")
        : error;
    },
  );
  if (token.subjectId !== boundTo) throw notAccepted();
  return challenge;
}

/**
 * Checks what an authenticator made: our challenge, origin and relying party exactly, user verified. Answers the
 * credential to keep. Refuses with *unauthenticated*.
 */
export async function verifyNewPasskey(
  response: NewPasskey,
  boundTo: string,
): Promise<Pick<Passkey, "credentialId" | "publicKey" | "counter" | "transports" | "synced">> {
  const expectedChallenge = await spendChallenge(
    "passkey-registration",
    response.response.clientDataJSON,
    boundTo,
  );
  assertOwnWord(response);
  const { registrationInfo } = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge,
    expectedOrigin: env().APP_URL,
    expectedRPID: relyingParty().rpID,
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw new AppError("unauthenticated", "This passkey could not be added. Try again.", { cause });
  });
  if (!registrationInfo) throw new AppError("unauthenticated", "This passkey could not be added. Try again.");
  const { credential, credentialBackedUp } = registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString("base64url"),
    counter: credential.counter,
    transports: response.response.transports,
    synced: credentialBackedUp,
  };
}

/**
 * Refuses an attestation that rests on certificates. We ask for none, and to check one the library would fetch addresses
 * that whoever made it chose.
 */
function assertOwnWord({ response }: NewPasskey): void {
  const refused = new AppError("unauthenticated", "This passkey could not be added. Try again.");
  try {
    const attestation = decodeAttestationObject(bytesOf(response.attestationObject));
    const [format, statement] = [attestation.get("fmt"), attestation.get("attStmt")];
    if (format === "none" || (format === "packed" && statement.get("x5c") === undefined)) return;
  } catch {
    // What cannot be read is refused like what may not be.
  }
  throw refused;
}

export type PasskeyVerdict =
  | { verdict: "right"; passkey: Passkey }
  | { verdict: "unknown-passkey" | "invalid-passkey"; passkey: Passkey | null }
  | { verdict: "cloned-passkey"; passkey: Passkey; flagged: boolean };

/**
 * Checks a passkey's answer to a challenge of `boundTo`, and counts the use. Its counter must rise, unless it never
 * counted: one that falls back is a copy's (WebAuthn level 3, 6.1.1), and from then on neither the copy nor the original
 * is let in, since none can tell which is which. `flagged` says that it was found out just now.
 */
export async function checkPasskey(answer: PasskeyAnswer, boundTo: string): Promise<PasskeyVerdict> {
  const expectedChallenge = await spendChallenge("passkey-sign-in", answer.response.clientDataJSON, boundTo);
  return change(pass({}), async (tx) => {
    const [passkey] = await tx
      .select()
      .from(passkeys)
      .where(eq(passkeys.credentialId, answer.id))
      .for("update");
    if (!passkey) return { verdict: "unknown-passkey", passkey: null };
    const used = await assertedCounter(passkey, answer, expectedChallenge);
    const { userHandle } = answer.response;
    const foreign = userHandle && Buffer.from(userHandle, "base64url").toString("utf8") !== passkey.userId;
    if (used === null || foreign) return { verdict: "invalid-passkey", passkey };
    const counts = used > 0 || passkey.counter > 0;
    if (passkey.clonedAt || (counts && used <= passkey.counter)) {
      const flagged = await tx
        .update(passkeys)
        .set({ clonedAt: now() })
        .where(and(eq(passkeys.id, passkey.id), isNull(passkeys.clonedAt)))
        .returning({ id: passkeys.id });
      return { verdict: "cloned-passkey", passkey, flagged: flagged.length > 0 };
    }
    await tx
      .update(passkeys)
      .set({ counter: sql`greatest(${passkeys.counter}, ${used})`, lastUsedAt: now() })
      .where(eq(passkeys.id, passkey.id));
    return { verdict: "right", passkey };
  });
}

/** The counter that a valid answer carries, or null where its signature, origin, relying party or verification is wrong. */
async function assertedCounter(
  { credentialId, publicKey, transports }: Passkey,
  answer: PasskeyAnswer,
  expectedChallenge: string,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
      expectedChallenge,
      expectedOrigin: env().APP_URL,
      expectedRPID: relyingParty().rpID,
      requireUserVerification: true,
      // The library would throw for a counter that fell back, as for any other fault; we tell a copy apart ourselves.
      credential: { id: credentialId, publicKey: bytesOf(publicKey), counter: 0, transports },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null; // Whatever the library complains of, the answer is not valid; the sign-in log says so.
  }
}
