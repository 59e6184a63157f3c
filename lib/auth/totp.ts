import { and, eq, isNotNull, lt } from "drizzle-orm";
import { generateSecret, generateURI, verifySync } from "otplib";
import { database } from "@/db/client";
import { authenticators } from "@/db/schema";
import { now } from "@/lib/core/clock";
import { open, seal } from "@/lib/core/crypto";
import { factorLadder, forgiveAttempts, reserveAttempt } from "./counters";

/** RFC 6238 with what every authenticator app understands: SHA-1, six digits, 30 seconds, a secret of 160 bits (RFC 4226, 4). */
const secretBytes = 20;
const stepSeconds = 30;

/** What apps show above the code. */
const issuer = "Steward";

export function newTotpSecret(): string {
  return generateSecret({ length: secretBytes });
}

/** The address that a QR code carries to an app. */
export function totpUri(secret: string, account: string): string {
  return generateURI({ issuer, label: account, secret });
}

const sealOf = (authenticatorId: string) => `totp ${authenticatorId}`;

/** Encrypts an authenticator's secret for its own row. */
export function sealTotp(authenticatorId: string, secret: string): string {
  return seal(secret, sealOf(authenticatorId));
}

export function openTotp({ id, sealedSecret }: { id: string; sealedSecret: string }): string {
  return open(sealedSecret, sealOf(id));
}

/** The time step whose code this is, the present one or the one before (RFC 6238, 5.2), or null. */
export function totpStepOf(secret: string, code: string): number | null {
  const epoch = Math.floor(now().getTime() / 1_000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: [stepSeconds, 0] });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

export type CodeVerdict = "right" | "wrong-code" | "code-used" | "factor-resting";

export const totpSubject = (userId: string) => `totp:${userId}`;

/**
 * Checks a code of an authenticator, pending or held, and spends its time step: of any number of tries at once with one
 * code, one is right (a conditional update), and no earlier step is good again, whatever the clock does. After ten wrong
 * ones in a row the factor rests for 15 minutes.
 */
export async function checkTotp(
  userId: string,
  code: string,
  which: { id: string } | "held" = "held",
): Promise<CodeVerdict> {
  const attempt = await reserveAttempt(totpSubject(userId), factorLadder);
  if (!attempt.allowed) return "factor-resting";
  const [authenticator] = await database()
    .select()
    .from(authenticators)
    .where(
      and(
        eq(authenticators.userId, userId),
        which === "held" ? isNotNull(authenticators.confirmedAt) : eq(authenticators.id, which.id),
      ),
    );
  const step = authenticator ? totpStepOf(openTotp(authenticator), code) : null;
  if (!authenticator || step === null) return "wrong-code";
  const [spent] = await database()
    .update(authenticators)
    .set({ lastStep: step, lastUsedAt: now() })
    .where(and(eq(authenticators.id, authenticator.id), lt(authenticators.lastStep, step)))
    .returning({ id: authenticators.id });
  if (!spent) return "code-used";
  await forgiveAttempts(database(), totpSubject(userId));
  return "right";
}
