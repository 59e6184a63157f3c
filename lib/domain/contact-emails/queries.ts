import { eq } from "drizzle-orm";
import { enter, pass, read } from "@/db/door";
import { organizations } from "@/db/schema";
import { findToken, tokenPass } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";
import type { Contact } from "./input";
import { contactFields } from "./rules";

/** What the page behind the link to confirm an address shows. */
export type ContactLink =
  | { state: "gone" | "expired" }
  | { state: "open"; organization: string; contact: Contact; email: string };

/** Looks at the link without spending anything: a scanner may open it as often as it likes. */
export async function openContactLink(secret: string): Promise<ContactLink> {
  return read(tokenPass(secret), async (tx) => {
    const token = await findToken(tx, "contact-email", secret);
    if (!token?.organizationId) return { state: "gone" };
    const { organizationId, payload, expiresAt } = token;
    await enter(tx, pass({ organizationId }));
    const [organization] = await tx.select().from(organizations).where(eq(organizations.id, organizationId));
    const { contact, email } = payload as { contact: Contact; email: string };
    if (!organization || organization.deletedAt) return { state: "gone" };
    if (organization[contactFields[contact].pending] !== email) return { state: "gone" };
    if (expiresAt <= now()) return { state: "expired" };
    return { state: "open", organization: organization.name, contact, email };
  });
}
