import { and, eq, isNotNull } from "drizzle-orm";
import { pass, read } from "@/db/door";
import { authenticators, recoveryCodes } from "@/db/schema";
import { findAccount } from "@/lib/auth/accounts";
import type { Person } from "@/lib/auth/actor";
import { passkeysOf } from "@/lib/auth/passkeys";
import { demandsOn } from "@/lib/auth/policy";
import { notFound } from "@/lib/core/errors";

/** By what a person signs in, and what their organizations demand of it. */
export async function listFactors({ userId }: Person) {
  return read(pass({ userId }), async (tx) => {
    const account = await findAccount(tx, { id: userId });
    if (!account) throw notFound("account");
    const [authenticator] = await tx
      .select({ createdAt: authenticators.createdAt, lastUsedAt: authenticators.lastUsedAt })
      .from(authenticators)
      .where(and(eq(authenticators.userId, userId), isNotNull(authenticators.confirmedAt)));
    const keys = await passkeysOf(tx, userId);
    const [codes] = await tx.select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    const demands = await demandsOn(tx, userId);
    return {
      password: account.passwordHash === null ? null : { changedAt: account.passwordChangedAt },
      authenticator: authenticator ?? null,
      passkeys: keys.map(({ id, name, createdAt, lastUsedAt, synced, clonedAt }) => ({
        id,
        name,
        createdAt,
        lastUsedAt,
        synced,
        clonedAt,
      })),
      recoveryCodes: codes ? { remaining: codes.hashes.length, createdAt: codes.createdAt } : null,
      requiredBy: [...demands.secondFactorBy, ...demands.secondFactorSoonBy],
      passwordRules: demands.password,
      passwordRulesBy: demands.passwordBy,
    };
  });
}
