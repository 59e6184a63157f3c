import { describe, expect, test } from "vitest";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { newApiKey } from "@/lib/auth/api-key";
import { day, second, shiftClock } from "@/lib/core/clock";
import type { roles } from "@/lib/core/roles";
import { createKey, revokeKey, rotateKey } from "./commands";
import { createKeyInput, keyFilter } from "./input";
import { checkKey, findKey, listKeys } from "./queries";

/** The organization's key, that of the person who looks, and that of someone else. */
async function givenKeys(org: GivenOrganization, role: (typeof roles)[number]) {
  const [member, other] = [await org.member(role), await org.member("user")];
  const keys = {
    organization: (await org.key(["organization:read"])).id,
    own: (await org.key(["organization:read"], member)).id,
    other: (await org.key(["organization:read"], other)).id,
  };
  return { member, keys };
}

describe("the list of keys", () => {
  test.each([
    ["owner", ["organization", "other", "own"]],
    ["admin", ["organization", "other", "own"]],
    ["team-leader", ["organization", "own"]],
    ["billing-manager", ["own"]],
    ["user", ["organization", "own"]],
  ] as const)("shows %s the keys: %j", async (role, shown) => {
    const org = await givenOrganization();
    const { member, keys } = await givenKeys(org, role);

    const { rows } = await listKeys(member, keyFilter.parse({}));

    const names = new Map(Object.entries(keys).map(([name, id]) => [id, name]));
    expect(rows.map(({ id }) => names.get(id)).sort()).toEqual([...shown]);
    expect(rows.filter(({ mine }) => mine).map(({ id }) => id)).toEqual([keys.own]);
    expect(JSON.stringify(rows)).not.toMatch(/hash/i);
  });

  test("tells live, expired and revoked keys apart", async () => {
    const org = await givenOrganization();
    const [live, revoked] = [await org.key(["logs:read"]), await org.key(["logs:read"])];
    await org.keySecret(["logs:read"], undefined, new Date(Date.now() - second));
    await revokeKey(org.owner, { keyId: revoked.id });

    const { rows } = await listKeys(org.owner, keyFilter.parse({}));

    expect(rows.map(({ status }) => status)).toEqual(["expired", "revoked", "live"]);
    expect(rows.at(-1)?.id).toBe(live.id);
  });

  test("is searched by name and prefix, and filtered by kind, holder, status and how long a key was idle", async () => {
    const org = await givenOrganization();
    const { member, keys } = await givenKeys(org, "user");
    const input = { kind: "organization", scopes: ["logs:read"], deliver: "email" };
    const waiting = await createKey(org.owner, createKeyInput.parse({ ...input, name: "100%_Sure" }));
    const found = async (filter: object) =>
      (await listKeys(org.owner, keyFilter.parse(filter))).rows.map(({ id }) => id).sort();
    const own = (await findKey(org.owner, { keyId: keys.own })).prefix;

    expect(await found({ q: "0%_s" })).toEqual([waiting.id]);
    expect(await found({ q: own.slice(2) })).toEqual([keys.own]);
    expect(await found({ kind: "organization" })).toEqual([keys.organization, waiting.id].sort());
    expect(await found({ member: member.id })).toEqual([keys.own]);
    expect(await found({ status: "waiting" })).toEqual([waiting.id]);
    expect(await found({ status: "live" })).toEqual([keys.organization, keys.own, keys.other].sort());
    await revokeKey(org.owner, { keyId: keys.other });
    shiftClock(30 * day);
    expect(await found({ unused: "30" })).toEqual([keys.organization, keys.own, waiting.id].sort());
    expect(await found({ unused: "90" })).toEqual([]);
    expect(await found({ status: "revoked" })).toEqual([keys.other]);
  });

  test("goes page by page, forwards and back, under a cursor that no other filter takes", async () => {
    const org = await givenOrganization();
    for (let i = 0; i < 3; i++) await org.key(["logs:read"]);
    const page = (more: object) => listKeys(org.owner, keyFilter.parse({ limit: 2, ...more }));
    const ids = (found: { rows: { id: string }[] }) => found.rows.map(({ id }) => id);

    const first = await page({});
    const second = await page({ cursor: first.nextCursor });

    expect(new Set([...ids(first), ...ids(second)]).size).toBe(3);
    expect(ids(await page({ cursor: second.previousCursor }))).toEqual(ids(first));
    await expect(page({ cursor: first.nextCursor, q: "a" })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("the question whether a secret is ours", () => {
  test("is answered for present and former secrets, and never for another organization's", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];
    const input = { name: "CI", kind: "organization", scopes: ["logs:read"] };
    const { id, secret } = await createKey(org.owner, createKeyInput.parse(input));
    const former = secret ?? "";
    const rotated = await rotateKey(org.owner, { keyId: id, overlapMinutes: 0 });
    const events = (await auditTrail(org.id)).length;

    expect(await checkKey(org.owner, { secret: rotated.secret })).toMatchObject({ id, secret: "present" });
    expect(await checkKey(org.owner, { secret: former })).toMatchObject({
      id,
      secret: "previous",
      previousUntil: null,
    });
    expect(await checkKey(elsewhere.owner, { secret: rotated.secret })).toBeNull();
    for (const other of [newApiKey().secret, `${former.slice(0, -1)}!`, "stw_"])
      expect(await checkKey(org.owner, { secret: other })).toBeNull();
    expect(await auditTrail(org.id)).toHaveLength(events);
  });

  test("is answered of what the actor may know of alone", async () => {
    const org = await givenOrganization();
    const [one, other] = [await org.member("user"), await org.member("user")];
    const secret = await org.keySecret(["organization:read"], one);

    expect(await checkKey(other, { secret })).toBeNull();
    expect(await checkKey(one, { secret })).toMatchObject({ mine: true });
    expect(JSON.stringify(await checkKey(one, { secret }))).not.toContain(secret);
  });
});
