import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { env } from "@/lib/core/env";
import { errorWords } from "@/lib/core/error-words";
import { type AppError, type ErrorCode, type FieldError, statusOfError } from "@/lib/core/errors";
import { requestIdHeader } from "@/lib/core/request";
import { linePattern, onOneLine } from "@/lib/core/text";

/** The media type of a refusal (RFC 9457). */
export const problemType = "application/problem+json";

/** RFC 9457. `code` is stable and for programs; `detail` is for people; `errors` name the fields. */
export const problemSchema = z
  .strictObject({
    type: z
      .url()
      .max(300)
      .describe("Leads to what the code means and what to do.")
      .meta({ examples: ["https://console.example.com/docs/api/problems#invalid"] }),
    title: z
      .string()
      .max(200)
      .regex(linePattern)
      .describe("The code in words.")
      .meta({ examples: [errorWords.invalid.title] }),
    status: z
      .int()
      .min(400)
      .max(599)
      .meta({ format: "int32", examples: [422] }),
    code: z
      .enum(Object.keys(statusOfError) as [ErrorCode, ...ErrorCode[]])
      .describe("What is wrong, in a word that never changes.")
      .meta({ examples: ["invalid"] }),
    detail: z
      .string()
      .max(1_000)
      .regex(linePattern)
      .describe("What is wrong and what to do, in a sentence.")
      .meta({ examples: ["limit is a whole number from 1 to 100."] }),
    requestId: z
      .uuid()
      .max(36)
      .describe("Quote it when you ask for help.")
      .meta({ examples: ["0b4f5d3e-6a0c-4d6b-9d0e-2f6a1c9b7e55"] }),
    errors: z
      .array(
        z.strictObject({
          field: z
            .string()
            .max(200)
            .regex(linePattern)
            .meta({ examples: ["limit"] }),
          message: z
            .string()
            .max(1_000)
            .regex(linePattern)
            .meta({ examples: ["limit is a whole number from 1 to 100."] }),
        }),
      )
      .max(100)
      .optional()
      .describe("One entry for each field that does not fit."),
  })
  .openapi("Problem");

const shownField = ({ field, message }: FieldError): FieldError => ({
  field: onOneLine(field),
  message: onOneLine(message),
});

/** A refusal as RFC 9457 has it; `requestId` is the one that the log knows. What it quotes of a request stays on its line. */
export function problemOf(error: AppError, requestId: string): z.input<typeof problemSchema> {
  return {
    type: `${env().APP_URL}/docs/api/problems#${error.code}`,
    title: errorWords[error.code].title,
    status: error.status,
    code: error.code,
    detail: onOneLine(error.message),
    requestId,
    ...(error.fields.length > 0 ? { errors: error.fields.map(shownField) } : {}),
  };
}

/** Answers a refusal. */
export function answerProblem(c: Context, error: AppError): Response {
  const headers: Record<string, string> = { "content-type": problemType };
  if (error.retryAfterSeconds) headers["retry-after"] = String(error.retryAfterSeconds);
  if (error.status === 401) headers["www-authenticate"] = "Bearer";
  const body = problemOf(error, c.req.header(requestIdHeader) ?? "");
  return c.body(JSON.stringify(body), error.status as 400, headers);
}
