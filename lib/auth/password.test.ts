import { describe, expect, test } from "vitest";
import { hashPassword, newPasswordInput, personalPassword, verifyPassword } from "./password";

const complaint = (password: unknown) => newPasswordInput.safeParse(password).error?.issues[0]?.message;

describe("choosing a password", () => {
  test.each([
    ["a quiet harbour at dawn", undefined],
    ["eightch1", undefined],
    ["seven77", "A password needs at least 8 characters."],
    ["\u{1F511}".repeat(7), "A password needs at least 8 characters."],
    ["\u{1F511}".repeat(8), undefined],
    ["x7".repeat(64), undefined],
    [`${"x7".repeat(64)}y`, "A password may have at most 128 characters."],
    ["\u{1F511}".repeat(128), undefined],
    ["password", "This password is one of the first that attackers try. Choose another."],
    ["PassWord", "This password is one of the first that attackers try. Choose another."],
    ["ｐａｓｓｗｏｒｄ", "This password is one of the first that attackers try. Choose another."],
    ["half of a pair \ud83d", "This password has characters that cannot be typed again."],
    [undefined, "Choose a password."],
    [12345678, "Choose a password."],
  ])("%j: %s", (password, words) => {
    expect(complaint(password)).toBe(words);
  });

  test("takes spaces at its ends as they are", () => {
    expect(newPasswordInput.parse("  a quiet harbour  ")).toBe("  a quiet harbour  ");
  });

  test.each(["ada@example.com", "ADA@example.com", "ada", "ada lovelace", "Ａｄａ  Lovelace"])(
    "is not one's own name or address: %s",
    (password) => {
      const person = { name: "Ada Lovelace", email: "ada@example.com" };

      expect(personalPassword(password, person)).toMatch(/your name or address/);
      expect(personalPassword(`${password}!`, person)).toBeNull();
    },
  );
});

describe("a stored password", () => {
  test("is argon2id at OWASP's cost, with a salt of its own", async () => {
    const [one, two] = await Promise.all([hashPassword("the same"), hashPassword("the same")]);

    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(two).not.toBe(one);
    expect(await verifyPassword(one, "the same")).toBe(true);
    expect(await verifyPassword(one, "the Same")).toBe(false);
  });

  test("where there is none, nothing is right, not even the password of nobody", async () => {
    for (const password of ["nobody's password", "", "x"])
      for (const hash of [null, undefined]) expect(await verifyPassword(hash, password)).toBe(false);
  });
});
