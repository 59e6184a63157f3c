import { request as ask, createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { log } from "@/lib/core/log";
import { front } from "./front";

/** What a room behind the front sees of a request. */
type Seen = { room: string; headers: IncomingHttpHeaders; raw: string[] };

let server: Server;
let ready = true;
let reached: Seen[] = [];

beforeAll(async () => {
  const room =
    (name: string) =>
    async (
      incoming: Parameters<ReturnType<typeof front>>[0],
      response: Parameters<ReturnType<typeof front>>[1],
    ) => {
      for await (const _ of incoming);
      if (incoming.url === "/breaks") throw new Error("select secret from users");
      reached.push({ room: name, headers: incoming.headers, raw: incoming.rawHeaders });
      response.end(name);
    };
  server = createServer(front({ api: room("api"), pages: room("pages"), isReady: async () => ready }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

function call(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  reached = [];
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const outgoing = ask(
      { port, method, path, headers: { host: "localhost:3000", ...headers }, agent: false },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => {
          text += part;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      },
    );
    outgoing.on("error", reject).end(body);
  });
}

describe("an address that plays with paths", () => {
  test.each([
    "//api/v1/members",
    "/api//v1/members",
    "/API/v1/members",
    "/api/V1/members",
    "/%61pi/v1/members",
    "/api",
    "/api/",
    "/api/v1",
    "/api/v2/members",
    "/api/v1/x/%2e%2e/members",
    "/api/v1/./members",
    "/orgs/../api/v1/members",
  ])("is a problem that no room sees: %s", async (path) => {
    const answer = await call("GET", path);

    expect(answer.status).toBe(404);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(answer.text)).toMatchObject({ code: "not-found", requestId: expect.any(String) });
    expect(reached).toEqual([]);
  });

  test("is not one that the session's own, or a page, is asked by", async () => {
    expect((await call("GET", "/api/auth/session")).text).toBe("pages");
    expect((await call("GET", "/docs/api/members")).text).toBe("pages");
    expect((await call("GET", "/apiary")).text).toBe("pages");
    expect((await call("GET", "/api/v1/members")).text).toBe("api");
  });
});

const origin = "http://localhost:3000";

describe("a change with a cookie's power", () => {
  test.each([
    undefined,
    "null",
    "https://evil.example",
    "http://localhost:3000.evil.example",
    "http://localhost",
    "http://LOCALHOST:3000",
    `${origin}/`,
  ])("is refused from the origin %s", async (given) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await call(method, "/orgs", given === undefined ? {} : { origin: given });

      expect(answer.status, method).toBe(403);
      expect(JSON.parse(answer.text)).toMatchObject({ code: "wrong-origin" });
      expect(reached).toEqual([]);
    }
  });

  test("is let through from our own, and reading from anywhere", async () => {
    expect((await call("POST", "/orgs", { origin })).text).toBe("pages");
    expect((await call("GET", "/orgs", { origin: "https://evil.example" })).text).toBe("pages");
  });

  test("at the API needs no origin, since a key is no cookie; what only looks like the API does", async () => {
    expect((await call("POST", "/api/v1/invitations")).text).toBe("api");
    expect((await call("POST", "/api/auth/callback/ticket")).status).toBe(403);
    for (const path of ["/api/v1", "/api/v10/x", "/API/v1/x", "//api/v1/x"])
      expect((await call("POST", path)).status, path).toBe(404);
  });
});

describe("what the rooms behind may believe", () => {
  test("is the front's word; a client's own is gone, from both lists of headers", async () => {
    const claims = {
      "x-steward-client": "203.0.113.9",
      "X-Steward-Path": "/elsewhere",
      "x-request-id": "mine",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-host": "evil.example",
      forwarded: "for=203.0.113.9",
      "x-middleware-subrequest": "middleware",
      "content-security-policy": "script-src *",
    };

    const answer = await call("GET", "/orgs?a=1", claims);

    const [seen] = reached as [Seen];
    expect(seen.headers).toMatchObject({
      "x-steward-client": "127.0.0.1",
      "x-steward-path": "/orgs?a=1",
      "x-request-id": answer.headers["x-request-id"],
      host: "localhost:3000",
      "content-security-policy": answer.headers["content-security-policy"],
    });
    expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    for (const claim of Object.values(claims)) {
      expect(Object.values(seen.headers)).not.toContain(claim);
      expect(seen.raw).not.toContain(claim);
    }
  });

  test("is our own host, by whatever name of this machine it was asked", async () => {
    await call("GET", "/orgs", { host: "127.0.0.1:4000" });

    expect(reached[0]?.headers.host).toBe("localhost:3000");
  });

  test.each([{ host: "evil.example" }, { host: "localhost.evil.example:3000" }])(
    "is not for a page whose name was made to point to this machine: %j",
    async (headers) => {
      expect((await call("GET", "/dev/mailbox.json", headers)).status).toBe(421);
      expect(reached).toEqual([]);
    },
  );

  test("is not the local mailbox, through a proxy", async () => {
    expect((await call("GET", "/dev/mailbox.json", { "x-forwarded-for": "203.0.113.9" })).status).toBe(421);
  });

  test.each(["/orgs/%", "/invitations/%ff", "/orgs/%ED%A0%80"])(
    "is not an address that cannot be read: %s",
    async (path) => {
      expect((await call("GET", path)).status).toBe(400);
    },
  );
});

describe("a body", () => {
  test("of more than 1 MB is refused when it says so, and when it does not", async () => {
    const body = "x".repeat(1_000_001);

    const said = await call("POST", "/api/v1/invitations", { "content-length": String(body.length) }, body);
    const unsaid = await call("POST", "/api/v1/invitations", { "transfer-encoding": "chunked" }, body);

    for (const answer of [said, unsaid]) {
      expect(answer.status).toBe(413);
      expect(JSON.parse(answer.text)).toMatchObject({ code: "too-large" });
    }
    expect(reached).toEqual([]);
  });

  test("of just 1 MB goes through", async () => {
    const answer = await call(
      "POST",
      "/api/v1/invitations",
      { "transfer-encoding": "chunked" },
      "x".repeat(1_000_000),
    );

    expect([answer.status, answer.text]).toEqual([200, "api"]);
  });
});

describe("every answer", () => {
  test.each([
    ["GET", "/orgs"],
    ["GET", "/healthz"],
    ["POST", "/orgs"],
    ["TRACE", "/orgs"],
    ["GET", "/breaks"],
  ])("carries the security headers, with a nonce of its own: %s %s", async (method, path) => {
    const [one, two] = [await call(method, path), await call(method, path)];

    const policy = one.headers["content-security-policy"] as string;
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(two.headers["content-security-policy"]).not.toBe(policy);
    expect(one.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": expect.any(String),
    });
  });

  test("of the API carries them too, and may do nothing in a browser", async () => {
    const { headers } = await call("GET", "/api/v1/me");

    expect(headers).toMatchObject({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": expect.any(String),
    });
  });

  test("to a method that no page has is 405", async () => {
    const answer = await call("TRACE", "/orgs", { origin });

    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toContain("POST");
  });

  test("to a failure in a room says nothing of it", async () => {
    const answer = await call("GET", "/breaks");

    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/select|secret|Error/);
  });
});

test("the log line of a request has no key and no secret link that its address carried", async () => {
  const info = vi.spyOn(log, "info");
  const key = `stw_4fXkQ2aB_${"x1Y".repeat(16)}z`;

  for (const path of [
    `/api/v1/keys/${key}/rotate`,
    `//api/${key}`,
    `/api/v1/me?q=${key}`,
    "/invitations/abc",
  ])
    await call("GET", path);

  expect(info.mock.calls.map(([line]) => line)).toMatchObject([
    { path: "/api/v1/keys/[secret]/rotate" },
    { path: "//api/[secret]" },
    { path: "/api/v1/me" },
    { path: "/invitations/[secret]" },
  ]);
  expect(JSON.stringify(info.mock.calls)).not.toContain("stw_");
});

describe("health", () => {
  test("is the process's at /healthz and the database's at /readyz", async () => {
    ready = false;
    const away = [await call("GET", "/healthz"), await call("GET", "/readyz")];
    ready = true;
    const there = await call("GET", "/readyz");

    expect(away.map(({ status }) => status)).toEqual([200, 503]);
    expect(away[1]?.headers["retry-after"]).toBe("5");
    expect(there.status).toBe(200);
  });
});
