import { request as httpRequest } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, type Visitor, visitor } from "./browser";
import { createOrganization, invite, password, signOut, signUp } from "./people";
import { linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

let browser: Browser;
let steward: RunningSteward;
let owner: Visitor;

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
});

afterAll(async () => {
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

async function invited(email: string): Promise<string> {
  await invite(owner, "harbour", email);
  return linkIn(await mailTo(steward.mails, email, /Harbour/), "/invitations/");
}

describe("an invitation", () => {
  test("is not accepted by a scanner that opens its link, however it does", async () => {
    const link = await invited("scanned@example.com");

    for (const init of [
      { method: "GET" },
      { method: "HEAD" },
      { headers: { "sec-purpose": "prefetch", purpose: "prefetch" } },
    ]) {
      expect((await fetch(link, init)).status).toBe(200);
    }
    const invitee = await visitor(browser, steward.url);
    await invitee.page.goto(link);
    await invitee.page.getByRole("button", { name: "Accept invitation" }).click();

    await invitee.page.waitForURL("**/orgs/harbour");
  });

  test("accepts nothing for someone who is signed in as another", async () => {
    const link = await invited("meant@example.com");
    const other = await signUp(browser, steward, "other@example.com", "Otto Other");

    await other.page.goto(link);

    await other.page.getByText("You are signed in as other@example.com").waitFor();
    expect(await other.page.getByRole("button", { name: "Accept invitation" }).count()).toBe(0);
    await other.page.getByRole("button", { name: "Sign out and continue" }).click();
    await other.page.getByRole("button", { name: "Accept invitation" }).click();
    await other.page.waitForURL("**/orgs/harbour");
  });

  test("that was sent again works by its newer link only, and not at all once cancelled", async () => {
    const older = await invited("again@example.com");
    await owner.page.goto("/orgs/harbour/members/invitations");
    await owner.page.getByRole("button", { name: "Resend to again@example.com" }).click();
    await owner.page.getByText("Invitation sent again").waitFor();
    const isNewer = async () =>
      (await steward.mails()).filter((mail) => mail.to.includes("again@example.com")).length === 2;
    await expect.poll(isNewer, { timeout: 15_000 }).toBe(true);
    const newer = linkIn(await mailTo(steward.mails, "again@example.com", /Harbour/), "/invitations/");
    const words = async (link: string) => (await fetch(link)).text();

    expect(await words(older)).toContain("no longer valid");
    expect(await words(newer)).toContain("Accept invitation");
    await owner.page.getByRole("button", { name: "Cancel invitation to again@example.com" }).click();
    await owner.page.getByRole("dialog").getByRole("button", { name: "Cancel invitation" }).click();
    await owner.page.getByText("Invitation to again@example.com cancelled").waitFor();
    expect(await words(newer)).toContain("no longer valid");
  });

  test("that is refused for one row still goes to the others, and says which and why", async () => {
    await owner.page.goto("/orgs/harbour/members");
    await owner.page.getByRole("button", { name: "Invite members" }).click();
    await owner.page
      .getByLabel("Email addresses")
      .fill("olivia@example.com, not-an-address, one@example.com\ntwo@example.com");
    await owner.page.getByRole("button", { name: "Send invitations" }).click();

    const verdict = owner.page
      .getByRole("alert")
      .filter({ hasText: "2 invitations sent, 2 addresses not invited" });
    await verdict.waitFor();
    expect(await verdict.textContent()).toContain("olivia@example.com: This person is a member already.");
    expect(await verdict.textContent()).toContain("not-an-address: Enter one plain email address");
  });
});

describe("the last Owner", () => {
  test("cannot leave, and is told what to do first", async () => {
    await owner.page.goto("/orgs");
    await owner.page.getByRole("button", { name: "Leave organization Harbour" }).click();
    await owner.page.getByRole("dialog").getByRole("textbox").fill("Harbour");
    await owner.page.getByRole("dialog").getByRole("button", { name: "Leave organization" }).click();

    await owner.page.getByText("Make someone else Owner first").first().waitFor();
  });
});

describe("an organization's name", () => {
  test("that equals another after folding is refused beside its field, and what was typed is kept", async () => {
    await owner.page.goto("/orgs/new");
    await owner.page.getByLabel("Organization name").fill("ＨＡＲＢＯＵＲ");
    await owner.page.getByLabel("Legal name").fill("Second Ltd");
    await owner.page.getByRole("button", { name: "Create organization" }).click();

    await owner.page.getByText("An organization of this name exists already").first().waitFor();
    expect(await owner.page.getByLabel("Legal name").inputValue()).toBe("Second Ltd");
  });
});

describe("a sign-in link", () => {
  test("that is opened in another browser asks for the code that the first one shows", async () => {
    const asking = await visitor(browser, steward.url);
    await asking.page.goto("/sign-in");
    await asking.page.getByLabel("Email").fill("olivia@example.com");
    await asking.page.getByRole("button", { name: "Email me a link" }).click();
    await asking.page.getByRole("heading", { name: "Check your email" }).waitFor();
    const code = (await asking.page.locator("dd").first().textContent()) ?? "";
    const link = linkIn(await mailTo(steward.mails, "olivia@example.com", /sign in/i), "/sign-in/confirm");

    const phone = await visitor(browser, steward.url);
    await phone.page.goto(link);
    await phone.page.getByLabel("Code").fill("000 000");
    await phone.page.getByRole("button", { name: "Continue" }).click();
    await phone.page.getByText("This code is not right").first().waitFor();
    await phone.page.getByLabel("Code").fill(code);
    await phone.page.getByRole("button", { name: "Continue" }).click();

    await phone.page.waitForURL("**/orgs/harbour");
  });

  test("leads to the page that was asked for before signing in", async () => {
    const someone = await visitor(browser, steward.url);
    await someone.page.goto("/orgs/harbour/keys");
    await someone.page.getByLabel("Email").fill("olivia@example.com");
    const before = (await steward.mails()).length;
    await someone.page.getByRole("button", { name: "Email me a link" }).click();
    await someone.page.getByRole("heading", { name: "Check your email" }).waitFor();
    await expect.poll(async () => (await steward.mails()).length, { timeout: 15_000 }).toBe(before + 1);
    await someone.page.goto(
      linkIn(await mailTo(steward.mails, "olivia@example.com", /sign in/i), "/sign-in/confirm"),
    );
    await someone.page.getByRole("button", { name: "Continue" }).click();

    await someone.page.waitForURL("**/orgs/harbour/keys");
  });

  test("does not tell whether the address has an account", async () => {
    const unknown = await visitor(browser, steward.url);
    await unknown.page.goto("/sign-in");
    await unknown.page.getByLabel("Email").fill("nobody@example.com");
    await unknown.page.getByRole("button", { name: "Email me a link" }).click();

    await unknown.page.getByRole("heading", { name: "Check your email" }).waitFor();
  });
});

describe("signing out", () => {
  test("ends the session on the server, so that a kept cookie opens nothing", async () => {
    const someone = await signUp(browser, steward, "leaving@example.com", "Lea Leaving");
    const cookies = await someone.context.cookies();
    await signOut(someone);

    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const replay = await fetch(`${steward.url}/orgs`, { headers: { cookie }, redirect: "manual" });

    expect(replay.headers.get("location")).toContain("/sign-in");
  });
});

describe("without JavaScript", () => {
  test("someone signs in, and a refusal keeps what was typed", async () => {
    const plain = await visitor(browser, steward.url, { javaScriptEnabled: false });
    await plain.page.goto("/sign-in");
    await plain.page.getByLabel("Email").fill("olivia@example.com");
    await plain.page.getByLabel("Password", { exact: true }).fill("wrong");
    await plain.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await plain.page.getByText("do not match").first().waitFor();
    expect(await plain.page.getByLabel("Email").inputValue()).toBe("olivia@example.com");
    await plain.page.getByLabel("Password", { exact: true }).fill(password);
    await plain.page.getByRole("button", { name: "Sign in", exact: true }).click();

    await plain.page.waitForURL("**/orgs/harbour");
  });
});

/** A request as `fetch` would not send it. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      steward.url.replace("localhost", "127.0.0.1") + path,
      { method, headers },
      (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
      },
    );
    outgoing.once("error", reject);
    // A body without a declared length goes out in chunks.
    if (body) outgoing.write(body);
    outgoing.end();
  });
}

describe("the front", () => {
  test("refuses a change that does not come from a page of ours", async () => {
    for (const origin of [undefined, "null", "https://evil.example", `${steward.url}.evil.example`]) {
      const headers: Record<string, string> = {
        "content-type": "application/x-www-form-urlencoded",
        ...(origin ? { origin } : {}),
      };
      for (const path of ["/sign-in", "/orgs", "/api/auth/signout", "/api/auth/callback/ticket"]) {
        expect((await raw("POST", path, headers)).status, `${path} from ${origin}`).toBe(403);
      }
    }
  });

  test("refuses TRACE, and bodies over 1 MB whether they say so or not", async () => {
    const big = Buffer.alloc(1_100_000, "x");
    const form = { origin: steward.url, "content-type": "multipart/form-data; boundary=x" };

    expect((await raw("TRACE", "/")).status).toBe(405);
    expect(
      (await raw("POST", "/sign-in", { ...form, "content-length": String(big.length) }, big)).status,
    ).toBe(413);
    expect((await raw("POST", "/sign-in", form, big)).status).toBe(413);
  });

  test("says its headers on every answer, and never two nonces alike", async () => {
    const answers = await Promise.all(
      // Past Prism, which answers with headers of its own.
      ["/sign-in", "/healthz", "/api/v1/me", "/no-such-page"].map((path) => raw("GET", path)),
    );
    const policies = answers.map((answer) => String(answer.headers["content-security-policy"]));

    for (const { headers } of answers) {
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBeTruthy();
      expect(headers["x-powered-by"]).toBeUndefined();
    }
    expect(
      policies.every(
        (policy) => policy.includes("frame-ancestors 'none'") && !/script-src[^;]*unsafe-inline/.test(policy),
      ),
    ).toBe(true);
    expect(new Set(policies).size).toBe(policies.length);
  });

  test("lets no client pass for another by its own headers", async () => {
    const forged = {
      "x-forwarded-for": "203.0.113.9",
      "x-steward-client": "203.0.113.9",
      "x-forwarded-host": "evil.example",
      "x-request-id": "forged",
    };

    // Past Prism, which may ask with headers of its own.
    const answer = await raw("GET", "/api/v1/me", forged);

    expect(answer.headers["x-request-id"]).not.toBe("forged");
    expect(steward.log()).not.toContain("203.0.113.9");
  });
});
