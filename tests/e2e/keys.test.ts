import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi } from "./api";
import { openBrowser, type Visitor } from "./browser";
import { createKey, createOrganization, join, signUp } from "./people";
import { databaseOf, linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

/** Keys as an Owner and a member of their organization meet them. */

const keys = "/orgs/harbour/keys";

let browser: Browser;
let steward: RunningSteward;
let owner: Visitor;
let member: Visitor;

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
  member = await join(browser, steward, owner, "harbour", "max@example.com", "Max Member");
});

afterAll(async () => {
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

const statusOf = async (secret: string) =>
  (await callApi(`${steward.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })).status;

const shown = async ({ page }: Visitor) =>
  (await page.getByRole("group", { name: "API key" }).locator("code").textContent()) ?? "";

test("an organization's key goes by a link to one member, who alone is shown it, once", async () => {
  await owner.page.goto(`${keys}?tab=organization`);
  await owner.page.getByRole("button", { name: "Create API key" }).click();
  await owner.page.getByLabel("Name").fill("Warehouse");
  await owner.page.getByLabel("Email a one-time link").check();
  await owner.page.getByPlaceholder("Name or email").fill("max");
  await owner.page.getByLabel(/Max Member/).check();
  await owner.page.getByRole("button", { name: "Read only" }).click();
  await owner.page.getByLabel("Expires").selectOption({ label: "After days of your choice" });
  await owner.page.getByLabel("Number of days").fill("45");
  await owner.page.getByLabel("Allowed networks").fill("203.0.113.0/24\noffice");
  await owner.page.getByRole("button", { name: "Create key" }).click();
  await owner.page.getByText("Line 2: office is not a network").first().waitFor();
  await owner.page.getByLabel("Allowed networks").fill("127.0.0.0/8\n::1");
  await owner.page.getByRole("button", { name: "Create key" }).click();
  await owner.page.getByText("Warehouse was made, and its link was sent").waitFor();
  await owner.page.getByText("Its link was not opened yet").waitFor();
  const link = linkIn(
    await mailTo(steward.mails, "max@example.com", /Warehouse/),
    "/orgs/harbour/keys/reveal/",
  );

  await owner.page.goto(link);
  await owner.page.getByText("This link is for another member").waitFor();
  await member.page.goto(link);
  await member.page.getByRole("heading", { name: "Warehouse" }).waitFor();
  await member.page.getByRole("button", { name: "Show the key" }).click();
  const secret = await shown(member);
  expect(await statusOf(secret)).toBe(200);

  await member.page.goto(link);
  await member.page.getByText("This link shows nothing any more").waitFor();
  expect(steward.log()).not.toContain(new URL(link).pathname);
});

test("a key is edited, rotated with an overlap and narrowed to what it used, each secret working as it says", async () => {
  const { page } = owner;
  const first = await createKey(owner, "harbour", "Nightly", ["members:read", "logs:read"]);
  await page.getByRole("link", { name: "Nightly" }).click();
  await page.getByLabel("Name").fill("Nightly report");
  await page.getByLabel("groups:read").check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Changes saved").waitFor();
  await page.getByRole("heading", { name: "Nightly report" }).waitFor();

  await page.getByRole("button", { name: "Rotate" }).click();
  await page.getByLabel("The old secret goes on working for").selectOption({ label: "15 minutes" });
  await page.getByRole("button", { name: "Rotate key" }).click();
  const second = await shown(owner);
  await page.getByRole("button", { name: "Done" }).click();
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
  await page.getByText("Old secret ends in 15 minutes").waitFor();

  const sql = databaseOf(steward);
  await sql`update api_keys set created_at = created_at - interval '20 days' where name = 'Nightly report'`;
  await sql`insert into key_scope_uses (organization_id, key_id, scope, used_at)
    select organization_id, id, 'members:read', now() from api_keys where name = 'Nightly report'`;
  await sql.end();
  await page.goto(keys);
  await page.getByText("may do more than it did in 90 days").waitFor();
  await page.getByRole("link", { name: "Nightly report" }).first().click();
  await page.getByRole("button", { name: "Narrow to what it uses" }).click();
  await page.getByRole("button", { name: "Narrow the key" }).click();
  await page.getByText("Nightly report may do only what it used").waitFor();
  await page.getByText("It used each of its scopes in the last 90 days").waitFor();

  await page.goto(keys);
  await page.getByRole("button", { name: "Is this key ours?" }).click();
  await page.getByLabel("The whole key").fill(second.slice(0, -1));
  await page.getByRole("button", { name: "Look it up" }).click();
  await page.getByText("Not a key of this organization").waitFor();
  await page.getByLabel("The whole key").fill(first);
  await page.getByRole("button", { name: "Look it up" }).click();
  await page.getByText("this secret from before still works").waitFor();
  await page.getByRole("button", { name: "Revoke it now" }).click();
  await page.getByText("It was revoked. Nobody can use it.").waitFor();
  expect([await statusOf(first), await statusOf(second)]).toEqual([401, 401]);
});

test("members see their own keys and the organization's, Owners everyone's; a shorter life cuts what is offered", async () => {
  await createKey(member, "harbour", "Laptop", ["projects:read"]);
  const tabs = member.page.getByRole("navigation", { name: "Keys" });
  expect(await tabs.getByRole("link").allTextContents()).toEqual(["Your keys", "Organization keys"]);
  await tabs.getByRole("link", { name: "Organization keys" }).click();
  await member.page.getByRole("link", { name: "Warehouse" }).click();
  await member.page.getByText("A key of the organization.").waitFor();
  expect(await member.page.getByRole("button", { name: "Revoke" }).count()).toBe(0);

  await owner.page.goto("/orgs/harbour/security");
  await owner.page.getByLabel("Longest life of an API key").fill("20");
  await owner.page.getByRole("button", { name: "Save changes" }).click();
  await owner.page.getByText("Changes saved").waitFor();
  await owner.page.goto(`${keys}?tab=members&q=lap`);
  await owner.page.getByRole("button", { name: "Actions for Laptop" }).click();
  await owner.page.getByRole("menuitem", { name: "Revoke" }).click();
  await owner.page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await owner.page.getByText("Laptop was revoked").waitFor();
  await owner.page.getByRole("button", { name: "Create API key" }).click();

  const offered = await owner.page.getByLabel("Expires").locator("option").allTextContents();
  expect(offered).toEqual(["In 7 days", "In 20 days", "After days of your choice"]);
  expect([...owner.faults, ...member.faults]).toEqual([]);
});
