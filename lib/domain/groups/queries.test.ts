import { describe, expect, test } from "vitest";
import { givenOrganization } from "@/db/testing";
import { roles, scopes } from "@/lib/core/roles";
import { addGroupMembers } from "@/lib/domain/group-members/commands";
import { createGroup } from "./commands";
import { createGroupInput, type GroupFilter, groupFilter, groupProjectFilter } from "./input";
import { findGroup, type Group, listGivableGroups, listGroupProjects, listGroups } from "./queries";

const filter = (asked: object = {}) => groupFilter.parse(asked);

test("each role reads of the groups that are its business, and finds the others absent", async () => {
  const org = await givenOrganization();
  const members = await Promise.all(roles.map((role) => org.member(role)));
  const [mine, other] = [
    await org.group({ name: "Mine", members }),
    await org.group({ name: "Other", members: [org.owner] }),
  ];

  const seen: Record<string, string[]> = {};
  for (const member of members) {
    const actor = await org.again(member);
    const found = [
      ...(await listGroups(actor, filter()).catch(({ code }) => ({ rows: [{ name: code }] }))).rows,
      ...(await Promise.all(
        [mine, other].map(({ id }) => findGroup(actor, id).catch(({ code }) => ({ name: code }))),
      )),
    ];
    seen[actor.roles.join()] = found.map(({ name }) => name);
  }

  const all = ["Mine", "Other", "Mine", "Other"];
  const own = ["Mine", "Mine", "not-found"];
  expect(seen).toEqual({
    owner: all,
    admin: all,
    "team-leader": own,
    "billing-manager": ["not-found", "not-found", "not-found"],
    user: own,
  });
});

describe("the list of groups", () => {
  test("is searched, filtered and sorted, forwards and backwards, each group once", async () => {
    const org = await givenOrganization();
    const people = [await org.member("user"), await org.member("user")];
    for (const [name, size] of [
      ["Bravo", 2],
      ["alpha", 0],
      ["Charlie", 1],
      ["delta 100%_", 1],
    ] as const)
      await org.group({ name, members: people.slice(0, size), ...(size === 2 ? { role: "user" } : {}) });
    const walk = async (asked: Partial<GroupFilter>) => {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listGroups(org.owner, filter({ ...asked, limit: 1, cursor }));
        names.push(...page.rows.map(({ name }) => name));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return names;
    };

    expect(await walk({})).toEqual(["alpha", "Bravo", "Charlie", "delta 100%_"]);
    expect(await walk({ order: "desc" })).toEqual(["delta 100%_", "Charlie", "Bravo", "alpha"]);
    expect(await walk({ sort: "members" })).toEqual(["alpha", "Charlie", "delta 100%_", "Bravo"]);
    expect(await walk({ sort: "created" })).toEqual(["Bravo", "alpha", "Charlie", "delta 100%_"]);
    expect(await walk({ q: "ＡＬＰＨＡ" })).toEqual(["alpha"]);
    expect(await walk({ q: "%_" })).toEqual(["delta 100%_"]);
    expect(await walk({ role: "user" })).toEqual(["Bravo"]);
  });

  test("tells of projects to those alone who may read of projects, and not of archived ones", async () => {
    const org = await givenOrganization();
    const group = await org.group();
    for (const name of ["Web", "App", "Lake"]) await org.project({ name, groups: [[group, "viewer"]] });
    const blind = await org.key(scopes.filter((scope) => !scope.startsWith("projects:")));

    const [seen, unseen] = await Promise.all(
      [org.owner, blind].map(async (actor) => (await listGroups(actor, filter())).rows[0] as Group),
    );

    expect(seen?.projects).toEqual({ count: 3, names: ["App", "Lake"] });
    expect(unseen?.projects).toEqual({ count: 0, names: [] });
    const asked = { ...groupProjectFilter.parse({ limit: 2 }), groupId: group.id };
    const { rows, nextCursor } = await listGroupProjects(org.owner, asked);
    expect(rows).toMatchObject([
      { name: "App", role: "viewer", archived: false },
      { name: "Lake", role: "viewer", archived: false },
    ]);
    expect((await listGroupProjects(org.owner, { ...asked, cursor: nextCursor ?? "" })).rows).toHaveLength(1);
    await expect(listGroupProjects(blind, asked)).rejects.toMatchObject({ code: "not-found" });
  });
});

test("the groups that are offered to someone are those to which they may add others", async () => {
  const org = await givenOrganization();
  const [leader, newcomer] = [await org.member("team-leader"), await org.member("user")];
  const key = await org.key(scopes.filter((scope) => scope !== "billing:write"));
  const groups = [
    await org.group(),
    await org.group({ members: [leader, newcomer] }),
    await org.group({ role: "billing-manager", members: [leader] }),
    await org.group({ role: "owner" }),
    await createGroup(org.owner, createGroupInput.parse({ name: "Project group" })),
  ];
  await org.project({
    groups: [
      [groups[4] as { id: string }, "admin"],
      [groups[1] as { id: string }, "admin"],
    ],
  });

  for (const actor of [org.owner, await org.member("admin"), await org.again(leader), key]) {
    const offered = (await listGivableGroups(actor)).map(({ id }) => id);
    const open = [];
    for (const { id } of groups)
      if (await addGroupMembers(actor, { groupId: id, members: ["nobody"] }).catch(() => null)) open.push(id);
    expect(offered.toSorted()).toEqual(open.toSorted());
  }
});
