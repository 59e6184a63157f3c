import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shiftClock } from "./clock";
import { type IdKind, idPattern, idPrefix, newId } from "./ids";
import { idInput } from "./input";

const kinds = Object.keys(idPrefix) as IdKind[];

describe("an id", () => {
  test.each(kinds)("of a %s has its form, and no other kind's", (kind) => {
    const id = newId(kind);

    expect(kinds.filter((other) => idPattern(other).test(id))).toEqual([kind]);
    expect(id).toMatch(/^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
  });

  test("has a prefix of its own kind", () => {
    expect(new Set(Object.values(idPrefix)).size).toBe(kinds.length);
  });

  test("sorts by birth to the millisecond", () => {
    const ids = [0, 1, 2, 1_000, 86_400_000, 10 ** 12].map((milliseconds) => {
      shiftClock(milliseconds);
      return newId("member");
    });

    expect([...ids].sort()).toEqual(ids);
  });

  test("is never made twice", () => {
    expect(new Set(Array.from({ length: 5_000 }, () => newId("key"))).size).toBe(5_000);
  });

  test("is refused when anything about it is off", () => {
    const id = newId("member");
    const off = [
      "",
      id.toUpperCase(),
      ` ${id}`,
      `${id}\n`,
      `${id}0`,
      id.slice(0, -1),
      id.replace("mem_", "usr_"),
      id.replace("mem_", "mem-"),
      `mem_8${"0".repeat(25)}`,
      `mem_${"u".repeat(26)}`,
      `mem_0${"l".repeat(25)}`,
    ];

    for (const text of off) {
      expect(idPattern("member").test(text), JSON.stringify(text)).toBe(false);
      expect(idInput("member").safeParse(text).success, JSON.stringify(text)).toBe(false);
    }
    expect(idInput("member").parse(id)).toBe(id);
  });

  test("is refused when it is any other text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(idPattern("member").test(text)).toBe(false);
      }),
    );
  });
});
