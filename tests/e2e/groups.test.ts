import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type Visitor, visitor } from "./browser";
import { enterPassword } from "./people";
import { type RunningSteward, startSteward } from "./steward";

const password = "correct horse battery staple";
const groups = "/orgs/northwind-security/groups";

let browser: Browser;
let steward: RunningSteward;
let ada: Visitor;
let tomas: Visitor;
let group: string;

async function signedIn(name: string): Promise<Visitor> {
  const someone = await visitor(browser, steward.url);
  await enterPassword(someone.page, `${name}@northwind.example`, password);
  await someone.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return someone;
}

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward({}, ["--demo"])];
  [ada, tomas] = [await signedIn("ada"), await signedIn("tomas")];
});

afterAll(async () => {
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

const dialog = (page: Page) => page.getByRole("dialog");
const boxes = (page: Page) =>
  page.getByRole("checkbox").evaluateAll((found) => found.map((box) => box.getAttribute("aria-label")));

test("an Owner makes a group and fills it by search and by a pasted list, told of each who was not added", async () => {
  const { page } = ada;
  await page.goto(groups);
  await page.getByRole("link", { name: "Create group" }).click();
  await page.getByLabel("Name").fill("application  SECURITY");
  await page.getByRole("button", { name: "Create group" }).click();
  await page.getByText("Another group has this name. Choose a different one.").first().waitFor();
  await page.getByLabel("Name").fill("Release");
  await page.getByLabel("Chosen").check();
  await page.getByLabel("Jira").check();
  await page.getByLabel("Concurrent scans").fill("3");
  await page.getByRole("button", { name: "Create group" }).click();
  await page.getByText("Nobody is in this group yet").waitFor();
  group = new URL(page.url()).pathname;

  await page.getByRole("button", { name: "Add members" }).click();
  await dialog(page).getByPlaceholder("Name or email").fill("tomás");
  await dialog(page)
    .getByLabel(/Tomás Herrera/)
    .check();
  await dialog(page).getByLabel("Or paste email addresses").fill("uma@northwind.example, nobody@x.example");
  await dialog(page).getByRole("button", { name: "Add members" }).click();

  await dialog(page).getByText("2 members added, 1 not").waitFor();
  expect(await dialog(page).textContent()).toContain(
    "nobody@x.example: No member of this id or email address.",
  );
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  expect(await boxes(page)).toEqual(["Select Tomás Herrera", "Select Uma Raghunathan"]);
});

test("a Team Leader in it changes its settings, and whoever comes second is told who was quicker", async () => {
  await ada.page.goto(`${group}/settings`);
  await tomas.page.goto(groups);
  await tomas.page.getByRole("link", { name: "Release" }).click();
  await tomas.page.getByRole("link", { name: "Settings", exact: true }).click();
  await tomas.page.getByLabel("Description").fill("Ships on Fridays.");
  expect(await tomas.page.getByLabel("Organization role").count()).toBe(0);
  expect(await tomas.page.getByRole("button", { name: "Delete group" }).count()).toBe(0);
  await tomas.page.getByRole("button", { name: "Save changes" }).click();
  await tomas.page.getByText("Changes saved").waitFor();

  await ada.page.getByLabel("Organization role").selectOption("Team Leader");
  await ada.page.getByRole("button", { name: "Save changes" }).click();

  await ada.page.getByText(/Tomás Herrera changed Release just now \(description\)/).waitFor();
  await ada.page.getByRole("button", { name: "Load the group as it is now" }).click();
  await ada.page.getByText("Ships on Fridays.").first().waitFor();
  await ada.page.getByLabel("Organization role").selectOption("Team Leader");
  await ada.page.getByRole("button", { name: "Save changes" }).click();
  await ada.page.getByText("Gives the role Team Leader").waitFor();
  expect(await tomas.page.goto(group).then((answer) => answer?.status())).toBe(200);
});

test("whoever is taken out of a group finds it absent, and who loses what is said before it is deleted", async () => {
  const { page } = ada;
  await page.goto(`${group}/projects`);
  await page.getByRole("button", { name: "Give a project" }).click();
  await dialog(page)
    .getByLabel(/Data Lake/)
    .check();
  await dialog(page).getByRole("button", { name: "Give the project" }).click();
  await page.getByRole("row", { name: /Data Lake/ }).waitFor();
  await page.goto(group);
  await page.getByLabel("Select Tomás Herrera").check();
  await page.getByRole("button", { name: "Take out of the group" }).click();
  await page.getByText("1 member taken out of the group").waitFor();

  expect(await tomas.page.goto(group).then((answer) => answer?.status())).toBe(404);
  await page.goto(`${group}/settings`);
  await page.getByText("took Tomás Herrera out of a group").waitFor();
  await page.getByRole("button", { name: "Delete group" }).click();
  await dialog(page).getByText("1 member loses the role Team Leader").waitFor();
  expect(await dialog(page).textContent()).toContain("access to Data Lake (Member): Uma Raghunathan");
  expect(await dialog(page).getByRole("button", { name: "Delete group" }).isDisabled()).toBe(true);
  await dialog(page).getByLabel(/Type/).fill("Release");
  await dialog(page).getByRole("button", { name: "Delete group" }).click();

  await page.waitForURL(`**${groups}`);
  expect(await page.getByRole("link", { name: "Release" }).count()).toBe(0);
  expect([...ada.faults, ...tomas.faults]).toEqual([]);
});
