import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { api, endpoints } from "@/app/api/v1/api";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { narrowedTo, permissionsOf, projectPermissionsOf } from "@/lib/auth/permissions";
import { day, fromNow } from "@/lib/core/clock";
import { clientAddressHeader, requestIdHeader } from "@/lib/core/request";
import { type Role, type Scope, scopes } from "@/lib/core/roles";
import { exemptMember } from "@/lib/domain/exemptions/commands";
import { startImport, workOffImport } from "@/lib/domain/invitation-imports/commands";
import { revokeKey } from "@/lib/domain/keys/commands";
import { removeMember } from "@/lib/domain/members/commands";
import { findOrganization } from "@/lib/domain/organizations/queries";
import { archiveProject } from "@/lib/domain/projects/commands";
import { findSecurityPolicy } from "@/lib/domain/security/queries";
import { problemSchema } from "@/lib/web/problem";
import { findVersion, home, set } from "./given-policies";
import {
  address,
  givenAuthenticator,
  givenLocked,
  givenSettledKey,
  givenSignedIn,
  givenWaitingKey,
  invited,
} from "./givens";

/** What the refusals of an endpoint are tried with. */
type Row = {
  /** A path with ids of this organization in it, a body that fits, and what else the call has to carry. */
  given: (
    org: GivenOrganization,
  ) => Promise<{ path: string; body?: Record<string, unknown>; headers?: Record<string, string> }>;
  /** Whether the fields of the body may be left out. */
  partial?: boolean;
  /** Whether 1 is a number that fits wherever the body has one. */
  takesOne?: boolean;
  /** Whether a list in the body may be empty. */
  emptiable?: boolean;
  /** The same with an id that nothing has, where the path carries one. */
  absent?: string;
  /** Scopes that a key has to have for what the body gives, and to whom; with another body, others. */
  gives?: readonly Scope[];
  /** Which of the usual parameters of a list it takes. */
  list?: { q: boolean };
};

const noGroup = "/groups/grp_01k00000000000000000000000";

const noInvitation = "/invitations/inv_01k00000000000000000000000";
const noImport = "/invitation-imports/imp_01k00000000000000000000000";

/** A list of one address that is no address, worked off. */
async function imported(org: GivenOrganization): Promise<string> {
  const rows = [{ position: 1, email: "nobody", name: "", role: "user", groups: [] }];
  const { id } = await startImport(org.owner, { rows, expiresInDays: 7 });
  await workOffImport({ organizationId: org.id, importId: id });
  return id;
}

const noProject = "/projects/prj_01k00000000000000000000000";

const noKey = "/keys/key_01k00000000000000000000000";
const pathOfKey = async (org: GivenOrganization) => `/keys/${(await org.key(["organization:read"])).id}`;

const noMember = "/members/mem_01k00000000000000000000000";

/** A deed to a member that takes no more than an id. */
const deedTo = (
  deed: string,
  given: (org: GivenOrganization) => Promise<{ id: string }>,
  gives?: readonly Scope[],
): Row => ({
  gives,
  given: async (org) => ({ path: `/members/${(await given(org)).id}/${deed}`, body: {} }),
  absent: `${noMember}/${deed}`,
});

/** What a role lets its holder do, as the scopes of a key. */
const scopesOf = (role: Role) => [...narrowedTo(permissionsOf[role], scopes).keys()] as Scope[];

const leave = { reason: "Waits for a phone", until: fromNow(day) };

/** A way to end the trial of a list of networks in which everyone is. */
const trialEnd = (deed: string): Row => ({
  given: async (org) => {
    const networks = [{ ...home, note: randomBytes(4).toString("hex") }];
    const { version } = await set(org, { networks, networksForKeys: true });
    const headers = { "if-match": `"${version}"` };
    return { path: `/security-policy/networks/${deed}`, body: {}, headers };
  },
});

const rows: Record<string, Row> = {
  "GET /me": { given: async () => ({ path: "/me" }) },
  "GET /organization": { given: async () => ({ path: "/organization" }) },
  "PATCH /organization": {
    given: async (org) => ({
      path: "/organization",
      body: { legalName: `Ltd ${randomBytes(4).toString("hex")}`, timeZone: "Asia/Tokyo", dateFormat: "iso" },
      headers: { "if-match": `"${(await findOrganization(org.owner)).version}"` },
    }),
    partial: true,
  },
  "POST /organization/contact-link": {
    given: async (org) => {
      await org.set({ pendingAlertingEmail: address() });
      return { path: "/organization/contact-link", body: { contact: "alerting" } };
    },
  },
  "GET /members": { given: async () => ({ path: "/members" }), list: { q: true } },
  "GET /members/{id}": {
    given: async (org) => ({ path: `/members/${org.owner.id}` }),
    absent: "/members/mem_01k00000000000000000000000",
  },
  "PATCH /members/{id}": {
    gives: scopesOf("team-leader"),
    given: async (org) => ({
      path: `/members/${(await org.member("user")).id}`,
      body: { role: "team-leader", seen: "user" },
    }),
    partial: true,
    absent: noMember,
  },
  "DELETE /members/{id}": {
    given: async (org) => ({ path: `/members/${(await org.member("user")).id}` }),
    absent: noMember,
  },
  "POST /api-only-members": {
    gives: scopesOf("user"),
    given: async () => ({ path: "/api-only-members", body: { name: "Deploy robot", role: "user" } }),
  },
  "PUT /members/{id}/groups": {
    given: async (org) => ({
      path: `/members/${(await org.member("user")).id}/groups`,
      body: { groupIds: [(await org.group()).id] },
    }),
    emptiable: true,
    absent: `${noMember}/groups`,
  },
  "POST /members/{id}/disable": deedTo("disable", (org) => org.member("user")),
  "POST /members/{id}/enable": deedTo(
    "enable",
    async (org) => {
      const member = await org.member("user");
      await org.setMember(member.id, { status: "disabled" });
      return member;
    },
    scopesOf("user"),
  ),
  "POST /members/{id}/unlock": deedTo("unlock", givenLocked),
  "POST /members/{id}/reset-second-factors": deedTo("reset-second-factors", givenAuthenticator),
  "POST /members/{id}/end-sessions": deedTo("end-sessions", givenSignedIn),
  "POST /members/{id}/restore": deedTo(
    "restore",
    async (org) => {
      const member = await org.member("user");
      await removeMember(org.owner, { memberId: member.id, confirm: member.person.email });
      return member;
    },
    scopesOf("user"),
  ),
  "GET /removed-members": { given: async () => ({ path: "/removed-members" }), list: { q: true } },
  "GET /members/{id}/account": {
    given: async (org) => ({ path: `/members/${(await org.member("user")).id}/account` }),
    absent: `${noMember}/account`,
  },
  "GET /roles": { given: async () => ({ path: "/roles" }) },
  "GET /permissions/{permission}/holders": {
    given: async () => ({ path: "/permissions/members:write/holders" }),
    list: { q: true },
  },
  "GET /permissions/{permission}/keys": {
    given: async () => ({ path: "/permissions/members:write/keys" }),
    list: { q: true },
  },
  "GET /invitations": { given: async () => ({ path: "/invitations" }), list: { q: true } },
  "GET /invitations/{id}": {
    given: async (org) => ({ path: `/invitations/${(await invited(org)).invitationId}` }),
    absent: noInvitation,
  },
  "POST /invitations/{id}/resend": {
    gives: scopesOf("user"),
    given: async (org) => ({ path: `/invitations/${(await invited(org)).invitationId}/resend`, body: {} }),
    absent: `${noInvitation}/resend`,
  },
  "POST /invitations/{id}/cancel": {
    gives: scopesOf("user"),
    given: async (org) => ({ path: `/invitations/${(await invited(org)).invitationId}/cancel`, body: {} }),
    absent: `${noInvitation}/cancel`,
  },
  "GET /invitation-imports": {
    given: async () => ({ path: "/invitation-imports" }),
    list: { q: false },
  },
  "POST /invitation-imports": {
    given: async () => ({
      path: "/invitation-imports",
      body: { rows: [{ email: `${randomBytes(8).toString("hex")}@example.com`, role: "user" }] },
    }),
  },
  "GET /invitation-imports/{id}": {
    given: async (org) => ({ path: `/invitation-imports/${await imported(org)}` }),
    absent: noImport,
  },
  "GET /invitation-imports/{id}/rows": {
    given: async (org) => ({ path: `/invitation-imports/${await imported(org)}/rows` }),
    absent: `${noImport}/rows`,
    list: { q: true },
  },
  "POST /invitations": {
    gives: scopesOf("user"),
    given: async () => ({
      path: "/invitations",
      body: { email: `${randomBytes(8).toString("hex")}@example.com`, role: "user" },
    }),
  },
  "GET /members/{id}/access": {
    given: async (org) => ({ path: `/members/${org.owner.id}/access` }),
    absent: "/members/mem_01k00000000000000000000000/access",
  },
  "GET /projects": { given: async () => ({ path: "/projects" }), list: { q: true } },
  "POST /projects": {
    given: async () => ({ path: "/projects", body: { name: `Web ${randomBytes(8).toString("hex")}` } }),
  },
  "GET /projects/{id}": {
    given: async (org) => ({ path: `/projects/${(await org.project()).id}` }),
    absent: noProject,
  },
  "PATCH /projects/{id}": {
    given: async (org) => ({
      path: `/projects/${(await org.project()).id}`,
      body: { description: "Cards and accounts" },
      headers: { "if-match": '"0"' },
    }),
    partial: true,
    absent: noProject,
  },
  "POST /projects/{id}/archive": {
    given: async (org) => ({ path: `/projects/${(await org.project()).id}/archive`, body: {} }),
    absent: `${noProject}/archive`,
  },
  "POST /projects/{id}/restore": {
    given: async (org) => {
      const { id } = await org.project();
      await archiveProject(org.owner, { projectId: id });
      return { path: `/projects/${id}/restore`, body: {} };
    },
    absent: `${noProject}/restore`,
  },
  "GET /projects/{id}/access": {
    given: async (org) => ({ path: `/projects/${(await org.project()).id}/access` }),
    absent: `${noProject}/access`,
    list: { q: true },
  },
  "GET /projects/{id}/people": {
    given: async (org) => ({ path: `/projects/${(await org.project()).id}/people` }),
    absent: `${noProject}/people`,
    list: { q: true },
  },
  "PUT /projects/{id}/access/{holderId}": {
    gives: [...projectPermissionsOf.member, "members:read"],
    given: async (org) => ({
      path: `/projects/${(await org.project()).id}/access/${(await org.member("user")).id}`,
      body: { role: "member" },
    }),
    absent: `${noProject}/access/mem_01k00000000000000000000000`,
  },
  "DELETE /projects/{id}/access/{holderId}": {
    given: async (org) => {
      const member = await org.member("user");
      const { id } = await org.project({ members: [[member, "viewer"]] });
      return { path: `/projects/${id}/access/${member.id}` };
    },
    absent: `${noProject}/access/mem_01k00000000000000000000000`,
  },
  "GET /groups": { given: async () => ({ path: "/groups" }), list: { q: true } },
  "POST /groups": {
    given: async () => ({ path: "/groups", body: { name: `Team ${randomBytes(8).toString("hex")}` } }),
  },
  "GET /groups/{id}": {
    given: async (org) => ({ path: `/groups/${(await org.group()).id}` }),
    absent: noGroup,
  },
  "PATCH /groups/{id}": {
    given: async (org) => ({
      path: `/groups/${(await org.group()).id}`,
      body: { description: "Ships on Fridays" },
      headers: { "if-match": '"0"' },
    }),
    partial: true,
    absent: noGroup,
  },
  "DELETE /groups/{id}": {
    given: async (org) => ({
      path: `/groups/${(await org.group()).id}`,
      headers: { "if-match": '"0"' },
    }),
    absent: noGroup,
  },
  "GET /groups/{id}/members": {
    given: async (org) => ({ path: `/groups/${(await org.group()).id}/members` }),
    absent: `${noGroup}/members`,
    list: { q: true },
  },
  "POST /groups/{id}/members": {
    given: async (org) => ({
      path: `/groups/${(await org.group()).id}/members`,
      body: { members: [(await org.member("user")).id] },
    }),
    absent: `${noGroup}/members`,
  },
  "DELETE /groups/{id}/members/{memberId}": {
    given: async (org) => {
      const member = await org.member("user");
      return { path: `/groups/${(await org.group({ members: [member] })).id}/members/${member.id}` };
    },
    absent: `${noGroup}/members/mem_01k00000000000000000000000`,
  },
  "GET /groups/{id}/projects": {
    given: async (org) => ({ path: `/groups/${(await org.group()).id}/projects` }),
    absent: `${noGroup}/projects`,
    list: { q: true },
  },
  "GET /keys": { given: async () => ({ path: "/keys" }), list: { q: true } },
  "POST /keys": {
    gives: ["organization:read"],
    given: async () => ({
      path: "/keys",
      body: { name: "Nightly", kind: "organization", scopes: ["organization:read"] },
    }),
    partial: true,
  },
  "GET /keys/{id}": { given: async (org) => ({ path: await pathOfKey(org) }), absent: noKey },
  "PATCH /keys/{id}": {
    gives: ["organization:read", "members:read"],
    given: async (org) => ({
      path: await pathOfKey(org),
      body: { name: "Renamed", scopes: ["members:read"] },
    }),
    partial: true,
    absent: noKey,
  },
  "DELETE /keys/{id}": { given: async (org) => ({ path: await pathOfKey(org) }), absent: noKey },
  "POST /keys/{id}/rotate": {
    gives: ["organization:read"],
    given: async (org) => ({ path: `${await pathOfKey(org)}/rotate`, body: { overlapMinutes: 15 } }),
    takesOne: true,
    absent: `${noKey}/rotate`,
  },
  "POST /keys/{id}/narrow": {
    given: async (org) => ({ path: `/keys/${await givenSettledKey(org)}/narrow`, body: {} }),
    absent: `${noKey}/narrow`,
  },
  "POST /keys/{id}/reveal-link": {
    gives: ["organization:read"],
    given: async (org) => {
      const { id } = await givenWaitingKey(org, await org.member("user"));
      return { path: `/keys/${id}/reveal-link`, body: {} };
    },
    absent: `${noKey}/reveal-link`,
  },
  "POST /keys/check": {
    given: async (org) => ({
      path: "/keys/check",
      body: { secret: await org.keySecret(["organization:read"]) },
    }),
  },
  "POST /keys/leaked": {
    given: async (org) => ({
      path: "/keys/leaked",
      body: { secret: await org.keySecret(["organization:read"]) },
    }),
  },
  "GET /security-policy": { given: async () => ({ path: "/security-policy" }) },
  "PATCH /security-policy": {
    given: async (org) => ({
      path: "/security-policy",
      body: { passwordMinLength: 12, idleMinutes: 60 },
      headers: { "if-match": `"${(await findSecurityPolicy(org.owner)).version}"` },
    }),
    partial: true,
  },
  "POST /security-policy/preview": {
    given: async () => ({ path: "/security-policy/preview", body: { requireSecondFactor: true } }),
    partial: true,
  },
  "POST /security-policy/revert": {
    given: async (org) => {
      const { version } = await findVersion(org);
      await set(org, { passwordReuse: 1 + (version % 20) });
      const eventId = (await auditTrail(org.id)).findLast(({ action }) => action === "policy.changed")?.id;
      const headers = { "if-match": `"${version + 1}"` };
      return { path: "/security-policy/revert", body: { eventId }, headers };
    },
  },
  "POST /security-policy/remind": { given: async () => ({ path: "/security-policy/remind", body: {} }) },
  "POST /security-policy/networks/confirm": trialEnd("confirm"),
  "POST /security-policy/networks/drop": trialEnd("drop"),
  "GET /security-policy/exemptions": {
    given: async () => ({ path: "/security-policy/exemptions" }),
    list: { q: false },
  },
  "POST /security-policy/exemptions": {
    given: async (org) => ({
      path: "/security-policy/exemptions",
      body: { ...leave, memberId: (await org.member("user")).id },
    }),
  },
  "DELETE /security-policy/exemptions/{memberId}": {
    given: async (org) => {
      const { id: memberId } = await org.member("user");
      await exemptMember(org.owner, { ...leave, memberId });
      return { path: `/security-policy/exemptions/${memberId}` };
    },
    absent: "/security-policy/exemptions/mem_01k00000000000000000000000",
  },
  "GET /sign-ins": { given: async () => ({ path: "/sign-ins" }), list: { q: true } },
  "POST /audit-log/verify": { given: async () => ({ path: "/audit-log/verify", body: {} }) },
  "GET /audit-log/retention": { given: async () => ({ path: "/audit-log/retention" }) },
  "PUT /audit-log/retention": {
    given: async () => ({ path: "/audit-log/retention", body: { days: 90 } }),
    partial: true,
  },
  "GET /audit-events": { given: async () => ({ path: "/audit-events" }), list: { q: true } },
};

type Problem = z.output<typeof problemSchema>;

/** The same for all calls, so that two refusals can be equal. */
const requestId = randomUUID();

async function call(method: string, path: string, key: string | null, init: RequestInit = {}) {
  const answer = await api.request(`/api/v1${path}`, {
    method,
    ...init,
    headers: {
      [clientAddressHeader]: "2001:db8::1",
      [requestIdHeader]: requestId,
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...init.headers,
    },
  });
  const text = await answer.text();
  expect(answer.status, `${method} ${path}: ${text}`).toBeLessThan(500);
  expect(text).not.toMatch(/ at .+\.ts|node_modules|select .+ from|insert into/i);
  return { status: answer.status, headers: answer.headers, text };
}

/** A call that is refused, as the problem (RFC 9457) it answers with. */
async function refused(...[method, path, key, init]: Parameters<typeof call>): Promise<Problem> {
  const { status, headers, text } = await call(method, path, key, init);
  expect(status, text).toBeGreaterThanOrEqual(400);
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(headers.get("cache-control")).toBe("no-store");
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem.status).toBe(status);
  return problem;
}

const json = (body: unknown): RequestInit => ({
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

const fieldsOf = (problem: Problem) => problem.errors?.map(({ field }) => field);

test("every endpoint has a row here", () => {
  const named = endpoints.map(({ method, path }) => `${method} ${path}`);

  expect(Object.keys(rows).sort()).toEqual(named.sort());
});

let org: GivenOrganization;
let key: string;

beforeAll(async () => {
  org = await givenOrganization();
  key = await org.keySecret([...scopes]);
});

describe.each(endpoints.map((endpoint) => ({ ...endpoint, name: `${endpoint.method} ${endpoint.path}` })))(
  "$name",
  ({ name, method, path, permission, scopes: needed }) => {
    const row = rows[name] as Row;
    const written = method !== "GET" && method !== "DELETE";

    /** A call that would be done, but for what the test does to it. */
    async function fitting(here = org): Promise<{ path: string; init: RequestInit }> {
      const { path: concrete, body, headers = {} } = await row.given(here);
      const init = body ? json(body) : {};
      return { path: concrete, init: { ...init, headers: { ...init.headers, ...headers } } };
    }

    test("answers a key that has the scope", async () => {
      const { path, init } = await fitting();

      const answer = await call(method, path, key, init);

      expect([200, 201, 202], answer.text).toContain(answer.status);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    });

    if (permission !== "public")
      test.each([
        ["without a key", {}],
        ["with a cookie alone", { cookie: "steward.session=x; __Host-steward.session=x" }],
        ["with a password", { authorization: "Basic YTpi" }],
        ["with an empty key", { authorization: "Bearer " }],
        ["with a malformed key", { authorization: "Bearer stw_nonsense" }],
        ["with a key in another header", { "x-api-key": "stw_nonsense" }],
      ])("is refused %s", async (_, headers) => {
        const { path, init } = await fitting();

        const problem = await refused(method, path, null, {
          ...init,
          headers: { ...init.headers, ...headers } as HeadersInit,
        });

        expect(problem).toMatchObject({ status: 401, code: "unauthenticated" });
      });

    if (permission !== "public")
      test("is refused with a key that was revoked, or has run out", async () => {
        const { path, init } = await fitting();
        const [revoked, expired] = [
          await org.keySecret([...scopes]),
          await org.keySecret([...scopes], undefined, new Date(Date.now() - 1)),
        ];
        const me = await call("GET", "/me", revoked);
        await revokeKey(org.owner, { keyId: JSON.parse(me.text).key.id });

        const problems = [
          await refused(method, path, revoked, init),
          await refused(method, path, expired, init),
        ];

        expect(problems[0]).toMatchObject({ status: 401, code: "unauthenticated" });
        expect(problems[1]).toEqual(problems[0]);
      });

    test("refuses a key in the address, in whatever parameter", async () => {
      const { path, init } = await fitting();

      for (const query of [`key=${key}`, `q=${key}`, "access_token=x", `a=1&b=${key}`]) {
        const problem = await refused(method, `${path}?${query}`, key, init);

        expect(problem).toMatchObject({ status: 400, code: "bad-request" });
        expect(JSON.stringify(problem)).not.toContain(key);
      }
    });

    if (permission !== null && permission !== "public")
      test("asks for the scopes that it declares, and for no other", async () => {
        const { path, init } = await fitting();
        const given = row.gives ?? [];
        const enough = await org.keySecret([...new Set([...needed, ...given])]);

        const answer = await call(method, path, enough, init);

        expect([200, 201, 202], answer.text).toContain(answer.status);
      });

    test.each(needed)("refuses a key that holds every scope but %s, and names it", async (missing) => {
      const { path, init } = await fitting();
      const narrow = await org.keySecret(scopes.filter((scope) => scope !== missing));
      const before = (await auditTrail(org.id)).length;

      const { status, headers, text } = await call(method, path, narrow, init);

      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({
        code: "forbidden",
        detail: expect.stringContaining(`lacks the scope ${missing}.`),
      });
      expect(headers.get("www-authenticate")).toBe(
        `Bearer error="insufficient_scope", scope="${needed.join(" ")}"`,
      );
      const after = expect.objectContaining({ endpoint: name });
      expect((await auditTrail(org.id)).slice(before)).toEqual(
        method === "GET"
          ? []
          : [expect.objectContaining({ action: "key.overreached", outcome: "refused", after })],
      );
    });

    if (/id\}/i.test(path))
      test("answers foreign and absent ids with the same body", async () => {
        const { path: foreign, init } = await fitting(await givenOrganization());

        const [ofAnother, ofNothing] = [
          await refused(method, foreign, key, init),
          await refused(method, row.absent as string, key, init),
        ];

        expect(ofAnother).toMatchObject({ status: 404, code: "not-found" });
        expect(ofNothing).toEqual(ofAnother);
      });

    if (path.includes("{"))
      test("refuses malformed ids without asking the database", async () => {
        const { init } = await fitting();
        const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
        for (const id of [
          "x",
          "mem_",
          "1",
          "%00",
          "mem_01K00000000000000000000000",
          "a".repeat(1_000),
          "%27--",
        ]) {
          const problem = await refused(method, path.replace(/\{[^}]+\}/g, id), key, init);

          expect(problem).toMatchObject({ status: 422 });
          expect(new Set(fieldsOf(problem))).toEqual(new Set(named));
        }
      });

    test("refuses an unknown parameter and names it", async () => {
      const { path, init } = await fitting();

      const problem = await refused(method, `${path}?surprise=1`, key, init);

      expect(problem).toMatchObject({ status: 422, code: "invalid" });
      expect(fieldsOf(problem)).toEqual(["surprise"]);
    });

    test("never passes over If-Match: it is asked for, or refused by name", async () => {
      const { path, init } = await fitting();
      const { "if-match": tag, ...rest } = { ...init.headers } as Record<string, string>;
      const headers: Record<string, string> = tag === undefined ? { ...rest, "if-match": '"0"' } : rest;

      const problem = await refused(method, path, key, { ...init, headers });

      expect([problem.status, problem.code]).toEqual(
        tag === undefined ? [400, "bad-request"] : [428, "precondition-required"],
      );
      expect(problem.detail).toContain("If-Match");
    });

    test("answers another method with 405 and the ones that it has", async () => {
      const { path: concrete } = await fitting();

      // A fixed path may look like an id of a neighbour's, which then answers that it is none.
      const answered = endpoints
        .filter((there) => new RegExp(`^${there.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path))
        .map((there) => there.method);
      for (const other of ["PUT", "DELETE", "PATCH"].filter((candidate) => !answered.includes(candidate))) {
        const { status, headers, text } = await call(other, concrete, key, json({}));

        expect(status, other).toBe(405);
        expect(headers.get("allow")?.split(", ")).toContain(method);
        expect(JSON.parse(text)).toMatchObject({ code: "method-not-allowed" });
      }
    });

    if (method === "GET")
      test("answers HEAD like GET, without a body", async () => {
        const { path } = await fitting();

        const [head, get] = [await call("HEAD", path, key), await call("GET", path, key)];

        expect([head.status, head.text]).toEqual([get.status, ""]);
        expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
      });

    if (row?.list)
      test("refuses a limit that is not a whole number from 1 to 100", async () => {
        const { path: concrete } = await fitting();
        for (const limit of ["0", "-1", "1e9", "abc", "1.5", "", "101", "NaN", "Infinity", "1&limit=2"]) {
          const problem = await refused(method, `${concrete}?limit=${limit}`, key);

          expect(problem, limit).toMatchObject({ status: 422, code: "invalid" });
          expect(fieldsOf(problem)).toEqual(["limit"]);
        }
      });

    if (row?.list)
      test("refuses a cursor that is changed, made up, given twice or another list's", async () => {
        const { path: concrete } = await fitting();
        const other = await givenOrganization();
        for (const here of [org, other]) for (let i = 0; i < 2; i++) await here.member("user");
        const [mine, theirs] = [
          JSON.parse((await call("GET", "/members?limit=1", key)).text).nextCursor as string,
          JSON.parse((await call("GET", "/members?limit=1", await other.keySecret([...scopes]))).text)
            .nextCursor as string,
        ];
        const flipped = (mine.startsWith("A") ? "B" : "A") + mine.slice(1);
        const elsewhere = path === "/members" ? `${mine}&q=a` : mine;

        for (const cursor of [theirs, flipped, elsewhere, "", "x", ".", "a.b.c", `${mine}&cursor=${mine}`]) {
          const problem = await refused(method, `${concrete}?cursor=${cursor}`, key);

          expect(problem, cursor).toMatchObject({ status: 422, code: "invalid" });
          expect(fieldsOf(problem)).toEqual(["cursor"]);
        }
      });

    if (row?.list?.q)
      test("refuses a search that no text can hold, and takes every other as text", async () => {
        const { path: concrete } = await fitting();
        for (const q of ["%00", "a%00b", "a%0d%0ab", "x".repeat(201), "a&q=b"]) {
          const problem = await refused(method, `${concrete}?q=${q}`, key);

          expect(problem, q).toMatchObject({ status: 422, code: "invalid" });
          expect(fieldsOf(problem)).toEqual(["q"]);
        }
        for (const q of ["%ED%A0%80", "%", "%25", "_", "%5C", "'--", "%F0%9F%92%A9", ""]) {
          const { status } = await call(method, `${concrete}?q=${q}`, key);

          expect(status, q).toBe(200);
        }
      });

    if (written)
      test("takes a body as JSON only", async () => {
        const { path, init } = await fitting();

        for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]) {
          const problem = await refused(method, path, key, { ...init, headers: { "content-type": type } });

          expect(problem, type).toMatchObject({ status: 415, code: "unsupported-media-type" });
        }
      });

    if (written)
      test("refuses what is not JSON, or not an object", async () => {
        const { path } = await fitting();

        for (const body of ["{", "", '{"a":1,}', "undefined", `${"[".repeat(50_000)}`]) {
          expect(await refused(method, path, key, json(body)), body.slice(0, 20)).toMatchObject({
            status: 400,
          });
        }
        for (const body of ["null", "[]", '"x"', "1", `${"[".repeat(5_000)}${"]".repeat(5_000)}`]) {
          expect(await refused(method, path, key, json(body)), body.slice(0, 20)).toMatchObject({
            status: 422,
          });
        }
      });

    if (written)
      test("names the field that is unknown, missing, of a wrong type or unwritable", async () => {
        const { path, body = {} } = await row.given(org);

        for (const name of ["surprise", "organizationId", "constructor"]) {
          const problem = await refused(method, path, key, json({ ...body, [name]: 1 }));

          expect(problem).toMatchObject({ status: 422, code: "invalid" });
          expect(fieldsOf(problem)).toEqual([name]);
        }
        for (const name of Object.keys(body)) {
          const unfit = [
            ...(row.takesOne ? [] : [1]),
            {},
            "\0",
            "\ud800",
            "x".repeat(100_000),
            ...(row.emptiable ? [] : [[]]),
          ];
          for (const value of row.partial ? unfit : [...unfit, undefined, null, true]) {
            const problem = await refused(method, path, key, json({ ...body, [name]: value }));

            expect(problem, `${name}: ${value}`).toMatchObject({ status: 422, code: "invalid" });
            expect(fieldsOf(problem)?.every((field) => field.startsWith(name))).toBe(true);
          }
        }
      });

    if (written)
      test("does not let a body reach the prototype of an object", async () => {
        const { path, body = {} } = await row.given(org);
        const sly = JSON.stringify(body).replace(/^\{(?=(\})?)/, (_, empty) =>
          empty ? '{"__proto__":{"role":"owner"}' : '{"__proto__":{"role":"owner"},',
        );

        const problem = await refused(method, path, key, json(sly));

        expect(problem).toMatchObject({ status: 422, code: "invalid" });
      });
  },
);

describe("a change of the security policy", () => {
  const path = "/security-policy";
  const put = (body: object, tag?: string) => {
    const init = json(body);
    return { ...init, headers: { ...init.headers, ...(tag === undefined ? {} : { "if-match": tag }) } };
  };

  test("tells its version as an ETag, which the next change has to name", async () => {
    const here = await givenOrganization();
    const secret = await here.keySecret([...scopes]);
    const before = (await call("GET", path, secret)).headers.get("etag") ?? "";

    const first = await call("PATCH", path, secret, put({ passwordMinLength: 10 }, before));
    const second = await refused("PATCH", path, secret, put({ passwordMinLength: 11 }, before));

    const after = await call("GET", path, secret);
    expect(before).toMatch(/^"0-[\w-]{22}"$/);
    expect(first.headers.get("etag")).toMatch(/^"1-/);
    expect(second).toMatchObject({ status: 412, code: "precondition-failed" });
    expect(after.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(JSON.parse(after.text)).toMatchObject({ version: 1, passwordMinLength: 10 });
  });

  test.each(["*", "0", '"', "W/0", '"0", "1"', '"0" "1"'])("is refused where If-Match is %j", async (tag) => {
    const problem = await refused("PATCH", path, key, put({ passwordMinLength: 10 }, tag));

    expect(problem).toMatchObject({ status: 400, code: "bad-request" });
  });

  test.each(['W/"0"', '"00"', '"x"', '""', '"-1"', '"99999999999999999999"'])(
    "matches nothing where If-Match is %s",
    async (tag) => {
      const problem = await refused("PATCH", path, key, put({ passwordMinLength: 10 }, tag));

      expect(problem).toMatchObject({ status: 412, code: "precondition-failed" });
    },
  );
});

describe("a key whose holder may do less than its scopes say", () => {
  test("is told by the domain: what its holder may not know of does not exist", async () => {
    const ofUser = await org.keySecret([...scopes], await org.member("user"));
    const ofLeader = await org.keySecret([...scopes], await org.member("team-leader"));

    const [hidden, shut] = [
      await call("GET", "/members", ofUser),
      await call("POST", "/api-only-members", ofLeader, json({ name: "Deploy robot", role: "user" })),
    ];

    expect([hidden.status, JSON.parse(hidden.text).code]).toEqual([404, "not-found"]);
    expect([shut.status, JSON.parse(shut.text).code]).toEqual([403, "forbidden"]);
    for (const { headers } of [hidden, shut]) expect(headers.get("www-authenticate")).toBeNull();
  });
});

describe("an address that the API does not have", () => {
  test("answers 404 to a key, and 401 to whoever has none", async () => {
    for (const path of ["/nothing", "/members/", "/Members", "//members", "/members/../me/x", "/"]) {
      expect(await refused("GET", path, key), path).toMatchObject({ status: 404, code: "not-found" });
      expect(await refused("GET", path, null), path).toMatchObject({ status: 401 });
    }
  });
});

describe("the document of the API", () => {
  test("is open to all and lists every endpoint with the scopes that it needs", async () => {
    const { status, text } = await call("GET", "/openapi.json", null);

    const { openapi, paths } = JSON.parse(text);
    expect([status, openapi]).toEqual([200, "3.1.0"]);
    for (const { method, path, permission, scopes: needed } of endpoints) {
      const described = paths[`/api/v1${path}`][method.toLowerCase()];
      expect(described.security).toEqual(permission === "public" ? [] : [{ apiKey: needed }]);
      for (const scope of needed) expect(described.description).toContain(`\`${scope}\``);
    }
  });
});
