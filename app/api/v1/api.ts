import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { keyActor } from "@/lib/auth/actor";
import { env } from "@/lib/core/env";
import { AppError, notFound } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { requestContext, requestIdHeader } from "@/lib/core/request";
import { noteKeyUse } from "@/lib/domain/keys/queries";
import { type ApiEnv, type Endpoint, refuseKeyInUrl } from "@/lib/web/endpoint";
import { toAppError } from "@/lib/web/failure";
import { countRequest } from "@/lib/web/rate-limit";
import { memberAccess } from "./access";
import { auditEvents } from "./audit-events";
import {
  group,
  groupChange,
  groupCreation,
  groupDeletion,
  groupMemberAddition,
  groupMemberRemoval,
  groupMembers,
  groupProjects,
  groups,
} from "./groups";
import {
  invitationImport,
  invitationImportRows,
  invitationImportStart,
  invitationImports,
} from "./invitation-imports";
import { invitation, invitationDeeds, invitations, invite } from "./invitations";
import { me } from "./me";
import {
  apiOnlyMember,
  member,
  memberChange,
  memberDeeds,
  memberGroups,
  memberRemoval,
  members,
  removedMembers,
} from "./members";
import { organization, organizationChange } from "./organization";
import {
  project,
  projectAccess,
  projectAccessGiving,
  projectAccessTaking,
  projectArchiving,
  projectChange,
  projectCreation,
  projectPeople,
  projectRestoring,
  projects,
} from "./projects";
import { securityPolicy, securityPolicyChange, securityPolicyPreview } from "./security-policy";
import { signIns } from "./sign-ins";

/** Every endpoint of the API, in the order in which its document lists them. */
export const endpoints: readonly Endpoint[] = [
  me,
  organization,
  organizationChange,
  members,
  member,
  memberChange,
  memberRemoval,
  memberGroups,
  ...memberDeeds,
  apiOnlyMember,
  removedMembers,
  memberAccess,
  invitations,
  invite,
  invitation,
  ...invitationDeeds,
  invitationImports,
  invitationImportStart,
  invitationImport,
  invitationImportRows,
  groups,
  groupCreation,
  group,
  groupChange,
  groupDeletion,
  groupMembers,
  groupMemberAddition,
  groupMemberRemoval,
  groupProjects,
  projects,
  projectCreation,
  project,
  projectChange,
  projectArchiving,
  projectRestoring,
  projectAccess,
  projectPeople,
  projectAccessGiving,
  projectAccessTaking,
  securityPolicy,
  securityPolicyChange,
  securityPolicyPreview,
  signIns,
  auditEvents,
];

const base = "/api/v1";

const titles: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

function problem(c: Context, error: AppError): Response {
  const body = {
    type: "about:blank",
    title: titles[error.status] ?? "Error",
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId: c.req.header(requestIdHeader) ?? "",
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json" };
  if (error.retryAfterSeconds) headers["retry-after"] = String(error.retryAfterSeconds);
  if (error.status === 401) headers["www-authenticate"] = "Bearer";
  return c.body(JSON.stringify(body), error.status as 400, headers);
}

function bearer(c: Context): string {
  const header = c.req.header("authorization") ?? "";
  const [, secret] = header.match(/^bearer ([^\s,]+)$/i) ?? [];
  if (!secret)
    throw new AppError("unauthenticated", "Send an API key in the header Authorization: Bearer stw_…");
  return secret;
}

const app = new OpenAPIHono<ApiEnv>({
  defaultHook: (result) => {
    if (!result.success) throw result.error;
  },
}).basePath(base);

app.use(async (c, next) => {
  await next();
  c.res.headers.set("cache-control", "no-store");
  // Our own pages may call it from a browser, such as the reference; no other site's may.
  c.res.headers.set("access-control-allow-origin", env().APP_URL);
});

app.get("/openapi.json", (c) => c.json(openApiDocument()));

app.use(async (c, next) => {
  refuseKeyInUrl(new URL(c.req.url));
  const actor = await keyActor(bearer(c), requestContext(c.req.raw.headers));
  for (const [name, value] of Object.entries(await countRequest(actor.id))) c.header(name, value);
  c.set("actor", actor);
  const written = c.req.method === "POST" || c.req.method === "PATCH" || c.req.method === "PUT";
  if (written && !/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
    throw new AppError("unsupported-media-type", "Send the body as application/json.");
  }
  await next();
  noteKeyUse(actor).catch((error) => log.warn({ error }, "the use of a key was not noted"));
});

for (const endpoint of endpoints) endpoint.mount(app);

app.notFound((c) => {
  const path = c.req.path.slice(base.length);
  const allowed = endpoints
    .filter((endpoint) => pathPattern(endpoint.path).test(path))
    .map((endpoint) => endpoint.method);
  if (allowed.length === 0) return problem(c, notFound("address"));
  c.header("allow", [...new Set([...allowed, ...(allowed.includes("GET") ? ["HEAD"] : [])])].join(", "));
  return problem(c, new AppError("method-not-allowed", `${c.req.method} is not answered here.`));
});

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

app.onError((error, c) => {
  if (error instanceof HTTPException)
    return problem(c, new AppError("bad-request", "The body is not valid JSON."));
  return problem(c, toAppError(error));
});

/** The OpenAPI 3.1 document, made from the contracts that validate. */
export function openApiDocument() {
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Steward API",
      version: "1.0.0",
      description: "What a script may do in an organization, with an API key that its administrators made.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
      contact: { name: "Steward", url: env().APP_URL },
    },
    servers: [{ url: env().APP_URL, "x-internal": false } as { url: string }],
    tags: [
      "Key",
      "Organization",
      "Members",
      "Invitations",
      "Groups",
      "Projects",
      "Security policy",
      "Sign-in log",
      "Audit log",
    ].map((name) => ({ name, description: `Everything about: ${name.toLowerCase()}.` })),
  });
}

app.openAPIRegistry.registerComponent("securitySchemes", "apiKey", {
  type: "http",
  scheme: "bearer",
  bearerFormat: "stw_…",
  description: "An API key, made on the page API keys. RFC 6750.",
});

/** The public API: `server.ts` serves it in production, Next's route in development. */
export const api = app;
