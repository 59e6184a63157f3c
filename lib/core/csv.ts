import { stringify } from "csv-stringify/sync";

/** The name of each column and what stands in it, in the order of the file. */
export type CsvColumns<Row> = readonly [name: string, cellOf: (row: Row) => string | number | Date | null][];

const linesAtOnce = 500;

/**
 * Rows as CSV (RFC 4180, without a byte order mark), some hundred lines at a time, so that memory does not grow with
 * the file. The first piece comes after the first rows, and so a refusal before either. A cell that a spreadsheet
 * would take for a formula gets an apostrophe in front (OWASP, CSV injection); times are ISO 8601 in UTC.
 */
export async function* csvOf<Row>(
  rows: AsyncIterable<Row>,
  columns: CsvColumns<Row>,
): AsyncGenerator<string> {
  let lines: unknown[][] = [columns.map(([name]) => name)];
  for await (const row of rows) {
    lines.push(columns.map(([, cellOf]) => cellOf(row)));
    if (lines.length < linesAtOnce) continue;
    yield written(lines);
    lines = [];
  }
  if (lines.length > 0) yield written(lines);
}

function written(lines: unknown[][]): string {
  return stringify(lines, {
    record_delimiter: "windows",
    // Readers take any line end for theirs, and what follows for a new cell.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: { date: (at) => at.toISOString() },
  });
}
