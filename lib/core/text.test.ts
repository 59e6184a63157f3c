import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { containing, count, foldName, linePattern, linesPattern, onOneLine, slugify } from "./text";

describe("names compare", () => {
  test.each([
    ["Acme", "ＡＣＭＥ"],
    ["Acme", "ac\u200bme"],
    ["Acme", "ACME "],
    ["Acme", "\u00a0aCmE\u3000"],
    ["Acme", "A\u00adcme"],
    ["Acme Ltd", "Acme\t \u2003Ltd"],
    ["Café", "Cafe\u0301"],
    ["Café", "Cafe\u200b\u0301"],
    ["Straße", "STRASSE"],
    ["Straße", "STRAẞE"],
    ["ΣΊΣΥΦΟΣ", "σίσυφοσ"],
    ["ﬁrm", "FIRM"],
    ["①", "1"],
    ["a", "a\u3164"],
  ])("%j as %j", (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  test.each([
    ["Acme", "Acme 2"],
    ["Acme", "Acmé"],
    ["Acme Ltd", "AcmeLtd"],
    ["株式会社", "有限会社"],
  ])("%j apart from %j", (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  test("the same when they are folded again, written in capitals, or decomposed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })), (name) => {
        const folded = foldName(name);
        expect(foldName(folded)).toBe(folded);
        for (const form of ["NFC", "NFD", "NFKD"] as const)
          expect(foldName(name.normalize(form))).toBe(folded);
        expect(foldName(`\u200b ${name}\u00a0`)).toBe(folded);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("a word for an address", () => {
  test.each([
    ["Müller & Söhne", "muller-sohne"],
    ["  Acme, Inc. ", "acme-inc"],
    ["ＡＣＭＥ", "acme"],
    ["../../etc", "etc"],
    ["株式会社", ""],
    ["!!!", ""],
    ["x".repeat(60), "x".repeat(40)],
    [`${"x".repeat(39)} y`, "x".repeat(39)],
  ])("for %j is %j", (name, slug) => {
    expect(slugify(name)).toBe(slug);
  });

  test("holds small letters, digits and single hyphens within, at most 40", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
        expect(slugify(name)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slugify(name).length).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe("a line of text", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."aé💩 \n\r\t\0\u001f\u007f\u0085\u009f\u00a0\u2028\u2029"),
  });

  test("has no control character, and several lines have none but at their ends", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (given) => {
        expect(linePattern.test(given)).toBe(!/[\p{Cc}\u2028\u2029]/u.test(given));
        expect(linesPattern.test(given)).toBe(linePattern.test(given.replace(/[\r\n]/g, "")));
      }),
    );
  });

  test("is made of any text, and then stays as it is", () => {
    fc.assert(
      fc.property(text, (given) => {
        const line = onOneLine(given);
        expect(line).toMatch(linePattern);
        expect(onOneLine(line)).toBe(line);
      }),
    );
    expect(onOneLine("two\r\nlines\0")).toBe("two lines ");
  });
});

test.each([
  ["50%", "%50\\%%"],
  ["a_b", "%a\\_b%"],
  ["\\", "%\\\\%"],
  ["", "%%"],
])("a search for %j asks LIKE for %j", (text, pattern) => {
  expect(containing(text)).toBe(pattern);
});

test.each([
  [0, "0 invitations"],
  [1, "1 invitation"],
  [1_000, "1,000 invitations"],
])("%i of them reads as %s", (number, words) => {
  expect(count(number, "invitation")).toBe(words);
});
