import type { Browser } from "playwright-core";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Authenticator } from "@/tests/authenticator";
import { codeOf } from "@/tests/oathtool";
import { openBrowser, type Visitor } from "./browser";
import { ask, type Cookies, call, cookiesOf, formIn, submit } from "./forms";
import { password, setUpAuthenticator, signUp } from "./people";
import { databaseOf, linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

/** Where signing in leads to, and from where a deed may come: our own origin and no other. */

const plain = "plain@example.com";
const guarded = "guarded@example.com";

/** Addresses that lead elsewhere, or look as if they did not. */
const evil = [
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,evil",
  "%2F%2Fevil.example",
  "/%2Fevil.example",
  "/%2f/evil.example\u0000",
  "/..//evil.example",
  "/.//evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\thttps://evil.example",
  " //evil.example",
  "/\u0000/evil.example",
  "//localhost@evil.example",
  "/sign-in/two-factor?callbackUrl=//evil.example",
  "/sign-in?callbackUrl=//evil.example",
];

let browser: Browser;
let steward: RunningSteward;
let sql: postgres.Sql;
let holder: Visitor;
let factor: { secret: string; codes: string[] };

beforeAll(async () => {
  [browser, steward] = [await openBrowser(), await startSteward()];
  sql = databaseOf(steward);
  await signUp(browser, steward, plain, "Paul Plain");
  holder = await signUp(browser, steward, guarded, "Greta Guarded");
  factor = await setUpAuthenticator(holder);
});

afterAll(async () => {
  await browser.close();
  await sql.end();
  expect(await steward.stop()).toBe(0);
});

const withPassword = (email: string, callbackUrl: string) =>
  submit(steward, "/sign-in", "Email me a link", { email, password, way: "password", callbackUrl });

/** Follows an answer as a browser would, until it leads nowhere further; every address on the way must be ours. */
async function followed({ location, cookies }: { location: string | null; cookies: Cookies }) {
  expect(location).not.toBeNull();
  for (let next = location, hops = 0; next !== null && hops < 10; hops++) {
    const { origin, pathname, search } = new URL(next, steward.url);
    expect(origin).toBe(steward.url);
    const answer = await ask(steward, pathname + search, { cookies });
    for (const [, target = ""] of answer.body.matchAll(
      /(?:href|value|content)="([^"]*(?:evil|alert)[^"]*)"/g,
    ))
      expect(new URL(target, steward.url).origin).toBe(steward.url);
    next = answer.location;
  }
}

describe.each(evil)("someone who was sent to sign in and then on to %j", (callbackUrl) => {
  test("stays here, by each way", async () => {
    const asked = `callbackUrl=${encodeURIComponent(callbackUrl)}`;
    await followed({ location: `/sign-in?${asked}`, cookies: {} });
    const signedIn = await withPassword(plain, callbackUrl);
    await followed(signedIn);
    for (const path of ["/sign-in", "/sign-in/two-factor"])
      await followed({ location: `${path}?${asked}`, cookies: signedIn.cookies });

    await sql`update authenticators set last_step = 0`;
    const halfway = await withPassword(guarded, callbackUrl);
    await followed(halfway);
    const proof = { code: codeOf(factor.secret), callbackUrl };
    await followed(
      await submit(steward, `/sign-in/two-factor?${asked}`, "six digits", proof, halfway.cookies),
    );
  });
});

test("a recovery code leads to no other origin", async () => {
  for (const [index, code] of factor.codes.slice(0, 8).entries()) {
    const callbackUrl = evil[index * 2] ?? "";
    const { cookies } = await withPassword(guarded, "/");
    const path = "/sign-in/two-factor?way=recovery-code";

    await followed(await submit(steward, path, "Recovery code", { code, callbackUrl }, cookies));
  }
});

test("an emailed link leads to no other origin", async () => {
  for (const callbackUrl of evil.slice(0, 4)) {
    const before = (await steward.mails()).length;
    const fresh = async () => (await steward.mails()).slice(0, -before);
    const typed = { email: plain, way: "link", callbackUrl };
    const { cookies } = await submit(steward, "/sign-in", "Email me a link", typed);
    const link = new URL(linkIn(await mailTo(fresh, plain, /link to sign in/i), "/sign-in/confirm"));

    await followed(await submit(steward, link.pathname + link.search, "Continue", {}, cookies));
  }
});

test("a passkey leads to no other origin", async () => {
  const own = new Authenticator();
  const challengeOf = ({ body }: { body: string }) => body.match(/"challenge":"([^"]+)"/)?.[1] ?? "";
  const cookies = await cookiesOf(holder.context);
  const begun = await call(steward, "/sign-in/two-factor#startPasskey", {}, { cookies });
  const id = begun.body.match(/"user":\{"id":"([^"]+)"/)?.[1] ?? "";
  const made = { challenge: challengeOf(begun), user: { id } };
  const response = own.create(made, { origin: steward.url });
  const added = await call(steward, "/sign-in/two-factor#addPasskey", { name: "Own", response }, { cookies });
  expect(added.body).toContain('"status":"done"');

  for (const callbackUrl of evil) {
    const asked = await call(steward, "/sign-in#beginPasskeySignIn", {});
    const answer = own.get({ challenge: challengeOf(asked) }, { origin: steward.url });
    const fields = { response: answer, callbackUrl };
    const done = await call(steward, "/sign-in#signInWithPasskey", fields, { cookies: asked.cookies });
    await followed(done);
  }
});

test("an address that is given twice leads to none of them", async () => {
  const twice = "callbackUrl=//evil.example&callbackUrl=//evil.example";
  const page = await ask(steward, `/sign-in?${twice}`);
  const form = formIn(page, "Email me a link", { email: plain, password, way: "password" });
  expect(form.get("callbackUrl")).toBe("/");

  form.append("callbackUrl", "//evil.example");
  const refused = await ask(steward, "/sign-in", { cookies: page.cookies, form });

  expect(refused.location).toBeNull();
  expect(refused.cookies["steward.session"]).toBeUndefined();
});

describe.each([
  ["none", null],
  ["null", "null"],
  ["a foreign one", "https://evil.example"],
  ["one that begins like ours", "suffix"],
  ["another name of this machine", "address"],
])("a deed whose origin is %s", (_, given) => {
  const origin = () =>
    given === "suffix" ? `${steward.url}.evil.example` : given === "address" ? steward.address : given;

  test("is not done, neither by a form nor by a call", async () => {
    const page = await ask(steward, "/sign-in");
    const form = formIn(page, "Email me a link", { email: plain, password, way: "password" });
    const before = await sql`select from sessions`;

    const posted = await ask(steward, "/sign-in", { cookies: page.cookies, form, origin: origin() });
    const { cookies } = await withPassword(plain, "/");
    const called = await call(steward, "/sign-in#signOut", {}, { cookies, origin: origin() });
    const renamed = await call(
      steward,
      "/account#saveProfile",
      { name: "Mallory", timeZone: "UTC" },
      { cookies, origin: origin() },
    );

    expect([posted.status, called.status, renamed.status]).toEqual([403, 403, 403]);
    expect(await sql`select from sessions`).toHaveLength(before.length + 1);
    expect((await ask(steward, "/account", { cookies })).status).toBe(200);
    expect(await sql`select from users where name = 'Mallory'`).toHaveLength(0);
  });
});
