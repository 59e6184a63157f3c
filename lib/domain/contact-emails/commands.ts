import { eq } from "drizzle-orm";
import { change, enter, pass, type Tx } from "@/db/door";
import { organizations } from "@/db/schema";
import type { Actor, Stranger } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { peekToken, spendToken, tokenPass } from "@/lib/auth/tokens";
import { AppError } from "@/lib/core/errors";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { lockOrganization } from "@/lib/domain/members/rules";
import type { ConfirmContactInput, Contact, ContactInput } from "./input";
import { contactFields, mailContactLink } from "./rules";

async function findContacts(tx: Tx, organizationId: string) {
  const [found] = await tx.select().from(organizations).where(eq(organizations.id, organizationId));
  if (!found) throw new AppError("gone", "This organization is gone.");
  return found;
}

/** An address has no id; what it belongs to has. */
const asTarget = ({ id }: { id: string }, email: string) =>
  ({ kind: "organization", id, name: email }) as const;

/** Sends the link to an address that waits to be confirmed once more; the one before is dead. */
export const resendContactLink = command(
  "organization.contact_asked",
  async (actor: Actor, { contact }: ContactInput): Promise<{ email: string }> => {
    authorize(actor, "organization:read"); // It answers the address.
    const grant = authorize(actor, "organization:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const organization = await findContacts(tx, grant.organizationId);
      const email = organization[contactFields[contact].pending];
      if (email === null) throw new AppError("conflict", "No address waits to be confirmed any more.");
      await mailContactLink(tx, organization, { contact, email });
      await recordAudit(tx, actor, "organization.contact_asked", asTarget(organization, email));
      return { email };
    });
  },
);

/**
 * Makes an address the organization's contact, for whoever reads its mail. Refuses a link that is spent, expired or
 * replaced, and while the organization is closed.
 */
export const confirmContact = command(
  "organization.contact_confirmed",
  async (who: Stranger, { token: secret }: ConfirmContactInput): Promise<{ id: string; email: string }> => {
    const organizationId = (await peekToken("contact-email", secret))?.organizationId ?? "";
    return change(tokenPass(secret), async (tx) => {
      await enter(tx, pass({ organizationId }));
      // The organization before its token, as in every other command, or two could wait for each other.
      if (organizationId) await lockOrganization(tx, { organizationId });
      const token = await spendToken(tx, "contact-email", secret);
      const organization = await findContacts(tx, organizationId);
      const { contact, email } = token.payload as { contact: Contact; email: string };
      const { held, pending } = contactFields[contact];
      if (organization.deletedAt || organization[pending] !== email)
        throw new AppError("gone", "This link is no longer valid. Another address may have taken its place.");
      const version = organization.version + 1;
      await tx
        .update(organizations)
        .set({ [held]: email, [pending]: null, version })
        .where(eq(organizations.id, organizationId));
      // Who reads a mailbox is known by its address alone.
      const author = {
        kind: "user",
        id: organizationId,
        name: email,
        organizationId,
        request: who.request,
      } as const;
      await recordAudit(tx, author, "organization.contact_confirmed", asTarget(organization, email), {
        before: { [held]: organization[held] },
        after: { [held]: email },
      });
      return { id: organizationId, email };
    });
  },
);
