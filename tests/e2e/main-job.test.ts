import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, visitor } from "./browser";
import { linkIn, mailTo, type RunningSteward, startSmtpSink, startSteward } from "./steward";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

const password = "a quiet harbour at dawn";

describe.each(["the local mailbox", "an SMTP server"])("with mail through %s", (way) => {
  let steward: RunningSteward;
  let mails: RunningSteward["mails"];
  let endMail = async () => {};

  beforeAll(async () => {
    if (way === "an SMTP server") {
      const sink = await startSmtpSink();
      steward = await startSteward({ SMTP_URL: sink.url, MAIL_FROM: "Steward <console@example.com>" });
      mails = sink.mails;
      endMail = sink.stop;
    } else {
      steward = await startSteward();
      mails = steward.mails;
    }
  });

  afterAll(async () => {
    expect(await steward.stop()).toBe(0);
    await endMail();
  });

  test("someone signs up, makes an organization, invites a colleague who joins with one press, and a script lists both", async () => {
    const owner = await visitor(browser, steward.url);
    await owner.page.goto("/sign-up");
    await owner.page.getByLabel("Name").fill("Ada Lovelace");
    await owner.page.getByLabel("Email").fill("ada@example.com");
    await owner.page.getByLabel("Password", { exact: true }).fill(password);
    await owner.page.getByRole("button", { name: "Create account" }).click();
    await owner.page.getByRole("heading", { name: "Check your email" }).waitFor();

    const confirmation = await mailTo(mails, "ada@example.com", /confirm/i);
    await owner.page.goto(linkIn(confirmation, "/sign-up/confirm"));
    await owner.page.getByRole("button", { name: "Continue" }).click();
    await owner.page.waitForURL("**/orgs");
    await owner.page.getByText("You have a personal account").waitFor();

    await owner.page.getByRole("link", { name: "Create organization" }).first().click();
    await owner.page.getByLabel("Organization name").fill("Analytical Engines");
    await owner.page.getByLabel("Legal name").fill("Analytical Engines Ltd");
    await owner.page.getByLabel("Alerting email").fill("alerts@example.com");
    await owner.page.getByLabel("Invoicing email").fill("invoices@example.com");
    await owner.page.getByRole("button", { name: "Create organization" }).click();
    await owner.page.waitForURL("**/orgs/analytical-engines");

    await owner.page.getByRole("navigation").getByRole("link", { name: "Members" }).click();
    await owner.page.getByRole("button", { name: "Invite members" }).click();
    await owner.page.getByLabel("Email addresses").fill("grace@example.com");
    await owner.page.getByRole("button", { name: "Send invitations" }).click();
    await owner.page.getByText("Invitation sent").waitFor();

    const invitation = await mailTo(mails, "grace@example.com", /Analytical Engines/);
    const invitee = await visitor(browser, steward.url);
    await invitee.page.goto(linkIn(invitation, "/invitations/"));
    await invitee.page.getByText("Ada Lovelace invites you").waitFor();
    await invitee.page.getByRole("button", { name: "Accept invitation" }).click();
    await invitee.page.waitForURL("**/orgs/analytical-engines");
    await invitee.page.getByRole("heading", { name: "Analytical Engines" }).waitFor();

    await owner.page.getByRole("navigation").getByRole("link", { name: "API keys" }).click();
    await owner.page.getByRole("button", { name: "Create API key" }).click();
    await owner.page.getByLabel("Name").fill("CI pipeline");
    await owner.page.getByLabel("members:read").check();
    await owner.page.getByLabel("logs:read").check();
    await owner.page.getByLabel("Expires").selectOption({ label: "In 30 days" });
    await owner.page.getByRole("button", { name: "Create key" }).click();
    const secret = await owner.page.getByText(/^stw_/).first().textContent();

    const bearer = { headers: { authorization: `Bearer ${secret?.trim()}` } };
    const members = await fetch(`${steward.url}/api/v1/members`, bearer);
    expect(members.status).toBe(200);
    expect(((await members.json()) as { data: { email: string; role: string }[] }).data).toMatchObject([
      { email: "ada@example.com", role: "owner" },
      { email: "grace@example.com", role: "user" },
    ]);
    const events = (await (await fetch(`${steward.url}/api/v1/audit-events`, bearer)).json()) as {
      data: { action: string }[];
    };
    expect(events.data.map((event) => event.action)).toEqual([
      "key.created",
      "invitation.accepted",
      "invitation.sent",
      "organization.created",
    ]);

    await owner.page.getByRole("button", { name: "Done" }).click();
    await owner.page.getByRole("navigation").getByRole("link", { name: "Audit log" }).click();
    await owner.page.getByText("made the API key CI pipeline").waitFor();

    await owner.page.getByRole("navigation").getByRole("link", { name: "API keys" }).click();
    await owner.page.getByRole("button", { name: "Revoke CI pipeline" }).click();
    await owner.page.getByRole("button", { name: "Revoke", exact: true }).click();
    await owner.page.getByText("CI pipeline was revoked").waitFor();
    expect((await fetch(`${steward.url}/api/v1/members`, bearer)).status).toBe(401);
    expect([...owner.faults, ...invitee.faults]).toEqual([]);
  });
});
