import { ZodError } from "zod";
import { AppError, type FieldError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";

/** Postgres and the driver say these when the database is away, restarting or out of connections. */
const awayCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "53300",
  "57P01",
  "57P02",
  "57P03",
]);

const retryAfterSeconds = 5;

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return (error as { code?: string }).code ?? codeOf(error.cause);
}

/** More than these help nobody, and an answer must not grow with what was sent. */
const mostFieldErrors = 100;

/** What is wrong with each field: the first complaint of each, since the others follow from it. */
function fieldErrors(error: ZodError): FieldError[] {
  const complaints = new Map<string, string>();
  for (const issue of error.issues) {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys : null;
    for (const key of unknown ?? [null]) {
      const field = [...issue.path, ...(key === null ? [] : [key])].join(".");
      if (!complaints.has(field))
        complaints.set(field, key === null ? issue.message : `There is no field ${key}. Remove it.`);
      if (complaints.size === mostFieldErrors) break;
    }
  }
  return [...complaints].map(([field, message]) => ({
    field: field.slice(0, 200),
    message: message.slice(0, 1_000),
  }));
}

/**
 * Turns whatever was thrown into a refusal that may be shown: input that does not fit, a database that is away,
 * or, for anything else, a bug, which is logged whole and told as "something went wrong".
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) {
    const fields = fieldErrors(error);
    const [only] = fields;
    const words = fields.length === 1 && only ? only.message : `Check ${fields.length} fields.`;
    return new AppError("invalid", words, { fields });
  }
  if (awayCodes.has(codeOf(error) ?? "")) {
    log.error({ error }, "database away");
    return new AppError("unavailable", "The database is away for the moment. Try again in a few seconds.", {
      retryAfterSeconds,
    });
  }
  log.error({ error }, "bug");
  return new AppError("internal", "Something went wrong on our side. Nothing was changed.", { cause: error });
}
