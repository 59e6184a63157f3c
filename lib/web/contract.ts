import { z } from "@hono/zod-openapi";
import { keptForMs } from "@/lib/auth/idempotency";
import { hour } from "@/lib/core/clock";
import { headerPattern } from "@/lib/core/request";
import { etagPattern, sentEtagPattern } from "./etag";
import { idempotencyHeader, idempotencyKeyPattern } from "./idempotency";
import { problemSchema, problemType } from "./problem";

/** What every answer of the API carries and which answers there are, as its OpenAPI document says it. */

const text = (maxLength: number, form: { pattern: string } | { format: string }, example: string) => ({
  type: "string" as const,
  maxLength,
  ...form,
  examples: [example],
});

/** The headers of answers, which the document describes once each. */
export const headerComponents = {
  RateLimit: {
    description:
      "What is left of the limit and in how many seconds it renews. On every answer to a valid key, where the server sets a limit.",
    schema: text(100, { pattern: '^"default";r=[0-9]+;t=[0-9]+$' }, '"default";r=599;t=60'),
  },
  "RateLimit-Policy": {
    description: "How many requests a key may make in how many seconds. On the same answers as RateLimit.",
    schema: text(100, { pattern: '^"default";q=[0-9]+;w=[0-9]+$' }, '"default";q=600;w=60'),
  },
  "X-Request-Id": {
    description: "The id by which the log knows this request.",
    schema: text(36, { format: "uuid" }, "0b4f5d3e-6a0c-4d6b-9d0e-2f6a1c9b7e55"),
  },
  "Access-Control-Allow-Origin": {
    description: "Our own pages' origin; no other site may call from a browser.",
    schema: text(255, { format: "uri" }, "https://console.example.com"),
  },
  ETag: {
    description:
      "The version of what is answered. A poll sends it in If-None-Match, a change in If-Match where that is asked for; elsewhere If-Match is refused.",
    schema: text(64, { pattern: etagPattern.source }, '"7-mHhFk2VQ1s0b9rZyN4tL8w"'),
  },
  "WWW-Authenticate": {
    description: "What a key is asked for (RFC 6750): to be sent, or to have the scopes that are named.",
    schema: text(
      300,
      { pattern: '^Bearer( error="insufficient_scope", scope="[a-z: ]+")?$' },
      'Bearer error="insufficient_scope", scope="groups:write groups:read"',
    ),
  },
  Location: {
    description: "Where to see how far it has come.",
    schema: text(
      200,
      { pattern: "^/api/v1/[\\w/-]+$" },
      "/api/v1/invitation-imports/imp_01k00000000000000000000000",
    ),
  },
  "Idempotency-Replayed": {
    description:
      "`true` where an earlier request with this Idempotency-Key was carried out, and this is its answer.",
    schema: { type: "string" as const, enum: ["true"], maxLength: 4 },
  },
  "Retry-After": {
    description: "Seconds to wait.",
    schema: { type: "integer" as const, format: "int32", minimum: 1, maximum: 3_600, examples: [5] },
  },
};

type Header = keyof typeof headerComponents;

const carrying = (...names: Header[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const everyAnswer = carrying("RateLimit", "RateLimit-Policy", "X-Request-Id", "Access-Control-Allow-Origin");

const refusals: Record<number, string> = {
  400: "The request cannot be understood.",
  401: "The key is missing or not valid.",
  403: "The key lacks a scope, or may not do this.",
  404: "There is nothing of this id that the key may see.",
  409: "It does not fit how things stand.",
  410: "It is no longer there.",
  412: "It is no longer the version that If-Match names.",
  413: "The request is larger than 1 MB.",
  415: "The body is not plain JSON.",
  422: "Some field does not fit.",
  428: "It has to name in If-Match the version that it means.",
  429: "Too many requests. Wait as long as Retry-After says.",
  500: "Something went wrong on our side.",
  503: "The database is away. Wait as long as Retry-After says.",
};

const mayWait = new Set([409, 429, 503]);
const asksForKey = new Set([401, 403]);

/** What of an endpoint decides which answers it has. */
export type Answers = {
  method: string;
  isOpen: boolean;
  /** Whether it takes an `Idempotency-Key`. */
  mayReplay: boolean;
  params: boolean;
  body: boolean;
  ifMatch: boolean;
  /** Statuses of refusals beyond those that every endpoint of its kind may answer. */
  also: readonly number[];
};

/** Every status by which an endpoint may refuse. */
function refusalsOf({ method, isOpen, params, body, ifMatch, also }: Answers): number[] {
  return [
    400,
    ...(isOpen ? [] : [401, 403]),
    // What the holder of a key may not even read of is not there for it.
    ...(isOpen && !params ? [] : [404]),
    ...(method === "get" ? [] : [409]),
    ...(ifMatch ? [412] : []),
    ...(body ? [413, 415] : []),
    ...also,
    422,
    ...(ifMatch ? [428] : []),
    429,
    500,
    503,
  ];
}

const notModified = {
  description: "It is as If-None-Match knows it.",
  headers: { ...everyAnswer, ...carrying("ETag") },
};

function refusal(status: number) {
  return {
    description: refusals[status] ?? "",
    headers: {
      ...everyAnswer,
      ...(mayWait.has(status) ? carrying("Retry-After") : {}),
      ...(asksForKey.has(status) ? carrying("WWW-Authenticate") : {}),
    },
    content: { [problemType]: { schema: problemSchema } },
  };
}

/** The answers of an endpoint, but for the one by which it is done, as its document lists them. */
export function otherResponses(answers: Answers) {
  return Object.fromEntries<typeof notModified | ReturnType<typeof refusal>>([
    ...(answers.method === "get" ? [["304", notModified] as const] : []),
    ...refusalsOf(answers).map((status) => [String(status), refusal(status)] as const),
  ]);
}

/** The headers of an answer that is no refusal. */
export function headersOf(answer: { hasEtag: boolean; hasLocation: boolean; mayReplay: boolean }) {
  return {
    ...everyAnswer,
    ...(answer.hasEtag ? carrying("ETag") : {}),
    ...(answer.hasLocation ? carrying("Location") : {}),
    ...(answer.mayReplay ? carrying("Idempotency-Replayed") : {}),
  };
}

// Read leniently, so that what is missing or malformed is answered in words of its own and not as a field that does not fit.
const header = (
  maxLength: number,
  { source: pattern }: RegExp,
  description: string,
  example: string,
  required = false,
) =>
  z
    .string()
    .max(maxLength)
    .optional()
    .describe(description)
    .openapi({ param: { required }, pattern, examples: [example] });

const ifMatch = header(
  1_000,
  sentEtagPattern,
  "The ETag of the version that you mean to change, or its `version` in quotes.",
  '"7"',
  true,
);

const ifNoneMatch = header(
  10_000,
  headerPattern,
  "The ETag that you know; as long as it holds, the answer is 304 and has no body.",
  '"7-mHhFk2VQ1s0b9rZyN4tL8w"',
);

const idempotencyKey = header(
  255,
  idempotencyKeyPattern,
  `Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within ${keptForMs / hour} hours, it is carried out no second time and answered like the first.`,
  "3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70",
);

/** The headers that an endpoint reads beside the key. */
export function requestHeaders({ method, mayReplay, ifMatch: needsMatch }: Answers) {
  return z.object({
    ...(needsMatch ? { "If-Match": ifMatch } : {}),
    ...(method === "get" ? { "If-None-Match": ifNoneMatch } : {}),
    ...(mayReplay ? { [idempotencyHeader]: idempotencyKey } : {}),
  });
}
