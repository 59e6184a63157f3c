import { z } from "zod";
import { cursorInput, dateInput, idInput, limitInput, searchInput } from "@/lib/core/input";
import { attemptMethods, attemptOutcomes } from "@/lib/core/sign-in";

export const signInFilter = z
  .strictObject({
    q: searchInput.optional(),
    member: idInput("member").optional(),
    outcome: z.enum(attemptOutcomes, `outcome is one of ${attemptOutcomes.join(", ")}.`).optional(),
    method: z.enum(attemptMethods, `method is one of ${attemptMethods.join(", ")}.`).optional(),
    /** Both days belong to the range; days are counted in UTC. */
    from: dateInput.optional(),
    to: dateInput.optional(),
    limit: limitInput,
    cursor: cursorInput,
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ["to"],
    message: "The last day is before the first. Turn them round.",
  });
export type SignInFilter = z.output<typeof signInFilter>;

/** Which attempts are meant, wherever in their list one is. */
export type SignInSelection = Omit<SignInFilter, "limit" | "cursor">;
