import type { Browser, Page } from "playwright-core";
import { codeOf } from "@/tests/oathtool";
import { type Visitor, visitor } from "./browser";
import { type Place, submit } from "./forms";
import { linkIn, type Mail, mailTo } from "./steward";

/** What most stories begin with. */

export const password = "a quiet harbour at dawn";

type Installation = Place & { mails: () => Promise<Mail[]> };

/** Signs someone up and confirms their address by the forms alone, for stories of something else; they end at their organizations. */
export async function signUp(
  browser: Browser,
  installation: Installation,
  email: string,
  name: string,
): Promise<Visitor> {
  const { url, mails } = installation;
  const asked = await submit(installation, "/sign-up", "Create account", { name, email, password });
  const link = new URL(linkIn(await mailTo(mails, email, /confirm/i), "/sign-up/confirm"));
  const path = link.pathname + link.search;
  const { cookies } = await submit(installation, path, "Continue", {}, asked.cookies);
  const someone = await visitor(browser, url);
  const kept = Object.entries(cookies).map(([name, value]) => ({ name, value, url, httpOnly: true }));
  await someone.context.addCookies(kept);
  await someone.page.goto("/orgs");
  return someone;
}

/** The same on the pages, as people do it. */
export async function signUpOnPages(
  browser: Browser,
  { url, mails }: Pick<Installation, "url" | "mails">,
  email: string,
  name: string,
): Promise<Visitor> {
  const someone = await visitor(browser, url);
  await someone.page.goto("/sign-up");
  await someone.page.getByLabel("Name").fill(name);
  await someone.page.getByLabel("Email").fill(email);
  await someone.page.getByLabel("Password", { exact: true }).fill(password);
  await someone.page.getByRole("button", { name: "Create account" }).click();
  await someone.page.getByRole("heading", { name: "Check your email" }).waitFor();
  await someone.page.goto(linkIn(await mailTo(mails, email, /confirm/i), "/sign-up/confirm"));
  await someone.page.getByRole("button", { name: "Continue" }).click();
  await someone.page.waitForURL("**/orgs");
  return someone;
}

/** Creates an organization and ends on its overview. */
export async function createOrganization({ page }: Visitor, name: string, slug: string): Promise<void> {
  await page.goto("/orgs/new");
  await page.getByLabel("Organization name").fill(name);
  await page.getByLabel("Legal name").fill(`${name} Ltd`);
  await page.getByLabel("Alerting email").fill("alerts@example.com");
  await page.getByLabel("Invoicing email").fill("invoices@example.com");
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.waitForURL(`**/orgs/${slug}`);
}

/** Invites one address with the role User. */
export async function invite({ page }: Visitor, slug: string, email: string): Promise<void> {
  await page.goto(`/orgs/${slug}/members`);
  await page.getByRole("button", { name: "Invite members" }).click();
  await page.getByLabel("Email addresses").fill(email);
  await page.getByRole("button", { name: "Send invitations" }).click();
  await page.getByText("Invitation sent").waitFor();
}

/** Has someone invited, sign up and accept; they end on the organization's overview, as a User. */
export async function join(
  browser: Browser,
  installation: Installation,
  inviter: Visitor,
  slug: string,
  email: string,
  name: string,
): Promise<Visitor> {
  await invite(inviter, slug, email);
  const someone = await signUp(browser, installation, email, name);
  const invitation = await mailTo(installation.mails, email, new RegExp(slug, "i"));
  await someone.page.goto(linkIn(invitation, "/invitations/"));
  await someone.page.getByRole("button", { name: "Accept invitation" }).click();
  await someone.page.waitForURL(`**/orgs/${slug}`);
  return someone;
}

/** Creates an API key of the person's own and answers its secret. */
export async function createKey(
  { page }: Visitor,
  slug: string,
  name: string,
  scopes: string[],
): Promise<string> {
  await page.goto(`/orgs/${slug}/keys`);
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByLabel("Name").fill(name);
  for (const scope of scopes) await page.getByLabel(scope).check();
  await page.getByLabel("Expires").selectOption({ label: "In 30 days" });
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = await page.getByRole("group", { name: "API key" }).locator("code").textContent();
  await page.getByRole("button", { name: "Done" }).click();
  return secret ?? "";
}

/** Revokes the key of this name. */
export async function revokeKey({ page }: Visitor, slug: string, name: string): Promise<void> {
  await page.goto(`/orgs/${slug}/keys`);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await page.getByText(`${name} was revoked`).waitFor();
}

/** Fills in the sign-in page and sends it. */
export async function enterPassword(page: Page, email: string, typed = password): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Asks for a sign-in link in this browser, opens it there and presses its button. */
export async function signInByLink(
  { page }: Visitor,
  { mails }: Pick<Installation, "mails">,
  email: string,
): Promise<void> {
  const before = (await mails()).length;
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
  const fresh = async () => (await mails()).slice(0, -before || undefined);
  await page.goto(linkIn(await mailTo(fresh, email, /link to sign in/i), "/sign-in/confirm"));
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Sets up an authenticator app as the first factor, and answers its secret and the recovery codes. */
export async function setUpAuthenticator({ page }: Visitor): Promise<{ secret: string; codes: string[] }> {
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Set up authenticator app" }).click();
  const dialog = page.getByRole("dialog");
  const key = dialog.getByRole("group", { name: "Or type this key" }).locator("code");
  const secret = (await key.textContent()) ?? "";
  await dialog.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  return { secret, codes: await keptCodes(page) };
}

/** Makes a passkey on the device of the visitor's page, as the first factor, and answers the recovery codes. */
export async function setUpPasskey({ page }: Visitor, name = "Laptop"): Promise<string[]> {
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("Name of the passkey").fill(name);
  await page.getByRole("button", { name: "Create passkey" }).click();
  return keptCodes(page);
}

async function keptCodes(page: Page): Promise<string[]> {
  const list = page.getByRole("list", { name: "Recovery codes" });
  await list.waitFor();
  const codes = await list.getByRole("listitem").allTextContents();
  await page.getByRole("button", { name: "Done" }).click();
  return codes;
}

/** Signs out from the menu of the person. */
export async function signOut({ page }: Visitor): Promise<void> {
  await page.goto("/account");
  await page
    .getByRole("button", { name: /account/ })
    .or(page.locator("summary"))
    .first()
    .click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
}
