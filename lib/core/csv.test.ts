import { expect, test } from "vitest";
import { type CsvColumns, csvOf } from "./csv";

async function* given<Row>(rows: Row[]) {
  yield* rows;
}

async function piecesOf(pieces: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

/** What a cell looks like in a file that has no other. */
async function cell(value: string | number | Date | null): Promise<string> {
  const [file = ""] = await piecesOf(csvOf(given([value]), [["Value", (it) => it]]));
  return file.slice("Value\r\n".length, -2);
}

test("a file begins with the names of its columns, without a byte order mark, also when it is empty", async () => {
  const columns: CsvColumns<{ name: string }> = [
    ["Name", ({ name }) => name],
    ["Two, three", () => "x"],
  ];

  expect(await piecesOf(csvOf(given([]), columns))).toEqual(['Name,"Two, three"\r\n']);
  expect(await piecesOf(csvOf(given([{ name: "Zoë" }]), columns))).toEqual([
    'Name,"Two, three"\r\nZoë,x\r\n',
  ]);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(1)", "＝1", "-"])(
  "a cell that a spreadsheet would calculate is text: %j",
  async (text) => {
    expect(await cell(text)).toBe(`'${text}`);
  },
);

test("what is defused is quoted as well, where it has to be", async () => {
  expect(await cell('=cmd|"/C calc"')).toBe(`"'=cmd|""/C calc"""`);
  expect(await cell("\rx")).toBe(`"'\rx"`);
  expect(await cell("=A1,B1")).toBe(`"'=A1,B1"`);
});

test("quotes, commas and line ends stay within their cell, and the rest is written plainly", async () => {
  expect(await cell('say "hi", then go')).toBe('"say ""hi"", then go"');
  expect(await cell("two\nlines")).toBe('"two\nlines"');
  expect(await cell("O’Connor; 1=1")).toBe("O’Connor; 1=1");
  expect(await cell(null)).toBe("");
  expect(await cell(-5)).toBe("-5");
  expect(await cell(new Date("2031-05-10T12:00:00Z"))).toBe("2031-05-10T12:00:00.000Z");
});

test("a long file comes in pieces that make a whole", async () => {
  const rows = Array.from({ length: 1_234 }, (_, nth) => nth);

  const pieces = await piecesOf(csvOf(given(rows), [["Number", (nth) => nth]]));

  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join("")).toBe(`${["Number", ...rows].join("\r\n")}\r\n`);
});

test("whoever stops reading stops the rows too", async () => {
  let ended = false;
  async function* endless() {
    try {
      for (let nth = 0; ; nth++) yield nth;
    } finally {
      ended = true;
    }
  }
  const file = csvOf(endless(), [["Number", (nth) => nth]]);
  await file.next();

  await file.return(undefined);

  expect(ended).toBe(true);
});
