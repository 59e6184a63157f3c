import type { Browser, Page } from "playwright-core";
import type postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { codeOf } from "@/tests/oathtool";
import { callApi } from "./api";
import { device, openBrowser, type Visitor, visitor } from "./browser";
import {
  createOrganization,
  enterPassword,
  password,
  setUpAuthenticator,
  setUpPasskey,
  signInByLink,
  signUp,
} from "./people";
import { databaseOf, linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

let browser: Browser;
let steward: RunningSteward;
let sql: postgres.Sql;
const guests: Visitor[] = [];

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  sql = databaseOf(steward);
});

afterEach(async () => {
  // Everyone here comes from one network, whose count of wrong passwords would go on from story to story.
  await sql`delete from attempt_counters`;
  await Promise.all(guests.splice(0).map(({ context }) => context.close()));
});

afterAll(async () => {
  await browser.close();
  await sql.end();
  expect(await steward.stop()).toBe(0);
});

async function newcomer(email: string): Promise<Visitor> {
  const someone = await signUp(browser, steward, email, "Ada Lovelace");
  guests.push(someone);
  return someone;
}

/** Someone at another browser. */
async function elsewhere(): Promise<Visitor> {
  const someone = await visitor(browser, steward.url);
  guests.push(someone);
  return someone;
}

/** An account with an authenticator app whose code of the present moment is still good. */
async function protectedAccount(email: string) {
  const owner = await newcomer(email);
  const factor = await setUpAuthenticator(owner);
  await sql`update authenticators set last_step = 0`;
  return { owner, ...factor };
}

/** An account with a passkey, signed out in the browser whose device keeps it. */
async function withPasskey(email: string) {
  const owner = await newcomer(email);
  const own = await device(owner);
  await setUpPasskey(owner);
  await owner.context.clearCookies({ name: "steward.session" });
  await owner.page.goto("/sign-in");
  return { ...owner, own };
}

const arrival = (page: Page) => page.waitForURL((url) => /^\/(orgs|account)/.test(url.pathname));
const secondFactorPage = (page: Page) => page.waitForURL("**/sign-in/two-factor?*");
const mailsTo = async (email: string, subject: RegExp) =>
  (await steward.mails()).filter((mail) => mail.to.includes(email) && subject.test(mail.subject)).length;

async function enterCode(page: Page, label: string, code: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

describe("a password", () => {
  test("signs in, and from a browser that was never seen before its owner hears of it, once", async () => {
    await newcomer("new-device@example.com");
    const { page, context, faults } = await elsewhere();

    await enterPassword(page, "new-device@example.com");
    await arrival(page);
    const letter = await mailTo(steward.mails, "new-device@example.com", /^New sign-in to Steward: Chrom/);
    await context.clearCookies({ name: "steward.session" });
    await enterPassword(page, "new-device@example.com");
    await arrival(page);
    await page.goto("/account/sessions");

    expect(linkIn(letter, "/account/sessions")).toBe(`${steward.url}/account/sessions`);
    // A letter that comes later than this one would have come before it.
    await signInByLink(await elsewhere(), steward, "new-device@example.com");
    await expect.poll(() => mailsTo("new-device@example.com", /^New sign-in/), { timeout: 15_000 }).toBe(2);
    expect(faults).toEqual([]);
  });

  test("and a code of the authenticator app sign in, and the same code never again", async () => {
    const { secret } = await protectedAccount("totp@example.com");
    const [first, second] = [await elsewhere(), await elsewhere()];
    for (const { page } of [first, second]) {
      await enterPassword(page, "totp@example.com");
      await secondFactorPage(page);
    }
    const code = codeOf(secret);

    await enterCode(first.page, "Code", code);
    await arrival(first.page);
    await enterCode(second.page, "Code", code);

    await second.page.getByText("This code was used already").first().waitFor();
    await second.page.goto("/account");
    await secondFactorPage(second.page);
  });

  test("and a recovery code sign in once, and its owner hears of it", async () => {
    const { codes } = await protectedAccount("recovery@example.com");
    const [first, second] = [await elsewhere(), await elsewhere()];
    for (const { page } of [first, second]) {
      await enterPassword(page, "recovery@example.com");
      await secondFactorPage(page);
      await page.getByRole("link", { name: "Use a recovery code" }).click();
    }

    await enterCode(first.page, "Recovery code", codes[3] ?? "");
    await arrival(first.page);
    await enterCode(second.page, "Recovery code", codes[3] ?? "");

    await second.page.getByText("not right, or was used before").first().waitFor();
    const letter = await mailTo(steward.mails, "recovery@example.com", /A recovery code was used/);
    expect(letter.text).toContain("9");
    await first.page.goto("/account/security");
    await first.page.getByText("9 of 10 left").waitFor();
    expect(codes).toHaveLength(10);
  });

  test("that was wrong five times holds the account for a while, until the mailed link is used, but no passkey", async () => {
    const email = "locked@example.com";
    const owner = await withPasskey(email);
    const { page } = await elsewhere();
    const refusal = async (typed: string) => {
      await enterPassword(page, email, typed);
      // The framework keeps an empty alert of its own on every page.
      const words = page.getByRole("alert").filter({ hasText: /\S/ }).first();
      return (await words.textContent()) ?? "";
    };
    const wrong: string[] = [];
    for (let i = 0; i < 5; i++) wrong.push(await refusal(`a wrong guess ${i}`));

    expect([...new Set([...wrong, await refusal(password)])]).toHaveLength(1);

    const letter = await mailTo(steward.mails, email, /password is paused/);
    const unlock = linkIn(letter, "/sign-in/unlock");
    for (const method of ["GET", "HEAD"]) expect((await fetch(unlock, { method })).status).toBe(200);
    await page.goto(unlock);
    expect(await refusal(password)).toBe(wrong[0]);

    await owner.page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await arrival(owner.page);
    await page.goto(unlock);
    await page.getByRole("button", { name: "Unlock" }).click();
    await page.getByText("Your account is unlocked").waitFor();
    await enterPassword(page, email);
    await secondFactorPage(page);
    await page.goto(unlock);
    await page.getByText("This link is no longer valid").waitFor();
  });
});

describe("an emailed link", () => {
  test("and a code of the authenticator app sign in", async () => {
    const { secret } = await protectedAccount("link@example.com");
    const someone = await elsewhere();

    await signInByLink(someone, steward, "link@example.com");
    await secondFactorPage(someone.page);
    await enterCode(someone.page, "Code", codeOf(secret));

    await arrival(someone.page);
    await someone.page.goto("/account/sessions");
    const row = someone.page.getByRole("row").filter({ hasText: "This session" });
    expect(await row.textContent()).toMatch(/Emailed link\s*and authenticator app/);
  });
});

describe("a passkey", () => {
  test("signs in by the button, without a name or a password", async () => {
    const { page, faults } = await withPasskey("button@example.com");

    await page.getByRole("button", { name: "Sign in with a passkey" }).click();

    await arrival(page);
    expect(faults).toEqual([]);
  });

  test("signs in by what the browser proposes for the email field, with nothing pressed on the page", async () => {
    const { own } = await withPasskey("autofill@example.com");
    const { page, faults, ...proposing } = await elsewhere();
    const phone = await device({ page, faults, ...proposing }, { proposes: true });
    for (const credential of await own.credentials()) await phone.hold(credential);

    await page.goto("/sign-in");

    await arrival(page);
    expect(faults).toEqual([]);
  });

  test("is the second factor after a password", async () => {
    const { page } = await withPasskey("second@example.com");

    await enterPassword(page, "second@example.com");
    await secondFactorPage(page);
    await page.getByRole("button", { name: "Use a passkey" }).click();

    await arrival(page);
  });

  test("whose device did not see to who unlocked it is refused", async () => {
    const { page, own } = await withPasskey("unverified@example.com");
    const press = () => page.getByRole("button", { name: "Sign in with a passkey" }).click();

    await own.unlock(false);
    await press();
    await page.getByText("The passkey was not used").waitFor();
    await own.unlock(true);
    await own.forgetToVerify();
    await press();

    await page.getByText("This passkey was not accepted").first().waitFor();
    const reasons = await sql`
      select reason from sign_in_attempts where email = 'unverified@example.com' and outcome = 'failure'`;
    expect(reasons).toEqual([{ reason: "invalid-passkey" }]);
  });

  test("that was copied is refused once its count falls back, like its original, and its owner hears of it", async () => {
    const owner = await withPasskey("cloned@example.com");
    const [credential] = await owner.own.credentials();
    if (!credential) throw new Error("The device keeps no passkey.");
    const thief = await elsewhere();
    const copy = await device(thief);
    await copy.hold({ ...credential, signCount: 0 });
    await owner.page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await arrival(owner.page);

    await thief.page.goto("/sign-in");
    await thief.page.getByRole("button", { name: "Sign in with a passkey" }).click();

    await thief.page.getByText("This passkey may have been copied").first().waitFor();
    await mailTo(steward.mails, "cloned@example.com", /One of your passkeys may have been copied/);
    await owner.page.goto("/account/security");
    await owner.page.getByText("It may have been copied").waitFor();
    await owner.context.clearCookies({ name: "steward.session" });
    await owner.page.goto("/sign-in");
    await owner.page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await owner.page.getByText("This passkey may have been copied").first().waitFor();
    expect(await mailsTo("cloned@example.com", /may have been copied/)).toBe(1);
  });
});

describe("a deed that asks for a recent proof", () => {
  test("is done with what was typed once the proof is given, and left undone if it is not", async () => {
    const owner = await newcomer("step-up@example.com");
    const { page } = owner;
    await createOrganization(owner, "Harbour", "harbour");
    await sql`update sessions set factor_at = now() - interval '11 minutes'`;
    await page.goto("/orgs/harbour/keys");
    await page.getByRole("button", { name: "Create API key" }).click();
    await page.getByLabel("Name").fill("Deploys");
    await page.getByLabel("members:write").check();
    await page.getByLabel("Expires").selectOption({ label: "In 30 days" });
    const create = page.getByRole("button", { name: "Create key" });
    const proof = page.getByRole("dialog", { name: "Confirm that it is you" });

    await create.click();
    await proof.getByRole("button", { name: "Close" }).click();
    await page.getByText("Nothing was changed, because you did not confirm").waitFor();

    expect(await page.getByLabel("Name").inputValue()).toBe("Deploys");
    expect(await page.getByLabel("members:write").isChecked()).toBe(true);
    expect(await sql`select from api_keys`).toHaveLength(0);

    await create.click();
    await proof.getByLabel("Password", { exact: true }).fill("not my password");
    await proof.getByRole("button", { name: "Confirm" }).click();
    await proof.getByText("This password is not right").first().waitFor();
    await proof.getByLabel("Password", { exact: true }).fill(password);
    await proof.getByRole("button", { name: "Confirm" }).click();

    const secret = (await page.getByText(/^stw_/).first().textContent())?.trim();
    const key = await callApi(`${steward.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
    expect(await key.json()).toMatchObject({ key: { name: "Deploys", scopes: ["members:write"] } });
  });
});
