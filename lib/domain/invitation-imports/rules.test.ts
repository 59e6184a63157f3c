import { describe, expect, test } from "vitest";
import type { AppError } from "@/lib/core/errors";
import { largestFileBytes, mostRows } from "./input";
import { judgeAlone, readCsv } from "./rules";

const head = "email,name,role,groups";
const bytes = (text: string) => new TextEncoder().encode(text);
const lines = (...rows: string[]) => bytes([head, ...rows].join("\r\n"));

function refusalOf(file: Uint8Array): string {
  try {
    readCsv(file);
  } catch (error) {
    const { code, fields } = error as AppError;
    expect(["invalid", "too-large"]).toContain(code);
    expect(fields[0]?.field).toBe("file");
    return fields[0]?.message ?? "";
  }
  throw new Error("The file was taken.");
}

describe("reading a file of people to invite", () => {
  test("takes byte order marks, quotes, any line end, blank lines and columns in any order", () => {
    const file = bytes(
      '\ufeffName,Email,groups,ROLE\r\n"Lovelace, ""Ada""",ada@example.com,"Red; Blue ;",user\n\n,,,\nBob,bob@example.com\n',
    );

    expect(readCsv(file)).toEqual([
      {
        position: 2,
        email: "ada@example.com",
        name: 'Lovelace, "Ada"',
        role: "user",
        groups: ["Red", "Blue"],
      },
      { position: 5, email: "bob@example.com", name: "Bob", role: "", groups: [] },
    ]);
  });

  test("takes a cell of several lines, or with signs that cannot be shown, as one line", () => {
    const [row] = readCsv(
      lines('"ada@example.com\n","Ada\r\nKing\u0007\u2028Lovelace",\tuser\t,"Red\nBlue"'),
    );

    expect(row).toMatchObject({
      email: "ada@example.com",
      name: "Ada King Lovelace",
      role: "user",
      groups: ["Red Blue"],
    });
  });

  test("takes a list of the refused back as it was written, with its column of reasons", () => {
    expect(readCsv(bytes(`${head},reason\na@example.com,,user,,No seat`))).toHaveLength(1);
  });

  test.each([
    ["that is empty", bytes(""), /empty/],
    ["with a head alone", lines(), /no rows/],
    ["in Latin-1", Uint8Array.from([...lines(), 0x4a, 0xfc, 0x72, 0x67]), /CSV UTF-8/],
    ["in UTF-16", Uint8Array.from([0xff, 0xfe, 0x65, 0]), /UTF-8/],
    ["without a column", bytes("email,role\na@example.com,user"), /no column “name”, “groups”/],
    ["with a foreign column", bytes(`${head},phone\n`), /too many: “phone”/],
    ["with a column twice", bytes(`${head},role\n`), /too many: “role”/],
    ["with semicolons between", bytes("email;name;role;groups\na;b;c;d"), /semicolons/],
    ["with an open quote", lines('"ada@example.com,,user,'), /quotes/],
    ["with text after a quote", lines('"ada"x@example.com,,user,'), /Line 2 has quotes/],
    ["with a cell too many", lines("ada@example.com,Ada,user,Red,Blue"), /Line 2 has more columns/],
    ["with a long cell", lines(`a@example.com,${"x".repeat(1_001)},user,`), /Row 2 has more than 1,000/],
    [
      "with a cell of most of a megabyte",
      lines(`a@example.com,"${"x".repeat(900_000)}",user,`),
      /longer than/,
    ],
    ["that is too large", bytes("x".repeat(largestFileBytes + 1)), /951 KB/],
    [
      "with too many rows",
      lines(...Array.from({ length: mostRows + 1 }, (_, i) => `a${i}@example.com`)),
      /10,001 rows/,
    ],
    ["with too many groups", lines(`a@example.com,,user,${"g;".repeat(101)}`), /Row 2: At most 100 groups/],
  ])("refuses one %s, and says what is wrong", (_, file, words) => {
    expect(refusalOf(file)).toMatch(words);
  });
});

test("judging a list by itself tells bad addresses, names and roles, and who stands in it twice", () => {
  const judged = judgeAlone(
    readCsv(
      lines(
        "ada@example.com,Ada,Team  leader,",
        "ADA@example.com,Ada again,user,",
        "ada@,Ada,user,",
        "\uff20da@example.com,,user,",
        "=HYPERLINK(1),x,user,",
        "b@example.com,=1+1,user,",
        "c@example.com,A\u202eda,user,",
        "d@example.com,,boss,",
        "e@example.com,,,",
        "f@example.com,,Owner,",
      ),
    ),
  );

  expect(judged.map(({ complaint }) => complaint ?? "fine")).toEqual([
    "fine",
    "Row 2 has the same address.",
    expect.stringContaining("one plain email address"),
    expect.stringContaining("one plain email address"),
    expect.stringContaining("one plain email address"),
    "fine",
    expect.stringContaining("direction of text"),
    expect.stringContaining("“boss” is no role"),
    expect.stringContaining("The role is missing"),
    "Owners are invited one by one.",
  ]);
  expect(judged[0]).toMatchObject({ email: "ada@example.com", role: "team-leader" });
});
