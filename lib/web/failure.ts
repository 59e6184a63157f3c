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

function fieldErrors(error: ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: [...issue.path, key].join("."),
        message: `There is no field ${key}. Remove it.`,
      }));
    }
    return [{ field: issue.path.join("."), message: issue.message }];
  });
}

/**
 * Turns whatever was thrown into a refusal that may be shown: input that does not fit, a database that is away,
 * or, for anything else, a bug, which is logged whole and told as "something went wrong".
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) {
    return new AppError("invalid", "Some of what was sent does not fit.", { fields: fieldErrors(error) });
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
