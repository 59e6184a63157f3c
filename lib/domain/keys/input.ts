import { z } from "zod";
import { cursorInput, idInput, limitInput, lineInput } from "@/lib/core/input";
import { type Scope, scopes } from "@/lib/core/roles";

/** SECURITY: a key lives 90 days unless told otherwise, and never more than a year. */
export const defaultKeyLifeDays = 90;
export const longestKeyLifeDays = 365;

export const keyLifeChoices = [7, 30, 90, 180, 365] as const;

export const createKeyInput = z.strictObject({
  name: lineInput("Name", 80),
  kind: z.enum(["user", "organization"], "A key is a user's or the organization's.").default("user"),
  /** The API-only member whose user key it will be; the maker's own where it is left out. */
  memberId: idInput("member").optional(),
  scopes: z
    .array(z.enum(scopes as [Scope, ...Scope[]], "This is not a scope."), "Choose at least one scope.")
    .min(1, "Choose at least one scope.")
    .transform((chosen) => [...new Set(chosen)]),
  expiresInDays: z.coerce
    .number("Choose how many days the key lives.")
    .int("Choose a whole number of days.")
    .min(1, "A key lives at least one day.")
    .max(longestKeyLifeDays, `A key lives at most ${longestKeyLifeDays} days.`)
    .default(defaultKeyLifeDays),
});
export type CreateKeyInput = z.output<typeof createKeyInput>;

export const keyInput = z.strictObject({ keyId: idInput("key") });
export type KeyInput = z.output<typeof keyInput>;

export const keyFilter = z.strictObject({
  /** Only this member's user keys. */
  member: idInput("member").optional(),
  limit: limitInput,
  cursor: cursorInput,
});
export type KeyFilter = z.output<typeof keyFilter>;
