import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { auditTrail, givenOrganization } from "@/db/testing";
import { now } from "@/lib/core/clock";
import { packCursor } from "@/lib/core/cursor";
import { disableMember, enableMember } from "@/lib/domain/members/commands";
import { api } from "./api";

/** Someone with the keys to the machine: a superuser, whom no wall stops. */
const intruder = postgres(process.env.DATABASE_URL as string, { max: 1, onnotice: () => {} });
afterAll(() => intruder.end());

/** An organization with four events in its log, and a script that may do all with it. */
async function givenScript() {
  const org = await givenOrganization();
  const { id: memberId } = await org.member("user");
  for (let i = 0; i < 2; i++) {
    await disableMember(org.owner, { memberId });
    await enableMember(org.owner, { memberId });
  }
  const key = await org.keySecret(["logs:read", "logs:write", "security:read", "security:write"]);
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await api.request(`/api/v1/audit-log${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, json: await answer.json() };
  };
  return { org, ask };
}

test("a script says for how many days the log is kept, and that all of it is", async () => {
  const { org, ask } = await givenScript();

  const set = await ask("PUT", "/retention", { days: 400 });
  const read = await ask("GET", "/retention");
  const refused = [];
  for (const days of [29, 3_651, 30.5, "400", "", true])
    refused.push(await ask("PUT", "/retention", { days }));
  const all = await ask("PUT", "/retention", { days: null });

  expect([set.json, read.json, all.json]).toEqual([{ days: 400 }, { days: 400 }, { days: null }]);
  for (const answer of refused)
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ field: "days" }] } });
  expect((await ask("GET", "/retention")).json).toEqual({ days: null });
  expect((await auditTrail(org.id)).slice(4).map(({ action, after }) => [action, after])).toEqual([
    ["audit.retention_changed", { keepDays: 400 }],
    ["audit.retention_changed", { keepDays: null }],
  ]);
});

test("a script has the log verified, which is sealed where it is whole, and hears which event was changed", async () => {
  const { org, ask } = await givenScript();

  const first = await ask("POST", "/verify", {});
  await intruder`update audit_events set actor_name = 'Someone Else' where stream_id = ${org.id} and sequence = 3`;
  const second = await ask("POST", "/verify", {});

  expect(first).toMatchObject({
    status: 200,
    json: { whole: true, checked: 4, events: 4, removedUpTo: 0, brokenAt: null, nextCursor: null },
  });
  expect(second.json).toMatchObject({ whole: false, sealedUpTo: 0, brokenAt: 3, nextCursor: null });
  expect(second.json.complaint).toBe("its content was changed");
  expect((await auditTrail(org.id)).slice(4).map(({ after }) => after?.result)).toEqual(["whole", "broken"]);
});

test("a check goes on where the step before came to, by a cursor of this log alone", async () => {
  const { org, ask } = await givenScript();
  const [{ hash = "" } = {}] = (await auditTrail(org.id)).slice(1);
  await intruder`update audit_events set actor_name = 'Someone Else' where stream_id = ${org.id} and sequence = 1`;
  const place = (organizationId: string) =>
    packCursor([2, hash, now().getTime()], `audit check ${organizationId}`);

  const further = await ask("POST", "/verify", { cursor: place(org.id) });
  const elsewhere = await ask("POST", "/verify", { cursor: place((await givenOrganization()).id) });

  expect(further.json).toMatchObject({ whole: true, checked: 4 });
  expect(elsewhere).toMatchObject({ status: 422, json: { errors: [{ field: "cursor" }] } });
});
