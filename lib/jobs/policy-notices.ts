import type { Tx } from "@/db/door";
import { day, now } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { enqueue } from "./queue";

/** A letter that is due to everyone who owes a second factor then, unless the policy is another by then. */
export type PolicyNotice = {
  organizationId: string;
  /** The requirement that it is about: since or from when it holds, in ISO 8601. */
  from: string;
  /** How many days before that; 0 when it begins to hold. */
  daysBefore: number;
};

/** People are reminded so many days before a requirement holds, and told when it does. */
const noticeDays = [7, 3, 1, 0] as const;

/** Has everyone who still owes a second factor told when it begins to hold, and reminded before. */
export async function scheduleNotices(tx: Tx, organizationId: string, from: Date): Promise<void> {
  for (const daysBefore of noticeDays) {
    const startAfter = new Date(from.getTime() - daysBefore * day);
    if (daysBefore > 0 && startAfter <= now()) continue;
    const notice: PolicyNotice = { organizationId, from: from.toISOString(), daysBefore };
    await enqueue(tx, "policy-notice", notice, newId("mail"), { startAfter });
  }
}
