import { z } from "zod";
import { cursorInput, daysInput, isInOrder, limitInput, notInOrder, searchInput } from "@/lib/core/input";
import { type AuditAction, auditActions } from "./record";

type GroupOf<Action extends string> = Action extends `${infer Group}.${string}` ? Group : never;

/** What deeds are about: the word before the dot of each. */
export type ActionGroup = GroupOf<AuditAction>;
export const actionGroups = [
  ...new Set(auditActions.map((action) => action.slice(0, action.indexOf(".")))),
] as ActionGroup[];

export const auditOutcomes = ["done", "refused"] as const;

/** The id of whatever may do something or have it done to it. The operator's tool has no id but its name. */
export const anyIdPattern = /^([a-z]{3}_[0-7][0-9a-z]{25}|operator)$/;

const anyIdInput = z.string().max(30, "This is not an id.").regex(anyIdPattern, "This is not an id.");

export const auditFilter = z
  .strictObject({
    q: searchInput.optional(),
    actor: anyIdInput.optional(),
    group: z.enum(actionGroups, `group is one of ${actionGroups.join(", ")}.`).optional(),
    target: anyIdInput.optional(),
    outcome: z.enum(auditOutcomes, "outcome is done or refused.").optional(),
    ...daysInput,
    limit: limitInput,
    cursor: cursorInput,
  })
  .refine(isInOrder, notInOrder);
export type AuditFilter = z.output<typeof auditFilter>;

/** The same, and in which format all of it is wanted. */
export const auditExportFilter = auditFilter.safeExtend({
  format: z.enum(["csv", "jsonl"], "format is csv or jsonl.").default("csv"),
});

/** The list, page by page, or all that fits the filter at once, an event a line. */
export const auditListFilter = auditFilter.safeExtend({
  format: z.enum(["json", "jsonl"], "format is json or jsonl.").default("json"),
});
export type AuditListFilter = z.output<typeof auditListFilter>;

/** Which events are meant, wherever in their list one is. */
export type AuditSelection = Omit<AuditFilter, "limit" | "cursor">;

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
