import { personalPassword } from "@/lib/auth/password";
import { AppError, invalidField } from "@/lib/core/errors";

/** Said for an unknown address, a wrong password and an account without one alike. */
export function wrongCredentials(): AppError {
  return new AppError(
    "unauthenticated",
    "That email and password do not match. Try again, or have a link emailed to you.",
  );
}

/** Refuses a password that is the person's own name or address. */
export function assertImpersonal(password: string, person: { name: string; email: string }): void {
  const complaint = personalPassword(password, person);
  if (complaint) throw invalidField("password", complaint);
}

/** At most this many links go to one mailbox within an hour; more are silently not sent. */
export const linksPerHour = 5;
