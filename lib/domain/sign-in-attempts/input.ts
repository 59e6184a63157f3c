import { z } from "zod";
import {
  cursorInput,
  daysInput,
  endsFirst,
  followInput,
  idInput,
  isForwards,
  isInOrder,
  limitInput,
  momentsInput,
  notForwards,
  notInOrder,
  searchInput,
} from "@/lib/core/input";
import { attemptMethods, attemptOutcomes } from "@/lib/core/sign-in";

const common = {
  q: searchInput.optional(),
  member: idInput("member").optional().describe("Only attempts of this member."),
  outcome: z
    .enum(attemptOutcomes, `outcome is one of ${attemptOutcomes.join(", ")}.`)
    .optional()
    .describe("`challenged`: the first factor was right, and a second was asked for."),
  method: z
    .enum(attemptMethods, `method is one of ${attemptMethods.join(", ")}.`)
    .optional()
    .describe("What was tried; `session` is one that was open already."),
  limit: limitInput,
  cursor: cursorInput,
};

export const signInFilter = z.strictObject({ ...common, ...daysInput }).refine(isInOrder, notInOrder);
export type SignInFilter = z.output<typeof signInFilter>;

/** The list as a program reads it: page by page from either end, or all that fits the filter at once, an attempt a line. */
export const signInListFilter = z
  .strictObject({
    ...common,
    ...momentsInput,
    ...followInput("signInAttempt"),
    format: z
      .enum(["json", "jsonl"], "format is json or jsonl.")
      .default("json")
      .describe("`jsonl`: all that fits at once, an attempt on each line."),
  })
  .refine(isInOrder, endsFirst)
  .refine(isForwards, notForwards);
export type SignInListFilter = z.output<typeof signInListFilter>;

/** A page of the list, as people or programs ask for it. */
export type SignInQuery = SignInFilter & Partial<Pick<SignInListFilter, "order" | "after">>;

/** Which attempts are meant, wherever in their list one is. */
export type SignInSelection = Omit<SignInFilter, "limit" | "cursor">;
