import { z } from "zod";
import { cursorInput, idInput, limitInput, lineInput, searchInput } from "@/lib/core/input";
import { type Scope, scopes } from "@/lib/core/roles";
import { bounds, cidrInput } from "@/lib/domain/security/input";

/** SECURITY: a key lives so many days unless told otherwise, and never more than a year; an organization may want less. */
export const defaultKeyLifeDays = 90;
export const longestKeyLifeDays = bounds.keyLifeDays.max;

/** For how many days a key may be chosen to live, beside a number of one's own. */
export const keyLifeChoices = [7, 30, 90, 180, 365] as const;

/** For how many minutes the secret before a rotation may go on working beside the new one. */
export const overlapChoices = [0, 1, 15, 60, 360, 1_440] as const;

/** A scope counts as unused after so many days without it. */
export const unusedAfterDays = 90;
/** A younger key has not shown yet what it needs. */
export const narrowAfterDays = 14;

const scopesInput = z
  .array(z.enum(scopes as [Scope, ...Scope[]], "This is not a scope."), "Choose at least one scope.")
  .min(1, "Choose at least one scope.")
  .max(scopes.length, "Name each scope once.")
  .transform((chosen) => [...new Set(chosen)])
  .describe("What it may do. A user's key never does more than its holder may at that moment.");

const networksInput = z
  .array(cidrInput, "This is not a list of networks.")
  .max(50, "A key names at most 50 networks.")
  .transform((networks) => [...new Set(networks)])
  .describe("The networks that it works from, as CIDRs or single addresses; an empty list means anywhere.");

const lifeInput = z.coerce
  .number("Choose how many days the key lives.")
  .int("Choose a whole number of days.")
  .min(1, "A key lives at least one day.")
  .max(longestKeyLifeDays, `A key lives at most ${longestKeyLifeDays} days.`);

const nameInput = lineInput("Name", 80).describe("By which people know later what it is for.");

/** A key to be made. */
export const createKeyInput = z.strictObject({
  name: nameInput,
  kind: z
    .enum(["user", "organization"], "A key is a user's or the organization's.")
    .default("user")
    .describe(
      "`user`: acts for a member and ends with their access. `organization`: stays when people leave.",
    ),
  memberId: idInput("member")
    .optional()
    .describe(
      "Whose user key it will be: an API-only member, or whoever is to get it by email. Left out, the member whose key makes the call.",
    ),
  scopes: scopesInput,
  expiresInDays: lifeInput.optional(),
  networks: networksInput.default([]),
  deliver: z
    .enum(["show", "email"], "A key is shown or sent by email.")
    .default("show")
    .describe(
      "`show`: the answer has the secret. `email`: nobody has it before the link that is mailed is opened.",
    ),
  recipientId: idInput("member")
    .optional()
    .describe("Who gets the link to an organization's key. Left out, the member whose key makes the call."),
});
export type CreateKeyInput = z.output<typeof createKeyInput>;

/** What is left out stays as it is. */
export const changeKeyInput = z.strictObject({
  keyId: idInput("key"),
  name: nameInput.optional(),
  scopes: scopesInput.optional(),
  networks: networksInput.optional(),
});
export type ChangeKeyInput = z.output<typeof changeKeyInput>;

export const rotateKeyInput = z.strictObject({
  keyId: idInput("key"),
  overlapMinutes: z.coerce
    .number("Choose how long the old secret goes on working.")
    .refine(
      (minutes) => (overlapChoices as readonly number[]).includes(minutes),
      `The overlap is one of ${overlapChoices.join(", ")} minutes.`,
    ),
});
export type RotateKeyInput = z.output<typeof rotateKeyInput>;

export const keyInput = z.strictObject({ keyId: idInput("key") });
export type KeyInput = z.output<typeof keyInput>;

/** A key's whole secret, as someone found or pasted it. */
export const secretInput = z.strictObject({
  secret: z
    .string("Paste the whole key.")
    .trim()
    .min(1, "Paste the whole key.")
    .max(200, "This is longer than a key.")
    .regex(/^[\x21-\x7e]+$/, "A key is one word of letters, digits and underscores.")
    .describe("The whole key, beginning with `stw_`."),
});
export type SecretInput = z.output<typeof secretInput>;

/** How a key can stand. */
export const keyStatuses = ["live", "waiting", "expired", "revoked"] as const;
export type KeyStatus = (typeof keyStatuses)[number];

/** Which keys of those within reach are meant, and which page of them. */
export const keyFilter = z.strictObject({
  q: searchInput.optional().describe("Only keys that hold this in their name or prefix, whatever its case."),
  kind: z
    .enum(["user", "organization"])
    .optional()
    .describe("Only keys that act for members, or only the organization's."),
  member: idInput("member").optional().describe("Only this member's user keys."),
  status: z
    .enum(keyStatuses)
    .optional()
    .describe("`live` keys can make calls; `waiting` ones were sent by email and not opened yet."),
  unused: z
    .enum(["30", "90"])
    .optional()
    .describe("Only keys that could be used and were not for so many days."),
  limit: limitInput,
  cursor: cursorInput,
});
export type KeyFilter = z.output<typeof keyFilter>;
