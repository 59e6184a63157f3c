import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callApi } from "./api";
import { openBrowser, visitor } from "./browser";
import { createKey, createOrganization, invite, revokeKey, signUpOnPages } from "./people";
import { startSmtpSink } from "./smtp";
import { linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

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
    const owner = await signUpOnPages(
      browser,
      { url: steward.url, mails },
      "ada@example.com",
      "Ada Lovelace",
    );
    await owner.page.getByText("You have a personal account").waitFor();
    await createOrganization(owner, "Analytical Engines", "analytical-engines");

    await owner.page.getByRole("navigation").getByRole("link", { name: "Members" }).click();
    await invite(owner, "analytical-engines", "grace@example.com");
    const invitation = await mailTo(mails, "grace@example.com", /Analytical Engines/);
    const invitee = await visitor(browser, steward.url);
    await invitee.page.goto(linkIn(invitation, "/invitations/"));
    await invitee.page.getByText("Ada Lovelace invites you").waitFor();
    await invitee.page.getByRole("button", { name: "Accept invitation" }).click();
    await invitee.page.waitForURL("**/orgs/analytical-engines");
    await invitee.page.getByRole("heading", { name: "Analytical Engines" }).waitFor();

    const secret = await createKey(owner, "analytical-engines", "CI pipeline", ["members:read", "logs:read"]);
    const bearer = { headers: { authorization: `Bearer ${secret}` } };
    const members = await callApi(`${steward.url}/api/v1/members`, bearer);
    expect(members.status).toBe(200);
    expect(((await members.json()) as { data: { email: string; role: string }[] }).data).toMatchObject([
      { email: "ada@example.com", role: "owner" },
      { email: "grace@example.com", role: "user" },
    ]);
    const events = (await (await callApi(`${steward.url}/api/v1/audit-events`, bearer)).json()) as {
      data: { action: string }[];
    };
    expect(events.data.map((event) => event.action)).toEqual([
      "key.created",
      "invitation.accepted",
      "invitation.sent",
      "organization.created",
    ]);

    await owner.page.getByRole("navigation").getByRole("link", { name: "Audit log" }).click();
    await owner.page.getByText("made the API key CI pipeline").waitFor();

    await revokeKey(owner, "analytical-engines", "CI pipeline");
    expect((await callApi(`${steward.url}/api/v1/members`, bearer)).status).toBe(401);
    expect([...owner.faults, ...invitee.faults]).toEqual([]);
  });
});
