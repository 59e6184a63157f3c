import { hash, verify } from "@node-rs/argon2";
import { dictionary } from "@zxcvbn-ts/language-common";
import { z } from "zod";
import { foldName } from "@/lib/core/text";

/** OWASP's second choice of parameters: 19 MiB, two passes, one lane. The library's default kind is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** NIST SP 800-63B-4 wants 8 characters beside a second factor and at least 64 allowed; no composition rules. */
export const shortestPassword = 8;
export const longestPassword = 128;

const common = new Set(dictionary["passwords-common"]);

// Unicode's compatibility form, so that the same keys give the same password on every keyboard (SP 800-63B-4, 3.1.1.2).
const normalized = (password: string) => password.normalize("NFKC");

/** A password being chosen: 8 to 128 characters, and not one of the most common. */
export const newPasswordInput = z
  .string("Choose a password.")
  .refine(
    (password) => [...password].length >= shortestPassword,
    `A password needs at least ${shortestPassword} characters.`,
  )
  .refine(
    (password) => [...password].length <= longestPassword,
    `A password may have at most ${longestPassword} characters.`,
  )
  .refine((password) => password.isWellFormed(), "This password has characters that cannot be typed again.")
  .refine(
    (password) => !common.has(normalized(password).toLowerCase()),
    "This password is one of the first that attackers try. Choose another.",
  );

/** Why this person should not choose this password, or null: it is their own name or address. */
export function personalPassword(password: string, person: { name: string; email: string }): string | null {
  const folded = foldName(password);
  const own = [person.email, person.email.split("@")[0] ?? "", person.name].map(foldName);
  return own.includes(folded) ? "This password is your name or address. Choose another." : null;
}

/** argon2id (RFC 9106) with a random salt, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), cost);
}

let decoy: Promise<string> | undefined;

/** Whether the password is right. Without a hash it takes as long and is never right, so time does not tell who has an account. */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const right = await verify(passwordHash ?? (await decoy), normalized(password));
  return right && passwordHash != null;
}
