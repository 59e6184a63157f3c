import { and, eq, gt, type SQL } from "drizzle-orm";
import { removedMembers } from "@/db/schema";
import { day, fromNow } from "@/lib/core/clock";

/** So long someone who was removed can be restored as they were. */
export const restorableDays = 30;

/** Who of an organization can be restored at this moment, as a condition on `removed_members`. */
export function restorable(organizationId: string): SQL | undefined {
  return and(
    eq(removedMembers.organizationId, organizationId),
    gt(removedMembers.removedAt, fromNow(-restorableDays * day)),
  );
}
