import { existsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmbedded } from "@/db/embedded";
import { newApiKey } from "@/lib/auth/api-key";
import { callApi } from "./api";
import { openBrowser } from "./browser";
import { createKey, createOrganization, invite, revokeKey, signUp } from "./people";
import { startSmtpSink } from "./smtp";
import { dataFolder, failedStart, freePort, linkIn, mailTo, startSteward } from "./steward";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

describe("a start that cannot be", () => {
  test("with DATABASE_URL names every secret that is missing", async () => {
    const { code, said } = await failedStart({ DATABASE_URL: "postgres://steward@127.0.0.1:1/none" });

    expect(code).toBe(1);
    expect(said).toContain("AUTH_SECRET is missing");
    expect(said).toContain("ENCRYPTION_KEY is missing");
  });

  test.each([
    ["PORT", "eighty", "a port between 0 and 65535"],
    ["SIGN_UP", "closed", "open or invitation"],
    ["TRUSTED_PROXIES", "10.0.0.0/33", "CIDRs"],
    ["LOG_LEVEL", "loud", "fatal, error"],
    ["AUTH_SECRET", "short", "at least 32 characters"],
  ])("says of %s=%s what it should be", async (name, value, words) => {
    const { code, said } = await failedStart({ STEWARD_DATA: dataFolder(), [name]: value });

    expect(code).toBe(1);
    expect(said).toContain(`${name} must be ${words}`);
  });

  test("says that its port is taken", async () => {
    const port = await freePort();
    const squatter = createServer().listen(port, "127.0.0.1");

    const folder = dataFolder();

    const { code, said } = await failedStart({ STEWARD_DATA: folder, PORT: String(port) });

    expect(code).toBe(1);
    expect(said).toContain("EADDRINUSE");
    expect(existsSync(join(folder, "postgres", "PG_VERSION"))).toBe(true);
    expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
    squatter.close();
  });

  test("leaves a Steward alone that runs on the same data", async () => {
    const folder = dataFolder();
    const steward = await startSteward({ STEWARD_DATA: folder });
    const { port } = new URL(steward.address);

    expect(await failedStart({ STEWARD_DATA: folder, PORT: port })).toMatchObject({ code: 1 });

    expect((await fetch(`${steward.address}/readyz`)).status).toBe(200);
    expect(await steward.stop()).toBe(0);
  });
});

describe("secrets of its own", () => {
  test("are readable by their owner alone and the same at the next start", async () => {
    const folder = dataFolder();
    const first = await startSteward({ STEWARD_DATA: folder });
    const before = statSync(join(folder, "secrets.json"));
    expect(await first.stop()).toBe(0);

    const second = await startSteward({ STEWARD_DATA: folder });
    const after = statSync(join(folder, "secrets.json"));
    expect(await second.stop()).toBe(0);

    expect(before.mode & 0o777).toBe(0o600);
    expect(after.mtimeMs).toBe(before.mtimeMs);
  });
});

describe("mail", () => {
  test("that is refused for good leaves the invitation standing, not sent, to be sent again", async () => {
    const sink = await startSmtpSink();
    const steward = await startSteward({ SMTP_URL: sink.url });
    const owner = await signUp(browser, { ...steward, mails: sink.mails }, "ada@example.com", "Ada");
    await createOrganization(owner, "Harbour", "harbour");

    await invite(owner, "harbour", "typo@bounces.example");
    const notSent = async () => {
      await owner.page.goto("/orgs/harbour/members/invitations");
      return owner.page.getByRole("row").filter({ hasText: "Not delivered" }).count();
    };

    await expect.poll(notSent, { timeout: 20_000 }).toBe(1);
    expect(await owner.page.getByRole("button", { name: "Resend to typo@bounces.example" }).count()).toBe(1);
    expect(await steward.stop()).toBe(0);
    await sink.stop();
  });

  test("that waits when the process is killed goes out once it is back", async () => {
    const sink = await startSmtpSink();
    const folder = dataFolder();
    const settings = { STEWARD_DATA: folder, SMTP_URL: sink.url };
    const steward = await startSteward(settings);
    const owner = await signUp(browser, { ...steward, mails: sink.mails }, "ada@example.com", "Ada");
    await createOrganization(owner, "Harbour", "harbour");
    await sink.stop();
    await invite(owner, "harbour", "patient@example.com");
    await expect.poll(steward.log, { timeout: 20_000 }).toContain("a mail was not sent");
    await steward.kill();

    const again = await startSmtpSink(sink.port);
    const restarted = await startSteward(settings);

    const invitation = await mailTo(again.mails, "patient@example.com", /Harbour/);
    expect(linkIn(invitation, "/invitations/")).toBeTruthy();
    expect(await restarted.stop()).toBe(0);
    await again.stop();
  });
});

describe("several instances on one database", () => {
  test("all come up at once on an empty one, and behave as one", async () => {
    const folder = dataFolder();
    const database = await startEmbedded(folder, "test", { adopt: true });
    const secrets = {
      AUTH_SECRET: "shared by all the instances of this test",
      ENCRYPTION_KEY: Buffer.alloc(32, 3).toString("base64"),
    };
    const ports = await Promise.all([1, 2, 3, 4, 5].map(freePort));
    const shared = { DATABASE_URL: database.url, STEWARD_DATA: folder, ...secrets };

    const instances = await Promise.all(ports.map((port) => startSteward({ ...shared, PORT: String(port) })));

    const [first, second] = instances as [(typeof instances)[0], (typeof instances)[0]];
    const owner = await signUp(browser, first, "ada@example.com", "Ada");
    await createOrganization(owner, "Harbour", "harbour");
    const secret = await createKey(owner, "harbour", "Shared", ["members:read"]);
    const onSecond = () =>
      callApi(`${second.url}/api/v1/members`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await onSecond()).status).toBe(200);
    await revokeKey(owner, "harbour", "Shared");
    expect((await onSecond()).status).toBe(401);

    expect(await Promise.all(instances.map((instance) => instance.stop()))).toEqual([0, 0, 0, 0, 0]);
    await database.stop();
  });

  test("recover by themselves when their connections are cut, and say 503 while the database is away", async () => {
    const folder = dataFolder();
    const database = await startEmbedded(folder, "test", { adopt: true });
    const steward = await startSteward({
      DATABASE_URL: database.url,
      STEWARD_DATA: folder,
      AUTH_SECRET: "a secret that is long enough for a test",
      ENCRYPTION_KEY: Buffer.alloc(32, 4).toString("base64"),
    });
    const unknownKey = { headers: { authorization: `Bearer ${newApiKey().secret}` } };
    const ask = async () => callApi(`${steward.url}/api/v1/me`, unknownKey);
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and application_name like 'steward%'`;
    await sql.end();

    await expect.poll(async () => (await ask()).status, { timeout: 10_000 }).toBe(401);
    await database.stop();
    const away = await ask();

    expect(away.status).toBe(503);
    expect(away.headers.get("retry-after")).toBe("5");
    expect(await away.json()).toMatchObject({ code: "unavailable" });
    expect((await fetch(`${steward.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${steward.url}/healthz`)).status).toBe(200);
    expect(await steward.stop()).toBe(0);
  });
});
