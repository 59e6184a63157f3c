import { describe, expect, test } from "vitest";
import { change } from "@/db/door";
import { keyScopeUses } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { keyActor } from "@/lib/auth/key-actor";
import { day, fromNow, minute, now, second, shiftClock } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import { roles, type Scope, scopes } from "@/lib/core/roles";
import { createApiOnlyMember } from "@/lib/domain/members/commands";
import { changePolicy, revertPolicy } from "@/lib/domain/security/commands";
import { changeKey, createKey, narrowKey, revokeKey, rotateKey } from "./commands";
import { changeKeyInput, createKeyInput } from "./input";
import { findKey, findKeyLife } from "./queries";

const request = { ip: "192.0.2.7", userAgent: "test", requestId: null };
const inputFor = (kind: "user" | "organization", wanted: Scope[], more: object = {}) =>
  createKeyInput.parse({ name: "Nightly", kind, scopes: wanted, ...more });

/** A key that is made and shown. */
async function made(...[actor, input]: Parameters<typeof createKey>) {
  const { secret, ...key } = await createKey(actor, input);
  if (secret === null) throw new Error("The key was not shown.");
  return { ...key, secret };
}

/** Who a secret is at this moment; the code of the refusal where it is nobody. */
const bearerOf = (secret: string) =>
  keyActor(secret, request).then(
    ({ name }) => name,
    ({ code }) => code as string,
  );

const codeOf = (deed: Promise<unknown>) =>
  deed.then(
    () => "done",
    ({ code }) => code as string,
  );

/** For how many days a key has yet to live. */
const daysLeft = ({ expiresAt }: { expiresAt: Date }) =>
  Math.round((expiresAt.getTime() - now().getTime()) / day);

describe("making a key", () => {
  test("answers a secret that works, and keeps only its hash", async () => {
    const org = await givenOrganization();

    const key = await made(org.owner, inputFor("organization", ["members:read"]));

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

    const { secret } = await made(org.owner, inputFor("organization", ["members:read"]));

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

    const { secret } = await made(member, inputFor("user", ["organization:read"]));

    expect(await keyActor(secret, request)).toMatchObject({ memberId: member.id, roles: [role] });
  });

  test("for the organization is refused to those who look after their own only", async () => {
    const org = await givenOrganization();

    for (const role of ["team-leader", "billing-manager", "user"] as const) {
      const attempt = createKey(await org.member(role), inputFor("organization", ["organization:read"]));
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("for another member is refused to those who look after their own only, and is never the organization's", async () => {
    const org = await givenOrganization();
    const [user, robot] = [
      await org.member("user"),
      await createApiOnlyMember(org.owner, { name: "Robot", role: "user", groupIds: [] }),
    ];
    const inputs = (["user", "organization"] as const).map((kind) =>
      inputFor(kind, ["organization:read"], { memberId: robot.id }),
    );

    for (const input of inputs)
      await expect(createKey(user, input)).rejects.toMatchObject({
        code: "forbidden",
        message: "Only an Owner or an Admin makes keys for others. Make a key of your own.",
      });
    const [theirs, organizations] = inputs.map((input) => made(org.owner, input));
    await expect(organizations).rejects.toMatchObject({ code: "invalid", fields: [{ field: "memberId" }] });
    expect(await keyActor((await theirs)?.secret ?? "", request)).toMatchObject({ memberId: robot.id });
  });

  test("by a key never gives more than that key has", async () => {
    const org = await givenOrganization();
    const key = await org.key(["keys:write", "members:read"]);

    for (const beyond of [
      inputFor("organization", ["members:read", "members:write"]),
      inputFor("user", ["members:read"]),
    ])
      await expect(createKey(key, beyond)).rejects.toMatchObject({ code: "forbidden" });
    const { secret } = await made(key, inputFor("organization", ["members:read"]));

    expect([...(await keyActor(secret, request)).permissions.keys()]).toEqual(["members:read"]);
  });
});

describe("the longest life that an organization allows", () => {
  test("is kept by new and by rotated keys, and shortens what is not said; older keys stay", async () => {
    const org = await givenOrganization();
    const older = await made(org.owner, inputFor("organization", ["logs:read"], { expiresInDays: 200 }));
    await changePolicy(org.owner, { version: 0, change: { keyLifeDays: 30 } });

    const [usual, longer] = await Promise.all([
      made(org.owner, inputFor("organization", ["logs:read"])),
      codeOf(createKey(org.owner, inputFor("organization", ["logs:read"], { expiresInDays: 31 }))),
    ]);
    const rotated = await rotateKey(org.owner, { keyId: older.id, overlapMinutes: 0 });

    expect(longer).toBe("invalid");
    expect(daysLeft(usual)).toBe(30);
    expect(daysLeft(older)).toBe(200);
    expect(daysLeft(rotated)).toBe(30);
    const changed = (await auditTrail(org.id)).find(({ action }) => action === "policy.changed");
    await revertPolicy(org.owner, { eventId: changed?.id ?? "", version: 1 });
    expect(await findKeyLife(org.owner)).toEqual({ defaultDays: 90, longestDays: 365 });
  });
});

describe("changing a key", () => {
  test("renames it, and sets its scopes and networks, while its secret goes on working", async () => {
    const org = await givenOrganization();
    const { id, secret } = await made(org.owner, inputFor("organization", ["logs:read", "members:read"]));

    await changeKey(
      org.owner,
      changeKeyInput.parse({
        keyId: id,
        name: "Weekly",
        scopes: ["groups:read", "logs:read"],
        networks: ["192.0.2.7", "2001:DB8::/32", "192.0.2.7/32"],
      }),
    );
    await changeKey(org.owner, { keyId: id, name: "Weekly", scopes: ["logs:read", "groups:read"] });

    expect(await findKey(org.owner, { keyId: id })).toMatchObject({
      name: "Weekly",
      scopes: ["groups:read", "logs:read"],
      networks: ["192.0.2.7/32", "2001:db8::/32"],
    });
    expect(await bearerOf(secret)).toBe("Weekly");
    // The second changed nothing, and so was nothing.
    expect((await auditTrail(org.id)).map(({ action }) => action)).toEqual(["key.created", "key.changed"]);
    expect((await auditTrail(org.id)).at(-1)).toMatchObject({
      before: { name: "Nightly", scopes: ["logs:read", "members:read"], networks: [] },
      after: { name: "Weekly" },
    });
  });

  test("never goes above the editor's rights, be it a person or a key", async () => {
    const org = await givenOrganization();
    const wide = await made(org.owner, inputFor("organization", ["logs:read", "members:read"]));
    const narrow = await made(org.owner, inputFor("organization", ["keys:read"]));
    const key = await org.key(["keys:read", "keys:write", "members:read"]);

    // A key adds what it holds to a key within its rights, itself among them.
    expect(await codeOf(changeKey(key, { keyId: narrow.id, scopes: ["keys:read", "members:read"] }))).toBe(
      "done",
    );
    expect(await codeOf(changeKey(key, { keyId: key.id, scopes: ["keys:write", "logs:read"] }))).toBe(
      "forbidden",
    );
    expect(await codeOf(changeKey(key, { keyId: narrow.id, scopes: ["keys:read", "logs:read"] }))).toBe(
      "forbidden",
    );
    // One above it can only lose scopes to it.
    expect(await codeOf(changeKey(key, { keyId: wide.id, name: "Mine" }))).toBe("forbidden");
    expect(await codeOf(changeKey(key, { keyId: wide.id, networks: ["192.0.2.0/24"] }))).toBe("forbidden");
    expect(await codeOf(changeKey(key, { keyId: wide.id, scopes: ["logs:read", "keys:read"] }))).toBe(
      "forbidden",
    );
    expect(await codeOf(rotateKey(key, { keyId: wide.id, overlapMinutes: 0 }))).toBe("forbidden");
    expect((await findKey(key, { keyId: wide.id })).may).toEqual({
      change: false,
      widen: false,
      rotate: false,
      narrow: false,
      revoke: true,
      sendLink: false,
    });
    expect(await codeOf(changeKey(key, { keyId: wide.id, scopes: ["members:read"] }))).toBe("done");
    expect(await codeOf(rotateKey(key, { keyId: wide.id, overlapMinutes: 0 }))).toBe("done");
  });

  test("asks for a recent proof before a scope that changes things is added, and for no other", async () => {
    const org = await givenOrganization();
    const { id } = await made(org.owner, inputFor("organization", ["members:read"]));
    const stale = { ...org.owner, factorAt: new Date(Date.now() - 11 * minute) };

    expect(await codeOf(changeKey(stale, { keyId: id, scopes: ["members:read", "logs:read"] }))).toBe("done");
    expect(await codeOf(changeKey(stale, { keyId: id, scopes: ["members:read", "members:write"] }))).toBe(
      "step-up-required",
    );
  });

  test("follows its holder's rights: a member who lost some can only narrow their key", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const { id } = await made(admin, inputFor("user", ["organization:read", "members:read"]));
    await org.setMember(admin.id, { role: "user" });
    const demoted = await org.again(admin);

    expect(await codeOf(rotateKey(demoted, { keyId: id, overlapMinutes: 0 }))).toBe("forbidden");
    expect(await codeOf(changeKey(demoted, { keyId: id, scopes: ["organization:read"] }))).toBe("done");
    expect(await codeOf(rotateKey(demoted, { keyId: id, overlapMinutes: 0 }))).toBe("done");
  });

  test("is refused once it has ended or was revoked", async () => {
    const org = await givenOrganization();
    const [ended, revoked] = [
      await made(org.owner, inputFor("organization", ["logs:read"], { expiresInDays: 1 })),
      await made(org.owner, inputFor("organization", ["logs:read"])),
    ];
    await revokeKey(org.owner, { keyId: revoked.id });
    shiftClock(day);

    for (const { id: keyId } of [ended, revoked]) {
      expect(await codeOf(changeKey(org.owner, { keyId, name: "Again" }))).toBe("conflict");
      expect(await codeOf(rotateKey(org.owner, { keyId, overlapMinutes: 60 }))).toBe("conflict");
      expect(await codeOf(narrowKey(org.owner, { keyId }))).toBe("conflict");
    }
  });
});

describe("rotating a key", () => {
  test("lets the old secret work for the overlap, and no longer", async () => {
    const org = await givenOrganization();
    const old = await made(org.owner, inputFor("organization", ["logs:read"], { expiresInDays: 20 }));
    shiftClock(10 * day);

    const { secret, prefix, expiresAt } = await rotateKey(org.owner, { keyId: old.id, overlapMinutes: 15 });

    expect(secret.startsWith(`${prefix}_`)).toBe(true);
    expect(daysLeft({ expiresAt })).toBe(20);
    shiftClock(10 * day + 14 * minute);
    expect([await bearerOf(old.secret), await bearerOf(secret)]).toEqual(["Nightly", "Nightly"]);
    shiftClock(10 * day + 15 * minute + second);
    expect([await bearerOf(old.secret), await bearerOf(secret)]).toEqual(["unauthenticated", "Nightly"]);
    // Rotated again and again, it lives as long as it was made for, and not longer each time.
    shiftClock(20 * day);
    expect(daysLeft(await rotateKey(org.owner, { keyId: old.id, overlapMinutes: 0 }))).toBe(20);
  });

  test("never lets the old secret live past its own end", async () => {
    const org = await givenOrganization();
    const old = await made(org.owner, inputFor("organization", ["logs:read"], { expiresInDays: 1 }));
    shiftClock(day - minute);

    const { secret, previousUntil } = await rotateKey(org.owner, { keyId: old.id, overlapMinutes: 1_440 });

    expect(previousUntil).toEqual(old.expiresAt);
    shiftClock(day + second);
    expect([await bearerOf(old.secret), await bearerOf(secret)]).toEqual(["unauthenticated", "Nightly"]);
  });

  test("twice leaves the newest secret and the one before", async () => {
    const org = await givenOrganization();
    const first = await made(org.owner, inputFor("organization", ["logs:read"]));

    const second = await rotateKey(org.owner, { keyId: first.id, overlapMinutes: 60 });
    const third = await rotateKey(org.owner, { keyId: first.id, overlapMinutes: 60 });

    expect(await Promise.all([first, second, third].map(({ secret }) => bearerOf(secret)))).toEqual([
      "unauthenticated",
      "Nightly",
      "Nightly",
    ]);
    await rotateKey(org.owner, { keyId: first.id, overlapMinutes: 0 });
    expect(await bearerOf(third.secret)).toBe("unauthenticated");
  });

  test("gives the secret of a person's key to that person alone, whoever else may revoke it", async () => {
    const org = await givenOrganization();
    const [admin, user] = [await org.member("admin"), await org.member("user")];
    const { id } = await made(user, inputFor("user", ["organization:read"]));

    expect(await codeOf(rotateKey(admin, { keyId: id, overlapMinutes: 0 }))).toBe("forbidden");
    expect((await findKey(admin, { keyId: id })).may).toMatchObject({ rotate: false, revoke: true });
    expect(await codeOf(rotateKey(user, { keyId: id, overlapMinutes: 0 }))).toBe("done");
  });

  test("and revoking at once leaves no secret that works", async () => {
    const org = await givenOrganization();
    for (let round = 0; round < 50; round++) {
      const old = await org.keySecret(["logs:read"]);
      const { id: keyId } = await keyActor(old, request);

      const [rotated] = await Promise.allSettled([
        rotateKey(org.owner, { keyId, overlapMinutes: 60 }),
        revokeKey(org.owner, { keyId }),
      ]);

      const secrets = [old, ...(rotated.status === "fulfilled" ? [rotated.value.secret] : [])];
      expect(new Set(await Promise.all(secrets.map(bearerOf)))).toEqual(new Set(["unauthenticated"]));
    }
  }, 60_000);
});

describe("narrowing a key", () => {
  test("takes what it has not used in 90 days, once it is old enough to have shown that", async () => {
    const org = await givenOrganization();
    const scopes: Scope[] = ["logs:read", "members:read", "groups:read"];
    const { id } = await made(org.owner, inputFor("organization", scopes, { expiresInDays: 365 }));
    const use = (scope: Scope, usedAt: Date) =>
      change(org.pass, (tx) =>
        tx.insert(keyScopeUses).values({ organizationId: org.id, keyId: id, scope, usedAt }),
      );
    await use("groups:read", now());

    shiftClock(13 * day);
    expect(await codeOf(narrowKey(org.owner, { keyId: id }))).toBe("conflict");
    shiftClock(91 * day);
    expect(await codeOf(narrowKey(org.owner, { keyId: id }))).toBe("conflict");
    await use("logs:read", fromNow(-89 * day));
    expect((await findKey(org.owner, { keyId: id })).unusedScopes).toEqual(["members:read", "groups:read"]);
    const narrowed = await narrowKey(org.owner, { keyId: id });

    expect(narrowed.scopes).toEqual(["logs:read"]);
    expect(await codeOf(narrowKey(org.owner, { keyId: id }))).toBe("conflict");
    expect((await auditTrail(org.id)).at(-1)).toMatchObject({
      action: "key.changed",
      before: { scopes },
      after: { scopes: ["logs:read"] },
    });
  });
});

describe("a user key", () => {
  test.each([
    ["disabled", (org: GivenOrganization, id: string) => org.setMember(id, { status: "disabled" })],
    ["demoted", (org: GivenOrganization, id: string) => org.setMember(id, { role: "user" })],
    [
      "kept out by a policy",
      async (org: GivenOrganization, _: string) => {
        const change = { networks: [{ cidr: "2001:db8::/32", note: "" }], networksForKeys: true };
        await changePolicy(org.owner, { version: 0, change });
      },
    ],
  ])("follows at its next call when its holder is %s", async (_, happens) => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const { secret } = await made(admin, inputFor("user", ["members:read"]));
    expect((await keyActor(secret, request)).permissions.size).toBe(1);

    await happens(org, admin.id);

    const permissions = await keyActor(secret, request).then(
      (actor) => actor.permissions.size,
      () => 0,
    );
    expect(permissions).toBe(0);
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
