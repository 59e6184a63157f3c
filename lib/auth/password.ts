import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import {
  complaintAbout,
  normalizePassword,
  ordinaryRules,
  type PasswordOwner,
  type PasswordRules,
} from "@/lib/core/password-rules";

/** OWASP's second choice of parameters: 19 MiB, two passes, one lane. The library's default kind is argon2id. */
export const passwordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A password being chosen, under the rules that hold for everyone. */
export const newPasswordInput = z.string("Choose a password.").check(({ value, issues }) => {
  const complaint = complaintAbout(value, ordinaryRules, {});
  if (complaint) issues.push({ code: "custom", input: value, message: complaint });
});

/** Refuses a password that is its owner's name or address, or that falls short of an organization's rules. */
export function assertPassword(password: string, rules: PasswordRules, own: PasswordOwner): void {
  const complaint = complaintAbout(password, rules, own);
  if (complaint) throw invalidField("password", complaint);
}

/** argon2id (RFC 9106) with a random salt, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalizePassword(password), passwordCost);
}

let decoy: Promise<string> | undefined;

/** Whether the password is right. Without a hash it takes as long and is never right, so time does not tell who has an account. */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const right = await verify(passwordHash ?? (await decoy), normalizePassword(password));
  return right && passwordHash != null;
}
