import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler, Next } from "hono";
import type { Stranger } from "@/lib/auth/actor";
import type { KeyActor } from "@/lib/auth/key-actor";
import { env } from "@/lib/core/env";
import type { AppError } from "@/lib/core/errors";
import { linesOf } from "@/lib/core/lines";
import type { Scope } from "@/lib/core/roles";
import { readJson } from "./body";
import { headersOf, otherResponses, requestHeaders } from "./contract";
import { etagOf, isKnown, refuseIfMatch, wantedVersion } from "./etag";
import { once } from "./idempotency";
import { neededWords, withScopes } from "./scopes";
import { streamOf } from "./stream";

const jsonLines = "application/jsonl";
const linesSchema = z
  .string()
  .max(2 ** 31 - 1)
  // JSON escapes what controls (RFC 8259, 7), so that only the ends of the lines are left.
  .meta({ pattern: "^[^\\u0000-\\u0009\\u000b-\\u001f]*$" })
  .describe("A row of the list on each line, as JSON.");

/** What the API's middleware has found out before an endpoint runs, and hears after it. */
export type ApiEnv = {
  Variables: {
    actor: KeyActor | Stranger;
    /** How it was refused for a scope that the key lacks, where it was. */
    overreach?: AppError;
  };
};

/** What an endpoint takes: a scope; null where any valid key will do; `public` where none is needed. */
export type Entry = Scope | null | "public";

type Shape = z.ZodObject;
type Given<Who extends Entry, Params, Query, Body> = {
  actor: Who extends "public" ? Stranger : KeyActor;
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

export type EndpointSpec<Who extends Entry, Params, Query, Body, Answer extends z.ZodType> = {
  method: "get" | "post" | "patch" | "put" | "delete";
  path: `/${string}`;
  permission: Who;
  /** Scopes that it takes beside, such as the one to read what it answers with. */
  alsoNeeds?: readonly Scope[];
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
  /** Whether the caller has to name in `If-Match` the version that they mean to change; else that header is refused. */
  ifMatch?: boolean;
  /** Statuses of refusals beyond those that every endpoint of its kind may answer. */
  also?: readonly number[];
  /** The rows of a list, which with `format=jsonl` are all answered at once, one a line. */
  lines?: (given: Given<Who, Params, Query, Body>) => AsyncIterable<unknown>;
};

/** An endpoint: its contract, and how it is put into the API. */
export type Endpoint = {
  method: string;
  path: string;
  permission: Entry;
  /** Every scope that it takes, the one of the deed first. */
  scopes: readonly Scope[];
  /** What it is called in the document. */
  id: string;
  body: z.ZodType | undefined;
  answer: z.ZodType;
  mount: (app: OpenAPIHono<ApiEnv>) => void;
};

/**
 * Makes an API endpoint of a domain call. The contract validates what comes in, documents it in OpenAPI, and, but in
 * production, what goes out is held to it too.
 */
export function endpoint<
  Who extends Entry,
  Answer extends z.ZodType,
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends Shape | undefined = undefined,
>(
  spec: EndpointSpec<Who, Params, Query, Body, Answer>,
  run: (given: Given<Who, Params, Query, Body>) => Promise<Unwritten<z.input<Answer>>>,
): Endpoint {
  const { method, path, permission, id, tag, summary, description, params, query, body, answer } = spec;
  const { status = 200, versionOf, locationOf, ifMatch = false, also = [], alsoNeeds = [], lines } = spec;
  const scopes = scopesOf(permission, alsoNeeds);
  const isOpen = permission === "public";
  const isRead = method === "get";
  const mayReplay = method === "post" && permission !== "public";
  const answers = { method, isOpen, mayReplay, params: !!params, body: !!body, ifMatch, also };
  const others = otherResponses(answers);
  const before: MiddlewareHandler[] = [
    heldTo(id, [String(status), ...Object.keys(others)]),
    ...(scopes.length > 0 ? [withScopes(scopes)] : []),
    ...(ifMatch ? [] : [refuseIfMatch]),
    ...(body ? [readBody] : []),
    ...(mayReplay ? [once(permission)] : []),
  ];
  const headers = requestHeaders(answers);
  const route = createRoute({
    method,
    path,
    operationId: id,
    tags: [tag],
    summary,
    description: scopes.length === 0 ? description : `${description}\n\n${neededWords(scopes)}`,
    security: isOpen ? [] : [{ apiKey: scopes }],
    middleware: before,
    request: {
      ...(params ? { params } : {}),
      // Without a query of its own an endpoint takes none: an unknown parameter is a mistake to be told.
      query: query ?? z.strictObject({}),
      ...(Object.keys(headers.shape).length > 0 ? { headers } : {}),
      ...(body ? { body: { required: true, content: { "application/json": { schema: body } } } } : {}),
    },
    responses: {
      [status]: {
        description: "Done.",
        headers: headersOf({ hasEtag: isRead || !!versionOf, hasLocation: !!locationOf, mayReplay }),
        content: {
          "application/json": { schema: answer },
          ...(lines ? { [jsonLines]: { schema: linesSchema } } : {}),
        },
      },
      ...others,
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
      const pieces = linesOf(lines(given as unknown as Given<Who, Params, Query, Body>), (row) => row);
      // The domain refuses at its first step, while the answer can still be another.
      return c.body(streamOf(await pieces.next(), pieces), 200, { "content-type": jsonLines });
    }
    const result = JSON.stringify(await run(given as unknown as Given<Who, Params, Query, Body>));
    if (env().NODE_ENV !== "production") answer.parse(JSON.parse(result));
    if (isRead || versionOf) {
      const etag = etagOf(result, versionOf?.(JSON.parse(result)));
      c.header("etag", etag);
      if (isRead && isKnown(c.req.header("if-none-match"), etag)) return c.body(null, 304);
    }
    if (locationOf) c.header("location", `/api/v1${locationOf(JSON.parse(result))}`);
    return c.body(result, status, { "content-type": "application/json" });
  }

  return {
    method: method.toUpperCase(),
    path,
    permission,
    scopes,
    id,
    body,
    answer,
    mount: (app) => void app.openapi(route, handle as never),
  };
}

const scopesOf = (entry: Entry, alsoNeeds: readonly Scope[]) =>
  entry === null || entry === "public" ? [] : [entry, ...alsoNeeds];

async function readBody(c: Context, next: Next): Promise<void> {
  await readJson(c);
  await next();
}

/** Outside production, an answer whose status the contract does not name is a bug, and is told as one. */
function heldTo(id: string, declared: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (env().NODE_ENV !== "production" && !declared.includes(String(c.res.status)))
      throw new Error(`${id} answered ${c.res.status}, which its contract does not name.`, {
        cause: c.error,
      });
  };
}
