import { eq } from "drizzle-orm";
import { change, pass } from "@/db/door";
import { organizations } from "@/db/schema";
import { lockOrganization } from "@/lib/domain/members/rules";
import type { TrialEnd } from "@/lib/jobs/network-trials";
import { noteFallenList } from "./rules";

/** Writes into the audit log that a list on trial fell back, unless it was confirmed or dropped before. */
export async function settleTrial({ organizationId }: TrialEnd): Promise<void> {
  await change(pass({ organizationId }), async (tx) => {
    const [organization] = await tx.select().from(organizations).where(eq(organizations.id, organizationId));
    if (!organization) return;
    await lockOrganization(tx, { organizationId });
    await noteFallenList(tx, organization);
  });
}
