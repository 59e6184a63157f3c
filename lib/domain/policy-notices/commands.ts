import { eq } from "drizzle-orm";
import { change, pass } from "@/db/door";
import { organizations } from "@/db/schema";
import { day, now } from "@/lib/core/clock";
import { policyOf } from "@/lib/domain/security/rules";
import type { PolicyNotice } from "@/lib/jobs/policy-notices";
import { mailOwing } from "./rules";

/** A requirement without a day began when it was made; its notice names that moment, which no policy keeps. */
const atOnceMs = day;

/** Sends what a notice is due, unless the requirement that it speaks of was withdrawn or moved since. */
export async function sendPolicyNotice({ organizationId, from, daysBefore }: PolicyNotice): Promise<void> {
  await change(pass({ organizationId }), async (tx) => {
    const [organization] = await tx.select().from(organizations).where(eq(organizations.id, organizationId));
    const policy = await policyOf(tx, organizationId);
    if (!organization || organization.deletedAt || !policy.requireSecondFactor) return;
    const begins = policy.secondFactorFrom;
    const same = begins ? begins.toISOString() === from : now().getTime() - Date.parse(from) < atOnceMs;
    if (!same) return;
    const kind = `${daysBefore} before ${from}`;
    await mailOwing(tx, organization, { from: begins, planned: false, kind });
  });
}
