import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { change, pass, read } from "@/db/door";
import { groups, memberships, projectRoles, removedMembers, users } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import { keyActor } from "@/lib/auth/key-actor";
import { day, shiftClock } from "@/lib/core/clock";
import { type Scope, scopes } from "@/lib/core/roles";
import { createApiOnlyMember, removeMember } from "@/lib/domain/members/commands";
import { forgetRemovedMembers, restoreMember } from "./commands";
import { removedMemberFilter } from "./input";
import { listRemovedMembers } from "./queries";

const removed = async (org: GivenOrganization, given: object = {}) =>
  (await listRemovedMembers(org.owner, removedMemberFilter.parse(given))).rows;

async function codeOf(deed: Promise<unknown>): Promise<string> {
  return deed.then(
    () => "done",
    (error) => error.code ?? "internal",
  );
}

afterEach(() => shiftClock(0));

describe("someone who was removed", () => {
  test("comes back with role, groups and project roles, as far as these are still there", async () => {
    const org = await givenOrganization();
    const user = await org.member("team-leader", "Grace Hopper");
    const [stays, goes] = [await org.group({ members: [user] }), await org.group({ members: [user] })];
    const project = await org.project({ members: [[user, "admin"]] });
    await removeMember(org.owner, { memberId: user.id, confirm: user.person.email });
    await change(org.pass, (tx) => tx.delete(groups).where(eq(groups.id, goes.id)));

    expect(await removed(org, { q: "grace" })).toMatchObject([
      { id: user.id, removedByName: "Olivia Owner" },
    ]);
    await restoreMember(org.owner, { memberId: user.id });

    const again = await org.again(user);
    expect(again).toMatchObject({ id: user.id, roles: ["team-leader"], groupIds: [stays.id] });
    const roles = await change(org.pass, (tx) =>
      tx.select().from(projectRoles).where(eq(projectRoles.memberId, user.id)),
    );
    expect(roles).toMatchObject([{ projectId: project.id, role: "admin" }]);
    expect(await removed(org)).toEqual([]);
    expect((await auditTrail(org.id)).map(({ action }) => action)).toEqual([
      "member.removed",
      "member.restored",
    ]);
  });

  test("is listed and found as they were called then, whatever their account is called by now", async () => {
    const org = await givenOrganization();
    const user = await org.member("user", "Grace Hopper");
    const { email, userId } = user.person;
    await removeMember(org.owner, { memberId: user.id, confirm: email });
    await change(pass({ userId }), (tx) =>
      tx
        .update(users)
        .set({ name: "Mallory", email: `new.${email}` })
        .where(eq(users.id, userId)),
    );

    expect(await removed(org, { q: "grace" })).toMatchObject([{ name: "Grace Hopper", email }]);
    expect(await removed(org, { q: "mallory" })).toEqual([]);
  });

  test("needs a free seat, and someone who may give what they had", async () => {
    const org = await givenOrganization({ seats: 3 });
    const [admin, owner] = [await org.member("admin"), await org.member("owner")];
    await removeMember(org.owner, { memberId: owner.id, confirm: owner.person.email });
    const narrow = await org.key(["members:read", "members:write"]);

    expect(await codeOf(restoreMember(admin, { memberId: owner.id }))).toBe("forbidden");
    expect(await codeOf(restoreMember(narrow, { memberId: owner.id }))).toBe("forbidden");
    await org.member("user");
    expect(await codeOf(restoreMember(org.owner, { memberId: owner.id }))).toBe("no-free-seat");
  });

  test("is forgotten after 30 days, an API-only account with them", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const robot = await createApiOnlyMember(org.owner, { name: "Robot", role: "user", groupIds: [] });
    const [membership] = await read(org.pass, (tx) =>
      tx.select().from(memberships).where(eq(memberships.id, robot.id)),
    );
    const robotAccount = membership?.userId ?? "";
    await removeMember(org.owner, { memberId: user.id, confirm: user.person.email });
    await removeMember(org.owner, { memberId: robot.id, confirm: robot.name });
    await forgetRemovedMembers();
    expect(await removed(org)).toHaveLength(2);

    shiftClock(31 * day);
    expect(await removed(org)).toEqual([]);
    expect(await codeOf(restoreMember(org.owner, { memberId: user.id }))).toBe("not-found");
    shiftClock(0);
    await change(org.pass, (tx) =>
      tx.update(removedMembers).set({ removedAt: sql`now() - interval '31 days'` }),
    );
    expect(await database().select().from(users).where(eq(users.id, robotAccount))).toHaveLength(1);
    await forgetRemovedMembers();

    const left = await change(org.pass, (tx) => tx.select().from(removedMembers));
    expect(left).toEqual([]);
    expect(await database().select().from(users).where(eq(users.id, robotAccount))).toEqual([]);
    expect(await database().select().from(users).where(eq(users.id, user.person.userId))).toHaveLength(1);
  });
});

describe("the keys of someone who is removed", () => {
  test("are handed over with the scopes that both hold everywhere, go on working, and are written down one by one", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    await org.group({ role: "billing-manager", members: [user] });
    const held: Scope[] = ["organization:read", "billing:read", "projects:read", "members:read"];
    const secret = await org.keySecret(held, user);
    const nothing = await org.keySecret(["members:read"], user);
    const ownProjectsOnly = await org.keySecret(["projects:write", "scans:read"], user);
    const narrow = await org.key(scopes.filter((scope) => scope !== "billing:read"));

    await removeMember(narrow, { memberId: user.id, keys: "hand-over" });

    const kept = await keyActor(secret, user.request);
    expect(kept).toMatchObject({ kind: "key", memberId: null });
    expect([...kept.permissions.keys()]).toEqual(["organization:read"]);
    for (const ended of [nothing, ownProjectsOnly])
      await expect(keyActor(ended, user.request)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await auditTrail(org.id)).map(({ action }) => action).sort()).toEqual([
      "key.handed_over",
      "key.revoked",
      "key.revoked",
      "member.removed",
    ]);
  });

  test("are not handed over by whoever may not make keys of the organization", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    await org.keySecret(["organization:read"], user);
    const keyless = await org.key(scopes.filter((scope) => !scope.startsWith("keys:")));

    expect(await codeOf(removeMember(keyless, { memberId: user.id, keys: "hand-over" }))).toBe("not-found");
    const [there] = await change(org.pass, (tx) =>
      tx.select().from(memberships).where(eq(memberships.id, user.id)),
    );
    expect(there).toBeDefined();
  });
});
