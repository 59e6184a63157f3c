import { z } from "zod";
import {
  cursorInput,
  daysInput,
  endsFirst,
  followInput,
  isForwards,
  isInOrder,
  limitInput,
  momentsInput,
  notForwards,
  notInOrder,
  searchInput,
} from "@/lib/core/input";
import { type AuditAction, auditActions } from "./record";

type GroupOf<Action extends string> = Action extends `${infer Group}.${string}` ? Group : never;

/** What deeds are about: the word before the dot of each. */
export type ActionGroup = GroupOf<AuditAction>;
export const groupOf = (action: AuditAction) => action.slice(0, action.indexOf(".")) as ActionGroup;
export const actionGroups = [...new Set(auditActions.map(groupOf))];

export const auditOutcomes = ["done", "refused"] as const;

/** The id of whatever may do something or have it done to it. The operator's tool has no id but its name. */
export const anyIdPattern = /^([a-z]{3}_[0-7][0-9a-z]{25}|operator)$/;

const anyIdInput = z.string().max(30, "This is not an id.").regex(anyIdPattern, "This is not an id.");

const common = {
  q: searchInput.optional(),
  actor: anyIdInput
    .optional()
    .describe("The id of whoever did it, a member or a key; `operator` for the server's own tool."),
  group: z
    .enum(actionGroups, `group is one of ${actionGroups.join(", ")}.`)
    .optional()
    .describe("Only actions whose name begins with this word: `member` for `member.removed`."),
  target: anyIdInput.optional().describe("The id of what it was done to."),
  outcome: z
    .enum(auditOutcomes, "outcome is done or refused.")
    .optional()
    .describe("Only what was done, or only what was tried and refused."),
  limit: limitInput,
  cursor: cursorInput,
};

export const auditFilter = z.strictObject({ ...common, ...daysInput }).refine(isInOrder, notInOrder);
export type AuditFilter = z.output<typeof auditFilter>;

/** The same, and in which format all of it is wanted. */
export const auditExportFilter = auditFilter.safeExtend({
  format: z.enum(["csv", "jsonl"], "format is csv or jsonl.").default("csv"),
});

/** The list as a program reads it: page by page from either end, or all that fits the filter at once, an event a line. */
export const auditListFilter = z
  .strictObject({
    ...common,
    action: z
      .enum(auditActions, "This is not an action. /docs/api/audit-actions names them all.")
      .optional()
      .describe("Only this deed. `/docs/api/audit-actions` tells what each is."),
    ...momentsInput,
    ...followInput("auditEvent"),
    format: z
      .enum(["json", "jsonl"], "format is json or jsonl.")
      .default("json")
      .describe("`jsonl`: all that fits at once, an event on each line."),
  })
  .refine(isInOrder, endsFirst)
  .refine(isForwards, notForwards)
  .refine(({ action, group }) => !action || !group || group === groupOf(action), {
    path: ["action"],
    message: "This action is of another group. Leave one of the two out.",
  });
export type AuditListFilter = z.output<typeof auditListFilter>;

/** A page of the list, as people or programs ask for it. */
export type AuditQuery = AuditFilter & Partial<Pick<AuditListFilter, "action" | "order" | "after">>;

/** Which events are meant, wherever in their list one is. */
export type AuditSelection = Omit<AuditQuery, "limit" | "cursor" | "order" | "after">;

/** Nobody keeps less: what is found out is often found out weeks later. */
export const shortestRetentionDays = 30;
export const longestRetentionDays = 3_650;

const daysWords = `Enter a number of days from ${shortestRetentionDays} to ${longestRetentionDays.toLocaleString("en")}, or keep everything.`;

/** How long the log is kept, in days; null keeps all of it. */
export const keptDaysInput = z
  .int(daysWords)
  .min(shortestRetentionDays, daysWords)
  .max(longestRetentionDays, daysWords)
  .nullable();

/** The same as a form sends it: an empty field keeps all of it. */
export const retentionInput = z.strictObject({
  days: z.preprocess((given) => (given === "" || given === null ? null : Number(given)), keptDaysInput),
});
export type RetentionInput = z.output<typeof retentionInput>;

/** A check of the log begins anew, or goes on from where the step before came to. */
export const verifyInput = z.strictObject({
  from: z
    .literal("")
    .transform(() => undefined)
    .or(cursorInput),
});
export type VerifyInput = z.output<typeof verifyInput>;
