import { eq } from "drizzle-orm";
import { pass, read } from "@/db/door";
import { organizations } from "@/db/schema";
import { day, now } from "@/lib/core/clock";
import { policyOf } from "@/lib/domain/security/rules";
import type { PolicyNotice } from "@/lib/jobs/policy-notices";
import { mailOwing } from "./rules";

/** A requirement without a day began when it was made; its notice names that moment, which no policy keeps. */
const atOnceMs = day;

/** Sends what a notice is due, unless the requirement that it speaks of was withdrawn or moved since. */
export async function sendPolicyNotice({ organizationId, from, daysBefore }: PolicyNotice): Promise<void> {
  const reach = pass({ organizationId });
  const { policy, organization } = await read(reach, async (tx) => ({
    policy: await policyOf(tx, organizationId),
    organization: (await tx.select().from(organizations).where(eq(organizations.id, organizationId)))[0],
  }));
  if (!organization || !policy.requireSecondFactor) return;
  const begins = policy.secondFactorFrom;
  const same = begins ? begins.toISOString() === from : now().getTime() - Date.parse(from) < atOnceMs;
  if (!same) return;
  await mailOwing(reach, organization, {
    from: begins,
    planned: false,
    kind: `${daysBefore} before ${from}`,
  });
}
