import { type AnyColumn, type Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type Counting, openCursor, type Page, packCursor } from "@/lib/core/cursor";
import type { Tx } from "./door";

/** What a list is sorted by: a column or expression that is never null, and its type in the database. */
export type SortKey = { by: AnyColumn | SQL; type: "text" | "timestamptz" | "int" };

type Value = string | number;

/** The part of a list that a page asks for, and how its rows become that page. */
export type Keyset<Row> = {
  where: SQL | undefined;
  orderBy: SQL[];
  /** How many rows to fetch: one more than the page has, or a few more where the question is kept. */
  fetch: number;
  /** The same as a query takes it: in its text where the question is kept, else as a value. */
  limit: number | Placeholder;
  /** For a kept question: what its text depends on, and the values that stand in it as placeholders. */
  shape: string;
  values: Record<string, unknown>;
  /** Whether it was asked how many rows there are in all. */
  counted: boolean;
  page: (rows: Row[]) => Page<Row>;
};

type KeysetOptions<Row> = Counting & {
  /** From the one that counts most to the one that makes the order total: an id. */
  keys: readonly SortKey[];
  descending?: boolean;
  cursor: string | undefined;
  /** The list, its organization and its filter, to which the cursor is bound. */
  scope: string;
  limit: number;
  /** Puts placeholders where the values would stand, for a question that is kept. */
  kept?: boolean;
  /** The values of `keys` in a row. */
  keyOf: (row: Row) => (Value | Date)[];
};

/**
 * A kept question fetches as many rows as one of these. A limit that stands in it as a value would have the database guess
 * its worth, and plan anew each time.
 */
const keptSizes = [26, 51, 101];

/**
 * Pages of a list by the key of the row at their edge, forwards and backwards: a page costs the same however deep it lies,
 * and rows that stay are neither missed nor repeated while others come and go. Refuses a cursor of another list or filter.
 */
export function keyset<Row>({
  keys,
  descending = false,
  cursor,
  scope,
  limit,
  count,
  kept = false,
  keyOf,
}: KeysetOptions<Row>): Keyset<Row> {
  const opened = openCursor(cursor, scope);
  const backwards = opened?.[0] === "previous";
  const edge = opened?.slice(1);
  const upwards = descending === backwards;
  const columns = sql.join(
    keys.map(({ by }) => sql`${by}`),
    sql`, `,
  );
  const values = keys.map(
    ({ type }, i) => sql`${kept ? sql.placeholder(`edge${i}`) : edge?.[i]}::${sql.raw(type)}`,
  );
  const fetch = kept ? (keptSizes.find((size) => size > limit) ?? limit + 1) : limit + 1;
  const pack = (direction: "next" | "previous", row: Row) =>
    packCursor(
      [direction, ...keyOf(row).map((value) => (value instanceof Date ? value.toISOString() : value))],
      scope,
    );
  return {
    where: edge
      ? sql`(${columns}) ${sql.raw(upwards ? ">" : "<")} (${sql.join(values, sql`, `)})`
      : undefined,
    orderBy: keys.map(({ by }) => sql`${by} ${sql.raw(upwards ? "asc" : "desc")}`),
    fetch,
    limit: kept ? (sql.raw(String(fetch)) as unknown as Placeholder) : fetch,
    shape: `${upwards ? "asc" : "desc"} ${fetch}${edge ? " beyond" : ""}`,
    values: Object.fromEntries((edge ?? []).map((value, i) => [`edge${i}`, value])),
    counted: count === "true",
    page: (found) => {
      const more = found.length > limit;
      const rows = backwards ? found.slice(0, limit).reverse() : found.slice(0, limit);
      const [first, last] = [rows[0], rows.at(-1)];
      return {
        rows,
        nextCursor: last && (more || backwards) ? pack("next", last) : null,
        previousCursor: first && (backwards ? more : edge) ? pack("previous", first) : null,
      };
    },
  };
}

/** The column in which the rows of a page tell how many the whole list has. */
export type Counted = { inAll: SQL<number> };

/** No such column, for a list of which that was not asked. */
export const uncounted = {} as Counted;

/** What a list asks: its rows beyond an edge, or all of them, with one more column where they are counted. */
type Question<Row> = (
  beyond: SQL | undefined,
  counted: Counted,
) => SQLWrapper & {
  orderBy: (...by: SQL[]) => { limit: (most: number) => PromiseLike<(Row & { inAll: number })[]> };
};

/**
 * Asks for a page, and in the same statement, where that was asked, how many rows the list has in all: of `everything`, which is
 * the page's own question without an edge unless that looks for its rows in another way.
 */
export async function askPage<Row>(
  tx: Tx,
  list: Keyset<Row>,
  question: Question<Row>,
  everything: () => SQLWrapper = () => question(undefined, uncounted),
): Promise<Page<Row>> {
  const ask = (counted: Counted) =>
    question(list.where, counted)
      .orderBy(...list.orderBy)
      .limit(list.fetch);
  if (!list.counted) return list.page(await ask(uncounted));
  const inAll = tx.$count(sql`${everything()} as listed`);
  const found = await ask({ inAll });
  const page = list.page(found.map(({ inAll: _, ...row }) => row as Row));
  // Where no row tells it, the list is empty, or was left by all that lay beyond the cursor.
  return { ...page, total: found[0]?.inAll ?? (list.where ? await inAll : 0) };
}
