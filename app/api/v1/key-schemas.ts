import { z } from "@hono/zod-openapi";
import { keyPattern, keyPrefixPattern } from "@/lib/auth/api-key";
import { scopes } from "@/lib/core/roles";
import { keyStatuses, unusedAfterDays } from "@/lib/domain/keys/input";
import type { KeyRow } from "@/lib/domain/keys/queries";
import { idOf, ipSchema, nameSchema, networkSchema, scopeSchema, textOf, timeSchema } from "./schemas";

/** A method and a path, as the document writes it. */
const endpointPattern = /^[A-Z-]+ \/[\w{}*/-]*$/;

export const scopesSchema = z.array(scopeSchema).max(scopes.length);
export const prefixSchema = textOf(20, keyPrefixPattern).describe(
  "How the secret begins, by which keys are told apart.",
);
export const secretSchema = textOf(100, keyPattern).describe("The secret, shown this once. Store it now.");

export const networksSchema = z
  .array(networkSchema)
  .max(50)
  .describe("The networks that it works from, as CIDRs; none of them means anywhere.");

const keyShape = {
  id: idOf("key"),
  name: nameSchema,
  kind: z.enum(["user", "organization"]),
  prefix: prefixSchema,
  scopes: scopesSchema,
  networks: networksSchema,
  holder: z
    .strictObject({ id: idOf("member"), name: nameSchema })
    .nullable()
    .describe("The member in whose name it acts; null for the organization's."),
  status: z
    .enum(keyStatuses)
    .describe("`waiting`: sent by email, and not opened yet. `live` keys alone can make calls."),
  createdByName: nameSchema,
  createdAt: timeSchema,
  expiresAt: timeSchema,
  previousUntil: timeSchema
    .nullable()
    .describe("Until when the secret before the last rotation works too; null when it does not."),
  lastUsedAt: timeSchema.nullable().describe("To the minute."),
  lastUsedIp: ipSchema.nullable(),
  lastUsedEndpoint: textOf(200, endpointPattern).nullable().describe("Such as `GET /members/{id}`."),
  unusedScopes: scopesSchema.describe(`What it may do and has not done in ${unusedAfterDays} days.`),
};

export const keySchema = z.strictObject(keyShape).openapi("Key");

export const keyDetailSchema = z
  .strictObject({
    ...keyShape,
    scopeUses: z
      .array(z.strictObject({ scope: scopeSchema, usedAt: timeSchema.nullable() }))
      .max(scopes.length)
      .describe("When it last used each of its scopes; null for never."),
  })
  .openapi("KeyDetail");

export const keyRef = z.strictObject({ id: idOf("key"), name: nameSchema }).openapi("KeyRef");

/** A key as the API writes it. */
export function shownKey<Row extends KeyRow>({ may: _, mine: __, holderId, holder, ...key }: Row) {
  return { ...key, holder: holderId === null ? null : { id: holderId, name: holder ?? "" } };
}
