import type { Tx } from "@/db/door";
import { contactLadder, reserveAttempt, tooOften } from "@/lib/auth/counters";
import { countTokens, expireTokens, issueToken, tokenLife } from "@/lib/auth/tokens";
import { day, hour } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { sendMail } from "@/lib/jobs/mail";
import type { Contact } from "./input";

/** Where the address of each contact stands, and the one that waits to be confirmed. */
export const contactFields = {
  alerting: { held: "alertingEmail", pending: "pendingAlertingEmail" },
  invoicing: { held: "invoicingEmail", pending: "pendingInvoicingEmail" },
} as const satisfies Record<Contact, { held: string; pending: string }>;

/** Whoever reads a mailbox is not written to without end by somebody who typed its address. */
export const contactLettersPerHour = 5;

/** What a link is about: one contact of one organization. */
const subjectOf = (organizationId: string, contact: Contact) => `${organizationId} ${contact}`;

/** Ends the links that wait to be opened for a contact. */
export function dropContactLinks(tx: Tx, organizationId: string, contact: Contact): Promise<void> {
  return expireTokens(tx, "contact-email", subjectOf(organizationId, contact));
}

/**
 * Mails an address the link by which it becomes the organization's contact; the one before is dead. Needs the
 * organization's lock. Refuses the sixth within an hour, of this contact and of all organizations that name the address.
 */
export async function mailContactLink(
  tx: Tx,
  organization: { id: string; name: string },
  { contact, email }: { contact: Contact; email: string },
): Promise<void> {
  const subject = subjectOf(organization.id, contact);
  if ((await countTokens(tx, "contact-email", subject, hour)) >= contactLettersPerHour) {
    throw new AppError(
      "rate-limited",
      `This address was changed, or sent a link, ${contactLettersPerHour} times within an hour. Wait before doing so again.`,
    );
  }
  const reserved = await reserveAttempt(`contact:${email}`, contactLadder, tx);
  if (!reserved.allowed) {
    throw tooOften(
      `${email} was sent as many links to confirm it as it may be. Name another address, or try again`,
      reserved.heldUntil,
    );
  }
  await dropContactLinks(tx, organization.id, contact);
  const payload = { contact, email };
  const secret = await issueToken(tx, "contact-email", subject, { organizationId: organization.id, payload });
  await sendMail(tx, email, {
    template: "contact-email",
    props: {
      organization: organization.name,
      contact,
      link: `${env().APP_URL}/contact-email/confirm?token=${secret}`,
      expiresInDays: tokenLife["contact-email"] / day,
    },
  });
}
