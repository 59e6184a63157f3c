import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  emailInput,
  limitInput,
  lineInput,
  recoveryCodeInput,
  searchInput,
  sixDigitsInput,
  textInput,
  withoutLink,
} from "./input";

const line = lineInput("Name", 100);
const words = (result: { error?: { issues: { message: string }[] } }) => result.error?.issues[0]?.message;

describe("an email address", () => {
  test.each([
    ["ada@example.com", "ada@example.com"],
    ["  Ada.Lovelace+Notes@Example.COM \n", "ada.lovelace+notes@example.com"],
    ["o'brien@example.co.uk", "o'brien@example.co.uk"],
    ["!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
    ["a@localhost", "a@localhost"],
    ["a@xn--bcher-kva.example", "a@xn--bcher-kva.example"],
    [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
  ])("%j is taken as %s", (typed, taken) => {
    expect(emailInput.parse(typed)).toBe(taken);
  });

  test.each([
    "",
    "   ",
    "ada",
    "@example.com",
    "ada@",
    "ada@@example.com",
    "a@b.c,d@e.f",
    "a@b.c;d@e.f",
    "a@b.c d@e.f",
    "a@b.c\nbcc:x@y.z",
    "a@b.c\r\nbcc:x@y.z",
    "a\r@b.c",
    "a@b.c\0",
    "a@b\u2028.c",
    "ada＠example.com",
    "ada@example。com",
    "ada@exämple.com",
    "\u0430da@example.com",
    "\u212aate@example.com",
    "ada@\u212axample.com",
    "ad\u200ba@example.com",
    '"ada"@example.com',
    '"ada@evil.example"@example.com',
    "Ada <ada@example.com>",
    "<ada@example.com>",
    "ada@[192.0.2.1]",
    "ada(comment)@example.com",
    "ada@example..com",
    "ada@.example.com",
    "ada@example.com.",
    "ada@-example.com",
    "ada@example-.com",
    ".ada@example.com",
    "ada.@example.com",
    "a..da@example.com",
    "ada@example.com?bcc=x@y.z",
    "ada%40evil.example@@example.com",
    "mailto:ada@example.com",
    `${"a".repeat(65)}@example.com`,
    `a@${"b".repeat(64)}.com`,
    `a@${"b.".repeat(126)}com`,
    `${"a".repeat(316)}@b.c`,
    "\ud800@example.com",
  ])("%j is refused", (typed) => {
    expect(emailInput.safeParse(typed).success).toBe(false);
  });

  test.each([undefined, null, 1, {}, ["ada@example.com"], true])("%j is refused, being no text", (typed) => {
    expect(words(emailInput.safeParse(typed))).toBe("Enter an email address.");
  });

  test("that is taken is one address in lower case, which stays itself", () => {
    const near = fc.string({ unit: fc.constantFrom(..."aZ9.-_+'@@ \n,;<>\"()＠\u212a\u200b") });
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), near), (typed) => {
        const { data } = emailInput.safeParse(typed);
        if (data === undefined) return;
        expect(data).toMatch(/^[!-~]+$/);
        expect(data).not.toMatch(/[",;:<>()[\]\\A-Z]/);
        expect(data.split("@")).toHaveLength(2);
        expect(emailInput.parse(data)).toBe(data);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is judged at once, however long and however sly", () => {
    const begun = performance.now();

    for (const sly of [
      "a.".repeat(100_000),
      `a@${"a.".repeat(100_000)}`,
      `a@${"a-".repeat(100_000)}`,
      "@".repeat(200_000),
    ])
      expect(emailInput.safeParse(sly).success).toBe(false);

    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe("a line of text", () => {
  test.each([
    ["  Ada Lovelace ", "Ada Lovelace"],
    ["José Núñez", "José Núñez"],
    ["山田 太郎", "山田 太郎"],
    ["مريم", "مريم"],
    ["👩‍👩‍👧", "👩‍👩‍👧"],
    ["<b>&amp;\"'", "<b>&amp;\"'"],
    ["=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
    ["x".repeat(100), "x".repeat(100)],
  ])("%j is taken as %j", (typed, taken) => {
    expect(line.parse(typed)).toBe(taken);
  });

  test.each([
    ["", "Name is missing."],
    [" \t\n ", "Name is missing."],
    [undefined, "Name is missing."],
    [7, "Name is missing."],
    ["x".repeat(101), "Name may have at most 100 characters."],
    ["x".repeat(500), "Name may have at most 100 characters."],
    ["a\0b", "Name has characters that cannot be shown. Type it anew."],
    ["a\nb", "Name has characters that cannot be shown. Type it anew."],
    ["a\u001b[31mb", "Name has characters that cannot be shown. Type it anew."],
    ["a\u0085b", "Name has characters that cannot be shown. Type it anew."],
    ["a\u2028b", "Name has characters that cannot be shown. Type it anew."],
    ["a\ud800", "Name has characters that cannot be shown. Type it anew."],
    ["\udc00b", "Name has characters that cannot be shown. Type it anew."],
    ["gnp.\u202eexe", "Name has invisible characters that change the direction of text. Remove them."],
    ["a\u2066b", "Name has invisible characters that change the direction of text. Remove them."],
    ["\u200b", "Name needs at least one visible character."],
    ["\u200b\u200d\u2060", "Name needs at least one visible character."],
    ["\u3164", "Name needs at least one visible character."],
    ["\uffa0\u115f", "Name needs at least one visible character."],
    ["\u2800", "Name needs at least one visible character."],
    ["\u0301", "Name needs at least one visible character."],
  ])("%j is refused: %s", (typed, complaint) => {
    expect(words(line.safeParse(typed))).toBe(complaint);
  });

  test("that is taken can be stored, is well-formed and on one line, and stays itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (typed) => {
        const { data } = line.safeParse(typed);
        if (data === undefined) return;
        expect(data.isWellFormed()).toBe(true);
        expect(data).not.toMatch(/\p{Cc}|[\u2028\u2029]/u);
        expect(line.parse(data)).toBe(data);
      }),
      { numRuns: 500 },
    );
  });
});

test("a name in our letters may look like a domain, as people's do, but not like a link", () => {
  const name = line.check(withoutLink("Name"));

  for (const typed of ["J.R. Weber", "Dr.Smith GmbH", "acme.example", "Awww... Ltd", "Ada: a/b"])
    expect(name.parse(typed)).toBe(typed);
  for (const typed of ["Pay at https://x.yz", "go HTTP\u200b://x", "WWW.x.yz", "(www.x.yz)", "Mailto:a@x.yz"])
    expect(words(name.safeParse(typed)), typed).toContain("Name holds a link");
});

describe("a search", () => {
  test("takes any text that can be stored, also none", () => {
    for (const typed of ["", "%", "a_b", "\\", "'--", "💩"]) expect(searchInput.parse(typed)).toBe(typed);
    for (const typed of ["a\0", "a\nb", "\ud800", "x".repeat(201)])
      expect(searchInput.safeParse(typed).success, JSON.stringify(typed)).toBe(false);
  });
});

describe("some lines of text", () => {
  const lines = textInput("Message", 20);

  test.each([
    ["  Hello,\r\nworld\r!\n", "Hello,\nworld\n!"],
    [`${"\r\n".repeat(9)}x${"\r\n".repeat(9)}`, "x"],
    [`a${"\r\n".repeat(18)}b`, `a${"\n".repeat(18)}b`],
    ["", ""],
  ])("%j are taken as %j", (typed, taken) => {
    expect(lines.parse(typed)).toBe(taken);
  });

  test.each([
    ["a\0b", "Message has characters that cannot be shown. Type it anew."],
    ["a\tb", "Message has characters that cannot be shown. Type it anew."],
    ["a\u2028b", "Message has characters that cannot be shown. Type it anew."],
    ["a\ud800", "Message has characters that cannot be shown. Type it anew."],
    ["a\u202eb", "Message has invisible characters that change the direction of text. Remove them."],
    ["x".repeat(21), "Message may have at most 20 characters."],
    [undefined, "Message is missing."],
  ])("%j are refused: %s", (typed, complaint) => {
    expect(words(lines.safeParse(typed))).toBe(complaint);
  });
});

describe("a limit", () => {
  test.each([
    [undefined, 50],
    ["1", 1],
    ["100", 100],
    [7, 7],
  ])("%j is %i", (typed, taken) => {
    expect(limitInput.parse(typed)).toBe(taken);
  });

  test.each(["0", "-1", "101", "1e9", "1.5", "abc", "", " ", "NaN", "Infinity", null, [], ["1", "2"], {}])(
    "%j is refused",
    (typed) => {
      expect(words(limitInput.safeParse(typed))).toBe("limit is a whole number from 1 to 100.");
    },
  );
});

describe("six digits", () => {
  test.each([
    ["012345", "012345"],
    [" 012 345 ", "012345"],
    ["0 1 2 3 4 5", "012345"],
    ["012\u00a0345", "012345"],
    ["012345\n", "012345"],
  ])("%j is taken as %s", (typed, taken) => {
    expect(sixDigitsInput.parse(typed)).toBe(taken);
  });

  test.each([
    "",
    "      ",
    "12345",
    "1234567",
    "01234a",
    "-12345",
    "+12345",
    "1e5000",
    "12.345",
    "012-345",
    "0x1234",
    "０１２３４５",
    "٠١٢٣٤٥",
    "०१२३४५",
    "①②③④⑤⑥",
    "01234\u0000",
    "012345\u200b",
    "012345\n012345",
    undefined,
    null,
    123456,
    ["012345"],
    ["0", "1", "2", "3", "4", "5"],
    { length: 6 },
  ])("%j is refused", (typed) => {
    expect(sixDigitsInput.safeParse(typed).success).toBe(false);
  });
});

describe("a recovery code", () => {
  test.each(["abcde-fghjk", "ABCDE-FGHJK", " abcde fghjk ", "abcdefghjk"])("%j is taken", (typed) => {
    expect(recoveryCodeInput.parse(typed)).toBe("abcdefghjk");
  });

  test.each(["", "abcde", "abcdefghjkm", "abcde_fghjk", "ａｂｃｄｅｆｇｈｊｋ", ["abcde-fghjk"], null, 1])(
    "%j is refused",
    (typed) => {
      expect(recoveryCodeInput.safeParse(typed).success).toBe(false);
    },
  );
});

describe("a code of a megabyte", () => {
  test.each(["1".repeat(1_000_000), " ".repeat(1_000_000), `${" ".repeat(1_000_000)}012345`])(
    "is refused",
    (typed) => {
      for (const input of [sixDigitsInput, recoveryCodeInput])
        expect(input.safeParse(typed).success).toBe(false);
    },
  );
});
