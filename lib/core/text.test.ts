import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { containing, count, foldName, slugify } from "./text";

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
