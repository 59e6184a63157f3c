const linesAtOnce = 500;

/**
 * Rows as JSON Lines (jsonlines.org), some hundred at a time, so that memory does not grow with the file. The first
 * piece comes after the first rows, and so a refusal before either.
 */
export async function* linesOf<Row>(
  rows: AsyncIterable<Row>,
  shown: (row: Row) => unknown,
): AsyncGenerator<string> {
  let lines = "";
  let count = 0;
  for await (const row of rows) {
    lines += `${JSON.stringify(shown(row))}\n`;
    count += 1;
    if (count % linesAtOnce !== 0) continue;
    yield lines;
    lines = "";
  }
  if (lines) yield lines;
}
