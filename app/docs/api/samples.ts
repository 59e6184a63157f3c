import type { ReferenceEndpoint } from "./reference";

/** How a call looks in the languages that people write scripts in. */

export const languages = ["curl", "TypeScript", "Python"] as const;
export type Language = (typeof languages)[number];

/** The least that the endpoint needs, filled with its examples. */
function given({ parameters, body }: ReferenceEndpoint) {
  const needed = (fields: ReferenceEndpoint["parameters"]["path"]) =>
    Object.fromEntries(fields.filter(({ required }) => required).map(({ name, example }) => [name, example]));
  return {
    path: needed(parameters.path),
    query: needed(parameters.query),
    header: needed(parameters.header),
    body: body?.example,
  };
}

type Given = ReturnType<typeof given>;

function address(url: string, path: string, values: Given): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(values.path[name])));
  const query = new URLSearchParams(
    Object.entries(values.query).map(([name, value]) => [name, String(value)]),
  );
  return url + filled + (query.size > 0 ? `?${query}` : "");
}

/** The call in each language, with the endpoint's own examples. */
export function samplesOf(endpoint: ReferenceEndpoint, url: string): Record<Language, string> {
  const values = given(endpoint);
  return {
    curl: curl(endpoint, url, values),
    TypeScript: typeScript(endpoint, url, values),
    Python: python(endpoint, url, values),
  };
}

const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function curl({ method, path, keyed, mayReplay }: ReferenceEndpoint, url: string, values: Given): string {
  const { header, body } = values;
  const parts = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${shellQuoted(address(url, path, values))}`,
    ...(keyed ? ['-H "Authorization: Bearer $STEWARD_KEY"'] : []),
    ...Object.entries(header).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(mayReplay ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(body === undefined
      ? []
      : ['-H "Content-Type: application/json"', `-d ${shellQuoted(JSON.stringify(body, null, 2))}`]),
  ];
  return parts.join(" \\\n  ");
}

function typeScript({ method, path, parameters, reply }: ReferenceEndpoint, url: string, values: Given) {
  const below = path.replace(/^\/api\/v1/, "");
  const parts = Object.fromEntries(
    Object.entries(values).filter(
      ([name, part]) => part !== undefined && (name === "body" || Object.keys(part as object).length > 0),
    ),
  );
  const input = Object.keys(parts).length > 0 ? `, ${literal(parts, notations.TypeScript)}` : "";
  const isList = method === "GET" && parameters.query.some(({ name }) => name === "cursor");
  const call = `steward.${method.toLowerCase()}("${below}"${input})`;
  return [
    `import { createClient${isList ? ", pages" : ""} } from "@steward/client";`,
    "",
    `const steward = createClient({ url: "${url}", key: process.env.STEWARD_KEY! });`,
    "",
    ...(isList
      ? [
          `for await (const row of pages(steward, "${below}"${input})) {`,
          "  // One row after the other, over all pages.",
          "}",
        ]
      : [reply.example === undefined ? `await ${call};` : `const answer = await ${call};`]),
  ].join("\n");
}

/** How a language writes what JSON writes. */
type Notation = { step: string; pad: string; name: (name: string) => string; word: (word: string) => string };

const notations: Record<"TypeScript" | "Python", Notation> = {
  TypeScript: {
    step: "  ",
    pad: " ",
    name: (name) => (/^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name)),
    word: (word) => word,
  },
  Python: {
    step: "    ",
    pad: "",
    name: (name) => JSON.stringify(name),
    word: (word) => ({ null: "None", true: "True", false: "False" })[word] ?? word,
  },
};

/** A value as a language writes it: on one line where it is short. */
function literal(value: unknown, notation: Notation, indent = ""): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, notation, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return notation.word(JSON.stringify(value));
  const deeper = indent + notation.step;
  const entries = Object.entries(value).map(
    ([name, part]) => `${notation.name(name)}: ${literal(part, notation, deeper)}`,
  );
  if (entries.length === 0) return "{}";
  const line = `{${notation.pad}${entries.join(", ")}${notation.pad}}`;
  if (line.length < 60 && !line.includes("\n")) return line;
  return `{\n${entries.map((entry) => `${deeper}${entry},\n`).join("")}${indent}}`;
}

function python({ method, path, keyed, mayReplay }: ReferenceEndpoint, url: string, values: Given): string {
  const headers = [
    ...(keyed ? [`"Authorization": f"Bearer {os.environ['STEWARD_KEY']}"`] : []),
    ...Object.entries(values.header).map(
      ([name, value]) => `${JSON.stringify(name)}: ${literal(value, notations.Python)}`,
    ),
    ...(mayReplay ? ['"Idempotency-Key": str(uuid.uuid4())'] : []),
  ];
  return [
    ...(keyed ? ["import os"] : []),
    ...(mayReplay ? ["import uuid"] : []),
    "import requests",
    "",
    `answer = requests.${method.toLowerCase()}(`,
    `    ${JSON.stringify(address(url, path, values))},`,
    ...(headers.length === 1 ? [`    headers={${headers[0]}},`] : []),
    ...(headers.length > 1 ? ["    headers={", ...headers.map((line) => `        ${line},`), "    },"] : []),
    ...(values.body === undefined ? [] : [`    json=${literal(values.body, notations.Python, "    ")},`]),
    "    timeout=30,",
    ")",
    "if not answer.ok:",
    "    problem = answer.json()",
    "    raise SystemExit(f\"{problem['code']}: {problem['detail']}\")",
    "print(answer.json())",
  ].join("\n");
}
