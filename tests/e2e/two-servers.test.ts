import { rmSync } from "node:fs";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { hasRedis } from "@/scripts/redis";
import { fillOrganization } from "@/tests/crowd";
import { codeOf } from "@/tests/oathtool";
import { startRedis } from "@/tests/redis";
import { callApi } from "./api";
import { openBrowser } from "./browser";
import { ask, type Cookies, formIn, submit } from "./forms";
import { password, setUpAuthenticator, signUp } from "./people";
import { dataFolder, freePort, linkIn, mailTo, type RunningSteward, startSteward } from "./steward";

/** Two servers on one database, behind one address: what is good once is so on both together. */

const email = "ada@example.com";
const secrets = {
  AUTH_SECRET: "shared by both the servers of this test",
  ENCRYPTION_KEY: Buffer.alloc(32, 3).toString("base64"),
};

/** Requests a minute that a key may make. */
const apiLimit = 6;

const folder = dataFolder();
let database: EmbeddedServer;
let sql: postgres.Sql;
let settings: Record<string, string>;
let servers: [RunningSteward, RunningSteward];
let factor: { secret: string; codes: string[] };

beforeAll(async () => {
  database = await startEmbedded(folder, "test", { adopt: true });
  const port = await freePort();
  settings = {
    ...secrets,
    DATABASE_URL: database.url,
    STEWARD_DATA: folder,
    APP_URL: `http://localhost:${port}`,
    API_RATE_LIMIT: String(apiLimit),
  };
  servers = [await startSteward({ ...settings, PORT: String(port) }), await startSteward(settings)];
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const browser = await openBrowser();
  const owner = await signUp(browser, servers[0], email, "Ada Lovelace");
  factor = await setUpAuthenticator(owner);
  await browser.close();
});

afterEach(() => sql`delete from attempt_counters`);

afterAll(async () => {
  await sql.end();
  expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0]);
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

function withPassword(typed: string, server = servers[0]) {
  return submit(server, "/sign-in", "Email me a link", { email, password: typed, way: "password" });
}

/** The cookies of so many browsers that have proven the password and not the second factor. */
async function halfway(count = 1): Promise<[Cookies, ...Cookies[]]> {
  const browsers: Cookies[] = [];
  // One after the other: of more than five passwords at once, right or wrong, the account is held until one is checked.
  for (let i = 0; i < count; i++) {
    const answer = await withPassword(password);
    expect(answer.location).toMatch(/^\/sign-in\/two-factor/);
    browsers.push(answer.cookies);
  }
  return browsers as [Cookies, ...Cookies[]];
}

/** Who of fifty gets in that send one form at once, spread over these browsers and both servers. */
async function race(browsers: Cookies[], path: string, words: string, typed: Record<string, string>) {
  const ready = await Promise.all(
    browsers.map(async (cookies) => {
      const page = await ask(servers[0], path, { cookies });
      return { cookies, form: formIn(page, words, typed) };
    }),
  );
  const answers = await Promise.all(
    many(50).map((index) => ask(servers[index % 2 ? 1 : 0], path, ready[index % ready.length])),
  );
  const sessions = new Set(answers.map(({ cookies }) => cookies["steward.session"]));
  for (const { cookies } of ready) sessions.delete(cookies["steward.session"]);
  return { answers, begun: [...sessions].filter((session) => session !== undefined) };
}

const opens = async (server: RunningSteward, session = "") =>
  (await ask(server, "/account", { cookies: { "steward.session": session } })).status === 200;

describe("of fifty tries at once over two servers", () => {
  test("one is let in by a code of the authenticator app", async () => {
    await sql`update authenticators set last_step = 0`;
    const browsers = await halfway(10);

    const { begun } = await race(browsers, "/sign-in/two-factor", "six digits", {
      code: codeOf(factor.secret),
    });

    expect(begun).toHaveLength(1);
    expect(await opens(servers[1], begun[0])).toBe(true);
  });

  test("one is let in by a recovery code", async () => {
    const browsers = await halfway(10);

    const { begun } = await race(browsers, "/sign-in/two-factor?way=recovery-code", "Recovery code", {
      code: factor.codes[0] ?? "",
    });

    expect(begun).toHaveLength(1);
    expect(await opens(servers[1], begun[0])).toBe(true);
    const [kept] = await sql`select cardinality(hashes) as left from recovery_codes`;
    expect(kept).toEqual({ left: 9 });
  });

  test("one begins a session by a mailed link", async () => {
    const asked = await submit(servers[0], "/sign-in", "Email me a link", { email, way: "link" });
    const link = new URL(
      linkIn(await mailTo(servers[0].mails, email, /link to sign in/i), "/sign-in/confirm"),
    );
    const sessions = () => sql`select id from sessions`;
    const before = await sessions();

    const { begun } = await race([asked.cookies], link.pathname + link.search, "Continue", {});

    expect(begun).toHaveLength(1);
    expect(await sessions()).toHaveLength(before.length + 1);
  });
});

describe("a session", () => {
  test("that ends on one server is dead on the other at its next request", async () => {
    const [browser] = await halfway();
    const path = "/sign-in/two-factor?way=recovery-code";
    const typed = { code: factor.codes[1] ?? "" };
    const { cookies } = await submit(servers[0], path, "Recovery code", typed, browser);
    const session = cookies["steward.session"];
    expect([await opens(servers[0], session), await opens(servers[1], session)]).toEqual([true, true]);

    await submit(servers[0], "/account", "Sign out", {}, cookies);

    expect([await opens(servers[0], session), await opens(servers[1], session)]).toEqual([false, false]);
  });
});

describe("a hundred wrong passwords at once over two servers", () => {
  test("are checked five times, and then hold the account on both, also after a restart", async () => {
    const [{ at } = { at: null }] = await sql`select max(at) as at from sign_in_attempts`;
    const page = await ask(servers[0], "/sign-in");
    const answers = await Promise.all(
      many(100).map((index) => {
        const form = formIn(page, "Email me a link", { email, password: `wrong ${index}`, way: "password" });
        return ask(servers[index % 2 ? 1 : 0], "/sign-in", { cookies: page.cookies, form });
      }),
    );
    const reasons = await sql`
      select reason, count(*)::int from sign_in_attempts where at > ${at} group by reason order by reason`;

    expect(answers.filter(({ location }) => location !== null)).toEqual([]);
    // All of them come from one network, which is held after twenty; that is told once.
    expect(Object.fromEntries(reasons.map(({ reason, count }) => [reason, count]))).toEqual({
      "wrong-password": 5,
      "account-locked": 15,
      "network-locked": 1,
    });

    await sql`delete from attempt_counters where subject like 'network:%'`;
    const refused = async (server: RunningSteward) =>
      (await withPassword(password, server)).location === null;
    expect([await refused(servers[0]), await refused(servers[1])]).toEqual([true, true]);
    expect(await servers[1].stop()).toBe(0);
    servers[1] = await startSteward(settings);
    expect(await refused(servers[1])).toBe(true);

    await sql`delete from attempt_counters`;
    expect(await refused(servers[1])).toBe(false);
  });
});

describe("an API key", () => {
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  const statusOf = async (server: RunningSteward, key: string) =>
    (await callApi(`${server.address}/api/v1/me`, { headers: bearer(key) })).status;
  const givenKey = (slug: string) =>
    fillOrganization(sql, secrets.AUTH_SECRET, { slug, members: 2, groups: 2 });

  test("that is revoked on one server is refused by the other at its next request", async () => {
    const { key } = await givenKey("revokes");
    const [{ id = "" } = {}] = await sql<{ id: string }[]>`
      update api_keys set scopes = ${["keys:read", "keys:write"]} returning id`;
    expect(await statusOf(servers[1], key)).toBe(200);

    const revoked = await callApi(`${servers[0].address}/api/v1/keys/${id}`, {
      method: "DELETE",
      headers: bearer(key),
    });

    expect(revoked.status).toBe(200);
    expect(await statusOf(servers[1], key)).toBe(401);
  });

  test("is counted by each server for itself", async () => {
    const { key } = await givenKey("counts");

    const answers: number[] = [];
    for (let i = 0; i < apiLimit + 1; i++) answers.push(await statusOf(servers[0], key));

    expect(answers).toEqual([...Array(apiLimit).fill(200), 429]);
    expect(await statusOf(servers[1], key)).toBe(200);
  });

  test.skipIf(!hasRedis())(
    "is counted by both together where they share a Redis (needs redis-server)",
    async () => {
      const redis = await startRedis();
      const { key } = await givenKey("shares");
      const sharing = await Promise.all(
        [0, 1].map(() => startSteward({ ...settings, REDIS_URL: redis.url })),
      );

      const answers: number[] = [];
      for (let i = 0; i < apiLimit + 2; i++)
        answers.push(await statusOf(sharing[i % 2] as RunningSteward, key));

      expect(answers).toEqual([...Array(apiLimit).fill(200), 429, 429]);
      expect(await Promise.all(sharing.map((server) => server.stop()))).toEqual([0, 0]);
      await redis.stop();
    },
  );
});
