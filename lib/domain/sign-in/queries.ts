import { pass, read } from "@/db/door";
import { findAccount } from "@/lib/auth/accounts";
import type { Halfway, Overdue } from "@/lib/auth/actor";
import { factorsOf, hasSecondFactor } from "@/lib/auth/factors";
import { demandsOn } from "@/lib/auth/policy";
import type { PasswordRules } from "@/lib/core/password-rules";
import { isTooOld } from "./rules";

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

/** Why someone is to replace their password, and by whose rules. */
export async function findOverdue({ userId }: Overdue): Promise<{
  passwordRules: PasswordRules;
  passwordRulesBy: string | null;
  reason: "rules" | "age";
}> {
  return read(pass({ userId }), async (tx) => {
    const account = await findAccount(tx, { id: userId });
    const demands = await demandsOn(tx, userId);
    const reason = account && isTooOld(account, demands) ? "age" : "rules";
    return { passwordRules: demands.password, passwordRulesBy: demands.passwordBy, reason };
  });
}
