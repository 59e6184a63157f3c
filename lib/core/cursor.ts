import { createHmac } from "node:crypto";
import { sameText } from "./crypto";
import { env } from "./env";
import { invalidField } from "./errors";

function signed(body: string, scope: string): string {
  const signature = createHmac("sha256", env().AUTH_SECRET)
    .update(`cursor\n${scope}\n${body}`)
    .digest("base64url")
    .slice(0, 22);
  return `${body}.${signature}`;
}

/** Packs the sort key of a page's last row. It opens only under the same `scope`: the list, its organization and its filter. */
export function packCursor(key: readonly (string | number)[], scope: string): string {
  const body = Buffer.from(JSON.stringify(key)).toString("base64url");
  return signed(body, scope);
}

/** Opens a cursor; refuses one that was changed or that belongs to another list, organization or filter. */
export function openCursor(cursor: string | undefined, scope: string): (string | number)[] | null {
  if (cursor === undefined) return null;
  const [body = ""] = cursor.split(".", 1);
  if (!sameText(cursor, signed(body, scope))) {
    throw invalidField("cursor", "This cursor does not belong to this list and filter. Begin without one.");
  }
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
}

/**
 * One page of rows, and where the next one begins, null at the end; and the one before, where a list can be walked back. `total`
 * is how many rows the list has in all, where that was asked or is known anyway.
 */
export type Page<Row> = {
  rows: Row[];
  nextCursor: string | null;
  previousCursor?: string | null;
  total?: number;
};

/** Asks a list how many rows it has in all. */
export type Counting = { count?: "true" };

/** Makes a page of rows that were fetched with one more than `limit`. */
export function pageOf<Row>(
  rows: Row[],
  limit: number,
  scope: string,
  keyOf: (row: Row) => (string | number)[],
): Page<Row> {
  const last = rows[limit - 1];
  return rows.length > limit && last
    ? { rows: rows.slice(0, limit), nextCursor: packCursor(keyOf(last), scope) }
    : { rows, nextCursor: null };
}
