import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type Visitor } from "./browser";
import { createOrganization, join, signUp } from "./people";
import { type RunningSteward, startSteward } from "./steward";

let browser: Browser;
let steward: RunningSteward;
let owner: Visitor;
let uma: Visitor;
let victor: Visitor;

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
  uma = await join(browser, steward, owner, "harbour", "uma@example.com", "Uma User");
  victor = await join(browser, steward, owner, "harbour", "victor@example.com", "Victor Viewer");
});

afterAll(async () => {
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

const projects = "/orgs/harbour/projects";

/** Opens the menu of someone's role in the project that is open and begins one of its deeds. */
async function begin({ page }: Visitor, name: string, deed: string) {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: deed }).click();
  return page.getByRole("dialog");
}

test("an Owner makes a project and makes a User its Admin, who decides who gets in and changes it; whoever else opens it finds nothing", async () => {
  const { page } = owner;
  await page.goto(projects);
  await page.getByRole("heading", { name: "No project yet" }).waitFor();
  await page.getByRole("button", { name: "Create project" }).first().click();
  await page.getByLabel("Name").fill("Payments");
  await page.getByRole("dialog").getByRole("button", { name: "Create project" }).click();
  await page.getByRole("heading", { name: "Payments" }).waitFor();
  const home = new URL(page.url()).pathname;

  // Hidden from both until they have a role.
  expect((await uma.page.goto(home))?.status()).toBe(404);
  await uma.page.goto(projects);
  await uma.page.getByRole("heading", { name: "No project yet" }).waitFor();

  // The Owner finds a member by name and makes them Admin of it.
  await page.getByRole("link", { name: "People and groups" }).click();
  await page.getByRole("button", { name: "Give access" }).click();
  await page.getByPlaceholder("Name or email").last().fill("uma");
  await page.getByRole("radio", { name: /Uma User/ }).check();
  await page.getByLabel("Role in this project").selectOption("admin");
  await page.getByRole("dialog").getByRole("button", { name: "Give access" }).click();
  await page.getByText("Uma User is Admin of this project now").waitFor();

  // Who may not read members names them by their address.
  await uma.page.goto(`${home}/access`);
  await uma.page.getByRole("button", { name: "Give access" }).click();
  await uma.page.getByLabel("Email address").fill("nobody@example.com");
  await uma.page.getByRole("dialog").getByRole("button", { name: "Give access" }).click();
  await uma.page
    .getByText(/No active member of this organization/)
    .first()
    .waitFor();
  await uma.page.getByLabel("Email address").fill("victor@example.com");
  await uma.page.getByRole("dialog").getByRole("button", { name: "Give access" }).click();
  await uma.page.getByText("Victor Viewer is Viewer of this project now").waitFor();
  await uma.page.goto(`${home}/access?view=everyone`);
  await uma.page.getByRole("row", { name: /Olivia Owner.*Role Owner/ }).waitFor();

  await victor.page.goto(home);
  await victor.page.getByRole("heading", { name: "You are Viewer of this project" }).waitFor();
  expect((await victor.page.goto(`${home}/access`))?.status()).toBe(404);

  // Two at the settings: the second is told what the first did, and loads it.
  await page.goto(home);
  await uma.page.goto(home);
  await uma.page.getByLabel("Description").fill("Cards");
  await uma.page.getByRole("button", { name: "Save changes" }).click();
  await uma.page.getByText("Changes saved").waitFor();
  await page.getByLabel("Name").fill("Payments and refunds");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Uma User changed Payments just now (description)").first().waitFor();
  await page.getByRole("button", { name: "Load the settings as they are now" }).click();
  await expect.poll(() => page.getByLabel("Description").inputValue()).toBe("Cards");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("heading", { name: "Payments and refunds" }).waitFor();

  // Archived by its Admin it is closed, and restored by the Owner it is open again.
  await uma.page.reload();
  await uma.page.getByRole("button", { name: "Archive…" }).click();
  await uma.page.getByRole("button", { name: "Archive project" }).click();
  await uma.page.getByText("This project is archived").waitFor();
  await page.goto(`${home}/access`);
  expect(await page.getByRole("button", { name: "Give access" }).count()).toBe(0);
  await page.goto(home);
  await page.getByRole("button", { name: "Restore…" }).click();
  await page.getByRole("button", { name: "Restore project" }).click();
  await page.getByLabel("Name").waitFor();

  // Whoever gives up their own role is led to where they still are.
  await uma.page.goto(`${home}/access`);
  const dialog = await begin(uma, "Uma User", "Take away…");
  await dialog.getByRole("button", { name: "Take away" }).click();
  await uma.page.waitForURL(`**${projects}`);
});

test("the explainer tells an Owner what someone may do and who may do something, and everyone about themselves alone", async () => {
  const { page } = owner;
  await page.goto("/orgs/harbour/roles/person?q=victor");
  await page.getByRole("link", { name: /Victor Viewer/ }).click();
  await page.getByRole("row", { name: /Payments and refunds.*Viewer of the project/ }).waitFor();

  await page.goto("/orgs/harbour/roles/permission");
  await page.getByLabel("Deed").selectOption("findings:read");
  await page.getByLabel("Project").selectOption({ label: "In Payments and refunds" });
  await page.getByRole("row", { name: /Uma User/ }).waitFor({ state: "detached" });
  await page.getByRole("row", { name: /Victor Viewer.*Viewer of the project/ }).waitFor();

  await victor.page.goto("/orgs/harbour/roles/person");
  await victor.page.getByRole("row", { name: /Payments and refunds/ }).waitFor();
  expect((await victor.page.goto("/orgs/harbour/roles/permission"))?.status()).toBe(404);
  expect([owner, uma, victor].flatMap(({ faults }) => faults)).toEqual([]);
});
