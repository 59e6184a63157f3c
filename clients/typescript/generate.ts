import { writeFileSync } from "node:fs";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { openApiDocument } from "@/app/api/v1/api";
import { dayAhead } from "@/app/api/v1/examples";

/** Where the TypeScript client keeps the types that are made from the document. */
export const clientSchema = "clients/typescript/src/schema.ts";

const head = `// biome-ignore-all format: made by \`npm run client:generate\`.
// biome-ignore-all lint: made by \`npm run client:generate\`.

`;

type Media = { schema?: unknown; example?: unknown };
type Operation = { responses?: Record<string, { headers?: unknown; content?: Record<string, Media> }> };

/**
 * Only how an operation answers when it is done: every refusal is a `Problem`, which the client throws. The whole example of
 * an answer would be longer than its types; those of its fields stay.
 */
function withoutRefusals({ responses = {}, ...operation }: Operation): Operation {
  const done = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return {
    ...operation,
    responses: Object.fromEntries(
      done.map(([status, { headers: _, content = {}, ...answer }]) => [
        status,
        { ...answer, content: withoutExamples(content) },
      ]),
    ),
  };
}

function withoutExamples(content: Record<string, Media>): Record<string, Media> {
  return Object.fromEntries(Object.entries(content).map(([type, { example: _, ...media }]) => [type, media]));
}

/** The client's types, made from the OpenAPI document. Paths begin below `/api/v1`, as the client is called. */
export async function clientTypes(): Promise<string> {
  const { paths = {}, ...document } = openApiDocument();
  const slim = Object.entries(paths).map(([path, item]) => [
    path.replace(/^\/api\/v1/, ""),
    Object.fromEntries(
      Object.entries(item).map(([method, operation]) => [method, withoutRefusals(operation as Operation)]),
    ),
  ]);
  const types = await openapiTS({ ...document, paths: Object.fromEntries(slim) } as OpenAPI3, {
    // What has a default need not be sent.
    defaultNonNullable: false,
  });
  // Else the types would be others every day.
  return head + astToString(types).replaceAll(dayAhead, "2026-12-01T09:00:00.000Z");
}

if (process.argv[1] === import.meta.filename) {
  process.env.APP_URL ??= "http://localhost:3000";
  process.env.DATABASE_URL ??= "postgres://none/none";
  process.env.AUTH_SECRET ??= "not-needed-to-describe-the-contract";
  process.env.ENCRYPTION_KEY ??= Buffer.alloc(32).toString("base64");
  writeFileSync(clientSchema, await clientTypes());
  process.stdout.write(`Wrote ${clientSchema}.\n`);
}
