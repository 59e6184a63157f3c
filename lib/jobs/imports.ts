import type { Tx } from "@/db/door";
import { enqueue } from "./queue";

/** A list of people to invite that waits to be worked off, or worked on. */
export type ImportJob = { organizationId: string; importId: string };

/** Has a part of a list of invitations worked off once the transaction commits. */
export async function enqueueImport(tx: Tx, { organizationId, importId }: ImportJob): Promise<void> {
  await enqueue(tx, "invitation-import", { organizationId, importId }, importId);
}
