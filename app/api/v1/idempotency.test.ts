import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { change, read } from "@/db/door";
import { apiKeys, idempotentRequests, projectRoles } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { beginOnce, letGo, noteDeed, sweepIdempotentRequests } from "@/lib/auth/idempotency";
import { type KeyActor, keyActor } from "@/lib/auth/key-actor";
import { day, minute, shiftClock } from "@/lib/core/clock";
import { scopes } from "@/lib/core/roles";
import { createGroup } from "@/lib/domain/groups/commands";
import { createGroupInput } from "@/lib/domain/groups/input";
import { api } from "./api";

let org: GivenOrganization;
let secret: string;
let actor: KeyActor;

beforeEach(async () => {
  org = await givenOrganization();
  secret = await org.keySecret([...scopes]);
  actor = await keyActor(secret, org.owner.request);
});

async function post(path: string, body: object, idempotencyKey: string, key = secret) {
  const answer = await api.request(`/api/v1${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": idempotencyKey,
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, json: await answer.json() };
}

const deeds = async () => (await auditTrail(org.id)).map(({ action }) => action);

const kept = () => read(org.pass, (tx) => tx.select().from(idempotentRequests));

const setKeys = (values: Partial<typeof apiKeys.$inferInsert>) =>
  change(org.pass, (tx) => tx.update(apiKeys).set(values).where(eq(apiKeys.kind, "user")));

/** A request under this key that its process began and did not answer. */
async function begun(key: string, by = actor) {
  // What it asked does not matter but for being the same: the first try tells its fingerprint.
  const probe = randomUUID();
  await post("/groups", { name: "Platform" }, probe);
  const [{ fingerprint } = { fingerprint: "" }] = await read(org.pass, (tx) =>
    tx.select().from(idempotentRequests).where(eq(idempotentRequests.idempotencyKey, probe)),
  );
  const request = await beginOnce(by, key, fingerprint.split(".", 1).join());
  if ("body" in request) throw new Error("It was answered before.");
  return request;
}

describe("a request with an Idempotency-Key", () => {
  test("is carried out once of twenty that are sent together, and answered the same ever after", async () => {
    const send = () => post("/groups", { name: "Platform" }, "made-once");

    const answers = await Promise.all(Array.from({ length: 20 }, send));
    const later = await send();

    const done = answers.filter(({ status }) => status === 201);
    const waiting = answers.filter(({ status }) => status === 409);
    expect(done.length + waiting.length).toBe(20);
    expect(done.filter(({ headers }) => !headers.has("idempotency-replayed"))).toHaveLength(1);
    for (const { headers, json } of waiting) {
      expect(json.code).toBe("idempotency-in-progress");
      expect(headers.get("retry-after")).toBe("1");
    }
    for (const { json } of [...done, later]) expect(json).toEqual(done[0]?.json);
    expect(later.status).toBe(201);
    expect(later.headers.get("idempotency-replayed")).toBe("true");
    expect(later.headers.get("etag")).toBe(done[0]?.headers.get("etag"));
    expect(later.headers.get("content-type")).toBe("application/json");
    expect(await deeds()).toEqual(["group.created"]);
  });

  test("is told where to look again", async () => {
    const rows = [{ email: `${randomUUID()}@example.com`, role: "user" }];

    const [first, again] = [
      await post("/invitation-imports", { rows }, "import"),
      await post("/invitation-imports", { rows }, "import"),
    ];

    expect(first.status).toBe(202);
    expect(again.json).toEqual(first.json);
    expect(again.headers.get("location")).toBe(`/api/v1/invitation-imports/${first.json.id}`);
  });

  test("is refused the same again, as long as the reason was its own", async () => {
    await post("/groups", { name: "Platform" }, "first");

    const [taken, again] = [
      await post("/groups", { name: "Platform" }, "second"),
      await post("/groups", { name: "Platform" }, "second"),
    ];

    expect(taken).toMatchObject({ status: 409, json: { code: "name-taken" } });
    expect(again).toMatchObject({ status: 409, json: taken.json });
    expect(again.headers.get("content-type")).toBe("application/problem+json");
  });

  test("is another one under another key, and no other one under the same", async () => {
    await post("/groups", { name: "Platform" }, "mine");

    const others = [
      await post("/groups", { name: "Design" }, "mine"),
      await post("/groups?x=1", { name: "Platform" }, "mine"),
      await post("/projects", { name: "Platform" }, "mine"),
    ];
    const elsewhere = await post("/groups", { name: "Sales" }, "mine", await org.keySecret([...scopes]));

    for (const other of others)
      expect(other).toMatchObject({ status: 422, json: { code: "idempotency-key-reused" } });
    expect(elsewhere.status).toBe(201);
    expect(await deeds()).toEqual(["group.created", "group.created"]);
  });

  test.each(["", " ", "two words", "ключ", "x".repeat(256)].map((key) => [key]))(
    "is refused where the key is %j",
    async (key) => {
      const answer = await post("/groups", { name: "Platform" }, encodeHeader(key));

      expect(answer).toMatchObject({
        status: 422,
        json: { code: "invalid", errors: [{ field: "Idempotency-Key" }] },
      });
    },
  );

  test("leaves nothing where the key may not do it, and its secret nowhere in clear", async () => {
    const narrow = await org.keySecret(["groups:read"]);

    const refused = await post("/groups", { name: "Platform" }, "narrow", narrow);
    await post("/groups", { name: "Secret plans" }, "sealed");

    expect(refused.status).toBe(403);
    const rows = await kept();
    expect(rows.map(({ idempotencyKey }) => idempotencyKey)).toEqual(["sealed"]);
    expect(JSON.stringify(rows)).not.toContain("Secret plans");
  });

  test("is tried again where it failed on our side, unless its deed was done", async () => {
    const [failed, done] = [await begun("failed"), await begun("done")];
    await change(org.pass, (tx) => noteDeed(tx, actor, done));

    for (const request of [failed, done]) await letGo(actor, request, 500);

    expect(await post("/groups", { name: "Platform" }, "failed")).toMatchObject({
      json: { code: "name-taken" },
    });
    expect(await post("/groups", { name: "Platform" }, "done")).toMatchObject({
      status: 409,
      json: { code: "conflict", detail: expect.stringContaining("was carried out") },
    });
  });
});

test("a request with a mistake in it leaves nothing, and is carried out under its key once it is mended", async () => {
  const wrong = await post("/groups", { name: "" }, "mended");
  const left = await kept();
  const mended = await post("/groups", { name: "Platform" }, "mended");

  expect(wrong.status).toBe(422);
  expect(left).toEqual([]);
  expect(mended.status).toBe(201);
  expect(await deeds()).toEqual(["group.created"]);
});

describe("a request that is sent again when the rights of its key have changed", () => {
  test("is refused, carried out no second time, and shows no secret that it was answered once", async () => {
    const admin = await org.member("admin");
    const ofAdmin = await org.keySecret(["keys:read", "keys:write"], admin);
    const body = { name: "CI", kind: "organization", scopes: ["keys:read"] };
    const create = () => post("/keys", body, "create", ofAdmin);
    const made = await create();
    const rotate = () => post(`/keys/${made.json.id}/rotate`, { overlapMinutes: 0 }, "rotate", ofAdmin);
    const rotated = await rotate();

    const unchanged = [await create(), await rotate()];
    await org.setMember(admin.id, { role: "user" });
    const demoted = [await create(), await rotate()];

    expect(unchanged.map(({ json }) => json.secret)).toEqual([made.json.secret, rotated.json.secret]);
    expect(made.json.secret).toMatch(/^stw_/);
    for (const answer of demoted) {
      expect(answer).toMatchObject({ status: 409, json: { code: "conflict" } });
      expect(answer.json.detail).toContain("Your rights have changed");
      expect(answer.headers.has("idempotency-replayed")).toBe(false);
      expect(JSON.stringify(answer.json)).not.toContain("stw_");
    }
    expect(await deeds()).toEqual(["key.created", "key.rotated"]);
  });

  test.each<[string, (admin: Actor) => Promise<unknown>]>([
    ["a scope less", () => setKeys({ scopes: ["groups:read", "groups:write"] })],
    ["another holder of the same role", async () => setKeys({ memberId: (await org.member("admin")).id })],
    ["a group more", (admin) => org.group({ members: [admin] })],
  ])("is refused with %s", async (_, changeRights) => {
    const admin = await org.member("admin");
    const ofAdmin = await org.keySecret(["groups:read", "groups:write", "logs:read"], admin);
    const send = () => post("/groups", { name: "Platform" }, "made-once", ofAdmin);
    const first = await send();

    await changeRights(admin);
    const again = await send();

    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 409, json: { code: "conflict" } });
  });

  test("is refused without the project role that it was answered by", async () => {
    const user = await org.member("user");
    const project = await org.project({ members: [[user, "admin"]] });
    const ofUser = await org.keySecret(["projects:read", "projects:write"], user);
    const send = () => post(`/projects/${project.id}/archive`, {}, "archived", ofUser);
    const first = await send();

    const unchanged = await send();
    await change(org.pass, (tx) => tx.delete(projectRoles).where(eq(projectRoles.memberId, user.id)));
    const again = await send();

    expect(first.status).toBe(200);
    expect(unchanged.json).toEqual(first.json);
    expect(again).toMatchObject({ status: 409, json: { code: "conflict" } });
  });

  test("is carried out under the new ones where nothing was done yet, and answered the same from then on", async () => {
    const admin = await org.member("admin");
    const ofAdmin = await org.keySecret([...scopes], admin);
    await begun("died", await keyActor(ofAdmin, org.owner.request));
    await org.group({ members: [admin] });
    shiftClock(minute + 1);
    const send = () => post("/groups", { name: "Platform" }, "died", ofAdmin);

    const [late, later] = [await send(), await send()];

    expect(late.json.code).toBe("name-taken");
    expect(later.json).toEqual(late.json);
  });
});

describe("a request whose process died", () => {
  test("is waited for during a minute, then carried out by one of those who send it again", async () => {
    await begun("died");
    const send = () => post("/groups", { name: "Platform" }, "died");

    const early = await send();
    shiftClock(minute + 1);
    const late = await Promise.all(Array.from({ length: 5 }, send));

    expect(early.json.code).toBe("idempotency-in-progress");
    const codes = late.map(({ json }) => json.code);
    expect(codes).toContain("name-taken");
    expect(codes.every((code) => ["name-taken", "idempotency-in-progress"].includes(code))).toBe(true);
  });

  test("is not carried out again where its deed was done", async () => {
    const request = await begun("deed-done");
    await createGroup(
      { ...actor, request: { ...actor.request, idempotency: request } },
      createGroupInput.parse({ name: "Design" }),
    );

    shiftClock(minute + 1);
    const again = await post("/groups", { name: "Platform" }, "deed-done");

    expect(again).toMatchObject({ status: 409, json: { code: "conflict" } });
    expect(await deeds()).toEqual(["group.created", "group.created"]);
  });

  test("undoes its deed where it was only slow, and another has taken it over", async () => {
    const request = await begun("slow");
    shiftClock(minute + 1);
    await post("/groups", { name: "Platform" }, "slow");

    const deed = createGroup(
      { ...actor, request: { ...actor.request, idempotency: request } },
      createGroupInput.parse({ name: "Design" }),
    );

    await expect(deed).rejects.toMatchObject({ code: "idempotency-in-progress" });
    expect(await deeds()).toEqual(["group.created"]);
  });
});

describe("after a day", () => {
  test("a key is new again, and what was answered is forgotten", async () => {
    shiftClock(-day - minute);
    await post("/groups", { name: "Platform" }, "yesterday");
    await post("/groups", { name: "Design" }, "swept");
    shiftClock(0);

    const anew = await post("/groups", { name: "Sales" }, "yesterday");
    await sweepIdempotentRequests();

    expect(anew.status).toBe(201);
    expect((await kept()).map(({ idempotencyKey }) => idempotencyKey)).toEqual(["yesterday"]);
  });
});

/** A header carries bytes: what is not Latin is sent as UTF-8. */
function encodeHeader(text: string): string {
  return Buffer.from(text).toString("latin1");
}
