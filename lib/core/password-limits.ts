/** What a password being chosen must be. The heavy part, judging it, is in `password-rules`. */
export type PasswordRules = {
  /** Characters (code points, after NFKC). */
  minLength: number;
  /** zxcvbn's score. */
  minStrength: 0 | 1 | 2 | 3 | 4;
};

/** NIST SP 800-63B-4 wants 8 characters beside a second factor; no composition rules. */
export const ordinaryRules: PasswordRules = { minLength: 8, minStrength: 0 };
