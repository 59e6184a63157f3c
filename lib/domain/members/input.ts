import { z } from "zod";
import { cursorInput, idInput, limitInput, searchInput } from "@/lib/core/input";
import { memberStatuses, roles } from "@/lib/core/roles";

export const roleInput = z.enum(roles, "Choose a role.");

export const memberFilter = z.strictObject({
  q: searchInput.optional(),
  role: roleInput.optional(),
  status: z.enum(memberStatuses, "status is active or disabled.").optional(),
  limit: limitInput,
  cursor: cursorInput,
});
export type MemberFilter = z.output<typeof memberFilter>;

export const memberInput = z.strictObject({ memberId: idInput("member") });
export type MemberInput = z.output<typeof memberInput>;

export const changeRoleInput = memberInput.extend({ role: roleInput });
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

export const removeMemberInput = memberInput.extend({ confirm: z.string("Type the member's email.") });
export type RemoveMemberInput = z.output<typeof removeMemberInput>;
