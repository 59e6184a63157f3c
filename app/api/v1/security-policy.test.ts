import { afterEach, expect, test } from "vitest";
import { auditTrail, givenOrganization, lettersTo } from "@/db/testing";
import { day, fromNow, shiftClock } from "@/lib/core/clock";
import { clientAddressHeader } from "@/lib/core/request";
import { exemptMember } from "@/lib/domain/exemptions/commands";
import { home } from "@/tests/security/given-policies";
import { givenAuthenticator } from "@/tests/security/givens";
import { api } from "./api";

afterEach(() => shiftClock(0));

/** A script of an organization that may do all with its policy. */
async function givenScript() {
  const org = await givenOrganization();
  const key = await org.keySecret(["security:read", "security:write", "members:read"]);
  const call = async (method: string, path: string, body?: object, tag = "") => {
    const answer = await api.request(`/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "if-match": tag,
        [clientAddressHeader]: "2001:db8::1",
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const json = await answer.json();
    return { status: answer.status, json, tag: answer.headers.get("etag") ?? "" };
  };
  const ask: typeof call = (method, path, ...more) => call(method, `/security-policy${path}`, ...more);
  return { org, ask, call };
}

test("a script exempts members, goes through the exemptions by name, and ends one", async () => {
  const { org, ask } = await givenScript();
  const exempt = async (name: string, days: number) => {
    const { id: memberId } = await org.member("user", name);
    return ask("POST", "/exemptions", { memberId, reason: "Waits for a phone", until: fromNow(days * day) });
  };
  const [zoe, ada] = [await exempt("Zoe", 30), await exempt("Ada", 30)];
  await exempt("Grace", 1);
  shiftClock(2 * day);

  const first = await ask("GET", "/exemptions?limit=1");
  const second = await ask("GET", `/exemptions?limit=1&cursor=${first.json.nextCursor}`);
  const ended = await ask("DELETE", `/exemptions/${zoe.json.memberId}`);
  const left = await ask("GET", "/exemptions");

  expect(ada).toMatchObject({ status: 201, json: { name: "Ada", grantedByName: "Test key" } });
  expect(first.json.data).toEqual([ada.json]);
  expect(second.json).toEqual({ data: [zoe.json], nextCursor: null });
  expect(ended.json).toEqual({ memberId: zoe.json.memberId, name: "Zoe" });
  expect(left.json).toEqual({ data: [ada.json], nextCursor: null });
});

test("a script confirms the list of networks that it saw on trial, and drops another", async () => {
  const { ask } = await givenScript();
  const { tag } = await ask("GET", "");
  const office = await ask("PATCH", "", { networks: [home], networksForKeys: true }, tag);

  const stale = await ask("POST", "/networks/confirm", {}, tag);
  const confirmed = await ask("POST", "/networks/confirm", {}, office.tag);
  const wider = await ask("PATCH", "", { networks: [home, { cidr: "192.0.2.0/24" }] }, confirmed.tag);
  const dropped = await ask("POST", "/networks/drop", {}, wider.tag);
  const again = await ask("POST", "/networks/drop", {}, dropped.tag);

  expect(stale.json).toMatchObject({ status: 412, code: "precondition-failed" });
  expect(office.json.trialUntil).not.toBeNull();
  expect(confirmed.json).toMatchObject({ networks: [home], trialUntil: null });
  expect(wider.json.networks).toHaveLength(2);
  expect(dropped.json).toMatchObject({ networks: [home], trialUntil: null });
  expect(again.json).toMatchObject({ status: 409, code: "conflict" });
});

test("a script goes back on a change that it names by its event, of the policy that it saw", async () => {
  const { org, ask } = await givenScript();
  const { tag } = await ask("GET", "");
  const changed = await ask("PATCH", "", { passwordMinLength: 14, idleMinutes: 60 }, tag);
  const eventId = (await auditTrail(org.id)).at(-1)?.id;

  const stale = await ask("POST", "/revert", { eventId }, tag);
  const reverted = await ask("POST", "/revert", { eventId }, changed.tag);

  expect(stale.json).toMatchObject({ status: 412, code: "precondition-failed" });
  expect(reverted).toMatchObject({
    status: 200,
    json: { version: 2, passwordMinLength: 8, idleMinutes: null },
  });
});

test("a script reminds those whom the list of members names as owing a second factor, once a day", async () => {
  const { org, ask, call } = await givenScript();
  await givenAuthenticator(org);
  const [owing, exempt, disabled] = [
    await org.member("user"),
    await org.member("user"),
    await org.member("user"),
  ];
  await exemptMember(org.owner, { memberId: exempt.id, reason: "New phone", until: fromNow(day) });
  await org.setMember(disabled.id, { status: "disabled" });

  const listed = await call("GET", "/members?factor=none&status=active&count=true");
  const [first, again] = [await ask("POST", "/remind", {}), await ask("POST", "/remind", {})];

  expect(listed.json.data.map(({ id }: { id: string }) => id)).toEqual([org.owner.id, owing.id]);
  expect([listed.json.total, first.json, again.json]).toEqual([2, { notified: 2 }, { notified: 0 }]);
  expect(await lettersTo(owing.person.email)).toMatchObject([{ template: "second-factor-required" }]);
});
