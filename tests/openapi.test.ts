import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ZodType } from "zod";
import { endpoints, openApiDocument } from "@/app/api/v1/api";
import { bodies } from "@/app/api/v1/examples";
import { answers } from "@/app/api/v1/with-examples";
import { env } from "@/lib/core/env";

const folder = mkdtempSync(join(tmpdir(), "steward-openapi-"));
const file = join(folder, "openapi.json");
const ruleset = join(folder, "spectral.json");

beforeAll(() => {
  // A server in use is on https; the one of the tests is not, and the rules ask for it.
  const document = JSON.stringify(openApiDocument()).replaceAll(env().APP_URL, "https://console.example.com");
  writeFileSync(file, document);
  const owasp = join(process.cwd(), "node_modules/@stoplight/spectral-owasp-ruleset/dist/ruleset.js");
  writeFileSync(
    ruleset,
    JSON.stringify({
      extends: ["spectral:oas", owasp],
      // It knows scopes of OAuth alone; since 3.1 the document may name those of any key. That the scheme is there, Redocly sees.
      rules: { "oas3-operation-security-defined": "off" },
      // Whoever holds a key may report it as leaked, and proves by nothing else that it is theirs to end: no one is asked
      // who they are, so that no one is refused with 401 either.
      overrides: [
        {
          files: ["openapi.json#/paths/~1api~1v1~1keys~1leaked"],
          rules: {
            "owasp:api2:2023-write-restricted": "off",
            "owasp:api8:2023-define-error-responses-401": "off",
          },
        },
      ],
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

type Schema = {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};
type Operation = {
  operationId: string;
  parameters?: { name: string; in: string; schema: Schema; description?: string; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};

/** What the document shows of an operation's body. */
const bodyOf = (id: string): Record<string, unknown> =>
  (bodies as Record<string, Record<string, unknown>>)[id] ?? {};

/** The parts of a schema that do not show what they may hold. */
function bare(name: string, schema: Schema | undefined): string[] {
  if (!schema || ["$ref", "enum", "const", "examples"].some((word) => word in schema)) return [];
  if (schema.anyOf) return schema.anyOf.flatMap((part) => bare(name, part));
  if (schema.items) return bare(name, schema.items);
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([field, part]) => bare(`${name}.${field}`, part));
  const types = [schema.type].flat();
  return types.every((type) => type === "object" || type === "boolean" || type === "null") ? [] : [name];
}

const pick = (from: object | undefined, fields: string[]) =>
  Object.fromEntries(Object.entries(from ?? {}).filter(([field]) => fields.includes(field)));

/** The fields of a schema that have no words, at whatever depth; one or two could only repeat the name. */
function wordless(name: string, { properties = {}, items }: Schema): string[] {
  if (items) return wordless(name, items);
  return Object.entries(properties).flatMap(([field, part]) => [
    ...(saysMore(part.description) ? [] : [`${name}.${field}`]),
    ...wordless(`${name}.${field}`, part),
  ]);
}

const saysMore = (words = "") => words.split(" ").length > 2;

/** Every schema within a part of the document that has a pattern. */
function patterned(part: unknown): { pattern: string; examples?: unknown[] }[] {
  if (typeof part !== "object" || part === null) return [];
  const within = Object.values(part).flatMap(patterned);
  return "pattern" in part && typeof part.pattern === "string" ? [part as never, ...within] : within;
}

describe("the OpenAPI document", () => {
  test("is 3.1 and names every endpoint", () => {
    const document = openApiDocument();

    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths ?? {})).toContain("/api/v1/members/{id}");
  });

  test("names each operation once, and shows what every field, parameter and body may hold", () => {
    const { components, paths } = openApiDocument();
    const operations = Object.values(paths ?? {}).flatMap((path) => Object.values(path) as Operation[]);
    const names = operations.map(({ operationId }) => operationId);
    const shapes = [
      ...Object.entries(components?.schemas ?? {}),
      ...operations.flatMap(({ operationId, parameters = [], requestBody }) => [
        ...parameters
          .filter(({ example }) => example === undefined)
          .map(({ name, schema }) => [`${operationId} ${name}`, schema] as const),
        [operationId, requestBody?.content["application/json"]?.schema] as const,
      ]),
    ];

    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(endpoints.map(({ id }) => id));
    expect(shapes.flatMap(([name, schema]) => bare(name, schema as Schema | undefined))).toEqual([]);
  });

  test("says in words what every field of a body and every parameter of a query is", () => {
    const { paths } = openApiDocument();
    const operations = Object.values(paths ?? {}).flatMap((path) => Object.values(path) as Operation[]);

    const unsaid = operations.flatMap(({ operationId, parameters = [], requestBody }) => [
      ...parameters
        .filter(
          ({ in: place, schema, description = schema.description }) =>
            place === "query" && !saysMore(description),
        )
        .map(({ name }) => `${operationId} ${name}`),
      ...wordless(operationId, requestBody?.content["application/json"]?.schema ?? {}),
    ]);

    expect(unsaid).toEqual([]);
  });

  test("has patterns that hold with the flag u, as JSON Schema wants them, and without, and examples that fit", () => {
    const found = patterned(openApiDocument());

    const astray = found.filter(({ pattern, examples = [] }) =>
      ["", "u"].some((flag) => !examples.every((example) => new RegExp(pattern, flag).test(String(example)))),
    );
    expect(found.length).toBeGreaterThan(300);
    expect(astray).toEqual([]);
  });

  test.each(endpoints.filter(({ body }) => body))("shows a body that $id takes", ({ id, body }) => {
    const { success, error } = (body as ZodType).safeParse(bodyOf(id));

    expect(success, error?.message).toBe(true);
  });

  test.each(endpoints)(
    "shows an answer that $id gives, and that fits the body beside it",
    ({ id, answer }) => {
      const { success, error } = answer.safeParse(answers[id]);

      expect(success, error?.message).toBe(true);
      const shared = Object.keys(bodyOf(id)).filter((field) => field in (answers[id] ?? {}));
      // It is told whether the secret is the present one, not what it is.
      const repeated = shared.filter((field) => `${id}.${field}` !== "checkKey.secret");
      expect(pick(answers[id], repeated)).toEqual(pick(bodyOf(id), repeated));
    },
  );

  test.each([
    [
      "Spectral with the OWASP rules",
      "spectral",
      ["lint", "--fail-severity=hint", "--quiet", "--ruleset", ruleset, file],
    ],
    ["Redocly", "redocly", ["lint", file]],
  ])("satisfies %s", (_, command, args) => {
    const { status, stdout, stderr } = spawnSync(join("node_modules/.bin", command), args, {
      encoding: "utf8",
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });

    expect({ status, said: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, said: "" });
  });
});
