import { expect, test } from "vitest";
import { change } from "@/db/door";
import { groupMemberships } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { second, shiftClock } from "@/lib/core/clock";
import type { ErrorCode } from "@/lib/core/errors";
import { scopes } from "@/lib/core/roles";
import {
  archiveProject,
  changeProject,
  createProject,
  giveProjectRole,
  restoreProject,
  takeProjectRole,
} from "./commands";
import { projectAccessFilter, projectFilter, projectPeopleFilter } from "./input";
import { findProject, listProjectAccess, listProjectPeople, listProjects } from "./queries";

async function codeOf(deed: Promise<unknown>): Promise<ErrorCode | "done"> {
  return deed.then(
    () => "done" as const,
    (error: { code: ErrorCode }) => error.code,
  );
}

const seen = async (actor: Actor, given: object = {}) =>
  (await listProjects(actor, projectFilter.parse(given))).rows.map(({ name, role }) => [name, role]);

/** Everything that may be done to a project, by one actor. */
async function deedsOn(actor: Actor, projectId: string, org: GivenOrganization) {
  const { email } = (await org.member("user")).person;
  return {
    read: await codeOf(findProject(actor, projectId)),
    change: await codeOf(changeProject(actor, { projectId, version: 0, change: { description: "New" } })),
    give: await codeOf(giveProjectRole(actor, { projectId, email, role: "viewer" })),
    who: await codeOf(listProjectAccess(actor, projectId, projectAccessFilter.parse({}))),
    archive: await codeOf(archiveProject(actor, { projectId })),
    restore: await codeOf(restoreProject(actor, { projectId })),
  };
}

const nothing = {
  read: "not-found",
  change: "not-found",
  give: "not-found",
  who: "not-found",
  archive: "not-found",
  restore: "not-found",
};
const looking = {
  read: "done",
  change: "forbidden",
  give: "forbidden",
  who: "forbidden",
  archive: "forbidden",
  restore: "forbidden",
};
const everything = {
  read: "done",
  change: "done",
  give: "done",
  who: "done",
  archive: "done",
  restore: "done",
};

test.each(["user", "team-leader"] as const)(
  "a %s does in a project what their role in it lets them, and the project is not there without one",
  async (role) => {
    const org = await givenOrganization();
    const actor = await org.member(role);
    const [none, viewed, worked, led] = [
      await org.project(),
      await org.project({ members: [[actor, "viewer"]] }),
      await org.project({ members: [[actor, "member"]] }),
      await org.project({ members: [[actor, "admin"]] }),
    ];

    expect(await deedsOn(actor, none.id, org)).toEqual(nothing);
    expect(await deedsOn(actor, viewed.id, org)).toEqual(looking);
    expect(await deedsOn(actor, worked.id, org)).toEqual(looking);
    expect(await deedsOn(actor, led.id, org)).toEqual(everything);
    expect(await codeOf(createProject(actor, { name: "Mine", description: "" }))).toBe("forbidden");
    expect((await seen(actor)).sort()).toEqual(
      [
        [viewed.name, "viewer"],
        [worked.name, "member"],
        [led.name, "admin"],
      ].sort(),
    );
  },
);

test("a Billing Manager reaches no project, whatever role they have in it", async () => {
  const org = await givenOrganization();
  const billing = await org.member("billing-manager");
  const { id } = await org.project({ members: [[billing, "admin"]] });

  expect(await deedsOn(billing, id, org)).toEqual(nothing);
  expect(await codeOf(listProjects(billing, projectFilter.parse({})))).toBe("not-found");
  const [row] = (await listProjectAccess(org.owner, id, projectAccessFilter.parse({}))).rows;
  const people = (await listProjectPeople(org.owner, id, projectPeopleFilter.parse({}))).rows;
  expect(row).toMatchObject({ id: billing.id, role: "admin", effective: false });
  expect(people.find((person) => person.id === billing.id)).toMatchObject({ own: "admin", role: null });
});

test("a key does in a project what its scopes and its owner's role in it both allow, and gives no more", async () => {
  const org = await givenOrganization();
  const admin = await org.member("user");
  const viewer = await org.member("user");
  const { id } = await org.project({
    members: [
      [admin, "admin"],
      [viewer, "viewer"],
    ],
  });
  const reading = await org.key(["projects:read"], admin);
  const narrow = await org.key(["projects:read", "projects:write"], admin);
  const { email } = (await org.member("user")).person;

  expect(await deedsOn(reading, id, org)).toEqual({ ...looking, who: "done" });
  expect(await deedsOn(await org.key([...scopes], viewer), id, org)).toEqual(looking);
  expect(await codeOf(giveProjectRole(narrow, { projectId: id, email, role: "viewer" }))).toBe("forbidden");
  expect(await deedsOn(await org.key([...scopes], admin), id, org)).toEqual(everything);
});

test("whoever was taken out of a group a moment ago has lost what it gave them in a project", async () => {
  const org = await givenOrganization();
  const user = await org.member("user");
  const group = await org.group({ members: [user] });
  const { id } = await org.project();
  await giveProjectRole(org.owner, { projectId: id, groupId: group.id, role: "admin" });
  const actor = await org.again(user);
  expect(await codeOf(findProject(actor, id))).toBe("done");

  await change(org.pass, (tx) => tx.delete(groupMemberships));

  expect(await codeOf(changeProject(actor, { projectId: id, version: 0, change: { name: "Mine" } }))).toBe(
    "not-found",
  );
});

test("the Admin of one project lets in whom they can name, and nobody else's group or member", async () => {
  const org = await givenOrganization();
  const [admin, mate, other, disabled] = [
    await org.member("user"),
    await org.member("user", "Mate Marlow"),
    await org.member("user"),
    await org.member("user"),
  ];
  await org.setMember(disabled.id, { status: "disabled" });
  const [mine, foreign] = [await org.group({ members: [admin] }), await org.group({ members: [other] })];
  const { id: projectId } = await org.project({ members: [[admin, "admin"]] });
  const actor = await org.again(admin);
  const give = (who: { memberId: string } | { groupId: string } | { email: string }) =>
    codeOf(giveProjectRole(actor, { projectId, role: "member", ...who }));

  expect(await give({ email: mate.person.email })).toBe("done");
  expect(await give({ groupId: mine.id })).toBe("done");
  expect(await give({ memberId: other.id })).toBe("not-found");
  expect(await give({ groupId: foreign.id })).toBe("not-found");
  expect(await give({ email: disabled.person.email })).toBe("invalid");
  expect(await give({ email: "nobody@example.com" })).toBe("invalid");
  // As they are already: done, and told once.
  expect(await give({ email: mate.person.email })).toBe("done");
  // Who is in already may be named by id, be it to change or to take away.
  const mateIn = { projectId, memberId: mate.id };
  expect(await codeOf(giveProjectRole(actor, { ...mateIn, role: "viewer" }))).toBe("done");
  expect(await codeOf(takeProjectRole(actor, mateIn))).toBe("done");
  expect(await codeOf(takeProjectRole(actor, mateIn))).toBe("not-found");
  const told = (await auditTrail(org.id)).filter(
    ({ action, outcome }) => action.startsWith("project.access") && outcome === "done",
  );
  expect(told.map(({ before, after }) => [before?.role ?? null, after?.role ?? null])).toEqual([
    [null, "member"],
    [null, "member"],
    ["member", "viewer"],
    ["viewer", null],
  ]);
});

test("an archived project is read as before, lets nobody new in and is changed by nobody, until it is restored", async () => {
  const org = await givenOrganization();
  const [admin, viewer] = [await org.member("user"), await org.member("user")];
  const { id: projectId, name } = await org.project({
    members: [
      [admin, "admin"],
      [viewer, "viewer"],
    ],
  });
  await archiveProject(admin, { projectId });
  const { email } = (await org.member("user")).person;

  for (const actor of [org.owner, admin]) {
    expect(await codeOf(changeProject(actor, { projectId, version: 1, change: { name: "New" } }))).toBe(
      "conflict",
    );
    expect(await codeOf(giveProjectRole(actor, { projectId, email, role: "viewer" }))).toBe("conflict");
  }
  expect(await findProject(viewer, projectId)).toMatchObject({ archivedAt: expect.any(Date) });
  expect([await seen(viewer), await seen(viewer, { status: "archived" })]).toEqual([[], [[name, "viewer"]]]);
  expect(await codeOf(takeProjectRole(admin, { projectId, memberId: viewer.id }))).toBe("done");
  expect(await codeOf(restoreProject(admin, { projectId }))).toBe("done");
  expect(await codeOf(giveProjectRole(admin, { projectId, email, role: "viewer" }))).toBe("done");
});

test("a project that is archived or restored twice is so once: its version stays, and the log has one event of each", async () => {
  const org = await givenOrganization();
  const { id: projectId } = await org.project();

  for (const deed of [archiveProject, archiveProject, restoreProject, restoreProject])
    await deed(org.owner, { projectId });

  expect(await findProject(org.owner, projectId)).toMatchObject({ archivedAt: null, version: 2 });
  expect((await auditTrail(org.id)).map(({ action }) => action)).toEqual([
    "project.archived",
    "project.restored",
  ]);
});

test("names of projects are unique after folding, be the other one archived", async () => {
  const org = await givenOrganization();
  const { id } = await createProject(org.owner, { name: "Straße", description: "" });
  await archiveProject(org.owner, { projectId: id });
  const { id: other } = await createProject(org.owner, { name: "Other", description: "" });

  expect(await codeOf(createProject(org.owner, { name: "STRASSE", description: "" }))).toBe("name-taken");
  expect(await codeOf(createProject(org.owner, { name: "ＳＴＲＡＳＳＥ", description: "" }))).toBe(
    "name-taken",
  );
  const rename = { projectId: other, version: 0, change: { name: "strasse" } };
  expect(await codeOf(changeProject(org.owner, rename))).toBe("name-taken");
  expect(await codeOf(changeProject(org.owner, { ...rename, change: { name: "OTHER" } }))).toBe("done");
});

test("of two who change a project at once the second is told who was quicker and what they changed", async () => {
  const org = await givenOrganization();
  const admin = await org.member("admin", "Grace Hopper");
  const { id: projectId, name } = await org.project();
  await changeProject(admin, { projectId, version: 0, change: { description: "Cards" } });

  const late = changeProject(org.owner, { projectId, version: 0, change: { description: "Accounts" } });

  await expect(late).rejects.toMatchObject({
    code: "precondition-failed",
    message: `Grace Hopper changed ${name} just now (description). Nothing of yours was saved.`,
  });
});

test("fifty who make a project of one name at once make one", async () => {
  const org = await givenOrganization();

  const codes = await Promise.all(
    Array.from({ length: 50 }, () => codeOf(createProject(org.owner, { name: "Web", description: "" }))),
  );

  expect(codes.filter((code) => code === "done")).toHaveLength(1);
  expect(codes.filter((code) => code === "name-taken")).toHaveLength(49);
});

test("the list is walked to its end and back, sorted and searched, and each sort has its own cursors", async () => {
  const org = await givenOrganization();
  for (const [seconds, name] of ["Delta", "alpha", "echo 100%", "Bravo"].entries()) {
    shiftClock(seconds * second);
    await org.project({ name });
  }
  const list = (given: object) => listProjects(org.owner, projectFilter.parse(given));

  const first = await list({ limit: 3, order: "desc" });
  const next = await list({ limit: 3, order: "desc", cursor: first.nextCursor });
  const back = await list({ limit: 3, order: "desc", cursor: next.previousCursor });

  expect([...first.rows, ...next.rows].map(({ name }) => name)).toEqual([
    "echo 100%",
    "Delta",
    "Bravo",
    "alpha",
  ]);
  expect(back.rows).toEqual(first.rows);
  expect((await list({ sort: "created" })).rows.map(({ name }) => name)).toEqual([
    "Delta",
    "alpha",
    "echo 100%",
    "Bravo",
  ]);
  expect((await list({ q: "0%" })).rows.map(({ name }) => name)).toEqual(["echo 100%"]);
  expect(await codeOf(list({ limit: 3, cursor: first.nextCursor }))).toBe("invalid");
});

test("everyone who gets in is told with each way in, over however many pages, and groups before members", async () => {
  const org = await givenOrganization();
  const [direct, both, byGroup] = [
    await org.member("user", "Carl Direct"),
    await org.member("user", "Berta Both"),
    await org.member("user", "Anton Group"),
  ];
  const group = await org.group({ name: "Release", members: [both, byGroup] });
  await org.member("user", "Nobody Here");
  const { id: projectId } = await org.project({
    members: [
      [direct, "admin"],
      [both, "viewer"],
    ],
  });
  await giveProjectRole(org.owner, { projectId, groupId: group.id, role: "member" });

  const people = [];
  let cursor: string | null | undefined;
  do {
    const page = await listProjectPeople(
      org.owner,
      projectId,
      projectPeopleFilter.parse({ limit: 3, cursor: cursor ?? undefined }),
    );
    people.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor);
  const given = await listProjectAccess(direct, projectId, projectAccessFilter.parse({}));

  expect(
    people.map(({ name, role, ways }) => [name, role, ways.map((way) => way.group?.name ?? "own")]),
  ).toEqual([
    ["Anton Group", "member", ["Release"]],
    ["Berta Both", "member", ["own", "Release"]],
    ["Carl Direct", "admin", ["own"]],
    ["Olivia Owner", "admin", []],
  ]);
  expect(people.at(-1)?.everywhere).toEqual([{ role: "owner", group: null, reach: "all" }]);
  expect(given.rows.map(({ name, role, memberCount }) => [name, role, memberCount])).toEqual([
    ["Release", "member", 2],
    ["Berta Both", "viewer", null],
    ["Carl Direct", "admin", null],
  ]);

  // Carl is Admin of the project, and a plain User of the organization.
  await org.setMember(byGroup.id, { status: "disabled" });
  const seen = async (actor: Actor, q?: string) =>
    (await listProjectPeople(actor, projectId, projectPeopleFilter.parse({ q }))).rows;
  expect((await seen(direct)).map(({ email, keptOut }) => [email, keptOut])).toEqual([
    [null, []],
    [both.person.email, []],
    [direct.person.email, []],
    [null, []],
  ]);
  expect((await seen(org.owner))[0]).toMatchObject({ email: byGroup.person.email, keptOut: ["disabled"] });
  expect(await seen(direct, byGroup.person.email)).toEqual([]);
  expect(await seen(direct, "anton")).toHaveLength(1);
});
