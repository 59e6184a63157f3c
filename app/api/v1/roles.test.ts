import { expect, test } from "vitest";
import { givenOrganization } from "@/db/testing";
import { permissionsOf } from "@/lib/auth/permissions";
import { type Role, roles, type Scope, scopes } from "@/lib/core/roles";
import { givenAuthenticator } from "@/tests/security/givens";
import { api } from "./api";

async function get(key: string, path: string) {
  const answer = await api.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
  return { status: answer.status, json: await answer.json() };
}

test("what the API says a role may do is what a key of its holder may", async () => {
  const org = await givenOrganization();
  const { json } = await get(await org.keySecret(["organization:read"]), "/roles");
  const told = new Map<Role, { permission: Scope }[]>(
    json.roles.map((one: { role: Role; permissions: [] }) => [one.role, one.permissions]),
  );

  expect([...told.keys()]).toEqual([...roles]);
  for (const role of roles) {
    const me = await get(await org.keySecret([...scopes], await org.member(role)), "/me");
    const ofKeys = told.get(role)?.filter(({ permission }) => scopes.includes(permission));
    expect(ofKeys?.map(({ permission }) => permission)).toEqual(me.json.permissions);
  }
});

test("a script learns who may do something and by which ways, by which keys, and nothing where it reads some members only", async () => {
  const org = await givenOrganization();
  const [admin, byGroup, leader] = [
    await org.member("admin", "Ada Admin"),
    await org.member("user", "Bert Group"),
    await org.member("team-leader"),
  ];
  const { id, name } = await org.group({ role: "admin", members: [byGroup] });
  const key = await org.keySecret([...scopes]);
  await org.key(["members:write"], admin);

  const holders = await get(key, "/permissions/members:write/holders?count=true");
  const keys = await get(key, "/permissions/members:write/keys?count=true");

  expect(holders.json).toMatchObject({
    total: 3,
    data: [
      { id: admin.id, reach: "all", ways: [{ role: "admin", group: null }], keptOut: [] },
      { id: byGroup.id, ways: [{ role: "admin", group: { id, name } }] },
      { id: org.owner.id, ways: [{ role: "owner" }] },
    ],
  });
  expect(keys.json).toMatchObject({ total: 2, data: [{ holder: null }, { holder: { id: admin.id } }] });
  expect(permissionsOf["team-leader"].get("members:read")).toBe("groups");
  const leaders = await org.keySecret([...scopes], leader);
  for (const list of ["holders", "keys"])
    expect((await get(leaders, `/permissions/members:write/${list}`)).status).toBe(404);
});

test("a script learns how an account is guarded where it may change members, and not where it only reads them", async () => {
  const org = await givenOrganization();
  const { id } = await givenAuthenticator(org);

  const told = await get(await org.keySecret(["members:write"]), `/members/${id}/account`);
  const kept = await get(await org.keySecret(["members:read"]), `/members/${id}/account`);

  expect(told.json).toMatchObject({ secondFactors: { authenticator: true }, signedIn: { sessions: 0 } });
  expect(kept.status).toBe(403);
});
