import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type Visitor, visitor } from "./browser";
import { createOrganization, invite, signUp } from "./people";
import { databaseOf, linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

let browser: Browser;
let steward: RunningSteward;
let owner: Visitor;

const invitations = "/orgs/harbour/members/invitations";

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
});

afterAll(async () => {
  expect(owner.faults).toEqual([]);
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

test("an invitation carries words of the inviter's own, seen before it is sent, and never a link of theirs", async () => {
  const { page } = owner;
  await page.goto(invitations);
  await page.getByRole("button", { name: "Invite members" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email addresses").fill("grace@example.com");
  await dialog.getByLabel("Message").fill("Look at https://evil.example");
  await dialog.getByRole("button", { name: "Send invitations" }).click();
  await dialog
    .getByText(/must hold no link but its own/)
    .first()
    .waitFor();
  await dialog.getByLabel("Message").fill("Welcome aboard!\nSee you on Monday.");
  await dialog.getByLabel("Links work for").fill("3");
  await dialog.getByRole("button", { name: "Preview the letter" }).click();
  await dialog.getByText("Olivia Owner invited you to Harbour").waitFor();
  await dialog.getByRole("button", { name: "Send invitations" }).click();
  await page.getByText("Invitation sent").waitFor();

  const letter = await mailTo(steward.mails, "grace@example.com", /Harbour/);
  expect(letter.text).toContain("See you on Monday.");
  expect(letter.text).toContain("valid for 3 days");
  const words = await (await fetch(linkIn(letter, "/invitations/"))).text();
  expect(words).toContain("See you on Monday.");
});

test("a file is judged row by row before anything is sent, and what was not invited can be had back", async () => {
  const { page } = owner;
  const file = (name: string, ...rows: string[]) => ({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(["email,name,role,groups", ...rows].join("\r\n")),
  });
  await page.goto("/orgs/harbour/members/import");
  const check = page.getByRole("button", { name: "Check the file" });
  await page.getByLabel("File").setInputFiles({ ...file("latin-1.csv"), buffer: Buffer.from([0x4a, 0xfc]) });
  await check.click();
  await page
    .getByText(/not in UTF-8/)
    .first()
    .waitFor();
  const rows = Array.from({ length: 8 }, (_, i) => `person${i}@example.com,Person ${i},User,`);
  const bad = ["=1+1,Eve,User,", "PERSON0@example.com,,User,", "x@example.com,,User,Nobody's"];
  await page.getByLabel("File").setInputFiles(file("people.csv", ...rows, ...bad));
  await check.click();
  await page.getByText(/8 people of 11 rows can be invited/).waitFor();
  await page.getByLabel("Only problems").check();
  const table = page.getByRole("table", { name: "Rows of the file" });
  await table.getByText("Row 2 has the same address.").waitFor();
  expect(await table.getByRole("row").count()).toBe(4);

  await page.getByRole("button", { name: "Send 8 invitations" }).click();
  await page.waitForURL("**/members/import/imp_*");
  await page.getByText("8 invitations sent, 3 not invited.").waitFor();

  await page.goto(`${page.url()}?outcome=refused`);
  expect(await page.getByRole("table", { name: "Rows" }).getByRole("row").count()).toBe(4);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download who was not invited" }).click(),
  ]);
  const text = await (await download.createReadStream())
    .toArray()
    .then((parts) => Buffer.concat(parts).toString());
  expect(text).toContain("'=1+1,Eve,User,,");
  await mailTo(steward.mails, "person7@example.com", /Harbour/);
});

test("two administrators at the same list: the second is told what the first did, invitation by invitation", async () => {
  const second = await visitor(browser, steward.url, { storageState: await owner.context.storageState() });
  for (const { page } of [owner, second]) {
    await page.goto(`${invitations}?q=person`);
    await page.getByLabel("Select everyone on this page").check();
  }

  await owner.page.getByRole("button", { name: "Cancel invitation to person0@example.com" }).click();
  await owner.page.getByRole("dialog").getByRole("button", { name: "Cancel invitation" }).click();
  await owner.page.getByText("Invitation to person0@example.com cancelled").waitFor();
  await second.page.getByRole("button", { name: "Cancel…" }).click();
  await second.page.getByRole("button", { name: "Cancel invitations" }).click();

  await second.page.getByText("Done for 7 invitations, and not for 1.").waitFor();
  await second.page.getByText(/cancelled by Olivia Owner/).waitFor();
  await second.page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await second.page.goto(`${invitations}?q=person&status=cancelled`);
  expect(await second.page.getByRole("table").getByText("Cancelled", { exact: true }).count()).toBe(8);
  expect(second.faults).toEqual([]);
  await second.context.close();
});

test("whoever comes too late asks for a new invitation with one press, and gets one", async () => {
  await invite(owner, "harbour", "late@example.com");
  const link = linkIn(await mailTo(steward.mails, "late@example.com", /Harbour/), "/invitations/");
  const sql = databaseOf(steward);
  const [{ id } = { id: "" }] = await sql`
    update invitations set expires_at = now() - interval '1 minute' where email = 'late@example.com' returning id`;
  await sql`update tokens set expires_at = now() - interval '1 minute' where subject_id = ${id}`;
  await sql.end();
  const late = await visitor(browser, steward.url);
  await late.page.goto(link);
  await late.page.getByRole("button", { name: "Ask for a new invitation" }).click();
  await late.page.getByRole("heading", { name: "You asked for a new invitation" }).waitFor();

  const asked = await mailTo(
    steward.mails,
    "olivia@example.com",
    /late@example.com asks for a new invitation/,
  );
  await owner.page.goto(linkIn(asked, "/orgs/harbour"));
  await owner.page.getByText("New one asked for").last().waitFor();
  await owner.page.getByRole("button", { name: "Resend to late@example.com" }).click();
  await owner.page.getByText("Invitation sent again").waitFor();

  const isNewer = async () =>
    (await steward.mails()).filter(({ to }) => to.includes("late@example.com")).length === 2;
  await expect.poll(isNewer, { timeout: 15_000 }).toBe(true);
  await late.page.goto(linkIn(await mailTo(steward.mails, "late@example.com", /Harbour/), "/invitations/"));
  await late.page.getByRole("button", { name: "Accept invitation" }).click();
  await late.page.waitForURL("**/orgs/harbour");
  expect(late.faults).toEqual([]);
});
