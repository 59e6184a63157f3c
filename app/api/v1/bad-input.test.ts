import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import { newApiKey } from "@/lib/auth/api-key";
import { env } from "@/lib/core/env";
import { errorWords } from "@/lib/core/error-words";
import { statusOfError } from "@/lib/core/errors";
import { clientAddressHeader } from "@/lib/core/request";
import { scopes } from "@/lib/core/roles";
import { api } from "./api";

let org: GivenOrganization;
let key: string;

beforeAll(async () => {
  org = await givenOrganization();
  for (let i = 0; i < 3; i++) await org.member("user");
  key = await org.keySecret([...scopes]);
});

afterEach(() => {
  env().API_RATE_LIMIT = 0;
});

async function call(path: string, { headers, ...init }: RequestInit = {}) {
  const answer = await api.fetch(
    new Request(`${env().APP_URL}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...(headers as Record<string, string>) },
    }),
  );
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

async function refused(...[path, init]: Parameters<typeof call>) {
  const { text, headers } = await call(path, init);
  expect(headers.get("content-type"), path).toBe("application/problem+json");
  return JSON.parse(text) as {
    status: number;
    code: string;
    type: string;
    detail: string;
    errors?: { field: string }[];
  };
}

const post = (body: BodyInit, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body,
});
const newGroup = (more = "") => `{"name":"Group ${randomUUID()}"${more}}`;

describe("the header Authorization", () => {
  test.each(["Bearer", "bearer", "BEARER"])("is read where it says %s", async (scheme) => {
    expect(await call("/api/v1/me", { headers: { authorization: `${scheme} ${key}` } })).toMatchObject({
      status: 200,
    });
  });

  test.each<[string, (key: string) => string]>([
    ["is empty", () => ""],
    ["has no scheme", (secret) => secret],
    ["is Basic", (secret) => `Basic ${Buffer.from(`${secret}:`).toString("base64")}`],
    ["comes twice", (secret) => `Bearer ${secret}, Bearer ${secret}`],
    ["has two keys", (secret) => `Bearer ${secret} ${secret}`],
    ["has 100 kB", () => `Bearer stw_${"x".repeat(100_000)}`],
    ["has escapes", (secret) => `Bearer %73tw_${secret.slice(4)}`],
    ["is cut", (secret) => `Bearer ${secret.slice(0, -1)}`],
    [
      "is changed in one place",
      (secret) => `Bearer ${secret.slice(0, -9)}${secret.at(-9) === "a" ? "b" : "a"}${secret.slice(-8)}`,
    ],
    ["is in quotes", (secret) => `Bearer "${secret}"`],
  ])("is refused where it %s", async (_, spelled) => {
    const problem = await refused("/api/v1/me", { headers: { authorization: spelled(key) } });

    expect(problem).toMatchObject({ status: 401, code: "unauthenticated" });
  });

  test("is not looked up again and again for a network that sends strange keys, but where it was good before", async () => {
    env().API_RATE_LIMIT = 3;
    const send = (secret: string) =>
      call("/api/v1/me", {
        headers: { authorization: `Bearer ${secret}`, [clientAddressHeader]: "192.0.2.41" },
      });

    const before = await send(key);
    const strange = [];
    for (let i = 0; i < 4; i++) strange.push(await send(newApiKey().secret));
    const after = await send(key);

    expect(strange.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect(Number(strange[3]?.headers.get("retry-after"))).toBeGreaterThan(50);
    expect([before.status, after.status]).toEqual([200, 200]);
  });

  test("is the only place for a key: not a cookie, nor the address", async () => {
    const cookie = await refused("/api/v1/me", { headers: { authorization: "", cookie: `stw=${key}` } });

    expect(cookie).toMatchObject({ status: 401 });
    for (const spelled of [key, key.replaceAll("_", "%5F"), key.replace("s", "%73"), key.slice(0, 20)]) {
      for (const address of [`/keys/${spelled}`, `/nothing/${spelled}/x`, `/members?q=${spelled}`]) {
        const problem = await refused(`/api/v1${address}`);
        expect(problem, address).toMatchObject({ status: 400, code: "bad-request" });
        expect(problem.detail).toContain("revoke this one");
      }
    }
    expect(await refused("/api/v1/me?api_key=x")).toMatchObject({ status: 400, code: "bad-request" });
    expect(await refused(`/api/v1/keys/${key.slice(0, 12)}`)).toMatchObject({ status: 422 });
  });
});

describe("an address", () => {
  test.each([
    "/api/v1/members/",
    "/api/v1/Members",
    "/API/v1/members",
    "/api/v1//members",
    "//api/v1/members",
    "/api/v1/members/.",
    "/api/v1/members/%2e",
    "/api/v1/members%2f",
    "/api/v1/members%00",
    "/api/v1/members;x=1",
    "/api/v1/openapi.json/",
  ])("that is spelled %s is not found", async (path) => {
    const { status, headers } = await call(path);

    expect([status, headers.get("location")]).toEqual([404, null]);
    expect(headers.get("content-type")).toBe("application/problem+json");
  });

  test.each([
    ["limit=0", "limit"],
    ["limit=-1", "limit"],
    ["limit=1e9", "limit"],
    ["limit=abc", "limit"],
    ["limit=1&limit=2", "limit"],
    ["role=user&role=admin", "role"],
    ["sort=name&sort=name", "sort"],
    ["Limit=1", "Limit"],
    ["limit[]=1", "limit[]"],
    ["__proto__=1", "__proto__"],
  ])("that asks for %s is told which parameter does not fit", async (query, field) => {
    const problem = await refused(`/api/v1/members?${query}`);

    expect(problem).toMatchObject({ status: 422, code: "invalid", errors: [{ field }] });
  });

  test("tells its methods, to whoever asks and to whoever errs", async () => {
    const options = await call("/api/v1/members", { method: "OPTIONS", headers: { authorization: "" } });
    const wrong = await call("/api/v1/members", { method: "PUT" });
    const nowhere = await refused("/api/v1/nothing", { method: "OPTIONS" });
    const document = await call("/api/v1/openapi.json", { method: "DELETE" });

    expect([options.status, options.headers.get("allow"), options.text]).toEqual([
      204,
      "GET, HEAD, OPTIONS",
      "",
    ]);
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(nowhere).toMatchObject({ status: 404 });
    expect(document.status).toBe(405);
  });
});

describe("a body", () => {
  test.each<[string, () => [BodyInit, Record<string, string>?]]>([
    ["JSON", () => [newGroup()]],
    ["JSON in UTF-8", () => [newGroup(), { "content-type": 'Application/JSON; charset="UTF-8"' }]],
    ["JSON that is not encoded", () => [newGroup(), { "content-encoding": "identity" }]],
    ["a field given twice, of which the last counts", () => [newGroup(`,"name":"Group ${randomUUID()}"`)]],
  ])("is taken as %s", async (_, made) => {
    const answer = await call("/api/v1/groups", post(...made()));

    expect(answer).toMatchObject({ status: 201 });
  });

  test.each<[string, number, string, () => [BodyInit, Record<string, string>?]]>([
    ["missing", 400, "bad-request", () => [""]],
    ["no JSON", 400, "bad-request", () => ["name=x"]],
    ["no UTF-8", 400, "bad-request", () => [Buffer.from('{"name":"\xe9t\xe9"}', "latin1")]],
    ["begun and not ended", 400, "bad-request", () => ["[".repeat(200_000)]],
    ["nested 200,000 deep", 422, "invalid", () => ["[".repeat(200_000) + "]".repeat(200_000)]],
    ["nested 30 deep in a field", 422, "invalid", () => [`{"name":${'{"a":'.repeat(30)}1${"}".repeat(31)}`]],
    ["a prototype", 422, "invalid", () => [newGroup(',"__proto__":{"role":"owner"}')]],
    [
      "compressed",
      415,
      "unsupported-media-type",
      () => [gzipSync(newGroup()), { "content-encoding": "gzip" }],
    ],
    [
      "in Latin-1",
      415,
      "unsupported-media-type",
      () => [newGroup(), { "content-type": "application/json; charset=iso-8859-1" }],
    ],
    [
      "a form",
      415,
      "unsupported-media-type",
      () => ["name=x", { "content-type": "application/x-www-form-urlencoded" }],
    ],
    [
      "of two kinds",
      415,
      "unsupported-media-type",
      () => [newGroup(), { "content-type": "application/json, text/plain" }],
    ],
  ])("is refused that is %s", async (_, status, code, made) => {
    expect(await refused("/api/v1/groups", post(...made()))).toMatchObject({ status, code });
  });
});

describe("text that cannot be shown", () => {
  const row = { email: "ada@example.com", role: "user" };
  const someone = { email: "ada@example.com", role: "user" };

  test.each<[string, string, object, string]>([
    ["a name", "/groups", { name: "a\u001bb" }, "name"],
    ["a description", "/projects", { name: "Shop", description: "two\nlines" }, "description"],
    ["a message", "/invitations", { ...someone, message: "a\u0007b" }, "message"],
    ["a row of a list", "/invitation-imports", { rows: [row, { ...row, name: "a\u2028b" }] }, "rows.1.name"],
    ["a group of a row", "/invitation-imports", { rows: [{ ...row, groups: ["a\0"] }] }, "rows.0.groups.0"],
    [
      "a member to add",
      "/groups/grp_01k00000000000000000000000/members",
      { members: ["ada@example.com", "a\u0085b"] },
      "members.1",
    ],
    [
      "a note",
      "/security-policy/preview",
      { networks: [{ cidr: "192.0.2.7", note: "a\tb" }] },
      "networks.0.note",
    ],
  ])("is refused as %s, with the field named", async (_, path, body, field) => {
    const problem = await refused(`/api/v1${path}`, post(JSON.stringify(body)));

    expect(problem).toMatchObject({ status: 422, code: "invalid", errors: [{ field }] });
  });

  test.each<[object, string, string]>([
    [{ "na\r\nme\0": 1 }, "na me ", "There is no field na me . Remove it."],
    [{ networks: ["10.0.\n0.0/8"] }, "networks.0", "10.0. 0.0/8 is not a network."],
  ])("is told on one line where a refusal quotes it: %j", async (wrong, field, words) => {
    const body = { name: "Report", kind: "organization", scopes: ["members:read"], ...wrong };

    const problem = await refused("/api/v1/keys", post(JSON.stringify(body)));

    expect(problem).toMatchObject({ status: 422, code: "invalid", errors: [{ field }] });
    expect(problem.detail).toContain(words);
  });
});

describe("the scopes of a key", () => {
  test.each([null, [], ["*"], "members:read", [null], ["members:read", "members:*"], {}])(
    "are refused that are %j",
    async (given) => {
      const body = JSON.stringify({ name: "Report", kind: "organization", scopes: given });

      const problem = await refused("/api/v1/keys", post(body));

      expect(problem).toMatchObject({ status: 422, code: "invalid" });
      expect(problem.errors?.every(({ field }) => field.startsWith("scopes"))).toBe(true);
    },
  );

  test("are refused that the key which makes it has not itself", async () => {
    const narrow = await org.keySecret(["keys:read", "keys:write"]);
    const body = JSON.stringify({ name: "Report", kind: "organization", scopes: ["members:read"] });

    const problem = await refused("/api/v1/keys", post(body, { authorization: `Bearer ${narrow}` }));

    expect(problem).toMatchObject({ status: 403, code: "forbidden" });
  });
});

describe("what is polled", () => {
  test.each(["/members?limit=2", "/organization", "/security-policy", "/me", "/groups"])(
    "%s is answered with 304 as long as it is known",
    async (path) => {
      const first = await call(`/api/v1${path}`);
      const etag = first.headers.get("etag") ?? "";

      const known = [etag, `W/${etag}`, `"x", ${etag}`, "*"];
      const unknown = ["", '"x"', etag.slice(1, -1), etag.toUpperCase()];

      for (const tag of known) {
        const again = await call(`/api/v1${path}`, { headers: { "if-none-match": tag } });
        expect([again.status, again.text, again.headers.get("etag")], tag).toEqual([304, "", etag]);
        expect(again.headers.get("content-type")).toBeNull();
      }
      for (const tag of unknown) {
        const again = await call(`/api/v1${path}`, { headers: { "if-none-match": tag } });
        expect([again.status, again.text], tag).toEqual([200, first.text]);
      }
      const head = await call(`/api/v1${path}`, { method: "HEAD" });
      expect([head.status, head.text, head.headers.get("etag")]).toEqual([200, "", etag]);
    },
  );

  test("is answered anew where a number in it has changed, though its version has not", async () => {
    const before = await call("/api/v1/organization");
    await org.member("user");

    const after = await call("/api/v1/organization", {
      headers: { "if-none-match": before.headers.get("etag") ?? "" },
    });

    expect(after.status).toBe(200);
    expect(JSON.parse(after.text).version).toBe(JSON.parse(before.text).version);
  });
});

describe("a problem", () => {
  test("leads to the words for its code, of which each has its own", async () => {
    const problem = await refused("/api/v1/members?limit=0");

    expect(problem.type).toBe(`${env().APP_URL}/docs/api/problems#invalid`);
    expect(Object.keys(errorWords).sort()).toEqual(Object.keys(statusOfError).sort());
    const titles = Object.values(errorWords).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
