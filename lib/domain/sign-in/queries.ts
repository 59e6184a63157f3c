import { pass, read } from "@/db/door";
import type { Halfway } from "@/lib/auth/actor";
import { factorsOf, hasSecondFactor } from "@/lib/auth/factors";
import { demandsOn } from "@/lib/auth/policy";

/** By what someone halfway may complete their sign-in; `owes` names the organizations that demand a factor they do not have yet. */
export async function findSecondFactors({ userId }: Halfway): Promise<{
  authenticator: boolean;
  passkey: boolean;
  recoveryCodes: number;
  owes: string[];
}> {
  return read(pass({ userId }), async (tx) => {
    const factors = await factorsOf(tx, userId);
    return {
      authenticator: factors.authenticator,
      passkey: factors.passkeys > 0,
      recoveryCodes: factors.recoveryCodes,
      owes: hasSecondFactor(factors) ? [] : (await demandsOn(tx, userId)).secondFactorBy,
    };
  });
}
