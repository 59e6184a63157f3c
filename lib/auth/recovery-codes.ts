import { randomBytes, randomInt } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { Tx } from "@/db/door";
import { recoveryCodes } from "@/db/schema";
import { now } from "@/lib/core/clock";
import { factorLadder, forgiveAttempts, reserveAttempt } from "./counters";
import { passwordCost } from "./password";

const codesInSet = 10;

// Nothing that reads as something else: neither i, l, o, u nor 0, 1.
const alphabet = "23456789abcdefghjkmnpqrstvwxyz";
const codeLength = 10;

function randomCode(): string {
  return Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** The codes of a set share one salt, so that a look-up costs one hash: 49 bits each are too few for a fast one. */
async function hashOf(code: string, salt: string): Promise<string> {
  return (await hashRaw(code, { ...passwordCost, salt: Buffer.from(salt, "base64url") })).toString(
    "base64url",
  );
}

/** Makes ten codes in place of the set of before, which is worth nothing from then on. Shown once, as `abcde-fghij`. */
export async function newRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: codesInSet }, randomCode);
  const salt = randomBytes(16).toString("base64url");
  const hashes = await Promise.all(codes.map((code) => hashOf(code, salt)));
  const set = { salt, hashes, createdAt: now() };
  await tx
    .insert(recoveryCodes)
    .values({ userId, ...set })
    .onConflictDoUpdate({ target: recoveryCodes.userId, set });
  await forgiveAttempts(tx, recoverySubject(userId));
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

export const recoverySubject = (userId: string) => `recovery:${userId}`;

export type RecoveryVerdict =
  | { verdict: "right"; remaining: number }
  | { verdict: "wrong-code" | "factor-resting" };

/**
 * Spends a recovery code, once however often it is tried at the same moment (a conditional update). After ten wrong ones
 * in a row the codes rest for 15 minutes.
 */
export async function spendRecoveryCode(userId: string, code: string): Promise<RecoveryVerdict> {
  const attempt = await reserveAttempt(recoverySubject(userId), factorLadder);
  if (!attempt.allowed) return { verdict: "factor-resting" };
  const [set] = await database().select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  if (!set) return { verdict: "wrong-code" };
  const hash = await hashOf(code, set.salt);
  const [left] = await database()
    .update(recoveryCodes)
    .set({ hashes: sql`array_remove(${recoveryCodes.hashes}, ${hash})` })
    .where(sql`${recoveryCodes.userId} = ${userId} and ${hash} = any(${recoveryCodes.hashes})`)
    .returning();
  if (!left) return { verdict: "wrong-code" };
  await forgiveAttempts(database(), recoverySubject(userId));
  return { verdict: "right", remaining: left.hashes.length };
}
