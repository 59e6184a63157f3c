import { day } from "@/lib/core/clock";

/** A deleted organization can be restored for so long; the database holds the daily job to the same. */
export const restorableMs = 30 * day;

/** When a deleted organization is removed for good. */
export function removedAt(closedAt: Date): Date {
  return new Date(closedAt.getTime() + restorableMs);
}
