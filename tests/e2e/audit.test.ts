import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day, fromNow } from "@/lib/core/clock";
import { callApi } from "./api";
import { openBrowser, type Visitor } from "./browser";
import { call, cookiesOf } from "./forms";
import { createKey, createOrganization, join, password, signUp } from "./people";
import { databaseOf, type RunningSteward, startSteward } from "./steward";

/** The audit log of an organization in which three people did something, as an Admin sees it. */

const log = "/orgs/harbour/security/audit";
const umasName = `Uma "100%_sure" O'User`;

let browser: Browser;
let steward: RunningSteward;
let sql: postgres.Sql;
let owner: Visitor;
let admin: Visitor;
let user: Visitor;
let key: string;

async function memberId(email: string): Promise<string> {
  const [member] = await sql`select m.id from memberships m join users u on u.id = m.user_id
    where u.email = ${email}`;
  return member?.id;
}

/** Calls a server action of the organization as someone's browser would. */
async function deed(someone: Visitor, action: string, fields: Record<string, string>): Promise<string> {
  const cookies = await cookiesOf(someone.context);
  return (await call(steward, `/orgs/[org]/${action}`, fields, { cookies, bound: ["harbour"] })).body;
}

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  sql = databaseOf(steward);
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
  admin = await join(browser, steward, owner, "harbour", "adam@example.com", "Adam Admin");
  const adam = await memberId("adam@example.com");
  await deed(owner, "members#changeRole", { memberId: adam, role: "admin" });
  user = await join(browser, steward, admin, "harbour", "uma@example.com", umasName);
  key = await createKey(admin, "harbour", "Nightly", ["logs:read"]);
  const limit = {
    version: "0",
    step: "do",
    idleMinutes: "30",
    idleUnit: "minutes",
    absoluteHours: "",
    absoluteUnit: "hours",
  };
  expect(await deed(user, "security#saveSessions", limit)).toContain('"status":"refused"');
});

afterAll(async () => {
  await sql.end();
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

/** What the page lists, the newest first: the action of each event. */
function listed(): Promise<string[]> {
  return admin.page.locator("tbody dt", { hasText: "Event:" }).locator("+ dd").allTextContents();
}

async function search(query: Record<string, string>): Promise<string[]> {
  await admin.page.goto(`${log}?${new URLSearchParams(query)}`);
  return listed();
}

const everything = [
  "policy.changed",
  "key.created",
  "invitation.accepted",
  "invitation.sent",
  "member.role_changed",
  "invitation.accepted",
  "invitation.sent",
  "organization.created",
];

test("all that was done stands in the log, and a row opens to its whole event", async () => {
  const { page } = admin;
  expect(await search({})).toEqual(everything);

  const row = page.getByRole("row", { name: /changed the role of Adam Admin/ });
  await row.getByText("Details").click();

  const words = (await row.textContent()) ?? "";
  for (const word of ["Olivia Owner", "Role:User → Admin", "Number:4", "127.0.0.1", "Session:", "Hash:"])
    expect(words).toContain(word);
});

test("a keyword is found in names, values and addresses, letter by letter", async () => {
  const byUma = ["policy.changed", "invitation.accepted"];
  const found: [q: string, actions: string[]][] = [
    ["OLIVIA own", ["member.role_changed", "invitation.sent", "organization.created"]],
    ["100%_sure", byUma],
    [`"100%`, byUma],
    ["uma@example", ["invitation.accepted", "invitation.sent"]],
    ["alerts@example.com", ["organization.created"]],
    ["127.0.0.1", everything],
    ["203.0.113.9", []],
    ["100%sure", []],
    ["o_user", []],
    ["%", byUma],
    ["\\", []],
  ];

  for (const [q, actions] of found) expect(await search({ q }), q).toEqual(actions);
  expect(await admin.page.textContent("main")).toContain("Nothing fits this search");
});

test("what is pasted into the search is answered, however long it is", async () => {
  const { page, faults } = admin;
  await search({});

  await page.getByLabel("Search the audit log").fill("x".repeat(10_000));

  await page.getByText("Nothing fits this search").waitFor();
  await page.goto(`${log}?q=${"x".repeat(10_000)}`);
  await page.getByText("A search may have at most 200 characters.").waitFor();
  expect(await listed()).toEqual(everything);
  expect(faults).toEqual([]);
});

test("the list is narrowed by day, actor, actions, outcome and what it was done to", async () => {
  const { page } = admin;
  await search({});

  await page.getByLabel("Actions", { exact: true }).selectOption({ label: "Invitations" });
  await page.waitForURL("**?group=invitation");
  await expect.poll(listed).toEqual(everything.filter((action) => action.startsWith("invitation.")));
  await page
    .getByRole("row", { name: /Adam Admin/ })
    .first()
    .getByText("Details")
    .click();
  await page.getByRole("link", { name: "All they did" }).first().click();
  await page.getByText("Done by Adam Admin").waitFor();
  await expect.poll(listed).toEqual(["key.created", "invitation.sent"]);
  await page.getByRole("link", { name: /^Show all, not only done by/ }).click();
  await expect.poll(listed).toEqual(everything);
  await page.getByLabel("Outcome").selectOption({ label: "Refused" });
  await expect.poll(listed).toEqual(["policy.changed"]);

  const dateOf = (at: Date) => at.toISOString().slice(0, 10);
  const [yesterday, tomorrow] = [dateOf(fromNow(-day)), dateOf(fromNow(day))];
  expect(await search({ from: yesterday, to: tomorrow })).toEqual(everything);
  expect(await search({ from: tomorrow })).toEqual([]);
  expect(await search({ to: yesterday })).toEqual([]);
  await search({ from: tomorrow, to: yesterday });
  await page.getByText("The last day is before the first. Turn them round.").waitFor();
});

test("what was done to a key is shown from its row", async () => {
  const { page } = admin;
  await page.goto("/orgs/harbour/keys");

  await page.getByRole("button", { name: "Actions for Nightly" }).click();
  await page.getByRole("menuitem", { name: "Activity" }).click();

  await page.getByText("Activity of Nightly").waitFor();
  await expect.poll(listed).toEqual(["key.created"]);
});

test("the exports of the page and the API's are what the page lists", async () => {
  const { page } = admin;
  const query = { group: "invitation" };
  const actions = await search(query);
  const saved = async (name: string) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name, exact: true }).click(),
    ]);
    return readFileSync(await file.path(), "utf8").trimEnd();
  };

  const [csv, lines] = [await saved("Export CSV"), await saved("Export JSON Lines")];
  const answer = await callApi(`${steward.url}/api/v1/audit-events?format=jsonl&group=invitation`, {
    headers: { authorization: `Bearer ${key}` },
  });

  const [, ...rows] = csv.split("\r\n");
  expect(rows).toHaveLength(actions.length);
  for (const [index, action] of actions.entries()) expect(rows[index]).toContain(action);
  expect(lines.split("\n").map((line) => JSON.parse(line).action)).toEqual(actions);
  expect((await answer.text()).trimEnd()).toBe(lines);
});

describe("whether the log is whole", () => {
  const verify = async () => {
    await admin.page.goto(log);
    await admin.page.getByRole("button", { name: "Verify now" }).click();
  };

  test("is found out at once, and up to where it is vouched for", async () => {
    await verify();

    await admin.page.getByText("8 events verified: nothing was changed or removed").first().waitFor();
    await admin.page.getByText("Verified up to event 9").waitFor();
  });

  test("is told with the event that someone changed in the database", async () => {
    await sql`update audit_events set actor_name = 'Nobody' where action = 'key.created'`;

    await verify();

    const alert = admin.page.getByRole("alert").filter({ hasText: "Event 7 is broken" });
    await alert.waitFor();
    expect(await alert.textContent()).toContain("its content was changed");
  });
});

test("how long events are kept is changed only after one's password was asked for again", async () => {
  const { page } = admin;
  await sql`update sessions set factor_at = now() - interval '11 minutes'`;
  await page.goto(log);

  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Keep events").selectOption({ label: "For a year" });
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await proof.getByLabel("Password", { exact: true }).fill(password);
  expect(await sql`select from audit_retentions`).toHaveLength(0);
  await proof.getByRole("button", { name: "Confirm" }).click();

  await page.getByText("Events are kept for 365 days.").waitFor();
});

test("neither a User nor a Team Leader finds the log", async () => {
  for (const role of ["user", "team-leader"]) {
    await sql`update memberships set role = ${role} where id = ${await memberId("uma@example.com")}`;
    for (const path of [log, `${log}/export?format=jsonl`]) {
      const answer = await user.page.request.get(path);
      expect(answer.status(), `${role} ${path}`).toBe(404);
    }
    await user.page.goto("/orgs/harbour");
    expect(await user.page.getByRole("link", { name: "Audit log" }).count()).toBe(0);
  }
});
