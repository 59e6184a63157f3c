import { and, count, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { authenticators, passkeys, recoveryCodes } from "@/db/schema";

/** What second factors an account has. */
export type Factors = { authenticator: boolean; passkeys: number; recoveryCodes: number };

/** The second factors of an account. A passkey that was copied still counts: an account never falls back to one factor. */
export async function factorsOf(tx: Pick<Tx, "select">, userId: string): Promise<Factors> {
  const [held] = await tx
    .select({ total: count() })
    .from(authenticators)
    .where(and(eq(authenticators.userId, userId), isNotNull(authenticators.confirmedAt)));
  const [keys] = await tx.select({ total: count() }).from(passkeys).where(eq(passkeys.userId, userId));
  const [codes] = await tx.select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  return {
    authenticator: (held?.total ?? 0) > 0,
    passkeys: keys?.total ?? 0,
    recoveryCodes: codes?.hashes.length ?? 0,
  };
}

/** Whether a second factor is asked for at every sign-in. Recovery codes alone are none: they stand in for one. */
export function hasSecondFactor({ authenticator, passkeys }: Factors): boolean {
  return authenticator || passkeys > 0;
}
