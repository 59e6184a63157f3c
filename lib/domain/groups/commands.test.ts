import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { read } from "@/db/door";
import { groupMemberships, groups, organizations } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { fromNow, minute } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { type Role, scopes } from "@/lib/core/roles";
import { addGroupMembers, removeGroupMembers } from "@/lib/domain/group-members/commands";
import { changeGroup, createGroup, deleteGroup } from "./commands";
import { createGroupInput, groupChangeInput } from "./input";

async function codeOf(deed: Promise<unknown>): Promise<string> {
  return deed.then(
    () => "done",
    (error) => error.code ?? "internal",
  );
}

const settings = (more: object = {}) => createGroupInput.parse({ name: `Group ${newId("group")}`, ...more });

async function stored(org: GivenOrganization, groupId: string) {
  return read(org.pass, async (tx) => {
    const [group] = await tx.select().from(groups).where(eq(groups.id, groupId));
    const members = await tx.select().from(groupMemberships).where(eq(groupMemberships.groupId, groupId));
    const [organization] = await tx.select().from(organizations).where(eq(organizations.id, org.id));
    return {
      group,
      memberIds: members.map(({ memberId }) => memberId),
      isDefault: organization?.defaultGroupId === groupId,
    };
  });
}

/** Everything that can be done to a group, as someone does it to one that they see as it is. */
const deeds: Record<
  string,
  (actor: Actor, group: { id: string; name: string }, member: Actor) => Promise<unknown>
> = {
  rename: (actor, { id }) => changeGroup(actor, { groupId: id, version: 0, change: { name: `New ${id}` } }),
  "give a role": (actor, { id }) => changeGroup(actor, { groupId: id, version: 0, change: { role: "user" } }),
  "make default": (actor, { id }) =>
    changeGroup(actor, { groupId: id, version: 0, change: { isDefault: true } }),
  delete: (actor, { id, name }) => deleteGroup(actor, { groupId: id, version: 0, confirm: name }),
  add: (actor, { id }, member) => addGroupMembers(actor, { groupId: id, members: [member.id] }),
  "add oneself": (actor, { id }) => addGroupMembers(actor, { groupId: id, members: [actor.id] }),
  "take out": (actor, { id }, member) => removeGroupMembers(actor, { groupId: id, memberIds: [member.id] }),
};

type Member = Awaited<ReturnType<GivenOrganization["member"]>>;

async function verdicts(actorOf: (org: GivenOrganization, inside: Actor[]) => Promise<Member>, role?: Role) {
  const found: Record<string, string> = {};
  for (const [name, deed] of Object.entries(deeds)) {
    const org = await givenOrganization();
    const member = await org.member("user");
    const inside = name === "add" ? [] : [member];
    const actor = await actorOf(org, inside);
    const group = await org.group({ members: inside, ...(role ? { role } : {}) });
    if (name === "add") await org.group({ members: [member, actor] });
    found[name] = await codeOf(deed(await org.again(actor), group, member));
  }
  return found;
}

const everything = (verdict: string) => Object.fromEntries(Object.keys(deeds).map((name) => [name, verdict]));

describe("who may do what to a group", () => {
  const outside = (role: Role) => (org: GivenOrganization) => org.member(role);
  const within = (role: Role) => async (org: GivenOrganization, inside: Actor[]) => {
    const actor = await org.member(role);
    inside.push(actor);
    return actor;
  };

  test.each(["owner", "admin"] as const)("an %s does everything, in it or not", async (role) => {
    expect(await verdicts(outside(role))).toEqual(everything("done"));
    expect(await verdicts(within(role))).toEqual(everything("done"));
  });

  test("a Team Leader changes the settings and the members of a group that they are in, and no more", async () => {
    expect(await verdicts(within("team-leader"))).toEqual({
      ...everything("done"),
      "give a role": "forbidden",
      "make default": "forbidden",
      delete: "forbidden",
    });
  });

  test("a Team Leader finds a group that they are not in absent", async () => {
    expect(await verdicts(outside("team-leader"))).toEqual(everything("not-found"));
  });

  test("a User changes nothing, and a Billing Manager knows of no group", async () => {
    expect(await verdicts(within("user"))).toEqual(everything("forbidden"));
    expect(await verdicts(within("billing-manager"))).toEqual(everything("not-found"));
  });

  test("an Admin in no way touches a group that makes its members Owners", async () => {
    expect(await verdicts(outside("admin"), "owner")).toEqual(everything("forbidden"));
  });

  test("a key does not touch a group that gives a role, or a project, beyond its scopes", async () => {
    const org = await givenOrganization();
    const [member, group] = [await org.member("user"), await org.group({ role: "billing-manager" })];
    const inProject = await org.group();
    await org.project({ groups: [[inProject, "member"]] });
    const but = (scope: string) => org.key(scopes.filter((held) => held !== scope));
    const add = async (key: Actor, { id }: { id: string }) =>
      codeOf(addGroupMembers(key, { groupId: id, members: [member.id] }));

    const outcomes = [
      await add(await but("billing:write"), group),
      await add(await but("findings:write"), inProject),
      await add(await but("billing:write"), inProject),
      await add(await but("findings:write"), group),
    ];

    expect(outcomes).toEqual(["forbidden", "forbidden", "done", "done"]);
  });

  test("a Team Leader gains nothing by a group: not a role, not a project, not a member they do not know of", async () => {
    const org = await givenOrganization();
    const [leader, stranger] = [await org.member("team-leader"), await org.member("user")];
    const [mine, other] = [await org.group({ members: [leader] }), await org.group({ members: [stranger] })];
    await org.project({
      groups: [
        [mine, "viewer"],
        [other, "admin"],
      ],
      members: [[leader, "viewer"]],
    });
    const again = await org.again(leader);

    const added = await addGroupMembers(again, {
      groupId: mine.id,
      members: [stranger.id, stranger.person.email, newId("member"), "nobody"],
    });

    const unknown = { outcome: "refused", code: "not-found", name: null };
    expect(added).toMatchObject(Array(4).fill(unknown));
    expect(await addGroupMembers(again, { groupId: mine.id, members: [leader.id] })).toMatchObject([
      { outcome: "refused", code: "already-member", name: leader.name },
    ]);
    expect(await codeOf(createGroup(again, settings()))).toBe("forbidden");
    expect((await org.again(leader)).groupIds).toEqual([mine.id]);
  });

  test("a Team Leader who was taken out of a group a moment ago finds it absent", async () => {
    const org = await givenOrganization();
    const leader = await org.member("team-leader");
    const group = await org.group({ members: [leader] });
    const before = await org.again(leader);

    await removeGroupMembers(org.owner, { groupId: group.id, memberIds: [leader.id] });

    expect(await codeOf(addGroupMembers(before, { groupId: group.id, members: [leader.id] }))).toBe(
      "not-found",
    );
  });

  test("an Admin takes from no other what a group makes them, unless Admins may manage Admins", async () => {
    const outcomesIn = async (adminsManageAdmins: boolean) => {
      const outcomes: Record<string, string> = {};
      for (const name of ["give a role", "delete", "take out", "rename", "add oneself"]) {
        const org = await givenOrganization({ adminsManageAdmins });
        const [admin, promoted] = [await org.member("admin"), await org.member("user")];
        const group = await org.group({ role: "admin", members: [promoted] });
        outcomes[name] = await codeOf(
          deeds[name]?.(await org.again(admin), group, promoted) as Promise<unknown>,
        );
      }
      return outcomes;
    };

    expect(await outcomesIn(false)).toEqual({
      "give a role": "forbidden",
      delete: "forbidden",
      "take out": "forbidden",
      rename: "done",
      "add oneself": "done",
    });
    expect(new Set(Object.values(await outcomesIn(true)))).toEqual(new Set(["done"]));
  });
});

describe("a group's name", () => {
  test("is taken in whatever spelling folds to it, when made and when changed", async () => {
    const org = await givenOrganization();
    await createGroup(org.owner, settings({ name: "Straße Élan" }));
    const { id } = await createGroup(org.owner, settings({ name: "Another" }));

    const outcomes = [];
    for (const name of ["STRASSE Élan", "straße  élan", "Ｓtraße Élan", "Stra\u00adße Élan"]) {
      outcomes.push(await codeOf(createGroup(org.owner, settings({ name }))));
      outcomes.push(await codeOf(changeGroup(org.owner, { groupId: id, version: 0, change: { name } })));
    }

    expect(new Set(outcomes)).toEqual(new Set(["name-taken"]));
    expect(
      await codeOf(changeGroup(org.owner, { groupId: id, version: 0, change: { name: "ANOTHER" } })),
    ).toBe("done");
  });

  test.each(["Team \u202eevil", "\u200b", "x".repeat(81), "", "a\nb", 1, null])("is not %j", (name) => {
    expect(createGroupInput.safeParse({ name }).success).toBe(false);
  });
});

describe("what a group can be", () => {
  test("never makes anyone Owner, lists connectors once and in their order, and bounds its scans", () => {
    expect(groupChangeInput.safeParse({ role: "owner" }).success).toBe(false);
    expect(groupChangeInput.parse({ allowedConnectors: ["webhook", "jira", "jira"] })).toEqual({
      allowedConnectors: ["jira", "webhook"],
    });
    for (const maxConcurrentScans of [0, -1, 1.5, 10_001, "3"])
      expect(groupChangeInput.safeParse({ maxConcurrentScans }).success).toBe(false);
  });

  test("is default of one alone, which the log tells of both, and never of Admins", async () => {
    const org = await givenOrganization();
    const first = await createGroup(org.owner, settings({ name: "First", isDefault: true }));
    const admins = await createGroup(org.owner, settings({ role: "admin" }));
    const before = (await auditTrail(org.id)).length;

    const second = await createGroup(org.owner, settings({ name: "Second", isDefault: true }));

    expect([(await stored(org, first.id)).isDefault, (await stored(org, second.id)).isDefault]).toEqual([
      false,
      true,
    ]);
    expect((await auditTrail(org.id)).slice(before)).toMatchObject([
      { action: "group.created", targetName: "Second", after: { isDefault: true } },
      {
        action: "group.changed",
        targetName: "First",
        before: { isDefault: true },
        after: { isDefault: false },
      },
    ]);
    const refused = [
      await codeOf(createGroup(org.owner, settings({ role: "admin", isDefault: true }))),
      await codeOf(changeGroup(org.owner, { groupId: admins.id, version: 0, change: { isDefault: true } })),
      await codeOf(changeGroup(org.owner, { groupId: second.id, version: 0, change: { role: "admin" } })),
    ];
    expect(refused).toEqual(["invalid", "invalid", "invalid"]);

    await deleteGroup(org.owner, { groupId: second.id, version: 0 });

    expect(await stored(org, second.id)).toMatchObject({ group: undefined, isDefault: false });
  });

  test("stands in the log with what was changed of it and no more; nothing changed is nothing told", async () => {
    const org = await givenOrganization();
    const { id } = await createGroup(org.owner, settings({ name: "Release" }));
    const before = (await auditTrail(org.id)).length;
    const change = { description: "Ships.", role: "user", maxConcurrentScans: 3 } as const;

    const changed = await changeGroup(org.owner, { groupId: id, version: 0, change });
    await changeGroup(org.owner, { groupId: id, version: 1, change });

    expect(changed.version).toBe(1);
    expect((await auditTrail(org.id)).slice(before)).toMatchObject([
      { before: { description: "", role: null, maxConcurrentScans: null }, after: change },
    ]);
  });
});

describe("deleting a group", () => {
  test("takes its typed name of a person when it has members, a fresh proof, and its newest version", async () => {
    const org = await givenOrganization();
    const group = await org.group({ members: [await org.member("user")] });
    const gone = (actor: Actor, more: object) =>
      codeOf(deleteGroup(actor, { groupId: group.id, version: 0, ...more }));

    const refused = [
      await gone(org.owner, {}),
      await gone(org.owner, { confirm: group.name.toUpperCase() }),
      await gone({ ...org.owner, factorAt: fromNow(-10 * minute) }, { confirm: group.name }),
      await gone(org.owner, { confirm: group.name, version: 1 }),
    ];

    expect(refused).toEqual(["invalid", "invalid", "step-up-required", "precondition-failed"]);
    expect(await gone(await org.key([...scopes]), {})).toBe("done");
    expect(await gone(org.owner, { confirm: group.name })).toBe("not-found");
  });
});

describe("a group that is not there", () => {
  test("is answered in the same words, whether absent, of another organization, deleted or malformed", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];
    const deleted = await org.group();
    await deleteGroup(org.owner, { groupId: deleted.id, version: 0 });
    const foreign = await elsewhere.group({ members: [elsewhere.owner] });
    const ids = [newId("group"), foreign.id, deleted.id, "grp_x", "", "'; --"];

    const refusals = [];
    for (const id of ids)
      for (const deed of Object.values(deeds))
        refusals.push(
          await deed(org.owner, { id, name: "" }, elsewhere.owner).catch(
            ({ code, message }) => `${code}: ${message}`,
          ),
        );

    expect(new Set(refusals)).toEqual(
      new Set(["not-found: This group does not exist, or you have no access to it."]),
    );
  });
});

describe("two at once, 50 times of 50", () => {
  test("of two changes of one version, the second is told who was quicker", async () => {
    const org = await givenOrganization();
    const [grace, owner] = [await org.member("admin", "Grace Hopper"), org.owner];
    for (let round = 0; round < 50; round++) {
      const { id } = await org.group();
      const change = (actor: Actor, description: string) =>
        changeGroup(actor, { groupId: id, version: 0, change: { description } }).then(
          () => `done by ${actor.name}`,
          ({ code, message }) => `${code}: ${message}`,
        );

      const outcomes = await Promise.all([change(grace, "Hers"), change(owner, "Theirs")]);

      const [done = "", refused = ""] = outcomes.toSorted();
      expect(done).toMatch(/^done by /);
      expect(refused).toContain("precondition-failed: ");
      expect(refused).toContain(done.slice("done by ".length));
      expect((await stored(org, id)).group?.version).toBe(1);
    }
  });

  test("whoever is added while the group is deleted is in no group, and the log says what came first", async () => {
    const org = await givenOrganization();
    const member = await org.member("user");
    for (let round = 0; round < 50; round++) {
      const { id } = await org.group();
      const before = (await auditTrail(org.id)).length;

      const [deleted, added] = await Promise.all([
        codeOf(deleteGroup(org.owner, { groupId: id, version: 0, confirm: "" })),
        codeOf(addGroupMembers(org.owner, { groupId: id, members: [member.id] })),
      ]);

      // Who comes second finds it absent, or finds it with a member and so wants its name.
      expect([`${deleted}, ${added}`]).toEqual([expect.stringMatching(/^(done, not-found|invalid, done)$/)]);
      const trail = (await auditTrail(org.id)).slice(before).map(({ action }) => action);
      expect(trail).toEqual([deleted === "done" ? "group.deleted" : "group.member_added"]);
      expect((await stored(org, id)).memberIds).toEqual(deleted === "done" ? [] : [member.id]);
    }
  });

  test("nobody is added by whom the role that the group gives has come to be too much for", async () => {
    const org = await givenOrganization();
    const [member, leader] = [await org.member("user"), await org.member("team-leader")];
    await org.group({ members: [leader, member] });
    const key = await org.key(scopes.filter((scope) => scope !== "billing:write"));
    for (let round = 0; round < 50; round++) {
      const { id } = await org.group();
      const before = (await auditTrail(org.id)).length;

      const [raised, added] = await Promise.all([
        codeOf(changeGroup(org.owner, { groupId: id, version: 0, change: { role: "billing-manager" } })),
        codeOf(addGroupMembers(key, { groupId: id, members: [member.id] })),
      ]);

      expect(raised).toBe("done");
      const done = (await auditTrail(org.id))
        .slice(before)
        .filter(({ outcome }) => outcome === "done")
        .map(({ action }) => action);
      expect(done).toEqual(added === "done" ? ["group.member_added", "group.changed"] : ["group.changed"]);
      expect(["done", "forbidden"]).toContain(added);
      expect((await stored(org, id)).memberIds).toEqual(added === "done" ? [member.id] : []);
    }
  });
});
