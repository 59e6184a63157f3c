import { z } from "zod";
import {
  cursorInput,
  daysInput,
  idInput,
  isInOrder,
  limitInput,
  notInOrder,
  searchInput,
} from "@/lib/core/input";
import { attemptMethods, attemptOutcomes } from "@/lib/core/sign-in";

export const signInFilter = z
  .strictObject({
    q: searchInput.optional(),
    member: idInput("member").optional(),
    outcome: z.enum(attemptOutcomes, `outcome is one of ${attemptOutcomes.join(", ")}.`).optional(),
    method: z.enum(attemptMethods, `method is one of ${attemptMethods.join(", ")}.`).optional(),
    ...daysInput,
    limit: limitInput,
    cursor: cursorInput,
  })
  .refine(isInOrder, notInOrder);
export type SignInFilter = z.output<typeof signInFilter>;

/** Which attempts are meant, wherever in their list one is. */
export type SignInSelection = Omit<SignInFilter, "limit" | "cursor">;
