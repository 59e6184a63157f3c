import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { read } from "@/db/door";
import { memberships, users } from "@/db/schema";
import { auditTrail, givenOrganization, lettersTo } from "@/db/testing";
import { keyActor } from "@/lib/auth/key-actor";
import { env } from "@/lib/core/env";
import { scopes } from "@/lib/core/roles";
import { rotateKey } from "@/lib/domain/keys/commands";
import { api } from "./api";

afterEach(() => {
  env().API_RATE_LIMIT = 0;
});

const newAddress = () => `${randomBytes(8).toString("hex")}@example.com`;

async function call(key: string, path: string, body?: object) {
  const answer = await api.request(`/api/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, json: await answer.json() };
}

describe("a script with a key", () => {
  test("learns who it is and what it may do now", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const key = await org.keySecret(["organization:read", "members:write"], user);

    const { json } = await call(key, "/me");

    expect(json).toMatchObject({
      key: { name: "Test key", scopes: ["organization:read", "members:write"] },
      permissions: ["organization:read"],
      memberId: user.id,
      organization: { id: org.id, slug: org.slug, name: org.name },
    });
    expect(JSON.stringify(json)).not.toContain(key);
  });

  test("learns that its key was rotated, and when the secret that it still sends ends", async () => {
    const org = await givenOrganization();
    const old = await org.keySecret(["keys:read", "keys:write"]);
    const { json: before } = await call(old, "/me");
    const { secret, expiresAt, previousUntil } = await rotateKey(await keyActor(old, org.owner.request), {
      keyId: before.key.id,
      overlapMinutes: 60,
    });

    const [replaced, present] = [await call(old, "/me"), await call(secret, "/me")];

    expect(before.key.replaced).toBe(false);
    expect(replaced.json.key).toMatchObject({ replaced: true, expiresAt: previousUntil.toISOString() });
    expect(present.json.key).toMatchObject({ replaced: false, expiresAt: expiresAt.toISOString() });
  });

  test("reads its own organization, and nothing that is kept from readers", async () => {
    const org = await givenOrganization();

    const { json } = await call(await org.keySecret(["organization:read"]), "/organization");

    expect(Object.keys(json).sort()).toEqual(
      [
        "id",
        "slug",
        "name",
        "legalName",
        "alertingEmail",
        "invoicingEmail",
        "plan",
        "seats",
        "createdAt",
        "members",
        "version",
        "dateFormat",
        "timeFormat",
        "timeZone",
        "pendingAlertingEmail",
        "pendingInvoicingEmail",
        "adminsManageAdmins",
      ].sort(),
    );
    expect(json).toMatchObject({ id: org.id, seats: 1_000 });
  });

  test("goes through every member once by cursors, groups and all", async () => {
    const org = await givenOrganization();
    const members = [await org.member("user"), await org.member("admin"), await org.member("user")];
    const group = await org.group({ members });
    const key = await org.keySecret(["members:read"]);

    const seen: { id: string; groups: { id: string }[] }[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { json } = await call(
        key,
        `/members?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...json.data);
      cursor = json.nextCursor;
    }

    expect(seen.map(({ id }) => id)).toEqual([org.owner, ...members].map(({ id }) => id));
    expect(seen.map(({ groups }) => groups.map(({ id }) => id))).toEqual([
      [],
      [group.id],
      [group.id],
      [group.id],
    ]);
  });

  test("hears how many members there are only if it asks", async () => {
    const org = await givenOrganization();
    await org.member("user");
    const key = await org.keySecret(["members:read", "logs:read"]);

    const [plain, counted, chosen, ...odd] = [
      await call(key, "/members?limit=1"),
      await call(key, "/members?limit=1&count=true"),
      await call(key, "/members?role=user&count=true"),
      await call(key, "/members?count=1"),
      await call(key, "/audit-events?count=true"),
      await call(key, "/sign-ins?count=true"),
    ];

    expect(plain.json).not.toHaveProperty("total");
    expect(counted.json).toMatchObject({ total: 2 });
    expect(chosen.json).toMatchObject({ total: 1 });
    for (const answer of odd)
      expect(answer).toMatchObject({ status: 422, json: { errors: [{ field: "count" }] } });
  });

  test("invites someone, who gets a letter; a second time it hears why not", async () => {
    const org = await givenOrganization();
    const [key, email] = [await org.keySecret([...scopes]), newAddress()];

    const first = await call(key, "/invitations", { email: email.toUpperCase(), role: "user" });
    const again = await call(key, "/invitations", { email, role: "user" });
    const member = await call(key, "/invitations", { email: org.owner.person.email, role: "user" });
    const owner = await call(key, "/invitations", { email: newAddress(), role: "owner" });

    expect(first).toMatchObject({
      status: 201,
      json: { email, status: "pending", expiresAt: expect.any(String) },
    });
    expect(again).toMatchObject({ status: 409, json: { code: "already-invited" } });
    expect(member).toMatchObject({ status: 409, json: { code: "already-member" } });
    expect(owner).toMatchObject({ status: 403, json: { code: "forbidden", errors: [{ field: "role" }] } });
    expect(await lettersTo(email)).toHaveLength(1);
    const { json } = await call(key, "/invitations?status=pending");
    expect(json.data).toMatchObject([{ id: first.json.id, email, status: "pending" }]);
  });

  test("finds a member and an invitation by the whole address, whatever its case, and nobody by a part of it", async () => {
    const org = await givenOrganization();
    const key = await org.keySecret([...scopes]);
    const [email, member] = [newAddress(), await org.member("user")];
    for (const address of [email, `x${email}`, `x${member.person.email}`])
      await call(key, "/invitations", { email: address, role: "user" });
    const found = async (list: string, address: string) =>
      (await call(key, `/${list}?count=true&email=${encodeURIComponent(address)}`)).json;

    const invitations = await found("invitations", email.toUpperCase());
    const members = await found("members", member.person.email.toUpperCase());
    const none = await found("members", member.person.email.slice(1));
    const { json: robot } = await call(key, "/api-only-members", { name: "Robot", role: "user" });
    const [hidden] = await read(org.pass, (tx) =>
      tx
        .select({ address: users.email })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(eq(memberships.id, robot.id)),
    );

    const invitedBy = { kind: "key", id: expect.stringMatching(/^key_/) };
    expect(invitations).toMatchObject({ total: 1, data: [{ email, invitedBy }] });
    expect(members).toMatchObject({ total: 1, data: [{ id: member.id }] });
    expect(none).toMatchObject({ total: 0, data: [] });
    expect(await found("members", hidden?.address ?? "")).toMatchObject({ total: 0, data: [] });
    expect(await call(key, "/members?email=ada")).toMatchObject({ status: 422 });
  });

  test("is told of want of seats", async () => {
    const org = await givenOrganization({ seats: 1 });

    const answer = await call(await org.keySecret([...scopes]), "/invitations", {
      email: newAddress(),
      role: "user",
    });

    expect(answer).toMatchObject({ status: 409, json: { code: "no-free-seat" } });
  });

  test("hears on the refusal of a request too many how its limit stands", async () => {
    env().API_RATE_LIMIT = 1;
    const org = await givenOrganization();
    const headers = { authorization: `Bearer ${await org.keySecret(["organization:read"])}` };

    const [first, second] = [
      await api.request("/api/v1/me", { headers }),
      await api.request("/api/v1/me", { headers }),
    ];

    expect([first.status, second.status]).toEqual([200, 429]);
    expect(second.headers.get("ratelimit")).toMatch(/^"default";r=0;t=\d+$/);
    expect(second.headers.get("ratelimit-policy")).toBe('"default";q=1;w=60');
    expect(second.headers.get("retry-after")).toMatch(/^\d+$/);
  });

  test("reads the audit log, its own refusals too, the newest first", async () => {
    const org = await givenOrganization();
    const key = await org.keySecret([...scopes]);
    await call(key, "/invitations", { email: newAddress(), role: "user" });
    await call(key, "/invitations", { email: newAddress(), role: "owner" });

    const { json } = await call(key, "/audit-events");

    const trail = await auditTrail(org.id);
    expect(json.data.map(({ hash }: { hash: string }) => hash)).toEqual(
      trail.map(({ hash }) => hash).reverse(),
    );
    expect(json.data).toMatchObject([
      { sequence: 2, outcome: "refused", actor: { kind: "key" }, target: null },
      { sequence: 1, outcome: "done", action: "invitation.sent", target: { kind: "invitation" } },
    ]);
  });
});
