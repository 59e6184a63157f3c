import { bodies, ids } from "./examples";
import { peopleAnswers } from "./examples/people";
import { ruleAnswers } from "./examples/rules";
import { thingAnswers } from "./examples/things";

/** What each operation answers, whole, after a body like the one that is shown with it. */
export const answers: Record<string, object> = { ...peopleAnswers, ...thingAnswers, ...ruleAnswers };

type Schema = {
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  $ref?: string;
  anyOf?: Schema[];
  allOf?: Schema[];
};

type Parameter = { name: string; in: string; schema?: Schema; example?: unknown };
type Operation = {
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema; example?: unknown }> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema; example?: unknown }> }>;
};
type Document = {
  components?: { schemas?: Record<string, Schema> };
  paths?: Record<string, Record<string, Operation>>;
};

/** What the fields of an answer may hold that are empty in the whole examples, by the schema that they belong to. */
const besides: Record<string, object> = {
  Way: { group: { id: ids.group, name: "Platform" } },
  Invitation: { groups: [{ id: ids.group, name: "Platform" }] },
  KeyDetail: { holder: { id: ids.member, name: "Ada Lovelace" } },
  SecurityPolicyEffect: {
    complaints: [{ field: "networks", message: "Add a network first: an empty list lets nobody in." }],
  },
  AuditCheck: { brokenAt: 17, complaint: "its content was changed" },
};

const cursor = "WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA";

/** What no whole example has, by the name of the field or parameter. */
const sendable: Record<string, unknown> = {
  q: "ada",
  email: "ada@example.com",
  cursor,
  nextCursor: cursor,
  actor: ids.member,
  target: ids.group,
  networks: "192.0.2.0/24",
  cidr: "192.0.2.0/24",
  note: "The office",
};

/** An id of the kind that a pattern asks for. */
function idFor(pattern: string): string | undefined {
  const [, prefix] = pattern.match(/^\^([a-z]{3})_\[0-7\]/) ?? [];
  return prefix && Object.values(ids).find((id) => id.startsWith(prefix));
}

/** What a field of this kind may hold. */
function exampleOf(name: string, schema: Schema): unknown {
  const types = [schema.type].flat();
  if (name in sendable) return sendable[name];
  if (schema.pattern && idFor(schema.pattern)) return idFor(schema.pattern);
  if (schema.format === "date-time") return "2026-12-01T09:00:00.000Z";
  if (schema.format === "date") return "2026-12-01";
  if (schema.format === "email") return "ada@example.com";
  if (types.includes("integer") || types.includes("number"))
    return schema.default ?? Math.min(Math.max(schema.minimum ?? 0, 7), schema.maximum ?? 7);
}

const saysItself = ({ examples, enum: choices, const: only }: Schema) =>
  examples !== undefined || choices !== undefined || only !== undefined;

type Schemas = Record<string, Schema>;

/** Gives each part of a schema what it holds in a whole example, unless it has an example already. */
function show(schema: Schema, value: unknown, schemas: Schemas): void {
  if (value === null || value === undefined || typeof value === "boolean") return;
  const { $ref, anyOf = [], allOf = [], items, properties } = schema;
  const named = $ref && schemas[$ref.split("/").at(-1) ?? ""];
  const parts = [...(named ? [named] : []), ...anyOf.filter(({ type }) => type !== "null"), ...allOf];
  for (const part of parts) show(part, value, schemas);
  if (items) for (const item of value as unknown[]) show(items, item, schemas);
  for (const [field, part] of Object.entries(properties ?? {}))
    show(part, (value as Record<string, unknown>)[field], schemas);
  if (parts.length === 0 && !items && !properties && !saysItself(schema)) schema.examples = [value];
}

/** Gives each part of a schema an example that has none still and cannot do without. */
function complete(name: string, schema: Schema): void {
  if (saysItself(schema) || "$ref" in schema) return;
  const { anyOf = [], allOf = [], items, properties } = schema;
  for (const part of [...anyOf, ...allOf, ...(items ? [items] : [])]) complete(name, part);
  for (const [field, part] of Object.entries(properties ?? {})) complete(field, part);
  if (items || properties || anyOf.length > 0 || allOf.length > 0) return;
  const example = exampleOf(name, schema);
  if (example !== undefined) schema.examples = [example];
}

/** The example of a parameter: what is taken without it, the first that it may be, or what its kind holds. */
function parameterExample({ name, schema = {} }: Parameter): unknown {
  complete(name, schema);
  const { examples: [example] = [], enum: [choice] = [], default: usual } = schema;
  return usual ?? choice ?? example;
}

/** The document with whole examples of bodies and answers, and with one for every field and parameter whose kind does not say what to send. */
export function withExamples<Given extends object>(document: Given): Given {
  const { components, paths } = document as Document;
  const schemas = components?.schemas ?? {};
  const operations = Object.values(paths ?? {}).flatMap((path) => Object.values(path));
  for (const { operationId = "", parameters = [], requestBody, responses = {} } of operations) {
    const body = (bodies as Record<string, object>)[operationId] ?? {};
    const answer = answers[operationId];
    for (const content of Object.values(requestBody?.content ?? {})) {
      content.example = body;
      if (content.schema) show(content.schema, { ...answer, ...body }, schemas);
    }
    const [done] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
    const content = responses[done ?? ""]?.content?.["application/json"];
    if (content && answer) {
      content.example = answer;
      if (content.schema) show(content.schema, answer, schemas);
    }
    for (const parameter of parameters)
      if (!("example" in parameter)) parameter.example = parameterExample(parameter);
    for (const { content = {} } of [requestBody ?? {}, ...Object.values(responses)])
      for (const { schema } of Object.values(content)) if (schema) complete("", schema);
  }
  for (const [name, schema] of Object.entries(schemas)) {
    show(schema, besides[name], schemas);
    complete(name, schema);
  }
  return document;
}
