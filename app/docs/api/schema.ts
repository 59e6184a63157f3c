/** JSON Schema 2020-12, as far as our document uses it. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

export type Schemas = Record<string, Schema>;

/** One thing that is sent or answered, in words for a reader. */
export type Field = {
  name: string;
  type: string;
  required: boolean;
  nullable: boolean;
  words: string;
  /** What it may be, where that is a short list. */
  values: string[];
  limits: string[];
  /** What an object, or each thing of a list, holds. */
  fields: Field[];
  example: unknown;
};

/** A schema without detours: references followed, parts joined, and the null that it allows beside it. */
export function resolved(schema: Schema, schemas: Schemas): Schema & { nullable: boolean } {
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const named = $ref ? schemas[$ref.split("/").at(-1) ?? ""] : undefined;
  const choices = [...(anyOf ?? oneOf ?? [])];
  const real = choices.filter(({ type }) => type !== "null");
  const parts = [...(named ? [named] : []), ...(allOf ?? []), ...real].map((part) => resolved(part, schemas));
  const whole = Object.assign({}, ...parts, own) as Schema;
  const types = [whole.type ?? []].flat();
  return {
    ...whole,
    ...(types.length > 0 ? { type: types.find((type) => type !== "null") ?? "null" } : {}),
    ...(whole.enum ? { enum: whole.enum.filter((value) => value !== null) } : {}),
    nullable: types.includes("null") || real.length < choices.length || parts.some((part) => part.nullable),
  };
}

/** The fields of an object; of a list, those of each thing in it. */
export function fieldsOf(schema: Schema | undefined, schemas: Schemas): Field[] {
  if (!schema) return [];
  const { properties = {}, required = [], items } = resolved(schema, schemas);
  if (items) return fieldsOf(items, schemas);
  return Object.entries(properties).map(([name, property]) =>
    fieldOf(name, property, required.includes(name), schemas),
  );
}

/** One field or parameter, in words. */
export function fieldOf(name: string, schema: Schema, required: boolean, schemas: Schemas): Field {
  const plain = resolved(schema, schemas);
  const inner = plain.items ? resolved(plain.items, schemas) : plain;
  return {
    name,
    required,
    nullable: plain.nullable,
    type: typeOf(plain, schemas),
    words: plain.description ?? "",
    values: (inner.enum ?? (inner.const === undefined ? [] : [inner.const])).map(String),
    limits: limitsOf(plain),
    fields: fieldsOf(plain, schemas),
    example: exampleOf(plain, schemas),
  };
}

const formats: Record<string, string> = {
  "date-time": "time, UTC",
  date: "date",
  email: "email address",
  uri: "address",
};

function typeOf(schema: Schema, schemas: Schemas): string {
  if (schema.items) return `list: ${typeOf(resolved(schema.items, schemas), schemas)}`;
  if (idPrefix(schema)) return `id ${idPrefix(schema)}…`;
  return formats[schema.format ?? ""] ?? String(schema.type ?? "any");
}

function idPrefix({ pattern }: Schema): string | undefined {
  return pattern?.match(/^\^([a-z]+_)\[0-7\]/)?.[1];
}

/** What a value keeps to. Bounds that only keep a machine from harm are not worth a reader's time. */
function limitsOf(schema: Schema): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const worthy = idPrefix(schema) === undefined && schema.format === undefined && !schema.enum;
  const bounds = [
    between(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum, ""),
    worthy ? between(minLength, maxLength, "characters") : "",
    between(minItems, maxItems, "entries"),
    schema.default === undefined ? "" : `${defaultWords(schema.default)} unless given`,
  ];
  return bounds.filter((words) => words !== "");
}

function defaultWords(value: unknown): string {
  const isEmpty = value === "" || (Array.isArray(value) && value.length === 0);
  return isEmpty ? "empty" : typeof value === "object" ? JSON.stringify(value) : String(value);
}

function between(from: number | undefined, to: number | undefined, unit: string): string {
  const amount = (value: number) => value.toLocaleString("en");
  const range =
    from && to !== undefined
      ? `${amount(from)} to ${amount(to)}`
      : to !== undefined
        ? `at most ${amount(to)}`
        : from
          ? `at least ${amount(from)}`
          : "";
  return range && unit ? `${range} ${unit}` : range;
}

/** An example: the schema's own, which the document has for all but what its kind tells, else made of its parts. */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  const plain = resolved(schema, schemas);
  const [own = plain.example ?? plain.const ?? plain.default ?? undefined] = plain.examples ?? [];
  if (own !== undefined) return own;
  if (plain.enum) return plain.enum[0];
  if (plain.items) return [exampleOf(plain.items, schemas)];
  if (plain.type === "object") {
    const { properties = {} } = plain;
    return Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, exampleOf(property, schemas)]),
    );
  }
  return plain.type === "boolean" ? true : null;
}
