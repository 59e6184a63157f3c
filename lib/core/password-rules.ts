import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as commonWords } from "@zxcvbn-ts/language-common";
import { dictionary as englishWords, translations } from "@zxcvbn-ts/language-en";
import type { PasswordRules } from "./password-limits";
import { foldName } from "./text";

export { ordinaryRules, type PasswordRules } from "./password-limits";

/**
 * What is thought of a password: zxcvbn's score, where a refused one is weak at most; why it is refused;
 * and what would make it stronger.
 */
export type PasswordVerdict = {
  strength: 0 | 1 | 2 | 3 | 4;
  complaint: string | null;
  hint: string | null;
};

/** Whose password it is, as far as is known. */
export type PasswordOwner = { name?: string; email?: string };

/** NIST SP 800-63B-4 wants at least 64 allowed. */
const longestPassword = 128;

/** Unicode's compatibility form, so that the same keys give the same password on every keyboard (SP 800-63B-4, 3.1.1.2). */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC");
}

/**
 * Judges a password as it is chosen, in the browser and on the server alike. It takes under 50 ms for any
 * 128 characters, and a fifth of a second more the first time.
 */
export function judgePassword(password: string, rules: PasswordRules, own: PasswordOwner): PasswordVerdict {
  const { score, feedback } = estimate(password, own);
  const complaint = complaintAbout(password, rules, own, () => score);
  return {
    strength: complaint && score > 1 ? 1 : score,
    complaint,
    hint: feedback.warning ?? feedback.suggestions[0] ?? null,
  };
}

/** Why a password is refused and what to do about it, or null. Its strength is only looked at where rules ask for one. */
export function complaintAbout(
  password: string,
  rules: PasswordRules,
  own: PasswordOwner,
  score = () => estimate(password, own).score,
): string | null {
  const plain = normalizePassword(password);
  const length = [...plain].length;
  if (length < rules.minLength) return `A password needs at least ${rules.minLength} characters.`;
  if (length > longestPassword) return `A password may have at most ${longestPassword} characters.`;
  if (!plain.isWellFormed()) return "This password has characters that cannot be typed again.";
  if (mostCommon.has(plain.toLowerCase()))
    return "This password is one of the first that attackers try. Choose another.";
  if (isOwn(plain, own)) return "This password is your name or address. Choose another.";
  if (rules.minStrength > 0 && score() < rules.minStrength)
    return "This password is too easy to guess. Make it longer, or add words that are less common.";
  return null;
}

const mostCommon = new Set(commonWords["passwords-common"]);

/** Whether it is the person's name, address or mailbox, however it is written. */
function isOwn(password: string, { name = "", email = "" }: PasswordOwner): boolean {
  const own = [email, email.split("@")[0] ?? "", name].map(foldName);
  return own.filter(Boolean).includes(foldName(password));
}

/** Words about the person that attackers would try first. Each costs time, so they are few and short. */
function wordsAbout({ name = "", email = "" }: PasswordOwner): string[] {
  const words = [name, ...name.split(/[\s-]+/), ...email.split(/[@.+_-]/)].map(foldName);
  return words.filter((word) => word.length > 2 && word.length <= 32).slice(0, 10);
}

function estimate(password: string, own: PasswordOwner) {
  estimator ??= makeEstimator();
  return estimator.check(normalizePassword(password), wordsAbout(own));
}

let estimator: ZxcvbnFactory | undefined;

function makeEstimator() {
  return new ZxcvbnFactory({
    // The sequences of words ("one two three") are left out: fourteen small lists that triple the time of a check.
    dictionary: {
      ...commonWords,
      "commonWords-en": englishWords["commonWords-en"],
      "firstnames-en": englishWords["firstnames-en"],
      "lastnames-en": englishWords["lastnames-en"],
      "wikipedia-en": englishWords["wikipedia-en"],
    },
    graphs: adjacencyGraphs,
    translations: {
      ...translations,
      warnings: { ...translations.warnings, userInputs: "Your own name and address are easy to guess." },
    },
    // With zxcvbn's own limits, 256 and 100, one hostile password takes a second. What is strong shows that within
    // 48 characters.
    maxLength: 48,
    l33tMaxSubstitutions: 4,
  });
}
