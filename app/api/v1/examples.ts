import { day, fromNow } from "@/lib/core/clock";

/** Examples for the OpenAPI document, given by what a field is called and looks like, so that no contract has to carry them. */

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
  anyOf?: Schema[];
  allOf?: Schema[];
};

type Parameter = { name: string; in: string; schema?: Schema; example?: unknown };
type Operation = {
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema; example?: unknown }> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
};
type Document = {
  components?: { schemas?: Record<string, Schema> };
  paths?: Record<string, Record<string, Operation>>;
};

/** A day ahead, so that a body with it can be sent as it is shown. */
export const dayAhead = `${fromNow(180 * day)
  .toISOString()
  .slice(0, 10)}T09:00:00.000Z`;

/** What a body may look like, whole, by the operation that takes it. */
export const bodies: Record<string, object> = {
  changeOrganization: { legalName: "Northwind Security Ltd", timeZone: "Europe/Berlin", dateFormat: "iso" },
  changeMember: { role: "team-leader" },
  setMemberGroups: { groupIds: ["grp_01kaj53x00e00s000000000000"] },
  createApiOnlyMember: { name: "Deploy robot", role: "user" },
  createInvitation: { email: "ada@example.com", name: "Ada Lovelace", role: "user", expiresInDays: 7 },
  startInvitationImport: {
    rows: [
      { email: "grace@example.com", name: "Grace Hopper", role: "user" },
      { email: "linus@example.com", role: "team-leader" },
    ],
    message: "Welcome to the team.",
  },
  createGroup: { name: "Platform", description: "Ships on Fridays" },
  changeGroup: { description: "Ships on Mondays" },
  addGroupMembers: { members: ["mem_01kaj53x00e00s000000000000"] },
  createProject: { name: "Web shop", description: "Cards and accounts" },
  changeProject: { description: "Cards, accounts and returns" },
  giveProjectAccess: { role: "member" },
  createKey: { name: "Nightly report", kind: "organization", scopes: ["members:read"], expiresInDays: 90 },
  changeKey: { name: "Weekly report", networks: ["192.0.2.0/24"] },
  rotateKey: { overlapMinutes: 60 },
  sendKeyLink: { recipientId: "mem_01kaj53x00e00s000000000000" },
  checkKey: { secret: "stw_0123456789" },
  reportLeakedKey: { secret: "stw_0123456789" },
  sendContactLink: { contact: "alerting" },
  revertSecurityPolicy: { eventId: "aud_01kaj53x00e00s000000000000" },
  setAuditRetention: { days: 400 },
  changeSecurityPolicy: { passwordMinLength: 12, idleMinutes: 60 },
  previewSecurityPolicy: { requireSecondFactor: true },
  giveExemption: {
    memberId: "mem_01kaj53x00e00s000000000000",
    reason: "Waits for a new phone",
    until: dayAhead,
  },
};

/** What things are called, by the beginning of their ids. */
const names: Record<string, string> = {
  org: "Northwind Security",
  mem: "Ada Lovelace",
  grp: "Platform",
  prj: "Web shop",
  key: "Deploy",
  ses: "Ada Lovelace",
};

const cursor = "WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA";
const prefix = "stw_4fXkQ9Lw";
const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** What a field of this name holds, where its kind does not tell. */
const values: Record<string, unknown> = {
  name: "Ada Lovelace",
  holder: "Ada Lovelace",
  legalName: "Northwind Security Ltd",
  description: "Ships on Fridays",
  slug: "northwind-security",
  plan: "Community",
  timeZone: "Europe/Berlin",
  cursor,
  nextCursor: cursor,
  q: "ada",
  message: "Welcome to the team.",
  actor: "mem_01kaj53x00e00s000000000000",
  target: "grp_01kaj53x00e00s000000000000",
  kind: "member",
  action: "member.role_changed",
  before: { role: "user" },
  after: { role: "admin" },
  ip: "192.0.2.7",
  userAgent: "curl/8.14.1",
  hash,
  requestId: "0b4f5d3e-6a0c-4d6b-9d0e-2f6a1c9b7e55",
  id: "mem_01kaj53x00e00s000000000000",
  sessionId: "ses_01kaj53x00e00s000000000000",
  keyId: "key_01kaj53x00e00s000000000000",
  given: "ada@example.com",
  members: "ada@example.com",
  reason: "This address is not complete.",
  complaint: "its content was changed",
  detail: "ada@example.com",
  field: "networks",
  cidr: "192.0.2.0/24",
  networks: "192.0.2.0/24",
  note: "The office",
  email: "ada@example.com",
  role: "user",
  groups: "Platform",
  prefix,
  secret: `${prefix}_${"0123456789".repeat(5).slice(0, 49)}`,
  lastUsedEndpoint: "GET /members",
  lastUsedIp: "192.0.2.7",
  sentTo: "ada@example.com",
};

const emailLike = /email/i;

/** An id of the kind that a pattern asks for. */
function idFor(pattern: string): string | undefined {
  const [, prefix] = pattern.match(/^\^([a-z]{3})_\[0-7\]/) ?? [];
  return prefix && `${prefix}_01kaj53x00e00s000000000000`;
}

function exampleOf(name: string, schema: Schema, named: string | undefined): unknown {
  const types = [schema.type].flat();
  if (schema.pattern && idFor(schema.pattern)) return idFor(schema.pattern);
  if (schema.format === "date-time") return "2026-12-01T09:00:00.000Z";
  if (schema.format === "date") return "2026-12-01";
  if (schema.format === "email" || emailLike.test(name)) return values.email;
  if (types.includes("integer") || types.includes("number"))
    return schema.default ?? Math.min(Math.max(schema.minimum ?? 0, 7), schema.maximum ?? 7);
  return (name === "name" && named) || (/Name$/.test(name) && !values[name] ? values.name : values[name]);
}

/** Gives each part of a schema an example that has none and cannot do without. */
function illustrate(name: string, schema: Schema, named?: string): void {
  if (schema.examples || schema.enum || schema.const !== undefined || "$ref" in schema) return;
  for (const part of [...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) illustrate(name, part, named);
  if (schema.items) illustrate(name, schema.items, named);
  if (schema.properties) {
    const ownName = names[idFor(schema.properties.id?.pattern ?? "")?.slice(0, 3) ?? ""] ?? named;
    for (const [field, part] of Object.entries(schema.properties)) illustrate(field, part, ownName);
  } else if (!schema.items && !schema.anyOf && !schema.allOf) {
    const example = exampleOf(name, schema, named);
    if (example !== undefined) schema.examples = [example];
  }
}

/** What a deed makes or changes, by the address that it is sent to. */
function namedAt(path: string): string | undefined {
  const [, prefix] = path.match(/\/(groups|projects|organization|keys)(?:\/\{id\})?$/) ?? [];
  return prefix && names[{ groups: "grp", projects: "prj", organization: "org", keys: "key" }[prefix] ?? ""];
}

/** The document with an example for every field and parameter whose kind does not say what to send. */
export function withExamples<Given extends object>(document: Given): Given {
  const { components, paths } = document as Document;
  for (const [name, schema] of Object.entries(components?.schemas ?? {})) illustrate(name, schema);
  for (const [path, operations] of Object.entries(paths ?? {})) {
    for (const { operationId = "", parameters = [], requestBody, responses = {} } of Object.values(
      operations,
    )) {
      for (const content of Object.values(requestBody?.content ?? {}))
        content.example = bodies[operationId] ?? {};
      for (const parameter of parameters) {
        if (!parameter.schema || "example" in parameter) continue;
        illustrate(parameter.name, parameter.schema);
        const { examples: [example] = [], enum: [choice] = [], default: usual } = parameter.schema;
        parameter.example = usual ?? choice ?? example;
      }
      for (const { content = {} } of [requestBody ?? {}, ...Object.values(responses)])
        for (const { schema } of Object.values(content)) if (schema) illustrate("", schema, namedAt(path));
    }
  }
  return document;
}
