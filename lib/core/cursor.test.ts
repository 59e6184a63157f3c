import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openCursor, packCursor, pageOf } from "./cursor";
import type { AppError } from "./errors";
import { cursorPattern } from "./input";

const scope = JSON.stringify(["members", "org_a", "", "", ""]);

/** The refusal of a cursor, or what it opens to. */
function opened(cursor: string, under = scope): unknown {
  try {
    return openCursor(cursor, under);
  } catch (error) {
    const { code, status, fields } = error as AppError;
    return { code, status, fields: fields.map(({ field }) => field) };
  }
}

const refused = { code: "invalid", status: 422, fields: ["cursor"] };

describe("a cursor", () => {
  test("opens to the sort key that it was packed with, under its own list", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: "binary" }).filter((s) => s.isWellFormed()),
            fc.integer(),
          ),
        ),
        fc.string(),
        (key, list) => {
          const cursor = packCursor(key, list);
          expect(openCursor(cursor, list)).toEqual(key);
          expect(cursor).toMatch(cursorPattern);
        },
      ),
    );
  });

  test("that is missing begins at the beginning", () => {
    expect(openCursor(undefined, scope)).toBeNull();
  });

  test("of another organization, list or filter is refused, and the field named", () => {
    const cursor = packCursor(["mem_1"], scope);

    for (const other of [
      ["members", "org_b", "", "", ""],
      ["keys", "org_a"],
      ["members", "org_a", "q", "", ""],
      [],
    ])
      expect(opened(cursor, JSON.stringify(other))).toEqual(refused);
    expect(opened(cursor, "")).toEqual(refused);
  });

  test("is refused with any one character changed, cut anywhere, or with something added", () => {
    const cursor = packCursor(["mem_1", 7], scope);

    for (let i = 0; i < cursor.length; i++) {
      for (const other of ["A", "B", "_", "."])
        if (cursor[i] !== other)
          expect(opened(cursor.slice(0, i) + other + cursor.slice(i + 1)), `${i} ${other}`).toEqual(refused);
      expect(opened(cursor.slice(0, i)), `cut at ${i}`).toEqual(refused);
    }
    for (const added of ["A", ".", ".x", "=", " ", "\n", "\0"])
      expect(opened(cursor + added), added).toEqual(refused);
  });

  test("is refused when it is none", () => {
    for (const text of ["", ".", "..", "x", "null", "W10.", `.${"A".repeat(22)}`])
      expect(opened(text)).toEqual(refused);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(opened(text)).toEqual(refused);
      }),
    );
  });
});

describe("a page", () => {
  const page = (count: number, limit: number) =>
    pageOf(
      Array.from({ length: count }, (_, i) => i + 1),
      limit,
      scope,
      (row) => [row],
    );

  test("that is not the last leaves out the row too many, and says where the next begins", () => {
    const { rows, nextCursor } = page(4, 3);

    expect(rows).toEqual([1, 2, 3]);
    expect(openCursor(nextCursor ?? "", scope)).toEqual([3]);
  });

  test.each([0, 1, 3])("with %i of 3 rows is the last", (count) => {
    const { rows, nextCursor } = page(count, 3);

    expect([rows.length, nextCursor]).toEqual([count, null]);
  });
});
