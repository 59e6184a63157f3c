import type { Browser } from "playwright-core";
import { type Visitor, visitor } from "./browser";
import { linkIn, type Mail, mailTo } from "./steward";

/** What most stories begin with, done on the pages as people do it. */

export const password = "a quiet harbour at dawn";

type Installation = { url: string; mails: () => Promise<Mail[]> };

/** Signs someone up and confirms their address; they end at their organizations. */
export async function signUp(
  browser: Browser,
  { url, mails }: Installation,
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
  const secret = (await page.getByText(/^stw_/).first().textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  return secret.trim();
}

/** Revokes the key of this name. */
export async function revokeKey({ page }: Visitor, slug: string, name: string): Promise<void> {
  await page.goto(`/orgs/${slug}/keys`);
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await page.getByText(`${name} was revoked`).waitFor();
}
