import { z } from "zod";
import { type BulkResult, chunkSize } from "@/app/(console)/orgs/[org]/members/bulk-words";
import type { Actor } from "@/lib/auth/actor";
import { idInput } from "@/lib/core/input";
import { cancelInvitation, resendInvitation } from "@/lib/domain/invitations/commands";
import { toAppError } from "@/lib/web/failure";
import { bulkDeeds } from "./bulk-words";

export const bulkInput = z.strictObject({
  deed: z.enum(bulkDeeds),
  invitationIds: z.array(idInput("invitation")).min(1).max(chunkSize),
});

const runs = { resend: resendInvitation, cancel: cancelInvitation };

/** Does one deed to each of a few invitations, each by itself: a refusal of one leaves the others done. */
export async function doToEach(actor: Actor, input: z.output<typeof bulkInput>): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (const id of input.invitationIds) {
    try {
      await runs[input.deed](actor, { invitationId: id });
      results.push({ id, done: true });
    } catch (error) {
      const { code, message } = toAppError(error);
      results.push({ id, done: false, code, reason: message });
    }
  }
  return results;
}
