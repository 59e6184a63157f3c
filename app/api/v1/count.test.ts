import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import { day, fromNow } from "@/lib/core/clock";
import { scopes } from "@/lib/core/roles";
import { exemptMember } from "@/lib/domain/exemptions/commands";
import { startImport } from "@/lib/domain/invitation-imports/commands";
import { cancelInvitation } from "@/lib/domain/invitations/commands";
import { removeMember } from "@/lib/domain/members/commands";
import { archiveProject, giveProjectRole } from "@/lib/domain/projects/commands";
import { address, invited } from "@/tests/security/givens";
import { api, openApiDocument } from "./api";

/** More than the largest page has. */
const workers = 120;

/** Each list that can be counted, what its path names, and filters that choose some of its rows and leave out others. */
const lists: Record<string, string[]> = {
  "/members": ["q=worker 1", "q=worker", "role=team-leader", "status=active&factor=none", "group={group}"],
  "/removed-members": ["q=gone 1"],
  "/permissions/projects:read/holders": ["q=worker 1", "projectId={project}"],
  "/permissions/organization:read/keys": ["q=nothing"],
  "/invitations": ["status=cancelled", "q=example"],
  "/invitation-imports": [],
  "/invitation-imports/{import}/rows": ["outcome=refused", "q=nobody 1"],
  "/groups": ["q=team 1", "role=team-leader"],
  "/groups/{group}/members": ["q=worker 1", "role=team-leader"],
  "/groups/{group}/projects": ["q=shop 1"],
  "/projects": ["q=shop 1", "status=all", "status=archived&sort=created"],
  "/projects/{project}/access": ["kind=group", "q=exempt"],
  "/projects/{project}/people": ["q=worker 1", "q=olivia"],
  "/keys": ["kind=user", "member={leader}", "unused=30"],
  "/security-policy/exemptions": [],
};

let ids: Record<string, string>;
let ownersKey: string;
let leadersKey: string;

/** Workers straight in the database, each in one group. */
async function givenWorkers(org: GivenOrganization, groupId: string): Promise<void> {
  const numbers = sql`generate_series(1, ${workers}::int) n`;
  const member = sql`'mem_' || lpad(n::text, 26, '0')`;
  await database().execute(sql`insert into users (id, email, name, created_at)
    select 'usr_' || ${org.id} || n, ${org.id} || n || '@example.com', 'Worker ' || n, now() from ${numbers}`);
  await change(org.pass, async (tx) => {
    await tx.execute(sql`insert into memberships (organization_id, id, user_id, role, status, created_at)
      select ${org.id}, ${member}, 'usr_' || ${org.id} || n,
        case when n % 40 = 0 then 'team-leader' else 'user' end, 'active', now() from ${numbers}`);
    await tx.execute(sql`insert into group_memberships (organization_id, group_id, member_id, created_at)
      select ${org.id}, ${groupId}, ${member}, now() from ${numbers}`);
  });
}

beforeAll(async () => {
  const org = await givenOrganization({ seats: 5_000 });
  const leader = await org.member("team-leader", "Lena Leader");
  const group = await org.group({ name: "Team 10", members: [leader] });
  await givenWorkers(org, group.id);
  for (let i = 0; i < 4; i++) await org.group({ name: `Team ${i}`, role: i < 3 ? "team-leader" : "user" });
  const shops = [];
  for (let i = 0; i < 13; i++) {
    const members: [typeof leader, "admin"][] = i < 5 ? [[leader, "admin"]] : [];
    shops.push(await org.project({ name: `Shop ${i}`, members, groups: i % 2 ? [] : [[group, "viewer"]] }));
  }
  await archiveProject(org.owner, { projectId: shops[12]?.id ?? "" });
  for (let i = 0; i < 3; i++) {
    const { id: memberId, person } = await org.member("user", `Gone ${i}`);
    await removeMember(org.owner, { memberId, confirm: person.email });
    const exempt = await org.member("user", `Exempt ${i}`);
    await giveProjectRole(org.owner, { projectId: shops[0]?.id ?? "", memberId: exempt.id, role: "viewer" });
    await exemptMember(org.owner, { memberId: exempt.id, reason: "New phone", until: fromNow(day) });
    await invited(org);
    await org.keySecret(["organization:read"], i ? leader : org.owner);
  }
  const { invitationId } = await invited(org);
  await cancelInvitation(org.owner, { invitationId });
  const row = { name: "", role: "user", groups: [] };
  const rows = Array.from({ length: 13 }, (_, i) => ({
    ...row,
    position: i + 1,
    email: i % 3 ? address() : `nobody ${i}`,
  }));
  const imports = [];
  for (let i = 0; i < 3; i++) imports.push(await startImport(org.owner, { rows, expiresInDays: 7 }));
  ids = { group: group.id, project: shops[0]?.id ?? "", import: imports[0]?.id ?? "", leader: leader.id };
  ownersKey = await org.keySecret([...scopes], org.owner);
  leadersKey = await org.keySecret([...scopes], await org.again(leader));
});

const named = (path: string) => path.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? "");

async function ask(key: string, path: string, query: Record<string, string>) {
  const [address, filter] = path.split("?");
  const search = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(filter)), ...query });
  const answer = await api.request(`/api/v1${address}?${search}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return { status: answer.status, json: await answer.json() };
}

/** How many rows there are on all pages, and how many each page said there were. */
async function walk(key: string, path: string): Promise<{ rows: number; told: Set<number> }> {
  const told = new Set<number>();
  let [rows, cursor] = [0, ""];
  do {
    const limit = [...told].some((total) => total > 20) ? "100" : "2";
    const { json } = await ask(key, path, { count: "true", limit, ...(cursor ? { cursor } : {}) });
    rows += json.data.length;
    told.add(json.total);
    cursor = json.nextCursor;
  } while (cursor);
  return { rows, told };
}

test("every list tells how many there are, but the two logs, which have no end", () => {
  const found = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, { get }]) => {
    const names = get?.parameters?.map((parameter) => ("name" in parameter ? parameter.name : ""));
    return names?.includes("cursor") ? [{ path: path.replace("/api/v1", ""), names }] : [];
  });

  const logs = found.filter(({ names }) => !names.includes("count")).map(({ path }) => path);

  expect(logs.toSorted()).toEqual(["/audit-events", "/sign-ins"]);
  expect(found.length - logs.length).toBe(Object.keys(lists).length);
});

test.each(Object.entries(lists))(
  "%s tells how many rows all its pages have, filtered too",
  async (list, filters) => {
    const path = named(list);

    const whole = await walk(ownersKey, path);
    const chosen = await Promise.all(filters.map((filter) => walk(ownersKey, `${path}?${named(filter)}`)));

    expect(whole.rows).toBeGreaterThan(2);
    for (const { rows, told } of [whole, ...chosen]) expect([...told]).toEqual([rows]);
    expect(new Set([whole, ...chosen].map(({ rows }) => rows)).size).toBeGreaterThan(
      filters.length > 0 ? 1 : 0,
    );
    expect((await ask(ownersKey, path, { limit: "2" })).json).not.toHaveProperty("total");
  },
);

test("a Team Leader's key counts what it sees and no more", async () => {
  for (const list of ["/members", "/groups", "/groups/{group}/members", "/projects", "/keys"]) {
    const path = named(list);

    const [theirs, all] = [await walk(leadersKey, path), await ask(ownersKey, path, { count: "true" })];

    expect([list, ...theirs.told]).toEqual([list, theirs.rows]);
    if (list !== "/groups/{group}/members") expect(theirs.rows).toBeLessThan(all.json.total);
  }
  expect((await ask(leadersKey, "/invitations", { count: "true" })).status).toBe(404);
});

test("a page that all rows have left still tells how many there are before it", async () => {
  const org = await givenOrganization();
  const key = await org.keySecret([...scopes], org.owner);
  const { id, person } = await org.member("user");
  const [first, last] = [await org.group({ name: "A" }), await org.group({ name: "B" })];
  const cursorOf = async (path: string) => (await ask(key, path, { limit: "1" })).json.nextCursor;
  const [members, groups] = [await cursorOf("/members"), await cursorOf("/groups")];
  await removeMember(org.owner, { memberId: id, confirm: person.email });
  await change(org.pass, (tx) => tx.execute(sql`delete from groups where id = ${last.id}`));

  const left = [
    await ask(key, "/members", { limit: "1", count: "true", cursor: members }),
    await ask(key, "/groups", { limit: "1", count: "true", cursor: groups }),
    await ask(key, "/groups", { q: "nothing", count: "true" }),
  ];

  expect(left.map(({ json }) => [json.data, json.total])).toEqual([
    [[], 1],
    [[], 1],
    [[], 0],
  ]);
  expect((await ask(key, "/groups", {})).json.data).toMatchObject([{ id: first.id }]);
});
