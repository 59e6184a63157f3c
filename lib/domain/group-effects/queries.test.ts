import { expect, test } from "vitest";
import { read } from "@/db/door";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import { mayGrant, permissionsOf, projectRank } from "@/lib/auth/permissions";
import { projectRoles, roles } from "@/lib/core/roles";
import { deleteGroup } from "@/lib/domain/groups/commands";
import { projectRolesOf } from "@/lib/domain/projects/rules";
import { findLosses } from "./queries";

type Member = Awaited<ReturnType<GivenOrganization["member"]>>;

/** How far someone gets in each project at this moment, as the rules that guard it say: 0 for not at all, 4 for all. */
async function standing(org: GivenOrganization, member: Member) {
  const actor = await org.again(member);
  const reach = actor.permissions.get("projects:read");
  const held = await read(org.pass, (tx) => projectRolesOf(tx, actor));
  const rankIn = (projectId: string) => {
    const role = held.get(projectId);
    return reach === "all" ? 4 : reach && role ? projectRank[role] : 0;
  };
  return { permissions: actor.permissions, rankIn };
}

test("what a deleted group is said to take is what its members cannot do after it, on random grants", async () => {
  const die = (of: number) => Math.floor(Math.random() * of);
  for (let round = 0; round < 8; round++) {
    const org = await givenOrganization();
    const members: Member[] = [];
    for (let i = 0; i < 8; i++) members.push(await org.member(roles[die(5)] ?? "user", `Member ${i}`));
    const some = () => members.filter(() => die(2) === 0);
    const role = roles[1 + die(5)];
    const doomed = await org.group({ members: some(), ...(role ? { role } : {}) });
    const others = [
      await org.group({ members: some(), role: roles[1 + die(4)] }),
      await org.group({ members: some() }),
    ];
    const projects = [];
    for (let i = 0; i < 3; i++) {
      const anyRole = () => projectRoles[die(3)] ?? "viewer";
      const [first] = some();
      projects.push(
        await org.project({
          members: first ? [[first, anyRole()]] : [],
          groups: [
            [doomed, anyRole()],
            ...others.filter(() => die(2)).map((group) => [group, anyRole()] as [typeof group, "viewer"]),
          ],
        }),
      );
    }
    const before = await Promise.all(members.map((member) => standing(org, member)));

    const losses = await findLosses(org.owner, doomed.id);
    await deleteGroup(org.owner, { groupId: doomed.id, version: 0, confirm: doomed.name });

    const after = await Promise.all(members.map((member) => standing(org, member)));
    const now = (i: number) => after[i] as (typeof after)[number];
    const roleless = members.filter(
      (_, i) =>
        role &&
        mayGrant((before[i] as (typeof before)[number]).permissions, permissionsOf[role]) &&
        !mayGrant(now(i).permissions, permissionsOf[role]),
    );
    expect(losses.role?.names ?? []).toEqual(roleless.map(({ name }) => name));
    expect(losses.role?.count ?? 0).toBe(roleless.length);
    const fallen = projects.map(({ id, name }) => {
      const ranks = members.map(({ name: of }, i) => ({
        of,
        from: (before[i] as (typeof before)[number]).rankIn(id),
        to: now(i).rankIn(id),
      }));
      const lost = ranks.filter(({ from, to }) => to === 0 && from > 0).map(({ of }) => of);
      return {
        name,
        count: lost.length,
        names: lost,
        weakened: ranks.filter(({ from, to }) => to > 0 && to < from).length,
      };
    });
    expect(
      losses.projects
        .map(({ role: _, ...project }) => project)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ).toEqual(
      fallen
        .filter(({ count, weakened }) => count + weakened > 0)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }
});

test("is told of the first twenty projects of a group, and how many more there are", async () => {
  const org = await givenOrganization();
  const user = await org.member("user");
  const group = await org.group({ members: [user] });
  for (let i = 10; i < 32; i++) await org.project({ name: `Project ${i}`, groups: [[group, "member"]] });

  const { projects, moreProjects } = await findLosses(org.owner, group.id);

  expect(projects).toHaveLength(20);
  expect(projects.at(-1)).toMatchObject({ name: "Project 29", count: 1, names: [user.name] });
  expect(moreProjects).toBe(2);
});

test("is told to those alone who may delete the group", async () => {
  const org = await givenOrganization();
  const leader = await org.member("team-leader");
  const group = await org.group({ members: [leader] });
  const elsewhere = await givenOrganization();

  await expect(findLosses(await org.again(leader), group.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(findLosses(await org.member("user"), group.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(findLosses(elsewhere.owner, group.id)).rejects.toMatchObject({ code: "not-found" });
});
