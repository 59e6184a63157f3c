import { expect, test } from "vitest";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import { scopes } from "@/lib/core/roles";
import { disableMember, enableMember } from "@/lib/domain/members/commands";
import { api } from "./api";

/** A log of six events about one member, and a call to it. */
async function givenLog(): Promise<{
  org: GivenOrganization;
  memberId: string;
  ask: (query: string, key?: string) => Promise<Response>;
}> {
  const org = await givenOrganization();
  const { id: memberId } = await org.member("user", "Grace Hopper");
  for (let i = 0; i < 3; i++) {
    await disableMember(org.owner, { memberId });
    await enableMember(org.owner, { memberId });
  }
  const secret = await org.keySecret([...scopes]);
  const ask = async (query: string, key = secret) =>
    api.request(`/api/v1/audit-events?${query}`, { headers: { authorization: `Bearer ${key}` } });
  return { org, memberId, ask };
}

const linesOf = async (answer: Response) =>
  (await answer.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("events are listed by actor, action, group of actions, target and outcome", async () => {
  const { org, memberId, ask } = await givenLog();
  const count = async (query: string) => (await (await ask(query)).json()).data.length;

  expect(await count(`target=${memberId}`)).toBe(6);
  expect(await count(`actor=${org.owner.id}&group=member`)).toBe(6);
  expect(await count(`actor=${memberId}`)).toBe(0);
  expect(await count("group=key")).toBe(0);
  expect(await count("outcome=refused")).toBe(0);
  expect(await count("outcome=done&q=GRACE&limit=4")).toBe(4);
  expect(await count("action=member.disabled")).toBe(3);
});

test.each([
  "actor=x",
  "group=nothing",
  "action=nothing.done",
  "target=mem_",
  "outcome=perhaps",
  "from=2031-05-10T12:00",
  "to=2031-05-10T12:00:00+02:00",
  "order=up",
  "after=1&order=asc",
  "after=aud_01k00000000000000000000000",
  "after=aud_01k00000000000000000000000&order=asc",
  "format=csv",
  "format=",
])("a filter that is none is refused and named: %s", async (query) => {
  const { ask } = await givenLog();

  const answer = await ask(query);

  expect(answer.status).toBe(422);
  expect((await answer.json()).errors[0].field).toBe(query.split("=")[0]);
});

test("with format=jsonl all that fits is answered, an event on each line, as the list has it", async () => {
  const { memberId, ask } = await givenLog();

  const answer = await ask(`format=jsonl&target=${memberId}&limit=2`);

  expect(answer.headers.get("content-type")).toBe("application/jsonl");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const lines = await linesOf(answer);
  expect(lines.map(({ sequence }) => sequence)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(lines).toEqual((await (await ask(`target=${memberId}`)).json()).data);
});

test("with format=jsonl a file of events is carried on from its last line", async () => {
  const { org, memberId, ask } = await givenLog();
  const file = await linesOf(await ask("format=jsonl&order=asc"));
  await disableMember(org.owner, { memberId });

  const more = await linesOf(await ask(`format=jsonl&order=asc&after=${file.at(-1).id}`));

  expect([...file, ...more].map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("with format=jsonl whoever may not read the log is refused as ever", async () => {
  const { org, ask } = await givenLog();

  const answer = await ask("format=jsonl", await org.keySecret(["members:read"]));

  expect(answer.status).toBe(403);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

test("with format=jsonl a list without an event is an empty answer", async () => {
  const { ask } = await givenLog();

  const answer = await ask("format=jsonl&q=nothing+of+the+kind");

  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});
