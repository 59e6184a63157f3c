import type { AttemptReason, SecondFactorMethod } from "@/lib/core/sign-in";
import type { PasskeyAnswer } from "./passkey-input";
import { checkPasskey, type Passkey } from "./passkeys";
import { spendRecoveryCode } from "./recovery-codes";
import { checkTotp } from "./totp";

/** A second factor as someone shows it. */
export type SecondFactorProof =
  | { way: "totp"; code: string }
  | { way: "recovery-code"; code: string }
  | { way: "passkey"; response: PasskeyAnswer };

export type SecondFactorVerdict =
  | { right: true; method: SecondFactorMethod; codesLeft?: number }
  | { right: false; method: SecondFactorMethod; reason: AttemptReason; cloned?: Passkey };

/**
 * Checks a second factor of an account and spends what is good once. `boundTo` is the session that shows it, in which a
 * passkey's challenge was asked. Counts and rests as each factor has it; writes no sign-in attempt.
 */
export async function checkSecondFactor(
  userId: string,
  proof: SecondFactorProof,
  boundTo: string,
): Promise<SecondFactorVerdict> {
  const method = proof.way;
  switch (proof.way) {
    case "totp": {
      const verdict = await checkTotp(userId, proof.code);
      return verdict === "right" ? { right: true, method } : { right: false, method, reason: verdict };
    }
    case "recovery-code": {
      const spent = await spendRecoveryCode(userId, proof.code);
      return spent.verdict === "right"
        ? { right: true, method, codesLeft: spent.remaining }
        : { right: false, method, reason: spent.verdict };
    }
    case "passkey": {
      const checked = await checkPasskey(proof.response, boundTo);
      // Whoever shows it: its holder must hear of a copy.
      const cloned = checked.verdict === "cloned-passkey" && checked.flagged ? checked.passkey : undefined;
      if (checked.passkey && checked.passkey.userId !== userId)
        return { right: false, method, reason: "unknown-passkey", cloned };
      if (checked.verdict === "right") return { right: true, method };
      return { right: false, method, reason: checked.verdict, cloned };
    }
  }
}
