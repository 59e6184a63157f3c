import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { change, pass, read } from "@/db/door";
import { memberships, users } from "@/db/schema";
import {
  auditTrail,
  type GivenOrganization,
  givenOrganization,
  givenPerson,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import { keyActor } from "@/lib/auth/key-actor";
import { issueTicket, startSession } from "@/lib/auth/sessions";
import { newSecret } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import { type Role, roles, scopes } from "@/lib/core/roles";
import { acceptInvitation, inviteMembers } from "@/lib/domain/invitations/commands";
import { inviteInput } from "@/lib/domain/invitations/input";
import { createKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { endMemberSessions, resetSecondFactors, unlockMember } from "@/lib/domain/member-accounts/commands";
import { leaveOrganization } from "@/lib/domain/organizations/commands";
import { listRemovedMembers } from "@/lib/domain/removed-members/queries";
import { requestPasswordReset, requestSignInLink, signInWithPassword } from "@/lib/domain/sign-in/commands";
import { deleteAccount } from "@/lib/domain/users/commands";
import {
  changeMemberGroups,
  changeMemberRole,
  createApiOnlyMember,
  disableMember,
  enableMember,
  removeMember,
} from "./commands";
import { apiOnlyInput } from "./input";
import { findMember } from "./queries";

async function roleOf(org: GivenOrganization, memberId: string): Promise<Role | undefined> {
  const [row] = await read(org.pass, (tx) =>
    tx.select().from(memberships).where(eq(memberships.id, memberId)),
  );
  return row?.role;
}

async function codeOf(deed: Promise<unknown>): Promise<string> {
  return deed.then(
    () => "done",
    (error) => error.code ?? "internal",
  );
}

describe("giving a role (rule 1: nobody grants what they do not hold)", () => {
  const verdicts: Record<"owner" | "admin", Record<Role, string>> = {
    owner: {
      owner: "done",
      admin: "done",
      "team-leader": "done",
      "billing-manager": "done",
      user: "done",
    },
    admin: {
      owner: "forbidden",
      admin: "done",
      "team-leader": "done",
      "billing-manager": "done",
      user: "done",
    },
  };
  const cells = (["owner", "admin"] as const).flatMap((giver) =>
    roles.map((given) => [giver, given, verdicts[giver][given]] as const),
  );

  test.each(cells)("an %s makes someone %s: %s", async (giver, given, verdict) => {
    const org = await givenOrganization();
    const [actor, target] = [await org.member(giver), await org.member("user")];

    const outcome = await codeOf(changeMemberRole(actor, { memberId: target.id, role: given }));

    expect(outcome).toBe(verdict);
    expect(await roleOf(org, target.id)).toBe(verdict === "done" ? given : "user");
  });

  test("an Admin cannot make themselves Owner", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");

    const attempt = changeMemberRole(admin, { memberId: admin.id, role: "owner" });

    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a key cannot give a role that holds a scope which the key lacks", async () => {
    const org = await givenOrganization();
    const target = await org.member("team-leader");
    const key = await org.key(scopes.filter((scope) => scope !== "billing:write"));

    const outcomes = [
      await codeOf(changeMemberRole(key, { memberId: target.id, role: "user" })),
      await codeOf(changeMemberRole(key, { memberId: target.id, role: "billing-manager" })),
      await codeOf(changeMemberRole(key, { memberId: target.id, role: "admin" })),
    ];

    expect(outcomes).toEqual(["done", "forbidden", "forbidden"]);
  });

  test("a role or groups that a member has already are no change: nothing is told, whatever the editor saw", async () => {
    const org = await givenOrganization();
    const target = await org.member("team-leader");
    const { id: groupId } = await org.group({ members: [target] });

    await changeMemberRole(org.owner, { memberId: target.id, role: "team-leader", seen: "user" });
    await changeMemberGroups(org.owner, { memberId: target.id, groupIds: [groupId], seen: [] });

    expect(await auditTrail(org.id)).toEqual([]);
  });

  test("the change stands in the log with the role before and after", async () => {
    const org = await givenOrganization();
    const target = await org.member("user", "Grace Hopper");

    await changeMemberRole(org.owner, { memberId: target.id, role: "admin" });

    expect(await auditTrail(org.id)).toMatchObject([
      {
        action: "member.role_changed",
        outcome: "done",
        actorId: org.owner.id,
        targetId: target.id,
        targetName: "Grace Hopper",
        before: { role: "user" },
        after: { role: "admin" },
      },
    ]);
  });
});

describe("managing Owners and Admins (rule 2)", () => {
  const deeds = {
    demote: (actor, { id }) => changeMemberRole(actor, { memberId: id, role: "user" }),
    disable: (actor, { id }) => disableMember(actor, { memberId: id }),
    remove: (actor, { id, person }) => removeMember(actor, { memberId: id, confirm: person.email }),
  } satisfies Record<
    string,
    (
      actor: Parameters<typeof disableMember>[0],
      target: Awaited<ReturnType<GivenOrganization["member"]>>,
    ) => Promise<unknown>
  >;
  const named = Object.entries(deeds);

  test.each(named)("an Admin does not %s an Owner or another Admin, but anyone else", async (_, deed) => {
    const org = await givenOrganization();
    const admin = await org.member("admin");

    const outcomes: Record<string, string> = {};
    for (const role of roles) outcomes[role] = await codeOf(deed(admin, await org.member(role)));

    expect(outcomes).toEqual({
      owner: "forbidden",
      admin: "forbidden",
      "team-leader": "done",
      "billing-manager": "done",
      user: "done",
    });
  });

  test.each(named)("an Owner does %s Owners and Admins", async (_, deed) => {
    const org = await givenOrganization();

    const outcomes = [
      await codeOf(deed(org.owner, await org.member("owner"))),
      await codeOf(deed(org.owner, await org.member("admin"))),
    ];

    expect(outcomes).toEqual(["done", "done"]);
  });

  test.each(named)(
    "where Admins may manage Admins, an Admin does %s another Admin, and still no Owner",
    async (_, deed) => {
      const org = await givenOrganization({ adminsManageAdmins: true });
      const admin = await org.member("admin");

      const outcomes = [
        await codeOf(deed(admin, await org.member("admin"))),
        await codeOf(deed(admin, await org.member("owner"))),
      ];

      expect(outcomes).toEqual(["done", "forbidden"]);
    },
  );

  test.each(named)("an Admin does not %s someone whom a group makes an Admin", async (_, deed) => {
    const org = await givenOrganization();
    const [admin, target] = [await org.member("admin"), await org.member("user")];
    await org.group({ role: "admin", members: [target] });

    const outcome = await codeOf(deed(admin, target));

    expect(outcome).toBe("forbidden");
  });

  test.each(named)("a key of the organization does not %s an Admin", async (_, deed) => {
    const org = await givenOrganization();
    const key = await org.key([...scopes]);

    const outcome = await codeOf(deed(key, await org.member("admin")));

    expect(outcome).toBe("forbidden");
  });

  test("an Admin may step down", async () => {
    const org = await givenOrganization();
    const admin = await org.member("admin");

    await changeMemberRole(admin, { memberId: admin.id, role: "user" });

    expect((await org.again(admin)).roles).toEqual(["user"]);
  });
});

describe("the last active Owner (rule 3)", () => {
  test("is not demoted, disabled or removed", async () => {
    const org = await givenOrganization();
    const { id, person } = org.owner;
    await org.join(await givenPerson(), "owner", "disabled");

    const outcomes = [
      await codeOf(changeMemberRole(org.owner, { memberId: id, role: "admin" })),
      await codeOf(disableMember(org.owner, { memberId: id })),
      await codeOf(removeMember(org.owner, { memberId: id, confirm: person.email })),
      await codeOf(disableMember(org.operator, { memberId: id })),
    ];

    expect(outcomes).toEqual(["last-owner", "last-owner", "last-owner", "last-owner"]);
    expect(await roleOf(org, id)).toBe("owner");
  });

  test("stays Owner when made Owner again", async () => {
    const org = await givenOrganization();

    await changeMemberRole(org.owner, { memberId: org.owner.id, role: "owner" });

    expect(await roleOf(org, org.owner.id)).toBe("owner");
  });

  test.each(["demote", "remove", "disable"] as const)(
    "is left when two Owners %s each other at once, 50 times of 50",
    async (deed) => {
      for (let round = 0; round < 50; round++) {
        const org = await givenOrganization();
        const [first, second] = [org.owner, await org.member("owner")];
        const attack = (actor: typeof first, target: typeof first) => {
          if (deed === "demote") return changeMemberRole(actor, { memberId: target.id, role: "user" });
          if (deed === "disable") return disableMember(actor, { memberId: target.id });
          return removeMember(actor, { memberId: target.id, confirm: target.person.email });
        };

        const outcomes = await Promise.all([codeOf(attack(first, second)), codeOf(attack(second, first))]);

        // Whoever comes second is no Owner any more, and is told so rather than obeyed.
        expect(outcomes.sort()).toEqual(["done", "forbidden"]);
      }
    },
  );
});

describe("someone who goes while they are removed", () => {
  test("leaves no Owner behind who is none: leaving and removal at once, 50 times of 50", async () => {
    for (let round = 0; round < 50; round++) {
      const org = await givenOrganization();
      const other = await org.member("owner");

      const outcomes = await Promise.all([
        codeOf(leaveOrganization(org.owner, { confirm: org.name })),
        codeOf(removeMember(org.owner, { memberId: other.id, confirm: other.person.email })),
      ]);

      // Whichever comes second finds itself gone, or its target the last Owner.
      expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
      expect(["forbidden", "last-owner", "conflict"]).toContain(
        outcomes.find((outcome) => outcome !== "done"),
      );
    }
  });

  test("is gone once, with one event: account deletion and removal at once, 50 times of 50", async () => {
    for (let round = 0; round < 50; round++) {
      const org = await givenOrganization();
      const { id, person } = await org.member("user");

      const outcomes = await Promise.all([
        codeOf(deleteAccount(person, { confirm: person.email })),
        codeOf(removeMember(org.owner, { memberId: id, confirm: person.email })),
      ]);

      expect(outcomes[0]).toBe("done");
      expect(["done", "not-found"]).toContain(outcomes[1]);
      const left = (await auditTrail(org.id)).filter(({ targetId }) => targetId === id);
      expect(left).toHaveLength(1);
      expect((await listRemovedMembers(org.owner, { limit: 50 })).rows).toEqual([]);
    }
  });
});

describe("a disabled member (rule 4)", () => {
  test("has no access at once, in person or by key, and has it back when enabled", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const secret = await org.keySecret(["organization:read"], user);

    await disableMember(org.owner, { memberId: user.id });

    await expect(org.again(user)).rejects.toMatchObject({ code: "not-found" });
    await expect(keyActor(secret ?? "", user.request)).rejects.toMatchObject({ code: "unauthenticated" });

    await enableMember(org.owner, { memberId: user.id });

    expect(await org.again(user)).toMatchObject({ id: user.id, roles: ["user"] });
    expect(await keyActor(secret ?? "", user.request)).toMatchObject({ memberId: user.id });
  });

  test("may be disabled or enabled again and again: what is so already is answered, and told once", async () => {
    const org = await givenOrganization();
    const { id: memberId } = await org.member("user");

    const statuses = [];
    for (const deed of [disableMember, disableMember, enableMember, enableMember])
      statuses.push((await deed(org.owner, { memberId })).status);

    expect(statuses).toEqual(["disabled", "disabled", "active", "active"]);
    expect((await auditTrail(org.id)).map(({ action }) => action)).toEqual([
      "member.disabled",
      "member.enabled",
    ]);
  });

  test("is enabled only by whoever may give all the roles they get back (rule 1)", async () => {
    const org = await givenOrganization();
    const [manager, byGroup, user] = [
      await org.member("billing-manager"),
      await org.member("user"),
      await org.member("user"),
    ];
    await org.group({ role: "billing-manager", members: [byGroup] });
    for (const { id } of [manager, byGroup, user]) await org.setMember(id, { status: "disabled" });
    const key = await org.key(scopes.filter((scope) => scope !== "billing:write"));

    const outcomes = [];
    for (const { id } of [manager, byGroup, user])
      outcomes.push(await codeOf(enableMember(key, { memberId: id })));

    expect(outcomes).toEqual(["forbidden", "forbidden", "done"]);
  });
});

describe("removing a member", () => {
  test("takes their email, typed in any case", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const { email } = user.person;

    for (const confirm of [undefined, "", "x@example.com", `${email}x`, "remove 1"]) {
      const attempt = removeMember(org.owner, { memberId: user.id, confirm });
      await expect(attempt).rejects.toMatchObject({ code: "invalid", fields: [{ field: "confirm" }] });
    }
    await removeMember(org.owner, { memberId: user.id, confirm: ` ${email.toUpperCase()} ` });

    expect(await roleOf(org, user.id)).toBeUndefined();
  });

  test("takes the phrase for so many where many are removed at once, and not the one for fewer", async () => {
    const org = await givenOrganization();
    const users = [await org.member("user"), await org.member("user")];

    for (const { id, person } of users) {
      for (const confirm of [undefined, person.email, "remove 1", "remove 20"]) {
        const attempt = removeMember(org.owner, { memberId: id, confirm, among: 2 });
        await expect(attempt).rejects.toMatchObject({ fields: [{ message: "Type remove 2 to confirm." }] });
      }
      await removeMember(org.owner, { memberId: id, confirm: "Remove 2", among: 2 });
    }

    expect(await roleOf(org, users[1]?.id ?? "")).toBeUndefined();
  });

  test("ends their groups, project roles and keys, and lets them be invited anew", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    await org.group({ members: [user] });
    await org.project({ members: [[user, "admin"]] });
    const secret = await org.keySecret(["organization:read"], user);

    await removeMember(org.owner, { memberId: user.id, confirm: user.person.email });

    await expect(keyActor(secret ?? "", user.request)).rejects.toMatchObject({ code: "unauthenticated" });
    await org.join(user.person, "user");
    expect(await org.again(user)).toMatchObject({ groupIds: [] });
  });
});

describe("a member who is not there", () => {
  test("is answered in the same words, whether absent, of another organization or removed", async () => {
    const [org, elsewhere] = [await givenOrganization(), await givenOrganization()];
    const removed = await org.member("user");
    await removeMember(org.owner, { memberId: removed.id, confirm: removed.person.email });
    const ids = [newId("member"), elsewhere.owner.id, removed.id, "mem_x", "", "'; --"];

    const deeds = [
      (memberId: string) => changeMemberRole(org.owner, { memberId, role: "user" }),
      (memberId: string) => disableMember(org.owner, { memberId }),
      (memberId: string) => enableMember(org.owner, { memberId }),
      (memberId: string) => removeMember(org.owner, { memberId, confirm: elsewhere.owner.person.email }),
      (memberId: string) => changeMemberGroups(org.owner, { memberId, groupIds: [] }),
      (memberId: string) => unlockMember(org.owner, { memberId }),
      (memberId: string) => resetSecondFactors(org.owner, { memberId }),
      (memberId: string) => endMemberSessions(org.owner, { memberId }),
    ];

    const refusals = [];
    for (const memberId of ids)
      for (const deed of deeds)
        refusals.push(await deed(memberId).catch(({ code, message }) => `${code}: ${message}`));

    expect(new Set(refusals)).toEqual(
      new Set(["not-found: This member does not exist, or you have no access to it."]),
    );
  });
});

describe("someone who loses their rights while their deed is under way", () => {
  test("does nothing after it: no key made after its maker was disabled, 20 times of 20", async () => {
    for (let round = 0; round < 20; round++) {
      const org = await givenOrganization();
      const admin = await org.member("admin");
      const input = createKeyInput.parse({ name: "Late", kind: "organization", scopes: ["members:read"] });

      await Promise.all([
        disableMember(org.owner, { memberId: admin.id }),
        ...Array.from({ length: 5 }, () => createKey(admin, input).catch(() => null)),
      ]);

      const actions = (await auditTrail(org.id))
        .filter(({ outcome }) => outcome === "done")
        .map(({ action }) => action);
      expect(actions.slice(actions.indexOf("member.disabled") + 1)).toEqual([]);
    }
  });

  test("does nothing to another Admin once an Owner has said that Admins may not", async () => {
    const org = await givenOrganization({ adminsManageAdmins: true });
    const [admin, other] = [await org.member("admin"), await org.member("admin")];
    await org.set({ adminsManageAdmins: false });

    const attempt = disableMember(admin, { memberId: other.id });

    await expect(attempt).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("changed a moment ago"),
    });
  });
});

describe("the groups of a member", () => {
  test("are set as a whole, with one event that tells before and after", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const [left, kept, joined] = [
      await org.group({ members: [user] }),
      await org.group({ members: [user] }),
      await org.group(),
    ];

    await changeMemberGroups(org.owner, { memberId: user.id, groupIds: [kept.id, joined.id] });

    expect([...(await org.again(user)).groupIds].sort()).toEqual([kept.id, joined.id].sort());
    const [event] = await auditTrail(org.id);
    expect(event).toMatchObject({ action: "member.groups_changed", targetId: user.id });
    expect(event?.before).toEqual({ groupIds: expect.arrayContaining([left.id, kept.id]) });
    expect(event?.after).toEqual({ groupIds: expect.arrayContaining([kept.id, joined.id]) });
  });

  test("that someone else changed meanwhile are left as they are", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const [first, second] = [await org.group(), await org.group()];
    const asSeen = { memberId: user.id, seen: [] };
    await changeMemberGroups(org.owner, { ...asSeen, groupIds: [first.id] });

    const late = changeMemberGroups(org.owner, { ...asSeen, groupIds: [second.id] });

    await expect(late).rejects.toMatchObject({ code: "conflict" });
    expect((await org.again(user)).groupIds).toEqual([first.id]);
  });

  test("are a Team Leader's business where they are in them, and the others stay", async () => {
    const org = await givenOrganization();
    const [leader, mate] = [await org.member("team-leader"), await org.member("user")];
    const mine = await org.group({ members: [leader, mate] });
    const [second, foreign] = [await org.group({ members: [leader] }), await org.group({ members: [mate] })];
    const actor = await org.again(leader);

    const beyond = changeMemberGroups(actor, { memberId: mate.id, groupIds: [(await org.group()).id] });
    await expect(beyond).rejects.toMatchObject({ code: "invalid" });
    await changeMemberGroups(actor, { memberId: mate.id, groupIds: [mine.id, second.id] });

    expect([...(await org.again(mate)).groupIds].sort()).toEqual([mine.id, second.id, foreign.id].sort());
  });

  test("that make someone an Admin are neither given nor taken by those who may not", async () => {
    const org = await givenOrganization();
    const [admin, other, user] = [
      await org.member("admin"),
      await org.member("user"),
      await org.member("user"),
    ];
    const admins = await org.group({ role: "admin", members: [other] });
    const billing = await org.group({ role: "billing-manager" });
    const key = await org.key(scopes.filter((scope) => scope !== "billing:write"));

    expect(await codeOf(changeMemberGroups(admin, { memberId: other.id, groupIds: [] }))).toBe("forbidden");
    expect(await codeOf(changeMemberGroups(admin, { memberId: user.id, groupIds: [admins.id] }))).toBe(
      "done",
    );
    expect(
      await codeOf(changeMemberGroups(key, { memberId: user.id, groupIds: [admins.id, billing.id] })),
    ).toBe("forbidden");
  });
});

describe("a role that was changed meanwhile", () => {
  test("is told to whoever comes second, and stays", async () => {
    const org = await givenOrganization();
    const user = await org.member("user", "Grace Hopper");
    await changeMemberRole(org.owner, { memberId: user.id, role: "team-leader", seen: "user" });

    const late = changeMemberRole(org.owner, { memberId: user.id, role: "billing-manager", seen: "user" });

    await expect(late).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Grace Hopper is Team Leader by now"),
    });
    expect(await roleOf(org, user.id)).toBe("team-leader");
  });
});

describe("an API-only member", () => {
  const robot = { name: "Deploy robot", role: "user" as const, groupIds: [] };

  test("takes a seat, joins the group that everyone joins, and shows no address", async () => {
    const org = await givenOrganization({ seats: 2 });
    const everyone = await org.group({ name: "Everyone" });
    await org.set({ defaultGroupId: everyone.id });

    const { id } = await createApiOnlyMember(org.owner, robot);
    const second = createApiOnlyMember(org.owner, robot);

    await expect(second).rejects.toMatchObject({ code: "no-free-seat" });
    expect(await findMember(org.owner, id)).toMatchObject({
      name: "Deploy robot",
      email: null,
      apiOnly: true,
      secondFactor: null,
      groups: [{ id: everyone.id, name: "Everyone" }],
    });
  });

  test("holds keys that whoever may manage it makes, and nobody else gets keys made", async () => {
    const org = await givenOrganization();
    const [admin, user] = [await org.member("admin"), await org.member("user")];
    const { id } = await createApiOnlyMember(org.owner, robot);
    const key = { name: "Deploy", scopes: ["organization:read", "members:read"] };
    const forRobot = createKeyInput.parse({ ...key, memberId: id });

    const { secret } = await createKey(admin, forRobot);

    const actor = await keyActor(secret ?? "", user.request);
    expect(actor).toMatchObject({ memberId: id, roles: ["user"] });
    expect([...actor.permissions.keys()]).toEqual(["organization:read"]);
    const refused = [
      await codeOf(createKey(admin, createKeyInput.parse({ ...key, memberId: user.id }))),
      await codeOf(
        createKey(user, createKeyInput.parse({ name: "x", scopes: ["organization:read"], memberId: id })),
      ),
    ];
    expect(refused).toEqual(["forbidden", "forbidden"]);
  });

  test("is never Owner, and has neither sessions nor factors to end", async () => {
    const org = await givenOrganization();
    const { id } = await createApiOnlyMember(org.owner, robot);

    const outcomes = [
      await codeOf(changeMemberRole(org.owner, { memberId: id, role: "owner" })),
      await codeOf(resetSecondFactors(org.owner, { memberId: id })),
      await codeOf(endMemberSessions(org.owner, { memberId: id })),
      await codeOf(unlockMember(org.owner, { memberId: id })),
    ];

    expect(outcomes).toEqual(["conflict", "conflict", "conflict", "conflict"]);
    expect(apiOnlyInput.safeParse({ name: "Robot", role: "owner" }).success).toBe(false);
  });

  test("opens no door: password, link, reset, ticket, invitation", async () => {
    const [org, other] = [await givenOrganization(), await givenOrganization()];
    const { id } = await createApiOnlyMember(org.owner, robot);
    const account = await accountBehind(org, id);
    const stranger = givenStranger(newSecret());

    await requestSignInLink(stranger, { email: account.email });
    await requestPasswordReset(stranger, { email: account.email });
    const [verdict] = await inviteMembers(
      other.owner,
      inviteInput.parse({ emails: account.email, role: "user", groupIds: [] }),
    );
    const letters = await lettersTo(account.email);
    const ticket = await change(pass({}), (tx) => issueTicket(tx, account.id, { method: "password" }));
    const token = verdict?.outcome === "invited" ? await mailedSecret(account.email) : "";

    expect(letters.filter(({ template }) => template !== "invitation")).toEqual([]);
    expect(
      await codeOf(signInWithPassword(stranger, { email: account.email, password: "anything at all" })),
    ).toBe("unauthenticated");
    expect(await codeOf(startSession(ticket, stranger.request))).toBe("gone");
    if (token) expect(await codeOf(acceptInvitation(stranger, { token }))).toBe("gone");
  });
});

async function accountBehind(org: GivenOrganization, memberId: string) {
  const [row] = await read(org.pass, (tx) =>
    tx
      .select()
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.id, memberId)),
  );
  if (!row) throw new Error("There is no such member.");
  return row.users;
}
