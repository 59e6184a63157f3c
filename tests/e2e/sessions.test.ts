import type { Browser } from "playwright-core";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { Authenticator } from "@/tests/authenticator";
import { codeOf } from "@/tests/oathtool";
import { actions, downloads, pages } from "@/tests/security/pages";
import { openBrowser, type Visitor, visitor } from "./browser";
import { ask, type Cookies, call, cookiesOf, submit } from "./forms";
import { createOrganization, enterPassword, password, setUpAuthenticator, signOut, signUp } from "./people";
import { databaseOf, type RunningSteward, startSteward } from "./steward";

/** What a cookie opens: at every moment of signing in, and never more. */

const email = "ada@example.com";

let browser: Browser;
let steward: RunningSteward;
let sql: postgres.Sql;
let owner: Visitor;
let secret: string;

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  sql = databaseOf(steward);
  owner = await signUp(browser, steward, email, "Ada Lovelace");
  await createOrganization(owner, "Harbour", "harbour");
});

afterAll(async () => {
  await browser.close();
  await sql.end();
  expect(await steward.stop()).toBe(0);
});

/** Where one is led from here, whatever is asked there in turn. */
async function end(path: string, cookies: Cookies): Promise<string> {
  let [here, hops] = [path, 0];
  for (; hops < 10; hops++) {
    const { location } = await ask(steward, here, { cookies });
    if (!location) break;
    const { origin, pathname, search } = new URL(location, steward.url);
    expect(origin).toBe(steward.url);
    here = pathname + search;
  }
  expect(hops).toBeLessThan(10);
  return here;
}

const addressOf = (route: string) => route.replace("[org]", "harbour").replace("[token]", "none");
const saveProfile = (cookies: Cookies, name: string) =>
  call(steward, "/account#saveProfile", { name, timeZone: "UTC" }, { cookies });

async function expectDead(cookies: Cookies): Promise<void> {
  for (const path of ["/account", "/orgs/harbour", "/sign-in/two-factor"])
    expect(await end(path, cookies), path).toBe(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  expect((await saveProfile(cookies, "Mallory")).body).toContain('"code":"unauthenticated"');
}

async function expectAlive(cookies: Cookies): Promise<void> {
  expect(await end("/account", cookies)).toBe("/account");
}

/** A code of the app that was not used before. */
async function freshCode(): Promise<string> {
  await sql`update authenticators set last_step = 0`;
  return codeOf(secret);
}

describe("a cookie that was copied", () => {
  test("is worth nothing once a factor was added", async () => {
    const copy = await cookiesOf(owner.context);
    await expectAlive(copy);

    ({ secret } = await setUpAuthenticator(owner));

    await expectDead(copy);
    await expectAlive(await cookiesOf(owner.context));
  });

  test("between the first factor and the second is worth nothing after the second", async () => {
    await signOut(owner);
    await enterPassword(owner.page, email);
    await owner.page.waitForURL("**/sign-in/two-factor?*");
    const copy = await cookiesOf(owner.context);
    expect(await end("/account", copy)).toMatch(/^\/sign-in\/two-factor/);

    await owner.page.getByLabel("Code", { exact: true }).fill(await freshCode());
    await owner.page.getByRole("button", { name: "Continue" }).click();
    await owner.page.waitForURL("**/orgs/harbour");

    await expectDead(copy);
    await expectAlive(await cookiesOf(owner.context));
  });

  test("is worth nothing once its session was stepped up", async () => {
    await sql`update sessions set factor_at = now() - interval '11 minutes'`;
    const { page, context } = owner;
    const copy = await cookiesOf(context);
    await expectAlive(copy);

    await page.goto("/account/security");
    await page.getByRole("button", { name: "Make new codes" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Make new codes" }).click();
    const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
    await proof.getByLabel("Code", { exact: true }).fill(await freshCode());
    await proof.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("list", { name: "Recovery codes" }).waitFor();

    await expectDead(copy);
    await expectAlive(await cookiesOf(context));
  });

  test("is worth nothing once the password was changed", async () => {
    const { page, context } = owner;
    const copy = await cookiesOf(context);
    await expectAlive(copy);

    await page.goto("/account/security");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByLabel("New password").fill(`${password} again`);
    await page.getByRole("dialog").getByRole("button", { name: "Change password" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });

    await expectDead(copy);
    await expectAlive(await cookiesOf(context));
  });
});

describe("someone who has proven their first factor and owes the second", () => {
  let halfway: Cookies;

  beforeAll(async () => {
    const typed = { email, password: `${password} again`, way: "password" };
    halfway = (await submit(steward, "/sign-in", "Email me a link", typed)).cookies;
  });

  const closed = Object.entries(pages).filter(([, admitted]) => !["anyone", "halfway"].includes(admitted));

  test.each(closed)("is led from %s to the second factor", async (route) => {
    expect(await end(addressOf(route), halfway)).toBe(
      `/sign-in/two-factor?callbackUrl=${encodeURIComponent(addressOf(route))}`,
    );
  });

  test.each(Object.keys(downloads))("gets nothing of %s", async (route) => {
    expect(await end(addressOf(route), halfway)).toMatch(/^\/sign-in\/two-factor\?/);
  });

  const deeds = Object.entries(actions).filter(([, admitted]) => !["anyone", "halfway"].includes(admitted));

  /** What would be well formed, where that is looked at first. */
  const typed: Record<string, Record<string, string>> = {
    "/sign-in/two-factor#confirmAuthenticator": { authenticatorId: newId("authenticator"), code: "123456" },
    "/sign-in/two-factor#addPasskey": {
      name: "Mallory's",
      response: new Authenticator().create({ challenge: "none", user: { id: "none" } }),
    },
  };

  test.each(deeds)("may not do %s", async (action, admitted) => {
    const bound = ["person", "enrolling", "overdue"].includes(admitted) ? [] : ["harbour"];

    const { body } = await call(steward, action, typed[action] ?? {}, { cookies: halfway, bound });

    expect(body).toMatch(/"status":"refused","code":"(unauthenticated|second-factor-required)"/);
  });

  test("would have done it with the second", async () => {
    const { body } = await saveProfile(await cookiesOf(owner.context), "Ada King");

    expect(body).toContain('"status":"done"');
  });
});

describe("a session of another browser", () => {
  let phone: Visitor;

  beforeAll(async () => {
    phone = await visitor(browser, steward.url);
  });

  const signInOnPhone = async () => {
    await enterPassword(phone.page, email, `${password} again`);
    await phone.page.waitForURL("**/sign-in/two-factor?*");
    await phone.page.getByLabel("Code", { exact: true }).fill(await freshCode());
    await phone.page.getByRole("button", { name: "Continue" }).click();
    await phone.page.waitForURL("**/orgs/harbour");
  };

  test("is signed out from the list of sessions, and out at its next request", async () => {
    await signInOnPhone();
    await sql`delete from sessions where halfway`;
    const { page, context } = owner;

    await page.goto("/account/sessions");
    await page.getByRole("button", { name: /^Sign out Chrom/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await page.getByText("Signed out there").waitFor();

    await expectDead(await cookiesOf(phone.context));
    await expectAlive(await cookiesOf(context));
    await phone.page.getByRole("navigation").getByRole("link", { name: "Members" }).click();
    await phone.page.waitForURL("**/sign-in?callbackUrl=*");
  });

  test("is signed out with all the others at once", async () => {
    await signInOnPhone();
    const { page, context } = owner;

    await page.goto("/account/sessions");
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere else" }).click();
    await page.getByText("You are signed in here and nowhere else").waitFor();

    await expectDead(await cookiesOf(phone.context));
    await expectAlive(await cookiesOf(context));
    expect(await sql`select from sessions`).toHaveLength(1);
  });
});
