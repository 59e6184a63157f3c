import type { Browser } from "playwright-core";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callApi } from "./api";
import { openBrowser, type Visitor, visitor } from "./browser";
import {
  createKey,
  createOrganization,
  enterPassword,
  invite,
  join,
  password,
  setUpAuthenticator,
  signUp,
} from "./people";
import { databaseOf, linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

let browser: Browser;
let steward: RunningSteward;
let sql: postgres.Sql;
let owner: Visitor;
let member: Visitor;
const memberEmail = "uma@example.com";

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  sql = databaseOf(steward);
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
  member = await join(browser, steward, owner, "harbour", memberEmail, "Uma User");
});

afterAll(async () => {
  await sql.end();
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

const cardOf = (page: Visitor["page"], title: string) =>
  page.getByRole("region", { name: title, exact: true });

/** Opens the policies, changes one of the cards, looks at whom it affects and saves. Answers what the dialog says. */
async function change(card: string, fill: (page: Visitor["page"]) => Promise<unknown>, deed: RegExp) {
  const { page } = owner;
  await page.goto("/orgs/harbour/security");
  await fill(page);
  await cardOf(page, card).getByRole("button", { name: "See who this affects" }).click();
  const dialog = page.getByRole("dialog", { name: "Who this affects" });
  const save = dialog.getByRole("button", { name: deed });
  await save.waitFor();
  const words = (await dialog.textContent()) ?? "";
  await save.click();
  await dialog.waitFor({ state: "hidden" });
  return words;
}

const me = (key: string) =>
  callApi(`${steward.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } });

describe("a required second factor", () => {
  test("stops a member's open page and key at their next step, and lets them back once they have one", async () => {
    const key = await createKey(member, "harbour", "Nightly", ["organization:read"]);
    await setUpAuthenticator(owner);
    await member.page.goto("/orgs/harbour");

    const words = await change(
      "Second factor",
      (page) => page.getByLabel("Require a second factor for everyone").check(),
      /Require it/,
    );

    expect(words).toContain("Uma User");
    expect(words).toContain("Nightly");
    expect((await me(key)).status).toBe(403);
    expect(await (await me(key)).json()).toMatchObject({ code: "second-factor-required" });
    await member.page.getByRole("link", { name: "API keys" }).click();
    await member.page.getByText("Harbour requires a second factor").waitFor();
    expect(new URL(member.page.url()).pathname).toBe("/orgs");
    await mailTo(steward.mails, memberEmail, /Harbour requires a second factor now/);

    await setUpAuthenticator(member);

    await member.page.goto("/orgs/harbour/keys");
    await member.page.getByRole("heading", { name: "API keys" }).waitFor();
    expect((await me(key)).status).toBe(200);
  });

  test("keeps its last factor on everyone, saying whose rule it is", async () => {
    await member.page.goto("/account/security");

    expect(await member.page.getByRole("button", { name: /^Remove/ }).count()).toBe(0);
    expect(await member.page.textContent("main")).toContain("Harbour");
  });

  test("leads a new member to set one up before anything else", async () => {
    await invite(owner, "harbour", "late@example.com");
    const late = await visitor(browser, steward.url);
    await late.page.goto(linkIn(await mailTo(steward.mails, "late@example.com", /Harbour/), "/invitations/"));
    await late.page.getByRole("button", { name: "Accept invitation" }).click();

    await late.page.waitForURL("**/sign-in/two-factor**");
    expect(await late.page.textContent("main")).toContain("Harbour");
    await late.page.goto("/orgs/harbour");
    await late.page.waitForURL("**/sign-in/two-factor**");
  });

  test("is taken back in one click by its history", async () => {
    await owner.page.goto("/orgs/harbour/security");
    await owner.page
      .getByRole("button", { name: /^Revert/ })
      .first()
      .click();
    await owner.page
      .getByRole("dialog")
      .getByRole("button", { name: /^Revert/ })
      .click();

    await owner.page.getByRole("dialog").waitFor({ state: "hidden" });
    await owner.page.reload();
    expect(await owner.page.getByLabel("Require a second factor for everyone").isChecked()).toBe(false);
  });
});

describe("a list of networks", () => {
  const list = (page: Visitor["page"]) => page.getByLabel("Allowed networks");

  test("without one's own address is refused, saying from where one comes", async () => {
    const { page } = owner;
    await page.goto("/orgs/harbour/security");
    await page.getByLabel("Restrict the web app").check();
    await list(page).fill("203.0.113.0/24 Office");
    await cardOf(page, "Networks").getByRole("button", { name: "See who this affects" }).click();

    await page.getByText("This list would shut you out: you come from 127.0.0.1").first().waitFor();
    expect(await list(page).inputValue()).toBe("203.0.113.0/24 Office");
  });

  test("holds on trial, and for good once it is confirmed", async () => {
    await change(
      "Networks",
      async (page) => {
        await page.getByLabel("Restrict the web app").check();
        await list(page).fill("127.0.0.0/8 This machine\n2001:db8::/32 Office");
      },
      /Save|Restrict/,
    );
    await owner.page.getByRole("button", { name: "Confirm", exact: true }).click();
    await owner.page.getByText("The list of networks is confirmed").first().waitFor();

    const [policy] = await sql`select network_list_id, trial_until from security_policies`;
    expect(policy).toMatchObject({ network_list_id: expect.stringMatching(/^net_/), trial_until: null });
  });

  test("may be 10,000 lines that are pasted, mended after a refusal, saved and listed", async () => {
    const { page } = owner;
    const note = "an office somewhere far away, with a note of its own";
    const lines = Array.from({ length: 9_999 }, (_, i) => `2001:db8:${i.toString(16)}::/48 ${i} ${note}`);
    // Put in whole, since a browser takes minutes to type so much.
    const paste = (text: string) =>
      list(page).evaluate((area, value) => {
        Object.assign(area, { value });
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }, text);
    await page.goto("/orgs/harbour/security");
    await page.getByLabel("Restrict the web app").check();
    await paste(lines.join("\n"));
    await cardOf(page, "Networks").getByRole("button", { name: "See who this affects" }).click();
    await page.getByText("This list would shut you out").first().waitFor();

    await paste([...lines, "127.0.0.1 This machine"].join("\n"));
    await cardOf(page, "Networks").getByRole("button", { name: "See who this affects" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Save|Restrict/ })
      .click();
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    const trials = () => sql`select trial_until from security_policies`;
    await expect.poll(trials, { timeout: 30_000 }).toEqual([{ trial_until: null }]);

    await page.goto("/orgs/harbour/security");
    expect((await list(page).inputValue()).split("\n")).toHaveLength(10_000);
    await page.goto("/orgs/harbour");
    expect(owner.faults).toEqual([]);
  });
});

describe("a session's limits", () => {
  test("lead whoever was idle for too long to sign in again, and back to where they were", async () => {
    await owner.page.goto("/orgs/harbour/security");
    await sql`insert into security_policies (organization_id, idle_minutes)
      select id, 5 from organizations on conflict (organization_id) do update set idle_minutes = 5`;
    await member.page.goto("/orgs/harbour");
    await sql`update sessions set last_active_at = now() - interval '6 minutes'
      where user_id = (select id from users where email = ${memberEmail})`;

    await member.page.goto("/orgs/harbour/keys");

    await member.page.waitForURL("**/sign-in?callbackUrl=%2Forgs%2Fharbour%2Fkeys");
    const [logged] = await sql`select reason from organization_sign_ins
      where email = ${memberEmail} order by id desc limit 1`;
    expect(logged).toEqual({ reason: "session-idle" });
  });

  test("count down on an open page, can be put off, and lead away from it when they end", async () => {
    const { page } = owner;
    const idleFor = (time: string) => sql`update sessions set last_active_at = now() - ${time}::interval
      where user_id = (select id from users where email = 'olivia@example.com')`;
    const timer = page.getByRole("timer");
    await page.clock.install();
    await page.goto("/orgs/harbour");
    // The page's own timer stands only once React has taken the page over.
    await page.waitForFunction(() =>
      Object.keys(document.getElementById("content") ?? {}).some((name) => name.startsWith("__react")),
    );
    await idleFor("4 minutes 10 seconds");
    await page.clock.fastForward("04:00");
    await timer.waitFor();
    expect(await timer.textContent()).toMatch(/^0:(50|4\d)$/);

    await page.getByRole("button", { name: "Stay signed in" }).click();
    await timer.waitFor({ state: "hidden" });
    await idleFor("4 minutes 10 seconds");
    await page.clock.fastForward("04:00");
    await timer.waitFor();
    await idleFor("6 minutes");
    await page.clock.fastForward("00:51");

    await page.waitForURL("**/sign-in?callbackUrl=%2Forgs%2Fharbour");
  });
});

describe("a password that an organization does not accept any more", () => {
  test("is replaced at the next sign-in, before anything else", async () => {
    const email = "pat@example.com";
    await sql`update security_policies set password_min_length = 30, idle_minutes = null`;
    const pat = await signUp(browser, steward, email, "Pat");
    await sql`insert into memberships (organization_id, id, user_id, role, status, created_at)
      select o.id, 'mem_' || substr(u.id, 5), u.id, 'user', 'active', now()
      from organizations o, users u where u.email = ${email}`;
    await pat.context.clearCookies();
    await enterPassword(pat.page, email, password);
    await pat.page.waitForURL("**/sign-in/new-password**");
    await pat.page.goto("/orgs/harbour");
    await pat.page.waitForURL("**/sign-in/new-password**");

    await pat.page
      .getByLabel("New password", { exact: true })
      .fill("a quiet harbour at dawn, with gulls above");
    await pat.page.getByRole("button", { name: "Change password and continue" }).click();

    await pat.page.waitForURL("**/orgs/harbour");
  });
});
