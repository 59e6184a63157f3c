import { unstable_rethrow } from "next/navigation";
import { now } from "@/lib/core/clock";
import { type CsvColumns, csvOf } from "@/lib/core/csv";
import { type AppError, notFound } from "@/lib/core/errors";
import { linesOf } from "@/lib/core/lines";
import { toAppError } from "./failure";
import { streamOf } from "./stream";

/** A file that is made while it is sent. */
export type Download = { name: string; type: string; pieces: AsyncGenerator<string> };

const today = () => now().toISOString().slice(0, 10);

/** Rows as a CSV file called by `name` and today's date. */
export function csvFile<Row>(name: string, rows: AsyncIterable<Row>, columns: CsvColumns<Row>): Download {
  const type = "text/csv; charset=utf-8; header=present";
  return { name: `${name}-${today()}.csv`, type, pieces: csvOf(rows, columns) };
}

/** Rows as a file of JSON Lines called by `name` and today's date. */
export function linesFile<Row>(
  name: string,
  rows: AsyncIterable<Row>,
  shown: (row: Row) => unknown,
): Download {
  return { name: `${name}-${today()}.jsonl`, type: "application/jsonl", pieces: linesOf(rows, shown) };
}

/**
 * Makes the GET of a download, which lies at `export` below the page it belongs to. Refusals are answered as pages
 * answer them, as long as nothing was sent; after that the connection is cut, so that a part never passes for the whole.
 */
export function download<Context>(
  open: (request: Request, context: Context) => Promise<Download>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      const { name, type, pieces } = await open(request, context);
      // The domain refuses at its first step, while the answer can still be another.
      const first = await pieces.next();
      return new Response(streamOf(first, pieces), {
        headers: {
          "content-type": type,
          "content-disposition": `attachment; filename="${name}"`,
          "cache-control": "no-store",
        },
      });
    } catch (error) {
      unstable_rethrow(error);
      return refusal(new URL(request.url), toAppError(error));
    }
  };
}

function refusal({ pathname, search }: URL, error: AppError): Response {
  const headers: Record<string, string> = { "cache-control": "no-store" };
  if (error.code === "unauthenticated") {
    // The page above knows where to lead whoever is not signed in, and where to lead them back to.
    headers.location = pathname.slice(0, pathname.lastIndexOf("/")) + search;
    return new Response(null, { status: 303, headers });
  }
  const hidden = error.code === "forbidden" || error.code === "not-found";
  const { message, status, retryAfterSeconds } = hidden ? notFound() : error;
  headers["content-type"] = "text/plain; charset=utf-8";
  if (retryAfterSeconds) headers["retry-after"] = String(retryAfterSeconds);
  return new Response(`${message}\n`, { status, headers });
}
