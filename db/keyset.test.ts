import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Page } from "@/lib/core/cursor";
import { newId } from "@/lib/core/ids";
import { read } from "./door";
import { keyset } from "./keyset";
import { groups } from "./schema";
import { givenOrganization } from "./testing";

type Row = { id: string; name: string };

test("a list is walked to its end and back again, each row once, in either order", async () => {
  const org = await givenOrganization();
  for (const name of ["Delta", "alpha", "echo", "Bravo", "charlie"]) await org.group({ name });
  const pageOf = (cursor: string | undefined, descending: boolean): Promise<Page<Row>> =>
    read(org.pass, async (tx) => {
      const list = keyset<Row>({
        keys: [
          { by: groups.foldedName, type: "text" },
          { by: groups.id, type: "text" },
        ],
        descending,
        cursor,
        scope: "test",
        limit: 2,
        keyOf: ({ id, name }) => [name.toLowerCase(), id],
      });
      const rows = await tx
        .select({ id: groups.id, name: groups.name })
        .from(groups)
        .where(and(eq(groups.organizationId, org.id), list.where))
        .orderBy(...list.orderBy)
        .limit(list.fetch);
      return list.page(rows);
    });

  for (const descending of [false, true]) {
    const there: string[][] = [];
    let page = await pageOf(undefined, descending);
    for (;;) {
      there.push(page.rows.map(({ name }) => name));
      if (!page.nextCursor) break;
      page = await pageOf(page.nextCursor, descending);
    }
    const back: string[][] = [page.rows.map(({ name }) => name)];
    while (page.previousCursor) {
      page = await pageOf(page.previousCursor, descending);
      back.push(page.rows.map(({ name }) => name));
    }

    const inOrder = ["alpha", "Bravo", "charlie", "Delta", "echo"];
    expect(there.flat()).toEqual(descending ? inOrder.toReversed() : inOrder);
    expect(back.toReversed()).toEqual(there);
  }
});

test("a cursor of another list is refused", () => {
  const other = { keys: [{ by: groups.id, type: "text" }], limit: 2, keyOf: ({ id }: Row) => [id] } as const;
  const page = keyset<Row>({ ...other, cursor: undefined, scope: "one" }).page(
    ["a", "b", "c"].map((id) => ({ id: newId("group"), name: id })),
  );

  expect(() => keyset<Row>({ ...other, cursor: page.nextCursor ?? "", scope: "two" })).toThrow(
    "does not belong",
  );
});
