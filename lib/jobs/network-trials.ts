import type { Tx } from "@/db/door";
import { second } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { enqueue } from "./queue";

/** A trial that is over then, unless the list was confirmed or dropped by that time. */
export type TrialEnd = { organizationId: string };

/** Has the end of a trial of a list of networks written down, a second after it. */
export async function scheduleTrialEnd(tx: Tx, organizationId: string, until: Date): Promise<void> {
  const end: TrialEnd = { organizationId };
  await enqueue(tx, "network-trial", end, newId("mail"), { startAfter: new Date(until.getTime() + second) });
}
