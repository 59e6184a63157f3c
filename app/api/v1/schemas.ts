import { z } from "@hono/zod-openapi";
import type { Page } from "@/lib/core/cursor";
import { type IdKind, idPattern } from "@/lib/core/ids";
import { cursorPattern } from "@/lib/core/input";
import { addressPattern, networkPattern } from "@/lib/core/networks";
import { headerPattern } from "@/lib/core/request";
import { memberStatuses, roles, scopes } from "@/lib/core/roles";
import { linePattern, linesPattern } from "@/lib/core/text";
import { slugPattern } from "@/lib/domain/organizations/input";

/** What the API answers with; the domain's own shapes, said for a reader of OpenAPI. */

/** Text of at most so many characters that looks like this. */
export const textOf = (longest: number, pattern: RegExp) => z.string().max(longest).regex(pattern);
export const idOf = (kind: IdKind) => textOf(30, idPattern(kind));
export const timeSchema = z.iso.datetime().max(30);
/** One line of text, as every input leaves it. */
export const lineOf = (longest: number) => textOf(longest, linePattern);
export const nameSchema = lineOf(200);
export const messageSchema = textOf(500, linesPattern);
export const slugSchema = textOf(80, slugPattern).describe("What its pages are found under.");
export const ipSchema = textOf(45, addressPattern);
export const networkSchema = textOf(50, networkPattern);
export const userAgentSchema = textOf(400, headerPattern);
export const emailSchema = z.string().max(254).openapi({ format: "email" });
export const roleSchema = z.enum(roles).describe("The organization role.");
export const countSchema = z.int().min(0).max(2_147_483_647).openapi({ format: "int32" });
export const scopeSchema = z.enum(scopes as [string, ...string[]]);

const pageShape = <Item extends z.ZodType>(item: Item) => ({
  data: z.array(item).max(100),
  nextCursor: textOf(500, cursorPattern)
    .nullable()
    .describe("Send it as `cursor` for the next page; null on the last."),
});

/** What a list takes, so that it tells how many there are in all. */
export const countQuery = {
  count: z
    .literal("true", "count is true, or left out.")
    .optional()
    .describe("Tells in `total` how many there are in all."),
};

/** One page of a list; `nextCursor` is null on the last. */
export function pageSchema<Item extends z.ZodType>(name: string, item: Item) {
  const total = countSchema
    .optional()
    .describe("With `count=true`: how many there are in all, of those that the filter chooses.");
  return z.strictObject({ ...pageShape(item), total }).openapi(name);
}

/** One page of a log, which grows without end and is not counted. */
export function logPageSchema<Item extends z.ZodType>(name: string, item: Item) {
  return z.strictObject(pageShape(item)).openapi(name);
}

/** A page of the domain as the API writes it. */
export function pageAnswer<Row>({ rows, nextCursor, total }: Page<Row>) {
  return { data: rows, nextCursor, ...(total === undefined ? {} : { total }) };
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
