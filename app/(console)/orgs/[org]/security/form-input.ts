import { z } from "zod";
import { momentOf } from "@/lib/core/wall-clock";
import { exemptionInput } from "@/lib/domain/exemptions/input";
import { type PolicyChange, policyChangeInput } from "@/lib/domain/security/input";

/** The forms of the page Policies, read as changes of the policy. */

/** `look` only asks who is affected, `try` saves what shuts nobody out, `do` saves. */
const carried = {
  version: z.coerce.number().int().min(0),
  step: z.enum(["look", "try", "do"]).default("try"),
};

export type PolicyForm = { version: number; step: "look" | "try" | "do"; change: PolicyChange };

type Draft = z.input<typeof policyChangeInput>;
type Complain = (path: PropertyKey[], message: string) => void;

/** The change that a draft is; what does not fit is told at the field of the same name. */
function changeFrom(
  draft: Draft,
  complain: Complain,
  said: (path: PropertyKey[], message: string) => string = (_, message) => message,
): PolicyChange {
  const parsed = policyChangeInput.safeParse(draft);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) complain(path, said(path, message));
  return {};
}

type Context = { addIssue: (issue: { code: "custom"; path: PropertyKey[]; message: string }) => void };

function complainTo(ctx: Context): Complain {
  return (path, message) => ctx.addIssue({ code: "custom", path, message });
}

const checkbox = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");
const text = z.string().trim();
const zone = text.max(100);
/** What is no number becomes one that fits nowhere, so that the policy's own words answer it. */
const number = text.transform((typed) => (typed === "" ? Number.NaN : Number(typed)));
const numberOrNone = text.transform((typed) => (typed === "" ? null : Number(typed)));

const noMoment = "Choose a day and a time.";

export const secondFactorForm = z
  .strictObject({
    ...carried,
    requireSecondFactor: checkbox,
    /** Not there where the requirement holds already, so that it is not announced anew. */
    secondFactorFrom: text.optional(),
    zone,
  })
  .transform(({ version, step, requireSecondFactor, secondFactorFrom: wall, zone }, ctx): PolicyForm => {
    const from = wall ? momentOf(wall, zone) : null;
    if (wall && requireSecondFactor && !from) complainTo(ctx)(["secondFactorFrom"], noMoment);
    const date = wall === undefined ? {} : { secondFactorFrom: from?.toISOString() ?? null };
    const draft = { requireSecondFactor, ...(requireSecondFactor ? date : {}) };
    return { version, step, change: changeFrom(draft, complainTo(ctx)) };
  });

export const passwordForm = z
  .strictObject({
    ...carried,
    passwordMinLength: number,
    passwordMinStrength: number,
    passwordReuse: number,
    passwordMaxAgeDays: numberOrNone,
    lockoutThreshold: number,
    lockoutMinutes: number,
  })
  .transform(
    ({ version, step, ...draft }, ctx): PolicyForm => ({
      version,
      step,
      change: changeFrom(draft, complainTo(ctx)),
    }),
  );

/** Enough for 10,000 networks with a note each. */
const longestList = 900_000;

/** The lines of a list, each `network note`; empty ones count for nothing but keep their number. */
function linesOf(typed: string) {
  return typed.split(/\r?\n/).flatMap((line, index) => {
    const entry = line.trim();
    // By its place and not by a pattern, which a line without end could keep busy.
    const end = entry.search(/[\s,;]/);
    const cidr = end < 0 ? entry : entry.slice(0, end);
    const note = end < 0 ? "" : entry.slice(end + 1).replace(/^[\s,;]+/, "");
    return cidr ? [{ line: index + 1, cidr, note }] : [];
  });
}

export const networksForm = z
  .strictObject({
    ...carried,
    networksForWeb: checkbox,
    networksForKeys: checkbox,
    networks: z.string().max(longestList, "This list is too long."),
  })
  .transform(({ version, step, networks: typed, ...draft }, ctx): PolicyForm => {
    const lines = linesOf(typed);
    const networks = lines.map(({ cidr, note }) => ({ cidr, note }));
    const named = ([field, index]: PropertyKey[], message: string) =>
      field === "networks" && typeof index === "number" ? `Line ${lines[index]?.line}: ${message}` : message;
    return { version, step, change: changeFrom({ ...draft, networks }, complainTo(ctx), named) };
  });

const minutesIn = { minutes: 1, hours: 60, days: 24 * 60 } as const;
const hoursIn = { hours: 1, days: 24 } as const;

export const sessionsForm = z
  .strictObject({
    ...carried,
    idleMinutes: numberOrNone,
    idleUnit: z.enum(["minutes", "hours", "days"]),
    absoluteHours: numberOrNone,
    absoluteUnit: z.enum(["hours", "days"]),
  })
  .transform(({ version, step, idleMinutes, idleUnit, absoluteHours, absoluteUnit }, ctx): PolicyForm => {
    const draft = {
      idleMinutes: idleMinutes === null ? null : idleMinutes * minutesIn[idleUnit],
      absoluteHours: absoluteHours === null ? null : absoluteHours * hoursIn[absoluteUnit],
    };
    return { version, step, change: changeFrom(draft, complainTo(ctx)) };
  });

export const keysForm = z.strictObject({ ...carried, keyLifeDays: numberOrNone }).transform(
  ({ version, step, ...draft }, ctx): PolicyForm => ({
    version,
    step,
    change: changeFrom(draft, complainTo(ctx)),
  }),
);

/** An exemption holds through the last minute of the day that was chosen, by the clock of the one who grants it. */
export const exemptionForm = z
  .strictObject({
    memberId: z.string("Choose a member."),
    reason: text,
    until: text,
    zone,
  })
  .transform(({ zone, until: day, ...rest }, ctx) => {
    const until = momentOf(`${day}T23:59`, zone);
    if (!until) complainTo(ctx)(["until"], "Choose a day.");
    return { ...rest, until: until?.toISOString() ?? "" };
  })
  .pipe(exemptionInput);
