import { describe, expect, test } from "vitest";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { keyActor } from "@/lib/auth/actor";
import { day, minute, second, shiftClock } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import { roles, type Scope, scopes } from "@/lib/core/roles";
import { createKey, revokeKey } from "./commands";
import { createKeyInput, keyFilter } from "./input";
import { listKeys, noteKeyUse } from "./queries";

const request = { ip: "192.0.2.7", userAgent: "test", requestId: null };
const inputFor = (kind: "user" | "organization", wanted: Scope[], more: object = {}) =>
  createKeyInput.parse({ name: "Nightly", kind, scopes: wanted, ...more });

describe("making a key", () => {
  test("answers a secret that works, and keeps only its hash", async () => {
    const org = await givenOrganization();

    const key = await createKey(org.owner, inputFor("organization", ["members:read"]));

    expect(key.secret).toMatch(/^stw_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/);
    expect(key.secret.startsWith(`${key.prefix}_`)).toBe(true);
    const actor = await keyActor(key.secret, request);
    expect([...actor.permissions.keys()]).toEqual(["members:read"]);
    const trail = JSON.stringify(await auditTrail(org.id));
    expect(trail).toContain(key.prefix);
    expect(trail).not.toContain(key.secret);
    expect(trail).not.toContain(sha256(key.secret));
  });

  test("gives it 90 days unless told otherwise, and never more than a year", async () => {
    const org = await givenOrganization();

    const { secret } = await createKey(org.owner, inputFor("organization", ["members:read"]));

    shiftClock(90 * day - minute);
    await expect(keyActor(secret, request)).resolves.toBeDefined();
    shiftClock(90 * day + second);
    await expect(keyActor(secret, request)).rejects.toMatchObject({ code: "unauthenticated" });
    for (const expiresInDays of [0, -1, 366, 1.5, "x"])
      expect(createKeyInput.safeParse({ name: "x", scopes: ["members:read"], expiresInDays }).success).toBe(
        false,
      );
  });

  test("is refused with any scope that the maker does not hold, and names it", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const beyond = scopes.filter((scope) => !user.permissions.has(scope));

    for (const scope of beyond) {
      const attempt = createKey(user, inputFor("user", ["organization:read", scope]));
      await expect(attempt, scope).rejects.toMatchObject({
        code: "forbidden",
        fields: [{ field: "scopes", message: expect.stringContaining(scope) }],
      });
    }
    expect(beyond.length).toBeGreaterThan(10);
    await expect(
      createKey(user, inputFor("user", [...user.permissions.keys()] as Scope[])),
    ).resolves.toBeDefined();
  });

  test.each(roles)("for oneself is open to every role: %s", async (role) => {
    const org = await givenOrganization();
    const member = await org.member(role);

    const { secret } = await createKey(member, inputFor("user", ["organization:read"]));

    expect(await keyActor(secret, request)).toMatchObject({ memberId: member.id, roles: [role] });
  });

  test("for the organization is refused to those who look after their own only", async () => {
    const org = await givenOrganization();

    for (const role of ["team-leader", "billing-manager", "user"] as const) {
      const attempt = createKey(await org.member(role), inputFor("organization", ["organization:read"]));
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("by a key never gives more than that key has", async () => {
    const org = await givenOrganization();
    const key = await org.key(["keys:write", "members:read"]);

    for (const beyond of [
      inputFor("organization", ["members:read", "members:write"]),
      inputFor("user", ["members:read"]),
    ])
      await expect(createKey(key, beyond)).rejects.toMatchObject({ code: "forbidden" });
    const { secret } = await createKey(key, inputFor("organization", ["members:read"]));

    expect([...(await keyActor(secret, request)).permissions.keys()]).toEqual(["members:read"]);
  });
});

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
});

describe("revoking a key", () => {
  test("ends it from its next call on", async () => {
    const org = await givenOrganization();
    const secret = await org.keySecret(["organization:read"]);
    const { id } = await keyActor(secret, request);

    await revokeKey(org.owner, { keyId: id });

    await expect(keyActor(secret, request)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(revokeKey(org.owner, { keyId: id })).rejects.toMatchObject({ code: "conflict" });
  });

  test.each(["team-leader", "billing-manager", "user"] as const)(
    "reaches a %s's own keys only; others answer as if absent",
    async (role) => {
      const org = await givenOrganization();
      const { member, keys } = await givenKeys(org, role);

      for (const keyId of [keys.organization, keys.other])
        await expect(revokeKey(member, { keyId })).rejects.toMatchObject({ code: "not-found" });
      await expect(revokeKey(member, { keyId: keys.own })).resolves.toMatchObject({ id: keys.own });
    },
  );

  test("answers absent, malformed and foreign ids in the same words", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];
    const foreign = await elsewhere.keySecret(["organization:read"]);
    const ids = [newId("key"), (await keyActor(foreign, request)).id, "key_x", ""];

    const refusals = await Promise.all(
      ids.map((keyId) => revokeKey(org.owner, { keyId }).catch(({ code, message }) => `${code}: ${message}`)),
    );

    expect(new Set(refusals)).toEqual(
      new Set(["not-found: This key does not exist, or you have no access to it."]),
    );
    await expect(keyActor(foreign, request)).resolves.toBeDefined();
  });
});

describe("the last use of a key", () => {
  test("is written down at most once a minute, with the address", async () => {
    const org = await givenOrganization();
    const secret = await org.keySecret(["organization:read"]);
    const lastUse = async () => (await keyActor(secret, request)).key.lastUsedAt;
    const use = async () => noteKeyUse(await keyActor(secret, request));

    await use();
    const first = await lastUse();
    shiftClock(minute - 5 * second);
    await use();
    const soon = await lastUse();
    shiftClock(minute + 5 * second);
    await use();
    const later = await lastUse();

    expect(first).toBeInstanceOf(Date);
    expect(soon).toEqual(first);
    expect(Number(later)).toBeGreaterThan(Number(first));
  });
});
