import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, type Visitor } from "./browser";
import { createOrganization, join, signUp } from "./people";
import { linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

/** One organization from its settings to its end, by its Owner and a member at the same time. */

let browser: Browser;
let steward: RunningSteward;
let owner: Visitor;
let heir: Visitor;

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
  heir = await join(browser, steward, owner, "harbour", "hedy@example.com", "Hedy Heir");
});

afterAll(async () => {
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

const saved = (page: Visitor["page"]) => page.getByText("Changes saved").first().waitFor();

describe("settings", () => {
  test("ask before unsaved changes are left, put them back, and lead from the former address once saved", async () => {
    const { page } = owner;
    await page.goto("/orgs/harbour/settings");
    const name = page.getByLabel("Organization name");
    await name.fill("Harbour and Sons");
    let asked = "";
    page.once("dialog", (dialog) => {
      asked = dialog.message();
      void dialog.dismiss();
    });
    await page.getByRole("link", { name: "Members", exact: true }).click();
    expect(asked).toContain("unsaved changes");
    expect(new URL(page.url()).pathname).toBe("/orgs/harbour/settings");
    await page.getByRole("button", { name: "Discard changes" }).click();
    expect(await name.inputValue()).toBe("Harbour");

    await page.getByLabel("Address", { exact: true }).fill("harbour-two");
    await page.getByLabel("Date format").selectOption({ label: new Date().toISOString().slice(0, 10) });
    await page.getByLabel("Time zone").selectOption("Pacific/Kiritimati");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL("**/orgs/harbour-two/settings");

    await heir.page.goto("/orgs/harbour/roles?x=1");
    expect(heir.page.url()).toBe(`${steward.url}/orgs/harbour-two/roles?x=1`);
    await page.goto("/orgs/harbour-two");
    const at = page.getByRole("listitem").filter({ hasText: "changed the organization's settings" });
    expect(await at.locator("time").getAttribute("title")).toMatch(/^\d{4}-\d\d-\d\d, \d\d:\d\d:\d\d .*\+14/);
  });

  test("are told to whoever is second, and a new contact waits for its mailbox", async () => {
    const { page } = owner;
    const other = await owner.context.newPage();
    for (const tab of [page, other]) await tab.goto("/orgs/harbour-two/settings");
    await other.getByLabel("Legal name").fill("Harbour Holding");
    await other.getByRole("button", { name: "Save changes" }).click();
    await saved(other);
    await other.close();

    await page.getByLabel("Alerting email").fill("soc@example.com");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText(/Olivia Owner changed Harbour .*legal name/).waitFor();
    await page.getByRole("button", { name: "Load the settings as they are now" }).click();
    await page
      .getByRole("textbox", { name: "Legal name" })
      .and(page.locator("[value='Harbour Holding']"))
      .waitFor();
    expect(await page.getByLabel("Alerting email").inputValue()).toBe("soc@example.com");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Waiting for soc@example.com").waitFor();

    await heir.page.goto(
      linkIn(await mailTo(steward.mails, "soc@example.com", /confirm/i), "/contact-email/"),
    );
    await heir.page.getByRole("button", { name: "Confirm address" }).click();
    await heir.page.getByRole("heading", { name: "The address is confirmed" }).waitFor();
    await page.reload();
    expect(await page.getByText("Waiting for soc@example.com").count()).toBe(0);
    expect(await page.getByLabel("Alerting email").inputValue()).toBe("soc@example.com");
  });
});

test("the switcher asks for one's organizations when it is opened", async () => {
  const { page } = owner;
  await createOrganization(owner, "Lighthouse", "lighthouse");

  await page.locator("summary").filter({ hasText: "switch organization" }).click();
  await page.getByRole("list", { name: "Your organizations" }).getByRole("link", { name: "Harbour" }).click();

  await page.waitForURL("**/orgs/harbour-two");
});

test("ownership changes hands once it is accepted", async () => {
  const { page } = owner;
  await page.goto("/orgs/harbour-two/ownership");
  await page.getByLabel("Search members").fill("hedy");
  await page.getByRole("radio", { name: /Hedy Heir/ }).check();
  await page.getByRole("button", { name: "Offer ownership" }).click();
  await page.getByRole("heading", { name: "Waiting for Hedy Heir" }).waitFor();

  await heir.page.goto(
    linkIn(await mailTo(steward.mails, "hedy@example.com", /hand Harbour over/), "/orgs/"),
  );
  await heir.page.getByRole("button", { name: "Become Owner" }).click();
  await heir.page.getByText("You are Owner of Harbour").waitFor();

  await page.goto("/orgs/harbour-two");
  await page.getByText("You are Admin").waitFor();
  await page.goto("/orgs/harbour-two/settings");
  expect(await page.getByRole("button", { name: "Delete organization" }).count()).toBe(0);
});

test("a deleted organization is gone for all at their next step, and an Owner brings it back", async () => {
  const { page } = heir;
  await page.goto("/orgs/harbour-two/settings");
  await page.getByRole("button", { name: "Delete organization" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Harbour");
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await page.waitForURL("**/orgs");

  expect((await owner.page.goto("/orgs/harbour-two"))?.status()).toBe(404);
  await owner.page.goto("/orgs");
  expect(await owner.page.getByText("Harbour").count()).toBe(0);

  await page.getByRole("button", { name: "Restore Harbour" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore organization" }).click();
  await page.getByText("Harbour is open again").waitFor();
  expect((await owner.page.goto("/orgs/harbour-two"))?.status()).toBe(200);
});
