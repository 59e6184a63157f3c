import { z } from "@hono/zod-openapi";
import { type IdKind, idPattern } from "@/lib/core/ids";
import { memberStatuses, roles, scopes } from "@/lib/core/roles";

/** What the API answers with; the domain's own shapes, said for a reader of OpenAPI. */

export const idOf = (kind: IdKind) => z.string().regex(idPattern(kind)).max(30);
export const timeSchema = z.iso.datetime().max(30);
export const nameSchema = z.string().max(200);
export const emailSchema = z.string().max(254).openapi({ format: "email" });
export const roleSchema = z.enum(roles).describe("The organization role.");
export const scopeSchema = z.enum(scopes as [string, ...string[]]);

const pageShape = <Item extends z.ZodType>(item: Item) => ({
  data: z.array(item).max(100),
  nextCursor: z
    .string()
    .max(500)
    .nullable()
    .describe("Send it as `cursor` for the next page; null on the last."),
});

/** One page of a list; `nextCursor` is null on the last. */
export function pageSchema<Item extends z.ZodType>(name: string, item: Item) {
  return z.strictObject(pageShape(item)).openapi(name);
}

/** What a list takes that can tell how many there are in all. */
export const countQuery = {
  count: z
    .literal("true", "count is true, or left out.")
    .optional()
    .describe("Whether to tell in `total` how many there are in all."),
};

/** One page of a list that tells how many there are in all, if it is asked to. */
export function countedPageSchema<Item extends z.ZodType>(name: string, item: Item) {
  return z
    .strictObject({
      ...pageShape(item),
      total: z
        .int()
        .min(0)
        .max(2_147_483_647)
        .nullable()
        .optional()
        .openapi({ format: "int32" })
        .describe(
          "With `count=true` alone: how many there are in all; null where a filter chooses among them.",
        ),
    })
    .openapi(name);
}

/** A page of the domain as the API writes it. */
export function pageAnswer<Row>({ rows, nextCursor }: { rows: Row[]; nextCursor: string | null }) {
  return { data: rows, nextCursor };
}

const groupRef = z.strictObject({ id: idOf("group"), name: nameSchema });

export const memberSchema = z
  .strictObject({
    id: idOf("member"),
    name: nameSchema,
    email: emailSchema.nullable().describe("Null for an API-only member."),
    apiOnly: z.boolean().describe("Holds keys and never signs in."),
    role: roleSchema,
    status: z.enum(memberStatuses),
    groups: z.array(groupRef).max(1_000),
    secondFactor: z
      .enum(["has", "none", "exempt"])
      .nullable()
      .describe("Whether they have one; null for an API-only member, who is never asked for one."),
    lockedUntil: timeSchema
      .nullable()
      .describe("Until when no password is tried for the account, after too many wrong ones."),
    lastActiveAt: timeSchema.nullable(),
    createdAt: timeSchema,
  })
  .openapi("Member");

export const groupRefs = z.array(groupRef).max(100);
