import { describe, expect, test } from "vitest";
import { ordinaryRules } from "@/lib/core/password-rules";
import { assertPassword, hashPassword, newPasswordInput, verifyPassword } from "./password";

const complaint = (password: unknown) => newPasswordInput.safeParse(password).error?.issues[0]?.message;

describe("choosing a password", () => {
  test.each([
    ["a quiet harbour at dawn", undefined],
    ["eightch1", undefined],
    ["seven77", "A password needs at least 8 characters."],
    [`${"x7".repeat(64)}y`, "A password may have at most 128 characters."],
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

  test.each(["ada@example.com", "ADA@example.com", "ada lovelace", "Ａｄａ  Lovelace"])(
    "refuses one's own name or address: %s",
    (password) => {
      const person = { name: "Ada Lovelace", email: "ada@example.com" };

      expect(() => assertPassword(password, ordinaryRules, person)).toThrow(/your name or address/);
      expect(() => assertPassword(`${password}!`, ordinaryRules, person)).not.toThrow();
    },
  );

  test("refuses what an organization finds too short or too easy, naming the field", () => {
    const rules = { minLength: 12, minStrength: 3 } as const;
    const refusal = (password: string) => {
      try {
        assertPassword(password, rules, {});
      } catch (error) {
        return error;
      }
    };

    expect(refusal("quiet dawns")).toMatchObject({
      code: "invalid",
      fields: [{ field: "password", message: "A password needs at least 12 characters." }],
    });
    expect(refusal("qwertyuiop!42")).toMatchObject({
      fields: [{ field: "password", message: expect.stringMatching(/too easy to guess/) }],
    });
    expect(refusal("a quiet harbour at dawn")).toBeUndefined();
  });
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
