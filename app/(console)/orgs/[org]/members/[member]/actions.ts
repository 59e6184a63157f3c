"use server";

import { changeMemberGroups } from "@/lib/domain/members/commands";
import { memberGroupsInput } from "@/lib/domain/members/input";
import { action } from "@/lib/web/action";

export const saveGroups = action("member", {
  input: memberGroupsInput,
  lists: ["groupIds", "seen"],
  run: async (actor, input) => {
    const { name } = await changeMemberGroups(actor, input);
    return { message: `The groups of ${name} were changed` };
  },
});
