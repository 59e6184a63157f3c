import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { KeyActor } from "@/lib/auth/actor";
import { env } from "@/lib/core/env";
import { AppError, type ErrorCode, statusOfError } from "@/lib/core/errors";
import { linesOf } from "@/lib/core/lines";
import type { Scope } from "@/lib/core/roles";
import { streamOf } from "./stream";

const jsonLines = "application/jsonl";

/** What the API's middleware has found out before an endpoint runs. */
export type ApiEnv = { Variables: { actor: KeyActor } };

/** RFC 9457. `code` is stable and for programs; `detail` is for people; `errors` name the fields. */
export const problemSchema = z
  .object({
    type: z.string().max(200).describe("A URI that names the kind of problem."),
    title: z.string().max(200).describe("The status in words."),
    status: z.int().min(400).max(599).openapi({ format: "int32" }),
    code: z
      .enum(Object.keys(statusOfError) as [ErrorCode, ...ErrorCode[]])
      .describe("What is wrong, in a word that never changes."),
    detail: z.string().max(1_000).describe("What is wrong and what to do, in a sentence."),
    requestId: z.string().max(64).describe("Quote it when you ask for help."),
    errors: z
      .array(z.object({ field: z.string().max(200), message: z.string().max(1_000) }).strict())
      .max(100)
      .optional()
      .describe("One entry for each field that does not fit."),
  })
  .strict()
  .openapi("Problem");

const rateLimitHeaders = {
  RateLimit: {
    description: "What is left of the limit and in how many seconds it renews.",
    schema: { type: "string", maxLength: 100 },
  },
  "RateLimit-Policy": {
    description: "How many requests a key may make in how many seconds.",
    schema: { type: "string", maxLength: 100 },
  },
  "X-Request-Id": {
    description: "The id by which the log knows this request.",
    schema: { type: "string", maxLength: 64 },
  },
} as const;

const etagHeader = {
  ETag: {
    description: "The version of what is answered; a change names it in If-Match.",
    schema: { type: "string", maxLength: 20, examples: ['"7"'] },
  },
} as const;

const locationHeader = {
  Location: {
    description: "Where to see how far it has come.",
    schema: { type: "string", maxLength: 200, examples: ["/api/v1/invitation-imports/imp_…"] },
  },
} as const;

/** Read leniently, so that what is missing is answered in words of its own and not as a field that does not fit. */
const ifMatchSchema = z.object({
  "If-Match": z
    .string()
    .max(1_000)
    .optional()
    .openapi({
      param: { required: true },
      description: "The ETag of the version that you mean to change.",
      example: '"7"',
    }),
});

const everyAnswerHeaders = {
  ...rateLimitHeaders,
  "Access-Control-Allow-Origin": {
    description: "Our own pages' origin; no other site may call from a browser.",
    schema: { type: "string", format: "uri", maxLength: 255 },
  },
} as const;

const refusals: Record<number, string> = {
  400: "The request cannot be understood.",
  401: "The key is missing or not valid.",
  403: "The key may not do this.",
  404: "There is nothing of this id that the key may see.",
  409: "It does not fit how things stand.",
  412: "It is no longer the version that If-Match names.",
  413: "The request is larger than 1 MB.",
  415: "The body is not JSON.",
  422: "Some field does not fit.",
  429: "Too many requests. Wait as long as Retry-After says.",
  500: "Something went wrong on our side.",
  503: "The database is away. Wait as long as Retry-After says.",
};

const retryAfter = {
  "Retry-After": {
    description: "Seconds to wait.",
    schema: { type: "integer", format: "int32", minimum: 1, maximum: 3_600 },
  },
} as const;

function refusalResponses(statuses: number[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: refusals[status] ?? "",
        headers: { ...everyAnswerHeaders, ...(status === 429 || status === 503 ? retryAfter : {}) },
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]),
  );
}

type Shape = z.ZodObject;
type Given<Params, Query, Body> = {
  actor: KeyActor;
  params: Params extends Shape ? z.output<Params> : undefined;
  query: Query extends Shape ? z.output<Query> : undefined;
  body: Body extends Shape ? z.output<Body> : undefined;
  /** The version that `If-Match` names, where the endpoint asks for it; else -1, which nothing has. */
  wanted: number;
};

/** A JSON value as it is before it is written: dates are still dates. */
type Unwritten<T> = T extends string
  ? T | Date
  : T extends (infer Item)[]
    ? Unwritten<Item>[]
    : T extends object
      ? { [K in keyof T]: Unwritten<T[K]> }
      : T;

export type EndpointSpec<Params, Query, Body, Answer extends z.ZodType> = {
  method: "get" | "post" | "patch" | "put" | "delete";
  path: `/${string}`;
  /** The scope that it takes; null where any valid key will do. */
  permission: Scope | null;
  id: string;
  tag: string;
  summary: string;
  description: string;
  params?: Params;
  query?: Query;
  body?: Body;
  status?: 200 | 201 | 202;
  answer: Answer;
  /** Where what was accepted, but is not done yet, can be watched. */
  locationOf?: (answer: z.output<Answer>) => `/${string}`;
  /** The version of what is answered, which its ETag tells. */
  versionOf?: (answer: z.output<Answer>) => number;
  /** Whether the caller has to name in `If-Match` the version that they mean to change. */
  ifMatch?: boolean;
  /** The rows of a list, which with `format=jsonl` are all answered at once, one a line. */
  lines?: { row: z.ZodType; each: (given: Given<Params, Query, Body>) => AsyncIterable<unknown> };
};

/** An endpoint: its contract, and how it is put into the API. */
export type Endpoint = {
  method: string;
  path: string;
  permission: Scope | null;
  mount: (app: OpenAPIHono<ApiEnv>) => void;
};

/**
 * Makes an API endpoint of a domain call. The contract validates what comes in, documents it in OpenAPI, and, but in
 * production, what goes out is held to it too.
 */
export function endpoint<
  Answer extends z.ZodType,
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends Shape | undefined = undefined,
>(
  spec: EndpointSpec<Params, Query, Body, Answer>,
  run: (given: Given<Params, Query, Body>) => Promise<Unwritten<z.input<Answer>>>,
): Endpoint {
  const { method, path, permission, id, tag, summary, description, params, query, body, answer } = spec;
  const { status = 200, versionOf, locationOf, ifMatch, lines } = spec;
  const statuses = [
    400,
    401,
    403,
    ...(params ? [404] : []),
    ...(body ? [409, 413, 415] : []),
    ...(ifMatch ? [412] : []),
    422,
    429,
    500,
    503,
  ];
  const route = createRoute({
    method,
    path,
    operationId: id,
    tags: [tag],
    summary,
    description: permission ? `${description}\n\nNeeds the scope \`${permission}\`.` : description,
    security: [{ apiKey: [] }],
    request: {
      ...(params ? { params } : {}),
      // Without a query of its own an endpoint takes none: an unknown parameter is a mistake to be told.
      query: query ?? z.strictObject({}),
      ...(ifMatch ? { headers: ifMatchSchema } : {}),
      ...(body ? { body: { required: true, content: { "application/json": { schema: body } } } } : {}),
    },
    responses: {
      [status]: {
        description: "Done.",
        headers: {
          ...everyAnswerHeaders,
          ...(versionOf ? etagHeader : {}),
          ...(locationOf ? locationHeader : {}),
        },
        content: {
          "application/json": { schema: answer },
          ...(lines ? { [jsonLines]: { schema: lines.row } } : {}),
        },
      },
      ...refusalResponses(statuses),
    },
  });

  async function handle(c: Context<ApiEnv>) {
    const valid = (part: string) => c.req.valid(part as never) as never;
    const given = {
      actor: c.get("actor"),
      params: params && valid("param"),
      query: query && valid("query"),
      body: body && valid("json"),
      wanted: ifMatch ? wantedVersion(c.req.header("if-match")) : -1,
    };
    if (lines && (given.query as { format?: string } | undefined)?.format === "jsonl") {
      const pieces = linesOf(lines.each(given as unknown as Given<Params, Query, Body>), (row) => row);
      // The domain refuses at its first step, while the answer can still be another.
      return c.body(streamOf(await pieces.next(), pieces), 200, { "content-type": jsonLines });
    }
    const result = JSON.stringify(await run(given as unknown as Given<Params, Query, Body>));
    if (env().NODE_ENV !== "production") answer.parse(JSON.parse(result));
    if (versionOf) c.header("etag", `"${versionOf(JSON.parse(result))}"`);
    if (locationOf) c.header("location", `/api/v1${locationOf(JSON.parse(result))}`);
    return c.body(result, status, { "content-type": "application/json" });
  }

  return {
    method: method.toUpperCase(),
    path,
    permission,
    mount: (app) => void app.openapi(route, handle as never),
  };
}

/**
 * The version that an `If-Match` names (RFC 9110, 13.1.1). Any version at all, `*`, is no answer to which one was seen.
 * A tag that we never gave, or a weak one, matches nothing.
 */
function wantedVersion(header: string | undefined): number {
  const tag = header?.trim() ?? "";
  if (!/^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag)) {
    throw new AppError(
      "bad-request",
      'Send the ETag of the version that you mean to change in the header If-Match, like "7". Read it first, so that you overwrite nothing you have not seen.',
    );
  }
  const [, version] = tag.match(/^"(0|[1-9][0-9]{0,8})"$/) ?? [];
  return version === undefined ? -1 : Number(version);
}

/** Answers the scope-less refusal of a key that a query carries: addresses end up in logs. */
export function refuseKeyInUrl(url: URL): void {
  const names = ["key", "api_key", "apikey", "access_token", "token"];
  const carried = [...url.searchParams].some(
    ([name, value]) => names.includes(name.toLowerCase()) || value.startsWith("stw_"),
  );
  if (carried) {
    throw new AppError(
      "bad-request",
      "An API key does not belong in an address, which ends up in logs. Send it in the header Authorization: Bearer, and revoke this one.",
    );
  }
}
