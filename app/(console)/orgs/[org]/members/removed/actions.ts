"use server";

import { restoreMember } from "@/lib/domain/removed-members/commands";
import { restoreMemberInput } from "@/lib/domain/removed-members/input";
import { action } from "@/lib/web/action";

export const restore = action("member", {
  input: restoreMemberInput,
  run: async (actor, input) => {
    const { name } = await restoreMember(actor, input);
    return { message: `${name} is a member again` };
  },
});
