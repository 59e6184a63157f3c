import type { Stranger } from "@/lib/auth/actor";
import { personalPassword } from "@/lib/auth/password";
import { tokenLife } from "@/lib/auth/tokens";
import { minute, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError, invalidField } from "@/lib/core/errors";
import type { Letter } from "@/lib/jobs/mail";

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

const linkMinutes = tokenLife["sign-in-link"] / minute;

/** A link of ours: it begins with APP_URL, whatever host was asked. */
function link(path: string, secret: string): string {
  return `${env().APP_URL}${path}?token=${secret}`;
}

/** The links that are mailed to the holder of an account. */
export type LinkPurpose = "confirm-email" | "sign-in-link" | "reset-password";

/** The letter that carries a link, good for ten minutes. */
export function linkLetter(
  purpose: LinkPurpose,
  { name }: { name: string },
  secret: string,
  ip: string | null,
): Letter {
  const props = { name, expiresInMinutes: linkMinutes };
  switch (purpose) {
    case "confirm-email":
      return { template: purpose, props: { ...props, link: link("/sign-up/confirm", secret) } };
    case "sign-in-link":
      return {
        template: "magic-link",
        props: { ...props, link: link("/sign-in/confirm", secret), device: null, ip },
      };
    case "reset-password":
      return { template: purpose, props: { ...props, link: link("/reset-password/confirm", secret) } };
  }
}

/** The letter that tells someone their password was changed, when and from where. */
export function passwordChangedLetter({ name }: { name: string }, who: Stranger): Letter {
  const at = `${now().toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const resetLink = `${env().APP_URL}/reset-password`;
  return { template: "password-changed", props: { name, at, ip: who.request.ip, resetLink } };
}
