import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { permissionsOf } from "@/lib/auth/permissions";
import { type Role, roles } from "@/lib/core/roles";
import { admits, downloads, pages } from "@/tests/security/pages";
import { openBrowser, type Visitor, visitor } from "./browser";
import { databaseOf, type RunningSteward, startSteward } from "./steward";

/** Every page of the table, opened by everyone there is, in the demo. */

const password = "correct horse battery staple";
const demoPeople: Record<Role, string> = {
  owner: "ada@northwind.example",
  admin: "grace@northwind.example",
  "team-leader": "tomas@northwind.example",
  "billing-manager": "beatriz@northwind.example",
  user: "uma@northwind.example",
};

let browser: Browser;
let steward: RunningSteward;
let things: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward({}, ["--demo"])];
  const sql = databaseOf(steward);
  for (const role of roles) things = { ...things, [role]: await thingsOf(sql, demoPeople[role]) };
  await sql.end();
});

afterAll(async () => {
  await browser.close();
  expect(await steward.stop()).toBe(0);
});

async function signedIn(role: Role, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Visitor> {
  const someone = await visitor(browser, steward.url, options);
  await someone.page.goto("/sign-in");
  await someone.page.getByLabel("Email").fill(demoPeople[role]);
  await someone.page.getByLabel("Password", { exact: true }).fill(password);
  await someone.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await someone.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return someone;
}

/** What each role's person reaches of the things that an address names. */
async function thingsOf(sql: postgres.Sql, email: string): Promise<Record<string, string>> {
  const [found] = await sql`
    select memberships.id as member, coalesce(
      (select group_id from group_memberships where member_id = memberships.id limit 1),
      (select id from groups where groups.organization_id = memberships.organization_id limit 1)
    ) as group, coalesce(
      (select project_id from project_roles where member_id = memberships.id
        or group_id in (select group_id from group_memberships where member_id = memberships.id) limit 1),
      (select id from projects where projects.organization_id = memberships.organization_id limit 1)
    ) as project, coalesce(
      (select id from api_keys where member_id = memberships.id limit 1),
      (select id from api_keys where kind = 'organization' and organization_id = memberships.organization_id limit 1)
    ) as key,
      (select id from invitation_imports where invitation_imports.organization_id = memberships.organization_id limit 1)
      as import
    from memberships join users on users.id = user_id join organizations on organizations.id = organization_id
    where email = ${email} and slug = 'northwind-security'`;
  return found as Record<string, string>;
}

type Asker = { org?: string; as?: Role };

function addressOf(route: string, { org = "northwind-security", as = "owner" }: Asker = {}): string {
  return route
    .replace("[org]", org)
    .replace("[token]", "no-such-token")
    .replace("[tag]", "members")
    .replace(/\[(\w+)\]/g, (_, name) => things[as]?.[name] ?? "none");
}

const guarded = Object.entries(pages).filter(([, admitted]) => admitted !== "anyone");
const ofOrganization = guarded.filter(([route]) => route.startsWith("/orgs/[org]"));

describe("a stranger", () => {
  test.each(guarded)("is led from %s to sign in, and back after", async (route) => {
    const answer = await fetch(steward.url + addressOf(route), { redirect: "manual" });

    expect(answer.status).toBe(307);
    expect(answer.headers.get("location")).toBe(
      `/sign-in?callbackUrl=${encodeURIComponent(addressOf(route))}`,
    );
    expect(answer.headers.get("cache-control")).toMatch(/no-store/);
  });

  test.each(Object.keys(downloads))("is led from %s to its page", async (route) => {
    const answer = await fetch(`${steward.url}${addressOf(route)}?q=a`, { redirect: "manual" });

    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`${addressOf(route.replace("/export", ""))}?q=a`);
  });
});

describe.each(roles)("the role %s", (role) => {
  let someone: Visitor;

  beforeAll(async () => {
    someone = await signedIn(role);
  });

  afterAll(() => someone.context.close());

  test.each(ofOrganization)("finds %s just as its permissions say", async (route, admitted) => {
    const may = admits(admitted, role);

    const answer = await someone.page.request.get(steward.url + addressOf(route, { as: role }));

    expect(answer.status()).toBe(may ? 200 : 404);
  });

  test.each(Object.entries(downloads))("gets %s just as its permissions say", async (route, permission) => {
    const answer = await someone.page.request.get(steward.url + addressOf(route));

    expect(answer.status()).toBe(permissionsOf[role].has(permission) ? 200 : 404);
    expect(answer.headers()["cache-control"]).toBe("no-store");
  });

  test.each(ofOrganization)("finds %s of another organization as absent as of none", async (route) => {
    const bodies = [];
    for (const org of ["no-such-organization", "northwind-security%00", "lumen-robotics"]) {
      // Ada and Tomás are members of Lumen Robotics; for them it is not another's.
      if (["owner", "team-leader"].includes(role) && org === "lumen-robotics") continue;
      const answer = await someone.page.request.get(steward.url + addressOf(route, { org, as: role }));
      expect(answer.status(), org).toBe(404);
      bodies.push(await answer.text());
    }

    expect(bodies.every((body) => body.includes("does not exist, or you have no access to it"))).toBe(true);
  });
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

type Axe = {
  run: (
    context: Document,
    options: object,
  ) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
};

const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function complaints(page: Page, runOnly: string[]): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document, {
      runOnly: rules,
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`);
  }, runOnly);
}

/** What is wrong with a page that is open, on a desk and on a phone. */
async function wrongWith(page: Page, rules: string[]): Promise<string[]> {
  await page.evaluate(axe);
  const found: string[] = [];
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    if (wide) found.push(`wider than ${width}`);
    found.push(...(await complaints(page, rules)).map((complaint) => `${complaint} at ${width}`));
  }
  return found;
}

test.each([
  ["light", everything],
  // Only colours differ.
  ["dark", ["color-contrast"]],
] as const)(
  "in %s, axe finds nothing on any page, none is wider than a phone, and none breaks its content security policy",
  async (colorScheme, rules) => {
    const options = { colorScheme, viewport: { width: 390, height: 844 } };
    const owner = await signedIn("owner", options);
    const stranger = await visitor(browser, steward.url, options);
    const found: Record<string, string[]> = {};
    for (const [route, admitted] of Object.entries(pages)) {
      const { page } = admitted === "anyone" ? stranger : owner;
      await page.goto(addressOf(route));
      if (colorScheme === "light") await page.waitForLoadState("networkidle");
      const wrong = await wrongWith(page, [...rules]);
      if (wrong.length > 0) found[route] = wrong;
    }

    expect(found).toEqual({});
    expect([...owner.faults, ...stranger.faults]).toEqual([]);
    await Promise.all([owner.context.close(), stranger.context.close()]);
  },
  240_000,
);
