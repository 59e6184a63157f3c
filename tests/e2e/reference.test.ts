import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient, pages } from "@/clients/typescript/src/client";
import { callApi } from "./api";
import { openBrowser, type Visitor, visitor } from "./browser";
import { createKey, createOrganization, signUp } from "./people";
import { type RunningSteward, startSteward } from "./steward";

let browser: Browser;
let steward: RunningSteward;
let owner: Visitor;
let key: string;

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  owner = await signUp(browser, steward, "olivia@example.com", "Olivia Owner");
  await createOrganization(owner, "Harbour", "harbour");
  key = await createKey(owner, "harbour", "Reference", ["members:read", "groups:read", "groups:write"]);
});

afterAll(async () => {
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

describe("the API reference", () => {
  test("is read by a stranger without JavaScript: guides, endpoints, samples in three languages, a search", async () => {
    const { page, context } = await visitor(browser, steward.url, { javaScriptEnabled: false });

    await page.goto("/docs/api");
    await page.getByRole("searchbox", { name: "Search endpoints" }).fill("invite");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Invite someone/ }).click();

    const section = page.getByRole("region", { name: "Invite someone" });
    await section.getByText("Needs the scope members:write").waitFor();
    await section.getByText("Python", { exact: true }).click();
    await section.getByText("requests.post(").waitFor();
    await page.goto("/docs/api/problems#no-free-seat");
    await page.getByRole("heading", { name: "No free seat" }).waitFor();
    await context.close();
  });

  test("makes a call with a key that is pasted, which no storage, address or other place gets to see", async () => {
    const { page, context, faults } = await visitor(browser, steward.url, { callsApi: true });
    const carried: string[] = [];
    page.on("request", (request) => {
      const sent = [request.url(), request.postData(), JSON.stringify(request.headers())].join();
      if (sent.includes(key)) carried.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });

    await page.goto("/docs/api/members");
    await page.getByRole("button", { name: "Try it: List members" }).click();
    await page.getByLabel("API key").fill(key);
    await page.getByLabel(/^limit/).fill("5");
    await page.getByRole("button", { name: "Send" }).click();

    const answer = page.getByRole("region", { name: "Answer" });
    await answer.getByText("olivia@example.com").waitFor();
    await answer.getByText("200", { exact: true }).waitFor();
    expect(carried).toEqual(["GET /api/v1/members"]);
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
    );
    expect(kept + JSON.stringify(await context.cookies())).not.toContain(key);
    expect(faults).toEqual([]);
    await context.close();
  });

  test("asks before it changes anything, and shows a refusal as it is", async () => {
    const { page, context } = await visitor(browser, steward.url, { callsApi: true });

    await page.goto("/docs/api/groups");
    await page.getByRole("button", { name: "Try it: Create a group" }).click();
    await page.getByLabel("API key").fill(key);
    await page.getByLabel(/^name/).fill("Night shift");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("alert").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("alert").getByRole("button", { name: "Create a group" }).click();

    const answer = page.getByRole("region", { name: "Answer" });
    await answer.getByText("201", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("alert").getByRole("button", { name: "Create a group" }).click();
    await answer.getByText('"name-taken"').waitFor();
    await context.close();
  });
});

test("a script with the TypeScript client makes groups and meets them all on its walk through every page", async () => {
  const client = createClient({ url: steward.url, key, fetch: callApi });

  for (const name of ["Early shift", "Late shift"]) await client.post("/groups", { body: { name } });
  const met: string[] = [];
  for await (const { name } of pages(client, "/groups", { query: { limit: 1 } })) met.push(name);

  expect(met).toEqual(expect.arrayContaining(["Early shift", "Late shift"]));
  expect(new Set(met).size).toBe(met.length);
});
