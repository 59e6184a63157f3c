import type { Browser, Page } from "playwright-core";
import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi } from "./api";
import { openBrowser, type Visitor } from "./browser";
import { createOrganization, join, signUp } from "./people";
import { databaseOf, type RunningSteward, startSteward } from "./steward";

let browser: Browser;
let steward: RunningSteward;
let sql: postgres.Sql;
let owner: Visitor;
let uma: Visitor;

const members = "/orgs/harbour/members";
const crowd = 60;

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  sql = databaseOf(steward);
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
  uma = await join(browser, steward, owner, "harbour", "uma@example.com", "Uma User");
  await sql`update organizations set seats = 1000`;
  await sql`
    insert into users (id, email, name, created_at)
    select 'usr_' || lpad(n::text, 26, '0'), 'worker' || n || '@example.com', 'Worker ' || n, now()
    from generate_series(1, ${crowd}) n`;
  await sql`
    insert into memberships (organization_id, id, user_id, role, status, created_at)
    select id, 'mem_' || lpad(n::text, 26, '0'), 'usr_' || lpad(n::text, 26, '0'), 'user', 'active', now()
    from organizations, generate_series(1, ${crowd}) n`;
  await sql`
    insert into groups (organization_id, id, name, folded_name, created_at)
    select id, 'grp_' || lpad('1', 26, '0'), 'Release', 'release', now() from organizations`;
});

afterAll(async () => {
  await sql.end();
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

/** Opens the menu of a row and chooses a deed. */
async function choose(page: Page, name: string, deed: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: deed }).click();
}

test("an administrator finds members, selects some on two pages and disables them, with a result for each", async () => {
  const { page } = owner;
  await page.goto(`${members}?q=worker&sort=name`);
  await page.getByRole("checkbox", { name: "Select Worker 1", exact: true }).check();
  await page.getByRole("link", { name: "Next" }).click();
  await page.getByRole("checkbox", { name: "Select Worker 9", exact: true }).check();
  await page.getByText("2 selected").waitFor();
  await sql`delete from memberships where id like 'mem_%09'`;

  await page
    .getByRole("region", { name: "Selected members" })
    .getByRole("button", { name: "Actions" })
    .click();
  await page.getByRole("menuitem", { name: "Disable…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();

  const dialog = page.getByRole("dialog");
  await dialog.getByText("Done for 1 member, and not for 1.").waitFor();
  await dialog.getByText("This member does not exist").waitFor();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.getByText("1 selected").waitFor();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.goto(`${members}?status=disabled`);
  expect(await page.getByRole("row").filter({ hasText: "Disabled" }).count()).toBe(1);
});

test("of two who change one role at once the second is told what it is now", async () => {
  const { page } = owner;
  await page.goto(`${members}?q=uma`);
  await choose(page, "Uma User", "Change role…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Role").selectOption("billing-manager");
  await sql`update memberships set role = 'team-leader' where search like '%uma@%'`;

  await dialog.getByRole("button", { name: "Change role" }).click();

  await dialog.getByText("Uma User is Team Leader by now").first().waitFor();
});

test("whoever is signed out everywhere is at their next step, and gets a group and its project by a checkbox", async () => {
  const { page } = owner;
  await uma.page.goto("/orgs/harbour");
  await page.goto(`${members}?q=uma`);
  await choose(page, "Uma User", "End sessions…");
  await page.getByRole("dialog").getByRole("button", { name: "End sessions" }).click();
  await page.getByText("Uma User was signed out everywhere").waitFor();

  await uma.page.goto("/orgs/harbour");
  expect(new URL(uma.page.url()).pathname).toBe("/sign-in");

  await page.getByRole("link", { name: "Uma User" }).click();
  await page.getByText("An email address cannot be edited here").waitFor();
  await page.getByLabel("Release").check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("The groups of Uma User were changed").waitFor();
});

test("an API-only member holds a key, which outlives them in the organization's hands, and comes back", async () => {
  const { page } = owner;
  await page.goto(members);
  await page.getByRole("button", { name: "Add API-only member" }).click();
  await page.getByLabel("Name").fill("Deploy robot");
  await page.getByRole("button", { name: "Add member" }).click();
  await page.getByRole("heading", { name: "Deploy robot" }).waitFor();
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByLabel("Name").fill("Deploy");
  await page.getByLabel("organization:read").check();
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = ((await page.getByText(/^stw_/).first().textContent()) ?? "").trim();
  await page.getByRole("button", { name: "Done" }).click();
  const me = () => callApi(`${steward.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await me()).status).toBe(200);

  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("They hold 1 live API key").waitFor();
  await page.getByLabel("Hand them over to the organization").check();
  await page.getByLabel(/Type Deploy robot/).fill("deploy robot");
  await page.getByRole("button", { name: "Remove member" }).click();
  await page.waitForURL(`**${members}`);

  expect((await me()).status).toBe(200);
  await page.goto(`${members}/removed`);
  await page.getByRole("button", { name: "Restore Deploy robot" }).click();
  await page.getByText("Deploy robot is a member again").waitFor();
  expect([...owner.faults]).toEqual([]);
});
