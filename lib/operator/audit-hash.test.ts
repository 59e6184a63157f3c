import fc from "fast-check";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { jsonbText, parseExactly } from "./audit-hash";

const sql = postgres(process.env.DATABASE_URL as string, { max: 1, onnotice: () => {} });
afterAll(() => sql.end());

/** What PostgreSQL prints for the same JSON texts. */
async function printed(texts: string[]): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select value::jsonb::text as text from unnest(${texts}::text[]) with ordinality as given (value, place) order by place`;
  return rows.map(({ text }) => text);
}

test.each([
  "0",
  "-0",
  "-0.00",
  "1.10",
  "1e400",
  "-1.5E2",
  "1.50e1",
  "1E-3",
  "1.10e-1",
  "12345678901234567890.12345678901234567890",
  "0e5",
  "0.0e3",
  "10e-1",
  "1e-7",
  '"\\u0001\\u001f\\u007f \\u00e9 \\ud83d\\ude00 \\/ \\" \\\\ \\b\\f\\n\\r\\t"',
  '{"b":1,"aa":2,"a":3,"é":4,"zz":5,"":6,"10":7,"9":8,"\\ud83d\\ude00":9}',
  '{"a":1,"a":2,"__proto__":{"x":[1,{"constructor":null}]}}',
  "[]",
  "{}",
  '[[],{},null,true,false,"",[1.0,{"k":[]}]]',
])("a value reads as PostgreSQL prints it: %s", async (text) => {
  expect(jsonbText(parseExactly(text))).toBe((await printed([text]))[0]);
});

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));

/** A number in any way that JSON lets one write it. */
const number = fc
  .tuple(
    fc.constantFrom("", "-"),
    digits(20).map((text) => text.replace(/^0+(?=.)/, "")),
    fc.option(digits(20)),
    fc.option(fc.integer({ min: -300, max: 500 })),
  )
  .map(([sign, whole, fraction, exponent]) =>
    [sign, whole, fraction === null ? "" : `.${fraction}`, exponent === null ? "" : `e${exponent}`].join(""),
  );

const text = fc.string({ unit: "binary" }).map((value) => value.replaceAll("\0", ""));

/** JSON as it is written, so that its numbers may be any. */
const json = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    number,
    text.map((value) => JSON.stringify(value)),
    fc.constantFrom("null", "true", "false"),
    fc.array(tie("value"), { maxLength: 5 }).map((items) => `[${items.join(",")}]`),
    fc
      .array(fc.tuple(text, tie("value")), { maxLength: 5 })
      .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`),
  ),
})).value;

test("every value reads as PostgreSQL prints it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(json, { minLength: 20, maxLength: 40 }), async (values) => {
      expect(values.map((value) => jsonbText(parseExactly(value)))).toEqual(await printed(values));
    }),
    { numRuns: 60 },
  );
});
