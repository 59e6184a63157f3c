import fc from "fast-check";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { change, read } from "@/db/door";
import { memberships, projectRoles as projectRoleRows, securityPolicies, users } from "@/db/schema";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import { type Actor, memberActor, type Person } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import {
  type MemberStatus,
  type Permission,
  type ProjectRole,
  permissions,
  projectRoles,
  type Role,
  roles,
} from "@/lib/core/roles";
import { projectGrant } from "@/lib/domain/projects/rules";
import { whoMayFilter } from "./input";
import { explainAccess, whichKeysMay, whoMay } from "./queries";
import { projectScopes } from "./rules";

/** What a refusal is; anything else that is thrown is a bug and fails the test. */
async function permitted<T>(ask: () => Promise<T> | T): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (
      error instanceof AppError &&
      ["forbidden", "not-found", "second-factor-required"].includes(error.code)
    )
      return null;
    throw error;
  }
}

type Rights = { reach: [Permission, string][]; inProject: Record<string, Permission[]> };

/** What the enforcement lets an actor do, asked permission by permission and project by project. */
async function enforced(actor: Actor | null, projectIds: string[]): Promise<Rights> {
  const rights: Rights = { reach: [], inProject: Object.fromEntries(projectIds.map((id) => [id, []])) };
  for (const permission of actor ? permissions : []) {
    const grant = await permitted(() => authorize(actor as Actor, permission));
    if (!grant) continue;
    rights.reach.push([permission, grant.reach]);
    if (!(projectScopes as readonly string[]).includes(permission)) continue;
    for (const id of projectIds)
      if (await permitted(() => read(grant, (tx) => projectGrant(tx, grant, id))))
        rights.inProject[id]?.push(permission);
  }
  return rights;
}

/** Those who reach projects by a role in them more often than others, and half of all without one. */
const aRole = fc.constantFrom<Role>(...roles, "user", "user", "team-leader");
const perhaps = { freq: 2 };
const aProjectRole = fc.constantFrom(...projectRoles);
const [people, groupCount, projectCount] = [6, 3, 2];

/** Some members, groups and projects, and who holds what in them. */
const anyGrants = fc.record({
  members: fc.array(
    fc.record({
      role: aRole,
      status: fc.constantFrom<MemberStatus>("active", "active", "active", "active", "disabled"),
      groups: fc.subarray([...Array(groupCount).keys()]),
      projects: fc.array(fc.option(aProjectRole, perhaps), {
        minLength: projectCount,
        maxLength: projectCount,
      }),
    }),
    { minLength: people, maxLength: people },
  ),
  groups: fc.array(
    fc.record({
      role: fc.option(aRole, perhaps),
      projects: fc.array(fc.option(aProjectRole, perhaps), {
        minLength: projectCount,
        maxLength: projectCount,
      }),
    }),
    { minLength: groupCount, maxLength: groupCount },
  ),
  secondFactor: fc.boolean(),
});
type Grants = typeof anyGrants extends fc.Arbitrary<infer T> ? T : never;

async function given(grants: Grants) {
  const org = await givenOrganization();
  const projects = [await org.project(), await org.project()];
  const joined: (Actor & { person: Person })[] = [];
  for (const { role } of grants.members) joined.push(await org.member(role));
  const give = (holder: { memberId: string } | { groupId: string }, held: (ProjectRole | null)[]) =>
    change(org.pass, async (tx) => {
      for (const [i, role] of held.entries())
        if (role)
          await tx.insert(projectRoleRows).values({
            organizationId: org.id,
            projectId: projects[i]?.id as string,
            ...holder,
            role,
            createdAt: now(),
          });
    });
  for (const [place, { role, projects: held }] of grants.groups.entries()) {
    const members = joined.filter((_, i) => grants.members[i]?.groups.includes(place));
    const { id } = await org.group({ members, role: (role as Role | null) ?? undefined });
    await give({ groupId: id }, held);
  }
  for (const [i, { status, projects: held }] of grants.members.entries()) {
    const { id } = joined[i] as Actor;
    await give({ memberId: id }, held);
    if (status === "disabled") await org.setMember(id, { status });
  }
  if (grants.secondFactor)
    await change(org.pass, (tx) =>
      tx
        .insert(securityPolicies)
        .values({ organizationId: org.id, requireSecondFactor: true, secondFactorFrom: null })
        .onConflictDoUpdate({ target: securityPolicies.organizationId, set: { requireSecondFactor: true } }),
    );
  return { org, joined, projectIds: projects.map(({ id }) => id) };
}

/** The members of whom it is told that they may, and that nothing keeps them out. */
async function told(org: GivenOrganization, permission: Permission, projectId?: string) {
  const filter = whoMayFilter.parse({ permission, ...(projectId ? { projectId } : {}) });
  const { rows } = await whoMay(org.operator, filter);
  return rows.flatMap(({ id, reach, keptOut }) => (keptOut.length === 0 ? [{ id, reach }] : []));
}

test("on any grants, what the explainer tells is what the enforcement does, asked either way round", async () => {
  await fc.assert(
    fc.asyncProperty(fc.noBias(anyGrants), async (grants) => {
      const { org, joined, projectIds } = await given(grants);
      const rights = new Map<string, Rights>();
      const asked = joined.map(async ({ id, person }) => {
        const actor = await permitted(() => memberActor(person, org.slug));
        const may = await enforced(actor, projectIds);
        rights.set(id, may);
        const { keptOut, permissions: held, projects } = await explainAccess(org.operator, id);

        expect(keptOut.length > 0).toBe(actor === null);
        if (!actor) return;
        expect(held.map(({ permission, reach }) => [permission, reach])).toEqual(may.reach);
        expect(held.every(({ ways, reach }) => ways.some((way) => way.reach === reach))).toBe(true);
        const everywhere = held.filter(({ reach }) => reach === "all").map(({ permission }) => permission);
        for (const projectId of projectIds) {
          const inside = projects.find((project) => project.id === projectId);
          const due = projectScopes.filter((scope) => everywhere.includes(scope));
          expect(inside?.permissions ?? due).toEqual(may.inProject[projectId]);
        }
      });
      await Promise.all(asked);
      const members = joined.map(({ id }) => id);
      const questions = [
        ...permissions.map((permission) => ({ permission, projectId: undefined })),
        ...projectScopes.flatMap((permission) => projectIds.map((projectId) => ({ permission, projectId }))),
      ];
      await Promise.all(
        questions.map(async ({ permission, projectId }) => {
          const due = members.filter((id) => {
            const { reach, inProject } = rights.get(id) as Rights;
            return projectId
              ? inProject[projectId]?.includes(permission)
              : reach.some(([name]) => name === permission);
          });
          const listed = (await told(org, permission, projectId)).filter(({ id }) => members.includes(id));
          expect(listed.map(({ id }) => id).sort(), `${permission} in ${projectId}`).toEqual(due.sort());
          for (const { id, reach } of listed)
            expect(rights.get(id)?.reach).toContainEqual([permission, reach]);
        }),
      );
    }),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);

const asked = (permission: Permission, more: object = {}) => whoMayFilter.parse({ permission, ...more });

test("of keys it is told as of whose they are: by their scopes, and by what the holder may at the moment", async () => {
  const org = await givenOrganization();
  const [admin, user, disabled] = [
    await org.member("admin"),
    await org.member("user"),
    await org.member("admin"),
  ];
  const { id: projectId } = await org.project({ members: [[user, "admin"]] });
  const other = await org.project();
  const of = {
    organization: await org.key(["projects:write"]),
    admin: await org.key(["projects:write", "members:read"], admin),
    user: await org.key(["projects:write", "members:read"], user),
    narrow: await org.key(["projects:read"], admin),
    disabled: await org.key(["projects:write"], disabled),
  };
  await org.setMember(disabled.id, { status: "disabled" });
  const found = async (permission: Permission, more: object = {}) =>
    (await whichKeysMay(org.owner, asked(permission, more))).rows.map(({ id }) => id).sort();
  const ids = (...keys: Actor[]) => keys.map(({ id }) => id).sort();

  expect(await found("projects:write")).toEqual(ids(of.organization, of.admin, of.user));
  expect(await found("projects:write", { projectId })).toEqual(ids(of.organization, of.admin, of.user));
  expect(await found("projects:write", { projectId: other.id })).toEqual(ids(of.organization, of.admin));
  expect(await found("members:read")).toEqual(ids(of.admin));
  expect(await found("organization:delete")).toEqual([]);
});

test("everyone is told about themselves, and about others only who reads all members", async () => {
  const org = await givenOrganization();
  const [leader, user] = [await org.member("team-leader"), await org.member("user")];
  await org.group({ members: [leader, user] });

  for (const actor of [await org.again(leader), await org.again(user)]) {
    const other = actor.id === user.id ? leader.id : user.id;
    expect((await explainAccess(actor, actor.id)).member.id).toBe(actor.id);
    expect(await permitted(() => explainAccess(actor, other))).toBeNull();
    expect(await permitted(() => whoMay(actor, asked("organization:read")))).toBeNull();
    expect(await permitted(() => whichKeysMay(actor, asked("organization:read")))).toBeNull();
  }
  const foreign = await givenOrganization();
  expect(await permitted(() => explainAccess(foreign.owner, user.id))).toBeNull();
  const reads = await org.key(["members:read"]);
  expect((await explainAccess(reads, user.id)).member.id).toBe(user.id);
  expect(await permitted(() => whichKeysMay(reads, asked("organization:read")))).toBeNull();
});

test("who may do something is told over however many pages, each once, and searched by name", async () => {
  const org = await givenOrganization();
  for (const name of ["Carl", "Anton", "Berta"]) await org.member("user", name);

  const first = await whoMay(org.owner, asked("organization:read", { limit: 3 }));
  const second = await whoMay(org.owner, asked("organization:read", { limit: 3, cursor: first.nextCursor }));
  const back = await whoMay(
    org.owner,
    asked("organization:read", { limit: 3, cursor: second.previousCursor }),
  );

  expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual([
    "Anton",
    "Berta",
    "Carl",
    "Olivia Owner",
  ]);
  expect(back.rows).toEqual(first.rows);
  expect(
    (await whoMay(org.owner, asked("organization:read", { q: "BERT" }))).rows.map(({ name }) => name),
  ).toEqual(["Berta"]);
});

test("finds the few who may among many, by whatever way they come to it, and the one of them who is searched for", async () => {
  const org = await givenOrganization();
  const [admin, byGroup] = [await org.member("admin", "Zita Last"), await org.member("user", "Yann Group")];
  await org.group({ role: "admin", members: [byGroup] });
  const crowd = Array.from({ length: 1_050 }, () => ({ user: newId("user"), member: newId("member") }));
  await database()
    .insert(users)
    .values(
      crowd.map(({ user: id }, n) => ({
        id,
        email: `${id}@example.com`,
        name: `Anna ${n}`,
        createdAt: now(),
      })),
    );
  await change(org.pass, (tx) =>
    tx.insert(memberships).values(
      crowd.map(({ user: userId, member: id }) => ({
        organizationId: org.id,
        id,
        userId,
        role: "user" as const,
        status: "active" as const,
        createdAt: now(),
      })),
    ),
  );
  const project = await org.project({ members: [[byGroup, "viewer"]] });
  const names = async (more: object) =>
    (await whoMay(org.owner, asked("members:write", more))).rows.map(({ name }) => name);

  expect(await names({})).toEqual(["Olivia Owner", "Yann Group", "Zita Last"]);
  const first = await whoMay(org.owner, asked("members:write", { limit: 2 }));
  expect(await names({ limit: 2, cursor: first.nextCursor })).toEqual(["Zita Last"]);
  expect(await names({ q: "ZITA" })).toEqual(["Zita Last"]);
  expect(await names({ q: "anna" })).toEqual([]);
  expect(await names({ q: "z" })).toEqual(["Zita Last"]);
  const { rows } = await whoMay(org.owner, asked("projects:write", { projectId: project.id }));
  expect(rows.map(({ id }) => id)).toEqual([org.owner.id, byGroup.id, admin.id]);
});
