import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api, openApiDocument } from "@/app/api/v1/api";
import { clientSchema, clientTypes } from "@/clients/typescript/generate";
import { type ClientOptions, createClient, pages, StewardError } from "@/clients/typescript/src/client";
import { givenOrganization } from "@/db/testing";

let server: Server;

beforeAll(async () => {
  server = createServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function clientOf(key: string, options: Partial<ClientOptions> = {}) {
  const { port } = server.address() as AddressInfo;
  return createClient({ url: `http://127.0.0.1:${port}`, key, ...options });
}

/** A way to the API on which the first call meets this status and comes back. */
function bumpyWay(status: number, headers: Record<string, string> = {}) {
  const sent: RequestInit[] = [];
  const waits: number[] = [];
  return {
    sent,
    waits,
    options: {
      fetch: async (url: string, init: RequestInit) => {
        sent.push(init);
        return sent.length === 1 ? new Response(null, { status, headers }) : fetch(url, init);
      },
      wait: async (milliseconds: number) => void waits.push(milliseconds),
    },
  };
}

describe("the TypeScript client", () => {
  test("has the types of the document as it is now, or `npm run client:generate` was forgotten", async () => {
    expect(readFileSync(clientSchema, "utf8")).toBe(await clientTypes());
  });

  test("has the version of the API", () => {
    const { version } = JSON.parse(readFileSync("clients/typescript/package.json", "utf8"));

    expect(version).toBe(openApiDocument().info.version);
  });

  test("goes through all rows of a list, page by page", async () => {
    const org = await givenOrganization();
    for (let i = 0; i < 3; i += 1) await org.member("user");
    const client = clientOf(await org.keySecret(["members:read"]));

    const roles: string[] = [];
    for await (const member of pages(client, "/members", { query: { limit: 2 } })) roles.push(member.role);

    expect(roles).toEqual(["owner", "user", "user", "user"]);
  });

  test("writes what a path, a header and a body ask for, and answers with what became of it", async () => {
    const org = await givenOrganization();
    const client = clientOf(await org.keySecret(["organization:read", "organization:write", "groups:write"]));

    const before = await client.get("/organization");
    const after = await client.patch("/organization", {
      header: { "If-Match": `"${before.version}"` },
      body: { legalName: "Quiet Harbour Ltd" },
    });

    expect(after).toMatchObject({ id: before.id, legalName: "Quiet Harbour Ltd" });
  });

  test("throws a refusal with its code and the fields that do not fit", async () => {
    const org = await givenOrganization();
    const client = clientOf(await org.keySecret(["members:read", "members:write"]));

    const wrong = await client
      .post("/invitations", { body: { email: "nobody", role: "user" } })
      .catch((error) => error);
    const absent = client.get("/members/{id}", { path: { id: "mem_/../me" } });

    expect(wrong).toBeInstanceOf(StewardError);
    expect(wrong).toMatchObject({ status: 422, code: "invalid", fields: [{ field: "email" }] });
    await expect(absent).rejects.toMatchObject({ name: "StewardError", status: 422 });
  });

  test("tries again after as long as it is asked to wait, with the same Idempotency-Key", async () => {
    const org = await givenOrganization();
    const way = bumpyWay(503, { "retry-after": "2" });
    const client = clientOf(await org.keySecret(["groups:read", "groups:write"]), way.options);

    const group = await client.post("/groups", { body: { name: "Night shift" } });

    expect(group.name).toBe("Night shift");
    expect(way.waits).toEqual([2_000]);
    const [first, second] = way.sent.map(({ headers }) => new Headers(headers).get("idempotency-key"));
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toBe(first);
  });

  test("does not repeat a change that may have been made, nor wait for longer than a minute", async () => {
    const org = await givenOrganization();
    const key = await org.keySecret(["organization:read", "organization:write"]);
    const [away, busy] = [bumpyWay(503), bumpyWay(429, { "retry-after": "3600" })];

    const change = clientOf(key, away.options).patch("/organization", {
      header: { "If-Match": '"1"' },
      body: { name: "Elsewhere" },
    });
    const read = clientOf(key, busy.options).get("/organization");

    await expect(change).rejects.toMatchObject({ status: 503, code: "unknown" });
    await expect(read).rejects.toMatchObject({ status: 429, retryAfterSeconds: 3_600 });
    expect([away.sent, busy.sent].map((calls) => calls.length)).toEqual([1, 1]);
  });
});
