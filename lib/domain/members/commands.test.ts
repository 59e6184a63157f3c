import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { read } from "@/db/door";
import { memberships } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization, givenPerson } from "@/db/testing";
import { keyActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { type Role, roles, scopes } from "@/lib/core/roles";
import { createKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { changeMemberRole, disableMember, enableMember, removeMember } from "./commands";

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
    "is left when two Owners %s each other at once, 20 times of 20",
    async (deed) => {
      for (let round = 0; round < 20; round++) {
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

describe("a disabled member (rule 4)", () => {
  test("has no access at once, in person or by key, and has it back when enabled", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const secret = await org.keySecret(["organization:read"], user);

    await disableMember(org.owner, { memberId: user.id });

    await expect(org.again(user)).rejects.toMatchObject({ code: "not-found" });
    await expect(keyActor(secret, user.request)).rejects.toMatchObject({ code: "unauthenticated" });

    await enableMember(org.owner, { memberId: user.id });

    expect(await org.again(user)).toMatchObject({ id: user.id, roles: ["user"] });
    expect(await keyActor(secret, user.request)).toMatchObject({ memberId: user.id });
  });

  test("is not disabled twice, nor enabled twice", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");

    const outcomes = [];
    for (const deed of [disableMember, disableMember, enableMember, enableMember])
      outcomes.push(await codeOf(deed(org.owner, { memberId: user.id })));

    expect(outcomes).toEqual(["done", "conflict", "done", "conflict"]);
  });
});

describe("removing a member", () => {
  test("takes their email, typed in any case", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    const { email } = user.person;

    for (const confirm of ["", "x@example.com", `${email}x`]) {
      const attempt = removeMember(org.owner, { memberId: user.id, confirm });
      await expect(attempt).rejects.toMatchObject({ code: "invalid", fields: [{ field: "confirm" }] });
    }
    await removeMember(org.owner, { memberId: user.id, confirm: ` ${email.toUpperCase()} ` });

    expect(await roleOf(org, user.id)).toBeUndefined();
  });

  test("ends their groups, project roles and keys, and lets them be invited anew", async () => {
    const org = await givenOrganization();
    const user = await org.member("user");
    await org.group({ members: [user] });
    await org.project({ members: [[user, "admin"]] });
    const secret = await org.keySecret(["organization:read"], user);

    await removeMember(org.owner, { memberId: user.id, confirm: user.person.email });

    await expect(keyActor(secret, user.request)).rejects.toMatchObject({ code: "unauthenticated" });
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
});
