import { describe, expect, test } from "vitest";
import { givenOrganization, givenPerson } from "@/db/testing";
import { second, shiftClock } from "@/lib/core/clock";
import { plainTimes } from "@/lib/core/format";
import { scopes } from "@/lib/core/roles";
import { createKey, revokeKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { changeMemberRole, disableMember, removeMember } from "@/lib/domain/members/commands";
import { memberActor } from "./actor";
import { newApiKey } from "./api-key";
import { keyActor } from "./key-actor";
import { permissionsOf } from "./permissions";

const request = { ip: "192.0.2.9", userAgent: "test", requestId: "req_1" };

describe("a member", () => {
  test("acts with the permissions of their role, in their organization", async () => {
    const org = await givenOrganization();
    const { person, id } = await org.member("billing-manager", "Grace Hopper");

    const actor = await memberActor(person, org.slug);

    expect(actor).toMatchObject({ kind: "member", id, name: "Grace Hopper", roles: ["billing-manager"] });
    expect(actor.organization).toEqual({
      id: org.id,
      slug: org.slug,
      name: org.name,
      adminsManageAdmins: false,
      ...plainTimes,
    });
    expect(new Map(actor.permissions)).toEqual(new Map(permissionsOf["billing-manager"]));
  });

  test("has what the roles of their groups give beside it, and loses it with the group", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const group = await org.group({ role: "billing-manager", members: [user] });
    await org.group({ role: "admin" });

    const actor = await org.again(user);

    expect([...actor.roles].sort()).toEqual(["billing-manager", "user"]);
    expect(actor.groupIds).toEqual([group.id]);
    expect(actor.permissions.get("billing:write")).toBe("all");
    expect(actor.permissions.get("keys:read")).toBe("shared");
    expect(actor.permissions.has("members:read")).toBe(false);
  });

  test("is nobody once disabled or removed; the answer is as for an organization that does not exist", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];
    const [disabled, removed, stranger] = [
      await org.member("admin"),
      await org.member("admin"),
      await givenPerson(),
    ];
    await disableMember(org.owner, { memberId: disabled.id });
    await removeMember(org.owner, { memberId: removed.id, confirm: removed.person.email });

    const refusals = await Promise.all(
      (
        [
          [disabled.person, org.slug],
          [removed.person, org.slug],
          [stranger, org.slug],
          [org.owner.person, elsewhere.slug],
          [org.owner.person, "no-such-organization"],
          [org.owner.person, ""],
          [org.owner.person, org.slug.toUpperCase()],
          [org.owner.person, org.id],
          [org.owner.person, "%"],
        ] as const
      ).map(([person, slug]) =>
        memberActor(person, slug).catch(({ code, message }) => `${code}: ${message}`),
      ),
    );

    expect(new Set(refusals)).toEqual(
      new Set(["not-found: This organization does not exist, or you have no access to it."]),
    );
  });
});

describe("a user key", () => {
  test("acts as its holder, as far as its scopes go", async () => {
    const org = await givenOrganization();
    const leader = await org.member("team-leader");
    await org.group({ members: [leader] });
    const secret = await org.keySecret(["members:read", "members:write", "logs:read"], leader);

    const actor = await keyActor(secret, request);

    expect(actor).toMatchObject({ kind: "key", memberId: leader.id, userId: leader.userId, request });
    expect(actor.groupIds).toHaveLength(1);
    expect([...actor.permissions]).toEqual([["members:read", "groups"]]);
  });

  test("loses at the next call what its holder loses, and has it back with them", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");
    const secret = await org.keySecret(["members:write", "organization:read"], admin);
    const held = async () => [...(await keyActor(secret, request)).permissions.keys()].sort();

    const before = await held();
    await changeMemberRole(org.owner, { memberId: admin.id, role: "user" });
    const demoted = await held();
    await org.group({ role: "admin", members: [admin] });
    const raised = await held();

    expect(before).toEqual(["members:write", "organization:read"]);
    expect(demoted).toEqual(["organization:read"]);
    expect(raised).toEqual(before);
  });

  test("never deletes or hands over an organization, though an Owner holds it", async () => {
    const org = await givenOrganization();

    const actor = await org.key([...scopes], org.owner);

    expect(actor.permissions.has("organization:delete")).toBe(false);
    expect(actor.permissions.has("organization:transfer")).toBe(false);
  });
});

describe("an organization's key", () => {
  test("belongs to no member and ranks as an Admin at most", async () => {
    const org = await givenOrganization();

    const actor = await org.key([...scopes]);

    expect(actor).toMatchObject({ memberId: null, userId: null, roles: ["admin"] });
    expect([...actor.permissions.keys()].sort()).toEqual([...scopes].sort());
  });
});

describe("a key that does not work", () => {
  test("is refused in the same words, whatever the reason", async () => {
    const org = await givenOrganization();
    const [holder, gone] = [await org.member("user"), await org.member("user")];
    const live = await org.keySecret(["organization:read"]);
    const secrets = {
      unknown: newApiKey().secret,
      malformed: "stw_nonsense",
      empty: "",
      expired: await org.keySecret(["organization:read"], undefined, new Date(Date.now() - second)),
      revoked: await org.keySecret(["organization:read"]),
      ofDisabled: await org.keySecret(["organization:read"], holder),
      ofRemoved: await org.keySecret(["organization:read"], gone),
    };
    await revokeKey(org.owner, { keyId: (await keyActor(secrets.revoked, request)).id });
    await disableMember(org.owner, { memberId: holder.id });
    await removeMember(org.owner, { memberId: gone.id, confirm: gone.person.email });

    const refusals: Record<string, string> = {};
    for (const [reason, secret] of Object.entries(secrets))
      refusals[reason] = await keyActor(secret, request).then(
        () => "works",
        ({ code, message }) => `${code}: ${message}`,
      );

    const words = "unauthenticated: This API key is not valid. It may be mistyped, expired or revoked.";
    expect(refusals).toEqual(Object.fromEntries(Object.keys(secrets).map((reason) => [reason, words])));
    await expect(keyActor(live, request)).resolves.toBeDefined();
  });

  test("says from where it may be used, to whoever has it and comes from elsewhere", async () => {
    const org = await givenOrganization();
    const { secret } = await createKey(
      org.owner,
      createKeyInput.parse({
        name: "Office",
        kind: "organization",
        scopes: ["members:read"],
        networks: ["192.0.2.0/28"],
      }),
    );

    await expect(keyActor(secret ?? "", request)).resolves.toBeDefined();
    for (const ip of ["192.0.2.16", "2001:db8::1", null])
      await expect(keyActor(secret ?? "", { ...request, ip })).rejects.toMatchObject({
        code: "address-not-allowed",
      });
  });

  test("ends to the second", async () => {
    const org = await givenOrganization();
    const secret = await org.keySecret(["organization:read"], undefined, new Date(Date.now() + 60 * second));

    shiftClock(55 * second);
    await expect(keyActor(secret, request)).resolves.toBeDefined();
    shiftClock(61 * second);
    await expect(keyActor(secret, request)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
