import { z } from "zod";
import { cursorInput, idInput, limitInput, searchInput } from "@/lib/core/input";

export const removedMemberFilter = z.strictObject({
  q: searchInput.optional(),
  limit: limitInput,
  cursor: cursorInput,
});
export type RemovedMemberFilter = z.output<typeof removedMemberFilter>;

export const restoreMemberInput = z.strictObject({ memberId: idInput("member") });
export type RestoreMemberInput = z.output<typeof restoreMemberInput>;
