import { z } from "zod";
import { idInput } from "@/lib/core/input";
import { linePattern } from "@/lib/core/text";

const groupInput = z.strictObject({ groupId: idInput("group") });

/** So many members are added or taken out in one go. */
const mostAtOnce = 100;

const neither = "This is neither an id nor an email address.";

/** Members by their ids or email addresses; what is neither is told apart, and the others still go. */
export const membersInput = z
  .array(
    z
      .string()
      .trim()
      .min(1, "Say who.")
      .max(254, neither)
      .regex(linePattern, neither)
      .refine((one) => one.isWellFormed(), neither),
  )
  .min(1, "Choose at least one member.")
  .max(mostAtOnce, `Add at most ${mostAtOnce} members at once.`)
  .describe("Who: ids or email addresses of members, in any mix.");

export const addGroupMembersInput = groupInput.extend({ members: membersInput });
export type AddGroupMembersInput = z.output<typeof addGroupMembersInput>;

export const removeGroupMembersInput = groupInput.extend({
  memberIds: z
    .array(idInput("member"))
    .min(1, "Choose at least one member.")
    .max(mostAtOnce, `Take out at most ${mostAtOnce} members at once.`),
});
export type RemoveGroupMembersInput = z.output<typeof removeGroupMembersInput>;

/** Why one of a list is refused: in the group already, or no member whom the actor may know of. */
export const memberRefusals = ["already-member", "not-found"] as const;
export type MemberRefusal = (typeof memberRefusals)[number];
