import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgePassword, ordinaryRules, type PasswordRules } from "./password-rules";

const ada = { name: "Ada Lovelace", email: "ada@northwind.example" };
const strict: PasswordRules = { minLength: 12, minStrength: 3 };

const tooCommon = "This password is one of the first that attackers try. Choose another.";
const tooPersonal = "This password is your name or address. Choose another.";
const tooEasy = "This password is too easy to guess. Make it longer, or add words that are less common.";

describe("a password being chosen", () => {
  test.each([
    ["a quiet harbour at dawn", ordinaryRules, null],
    ["a quiet harbour at dawn", strict, null],
    ["eightch1", ordinaryRules, null],
    ["", ordinaryRules, "A password needs at least 8 characters."],
    ["seven77", ordinaryRules, "A password needs at least 8 characters."],
    ["quiet dawns", strict, "A password needs at least 12 characters."],
    ["\u{1F511}".repeat(7), ordinaryRules, "A password needs at least 8 characters."],
    ["\u{1F511}".repeat(8), ordinaryRules, null],
    ["e\u0301".repeat(7), ordinaryRules, "A password needs at least 8 characters."],
    ["\u{1F511}".repeat(128), ordinaryRules, null],
    [`${"x7".repeat(64)}y`, ordinaryRules, "A password may have at most 128 characters."],
    ["half of a pair \ud83d", ordinaryRules, "This password has characters that cannot be typed again."],
    ["password", ordinaryRules, tooCommon],
    ["PassWord", ordinaryRules, tooCommon],
    ["ｐａｓｓｗｏｒｄ", ordinaryRules, tooCommon],
    ["ada lovelace", ordinaryRules, tooPersonal],
    ["ADA@northwind.example", ordinaryRules, tooPersonal],
    ["qwertyuiop!42", strict, tooEasy],
    ["lovelace2026!", strict, tooEasy],
    ["northwind2026!", strict, tooEasy],
  ])("%j under %o: %s", (password, rules, complaint) => {
    expect(judgePassword(password, rules, ada).complaint).toBe(complaint);
  });

  test("may be like somebody else's name", () => {
    const stranger = { name: "", email: "grace@northwind.example" };

    expect(judgePassword("lovelace2026!", strict, ada).complaint).toBe(tooEasy);
    expect(judgePassword("ada lovelace", ordinaryRules, stranger).complaint).toBeNull();
    expect(judgePassword("        ", ordinaryRules, stranger).complaint).toBeNull();
  });

  test.each([
    ["qwertyuiop", 0],
    ["summer2026", 1],
    ["northwind2026!", 2],
    ["mypasswordisgood", 3],
    ["a quiet harbour at dawn", 4],
  ])("is as strong as it is hard to guess: %s is %s of 4", (password, strength) => {
    expect(judgePassword(password, ordinaryRules, ada).strength).toBe(strength);
  });

  test("that is refused is weak at most, however odd it is", () => {
    expect(judgePassword("mypasswordisgood", { minLength: 20, minStrength: 0 }, ada).strength).toBe(1);
  });

  test("comes with advice in a sentence while it is weak, and with none once it is strong", () => {
    expect(judgePassword("aaaaaaaaaaaa", ordinaryRules, ada).hint).toMatch(/^Repeated characters .*\.$/);
    expect(judgePassword("lovelace1", ordinaryRules, ada).hint).toBe(
      "Your own name and address are easy to guess.",
    );
    expect(judgePassword("a quiet harbour at dawn", ordinaryRules, ada).hint).toBeNull();
  });
});

const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 160 }),
  fc.string({ unit: fc.constantFrom(..."4@8({[<63#!1|7$50+%2aeio"), maxLength: 160 }),
  fc.constantFrom("constructor", "__proto__", "hasOwnProperty", "\ufdfa".repeat(128)),
);

test("whatever is typed gets a verdict, and equal keys on another keyboard the same one", () => {
  fc.assert(
    fc.property(anything, anything, anything, (password, name, email) => {
      const verdict = judgePassword(password, strict, { name, email });

      expect([0, 1, 2, 3, 4]).toContain(verdict.strength);
      for (const form of ["NFC", "NFD", "NFKC", "NFKD"])
        expect(judgePassword(password.normalize(form), strict, { name, email })).toEqual(verdict);
    }),
  );
});

test("half of a pair is refused wherever it stands", () => {
  const lone = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit));

  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 60 }), lone, (words, half) => {
      const password = `${words} ${half} ${words}`;

      expect(judgePassword(password, { minLength: 1, minStrength: 0 }, {}).complaint).toMatch(
        /cannot be typed again/,
      );
    }),
  );
});
