import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import type { Stranger } from "@/lib/auth/actor";
import { type KeyActor, keyActorOf, keyHashOf } from "@/lib/auth/key-actor";
import { noteKeyUse } from "@/lib/auth/key-use";
import { env } from "@/lib/core/env";
import { AppError, notFound } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { requestContext } from "@/lib/core/request";
import { recordRefusal } from "@/lib/domain/audit/record";
import type { ApiEnv, Endpoint } from "@/lib/web/endpoint";
import { etagOf, isKnown } from "@/lib/web/etag";
import { toAppError } from "@/lib/web/failure";
import { refuseKeyInUrl } from "@/lib/web/key-in-address";
import { answerProblem } from "@/lib/web/problem";
import { lookUpKey } from "@/lib/web/rate-limit";
import { memberAccess, memberAccount } from "./access";
import { auditEvents } from "./audit-events";
import { auditLog } from "./audit-log";
import { documentOf } from "./document";
import { exemptionEnding, exemptionGiving, exemptions } from "./exemptions";
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
import {
  key,
  keyChange,
  keyCheck,
  keyCreation,
  keyLinkSending,
  keyNarrowing,
  keyRevocation,
  keyRotation,
  keys,
  leakedKey,
} from "./keys";
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
import { networkTrialDeeds } from "./network-trial";
import { contactLinkSending, organization, organizationChange } from "./organization";
import { projectAccess, projectAccessGiving, projectAccessTaking, projectPeople } from "./project-access";
import {
  project,
  projectArchiving,
  projectChange,
  projectCreation,
  projectRestoring,
  projects,
} from "./projects";
import { everyRole, permissionHolders, permissionKeys } from "./roles";
import { policyDeeds, securityPolicy, securityPolicyChange, securityPolicyPreview } from "./security-policy";
import { signIns } from "./sign-ins";

/** Every endpoint of the API, in the order in which its document lists them. */
export const endpoints: readonly Endpoint[] = [
  me,
  organization,
  organizationChange,
  contactLinkSending,
  members,
  member,
  memberChange,
  memberRemoval,
  memberGroups,
  ...memberDeeds,
  apiOnlyMember,
  removedMembers,
  memberAccess,
  memberAccount,
  everyRole,
  permissionHolders,
  permissionKeys,
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
  keys,
  keyCreation,
  key,
  keyChange,
  keyRevocation,
  keyRotation,
  keyNarrowing,
  keyLinkSending,
  keyCheck,
  leakedKey,
  securityPolicy,
  securityPolicyChange,
  securityPolicyPreview,
  ...policyDeeds,
  ...networkTrialDeeds,
  exemptions,
  exemptionGiving,
  exemptionEnding,
  signIns,
  auditEvents,
  ...auditLog,
];

const base = "/api/v1";

function bearer(c: Context): string {
  const header = c.req.header("authorization") ?? "";
  const [, secret] = header.match(/^bearer ([^\s,]+)$/i) ?? [];
  if (!secret)
    throw new AppError("unauthenticated", "Send an API key in the header Authorization: Bearer stw_…");
  return secret;
}

/** The endpoints that ask for no key, as method and path. */
const openToAll = new Set(
  endpoints
    .filter(({ permission }) => permission === "public")
    .map(({ method, path }) => `${method} ${path}`),
);

function strangerOf(c: Context): Stranger {
  return { kind: "stranger", browser: null, request: requestContext(c.req.raw.headers) };
}

/** The endpoint that was asked, as the document names it: `GET /members/{id}`. */
function endpointOf(c: Context): string {
  const path = matchedRoutes(c).at(-1)?.path.slice(base.length) ?? "";
  return `${c.req.method} ${path.replace(/:(\w+)/g, "{$1}")}`;
}

/** The key that makes the call, counted against its limit. */
async function knownKey(c: Context): Promise<KeyActor> {
  const keyHash = keyHashOf(bearer(c));
  const request = requestContext(c.req.raw.headers);
  const tell = (name: string, value: string) => c.header(name, value);
  return lookUpKey(keyHash, request.ip, tell, () => keyActorOf(keyHash, request));
}

/** Writes into the audit log that a key tried to change something beyond its scopes. */
async function noteOverreach(c: Context<ApiEnv>): Promise<void> {
  const [actor, error] = [c.get("actor"), c.get("overreach")];
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (error && !isRead && actor.kind === "key")
    await recordRefusal(actor, "key.overreached", error, { endpoint: endpointOf(c) });
}

const app = new OpenAPIHono<ApiEnv>({
  defaultHook: (result) => {
    if (!result.success) throw result.error;
  },
}).basePath(base);

app.use(async (c, next) => {
  c.header("cache-control", "no-store");
  // Our own pages may call it from a browser, such as the reference; no other site's may.
  c.header("access-control-allow-origin", env().APP_URL);
  await next();
});

/** The document as it is sent: anyone may ask for it, and to make it takes a while. */
let written: { text: string; etag: string } | undefined;

app.get("/openapi.json", (c) => {
  if (!written) {
    const text = JSON.stringify(openApiDocument());
    written = { text, etag: etagOf(text) };
  }
  c.header("etag", written.etag);
  if (isKnown(c.req.header("if-none-match"), written.etag)) return c.body(null, 304);
  return c.body(written.text, 200, { "content-type": "application/json" });
});

app.use(async (c, next) => {
  refuseKeyInUrl(c.req.url);
  if (c.req.method === "OPTIONS") return answerOptions(c);
  const isOpen = openToAll.has(`${c.req.method} ${c.req.path.slice(base.length)}`);
  const actor = isOpen ? strangerOf(c) : await knownKey(c);
  c.set("actor", actor);
  await next();
  await noteOverreach(c);
  if (actor.kind === "key")
    noteKeyUse(actor, endpointOf(c)).catch((error) => log.warn({ error }, "the use of a key was not noted"));
});

for (const endpoint of endpoints) endpoint.mount(app);

const addresses = [...endpoints, { method: "GET", path: "/openapi.json" }].map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
}));

/** The methods that an address answers; none where there is no such address. */
function methodsAt(c: Context): string[] {
  if (!c.req.path.startsWith(base)) return [];
  const path = c.req.path.slice(base.length);
  const methods = addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  if (methods.length === 0) return [];
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])];
}

/** Says which methods an address answers, to anyone: the document says it too. */
function answerOptions(c: Context): Response {
  const methods = methodsAt(c);
  if (methods.length === 0) throw notFound("address");
  return c.body(null, 204, { allow: methods.join(", ") });
}

app.notFound((c) => {
  const methods = methodsAt(c);
  if (methods.length === 0) return answerProblem(c, notFound("address"));
  c.header("allow", methods.join(", "));
  return answerProblem(c, new AppError("method-not-allowed", `${c.req.method} is not answered here.`));
});

app.onError((error, c) => answerProblem(c, toAppError(error)));

/** The OpenAPI 3.1 document, made from the contracts that validate. */
export const openApiDocument = () => documentOf(app);

/** The public API: `server.ts` serves it in production, Next's route in development. */
export const api = app;
