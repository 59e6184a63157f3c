import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { AppError, invalidField } from "@/lib/core/errors";
import { idInput } from "@/lib/core/input";
import { addGroupMembers } from "@/lib/domain/group-members/commands";
import { endMemberSessions, resetSecondFactors, unlockMember } from "@/lib/domain/member-accounts/commands";
import { changeMemberRole, disableMember, enableMember, removeMember } from "@/lib/domain/members/commands";
import { removeMemberInput, roleInput } from "@/lib/domain/members/input";
import { toAppError } from "@/lib/web/failure";
import { type BulkDeed, type BulkResult, bulkDeeds, chunkSize } from "./bulk-words";

export const bulkInput = z.strictObject({
  deed: z.enum(bulkDeeds),
  memberIds: z.array(idInput("member")).min(1).max(chunkSize),
  role: roleInput.optional(),
  groupId: idInput("group").optional(),
  ...removeMemberInput.pick({ confirm: true, among: true, keys: true }).shape,
});
type BulkInput = z.output<typeof bulkInput>;

type Run = (actor: Actor, memberId: string, input: BulkInput) => Promise<unknown>;

const runs: Record<BulkDeed, Run> = {
  role: (actor, memberId, { role }) => {
    if (!role) throw invalidField("role", "Choose a role.");
    return changeMemberRole(actor, { memberId, role });
  },
  "add-to-group": async (actor, memberId, { groupId }) => {
    if (!groupId) throw invalidField("groupId", "Choose a group.");
    const [verdict] = await addGroupMembers(actor, { groupId, members: [memberId] });
    if (verdict?.outcome === "refused") throw new AppError("conflict", verdict.reason);
  },
  disable: (actor, memberId) => disableMember(actor, { memberId }),
  enable: (actor, memberId) => enableMember(actor, { memberId }),
  unlock: (actor, memberId) => unlockMember(actor, { memberId }),
  "reset-factors": (actor, memberId) => resetSecondFactors(actor, { memberId }),
  "end-sessions": (actor, memberId) => endMemberSessions(actor, { memberId }),
  remove: (actor, memberId, { keys, confirm, among }) =>
    removeMember(actor, { memberId, keys, confirm, among }),
};

/** Does one deed to each of a few members, one after the other, each by itself: a refusal of one leaves the others done. */
export async function doToEach(actor: Actor, input: BulkInput): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (const id of input.memberIds) {
    try {
      await runs[input.deed](actor, id, input);
      results.push({ id, done: true });
    } catch (error) {
      const { code, message } = toAppError(error);
      results.push({ id, done: false, code, reason: message });
    }
  }
  return results;
}
