import { openApiDocument } from "@/app/api/v1/api";
import { statusOfError } from "@/lib/core/errors";
import { idempotencyHeader } from "@/lib/web/idempotency";
import { exampleOf, type Field, fieldOf, fieldsOf, type Schema, type Schemas } from "./schema";

/** The OpenAPI document, told to a reader. */

export type Place = "path" | "query" | "header";

type Reply = { status: number; words: string; fields: Field[]; example: unknown; lines: boolean };

export type ReferenceEndpoint = {
  id: string;
  method: string;
  /** As it is called: with `/api/v1` in front. */
  path: string;
  summary: string;
  words: string;
  /** Whether it is called with a key. */
  keyed: boolean;
  /** The scopes that the key needs, the one of the deed first. */
  scopes: readonly string[];
  /** Whether it is to go. */
  deprecated: boolean;
  parameters: Record<Place, Field[]>;
  /** Headers that every endpoint of its kind takes, which a guide tells of. */
  takes: string[];
  /** Whether it is carried out once by an `Idempotency-Key`. */
  mayReplay: boolean;
  body: { fields: Field[]; example: unknown } | null;
  reply: Reply;
  refusals: { status: number; words: string; codes: string[] }[];
};

export type ReferenceTag = { slug: string; name: string; words: string; endpoints: ReferenceEndpoint[] };

export type Reference = { version: string; url: string; tags: ReferenceTag[] };

type Media = { schema?: Schema; example?: unknown; examples?: Record<string, { value?: unknown }> };
type Content = Record<string, Media>;

type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  deprecated?: boolean;
  parameters?: { name: string; in: Place; required?: boolean; schema: Schema; description?: string }[];
  requestBody?: { content: Content };
  security?: { apiKey: string[] }[];
  responses: Record<string, { description: string; content?: Content }>;
};

type Document = {
  info: { version: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Schemas };
};

/** Where a header is told of that many endpoints take. */
export const guideOfHeader: Record<string, string> = {
  [idempotencyHeader]: "/docs/api/idempotency",
  "If-None-Match": "/docs/api/rate-limits#polling",
};

const slugOf = (name: string) => name.toLowerCase().replaceAll(" ", "-");

let known: Reference | undefined;

/** The reference, drawn once from the document that the API itself is made of. */
export function reference(): Reference {
  known ??= drawn(openApiDocument() as unknown as Document);
  return known;
}

/** One chapter, by what its address ends with. */
export function findTag(slug: string): ReferenceTag | undefined {
  return reference().tags.find((tag) => tag.slug === slug);
}

/** One endpoint by its operation's id, which the guides lead to. */
export function findEndpoint(id: string): ReferenceEndpoint | undefined {
  return reference()
    .tags.flatMap((tag) => tag.endpoints)
    .find((endpoint) => endpoint.id === id);
}

function drawn({ info, servers: [server], tags, paths, components }: Document): Reference {
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      return { tag: operation.tags[0], ...endpointOf(path, method, operation, components.schemas) };
    }),
  );
  return {
    version: info.version,
    url: new URL(server?.url ?? "").origin,
    tags: tags
      .map(({ name, description }) => ({
        slug: slugOf(name),
        name,
        words: description,
        endpoints: all.filter(({ tag }) => tag === name),
      }))
      .filter((tag) => tag.endpoints.length > 0),
  };
}

function endpointOf(path: string, method: string, operation: Operation, schemas: Schemas): ReferenceEndpoint {
  const { operationId, summary, description, deprecated = false, responses } = operation;
  const { parameters = [], requestBody, security = [] } = operation;
  const placed = (place: Place) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, required = false, schema, description: words }) => ({
        ...fieldOf(name, schema, required, schemas),
        ...(words ? { words } : {}),
      }));
  const body = requestBody?.content["application/json"];
  const takes = placed("header").flatMap(({ name }) => (name in guideOfHeader ? [name] : []));
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    summary,
    words: description.replace(/\s*Needs the scopes? `[^`]+`( and `[^`]+`)*\.$/, ""),
    keyed: security.length > 0,
    scopes: security.flatMap(({ apiKey }) => apiKey),
    deprecated,
    parameters: {
      path: placed("path"),
      query: neededFirst(placed("query")),
      header: placed("header")
        .filter(({ name }) => !(name in guideOfHeader))
        .map((field) => ({ ...field, limits: [] })),
    },
    takes,
    mayReplay: takes.includes(idempotencyHeader),
    body: body
      ? { fields: neededFirst(fieldsOf(body.schema, schemas)), example: mediaExample(body, schemas) }
      : null,
    reply: replyOf(responses, schemas),
    refusals: Object.entries(responses)
      .filter(([status]) => Number(status) >= 400)
      .map(([status, { description: words }]) => ({
        status: Number(status),
        words,
        codes: codesOf(Number(status)),
      })),
  };
}

function neededFirst(fields: Field[]): Field[] {
  return fields.toSorted((one, other) => Number(other.required) - Number(one.required));
}

function replyOf(responses: Operation["responses"], schemas: Schemas): Reply {
  const [status, { description, content = {} }] = Object.entries(responses).find(([code]) =>
    code.startsWith("2"),
  ) ?? ["200", { description: "" }];
  const json = content["application/json"];
  return {
    status: Number(status),
    words: description,
    fields: fieldsOf(json?.schema, schemas),
    example: json ? mediaExample(json, schemas) : undefined,
    lines: content["application/jsonl"] !== undefined,
  };
}

function mediaExample({ schema = {}, example, examples = {} }: Media, schemas: Schemas): unknown {
  const [named] = Object.values(examples);
  return example ?? named?.value ?? exampleOf(schema, schemas);
}

function codesOf(status: number): string[] {
  return Object.entries(statusOfError)
    .filter(([, of]) => of === status)
    .map(([code]) => code);
}
