import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { givenOrganization, givenPerson } from "@/db/testing";

type Ended = { code: number | null; out: string; err: string };

/** Runs the operator's tool as it is run by hand, beside this test's database. */
function steward(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", "cli.ts", ...args], {
    env: { ...process.env, NODE_OPTIONS: "", ...environment },
  });
  const ended = { out: "", err: "" };
  child.stdout.on("data", (part) => (ended.out += part));
  child.stderr.on("data", (part) => (ended.err += part));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...ended }));
  });
}

/** The URL of an empty database whose owner is no superuser, as with a database that is rented. */
async function givenPlainOwner(): Promise<string> {
  const url = new URL(process.env.DATABASE_URL as string);
  const sql = postgres(url.href, { max: 1 });
  await sql`create role plain_owner login password 'plain' nosuperuser createrole`;
  await sql`grant steward_app to plain_owner`;
  await sql`create database plain owner plain_owner`;
  await sql.end();
  return Object.assign(url, { username: "plain_owner", password: "plain", pathname: "/plain" }).href;
}

test("an organization and a key are made from the shell, and its log is whole", async () => {
  const { email } = await givenPerson();
  const name = `Acme of ${email.slice(0, email.indexOf("@"))}`;

  const made = await steward(["organization", "create", "--name", name, "--owner-email", email, "--json"]);
  const organization = JSON.parse(made.out);
  const key = await steward([
    "key",
    "create",
    "--organization",
    organization.slug,
    "--name",
    "CI",
    "--scopes",
    "scans:read,scans:write",
    "--expires-in-days",
    "7",
    "--json",
  ]);
  const verified = await steward(["audit", "verify", "--organization", organization.slug]);

  expect(made).toMatchObject({ code: 0, err: "" });
  expect(organization).toMatchObject({ name, owner: { email, account: "kept" } });
  expect(JSON.parse(key.out)).toEqual({
    id: expect.stringMatching(/^key_/),
    name: "CI",
    secret: expect.stringMatching(/^stw_/),
    prefix: expect.stringMatching(/^stw_/),
    scopes: ["scans:read", "scans:write"],
    expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  });
  expect(verified).toEqual({ code: 0, out: "2 events, whole\n", err: "" });
});

test("an exported log is checked without a database and a secret, and only with the key of where it was written", async () => {
  const org = await givenOrganization();
  const folder = mkdtempSync(join(tmpdir(), "steward-cli-"));
  const file = join(folder, "log.jsonl");

  const made = await steward(["audit", "export", "--organization", org.slug, "--out", file]);
  const { out: publicKey } = await steward(["audit", "public-key"]);
  const bare = { DATABASE_URL: "", AUTH_SECRET: "", ENCRYPTION_KEY: "", STEWARD_DATA: "/nowhere" };
  const check = (...args: string[]) => steward(["audit", "verify-export", file, ...args], bare);
  const [checked, foreign, garbled] = [
    await check("--public-key", publicKey.trim()),
    await check("--public-key", "A".repeat(43)),
    await check("--public-key", "key"),
  ];

  rmSync(folder, { recursive: true });
  expect(made).toEqual({ code: 0, out: `1 event written to ${file}\n`, err: "" });
  expect(checked).toMatchObject({ code: 0, err: "" });
  expect(checked.out).toMatch(/^1 event, whole\nSealed up to event 1 on /);
  expect(foreign).toMatchObject({ code: 1, err: "" });
  expect(garbled).toMatchObject({ code: 1, out: "" });
});

test("a log that was changed ends the verifier with 1 and the event's number", async () => {
  const { email } = await givenPerson();
  const made = await steward([
    "organization",
    "create",
    "--name",
    `Tampered ${email.slice(0, 30)}`,
    "--owner-email",
    email,
    "--json",
  ]);
  const { id, slug } = JSON.parse(made.out);
  const sql = postgres(process.env.DATABASE_URL as string, { max: 1 });
  await sql`update audit_events set at = at - interval '1 day' where stream_id = ${id}`;
  await sql.end();

  const verified = await steward(["audit", "verify", "--organization", slug]);

  expect(verified).toEqual({ code: 1, out: "Event 1 is broken: its content was changed.\n", err: "" });
});

test("what is refused ends with 1, in words on standard error or as JSON", async () => {
  const org = await givenOrganization();
  const nowhere = ["audit", "verify", "--organization", `${org.slug}-not`];

  const told = await steward(nowhere);
  const listed = await steward([...nowhere, "--json"]);
  const scope = await steward([
    "key",
    "create",
    "--organization",
    org.slug,
    "--name",
    "CI",
    "--scopes",
    "everything",
  ]);

  expect(told).toEqual({ code: 1, out: "", err: `There is no organization called ${org.slug}-not.\n` });
  expect(listed).toMatchObject({ code: 1, err: "" });
  expect(JSON.parse(listed.out)).toMatchObject({ error: { code: "not-found" } });
  expect(scope).toMatchObject({ code: 1, out: "" });
  expect(scope.err).toContain("This is not a scope.");
});

test("a command that is wrong ends with 2, and help with 0 and an example", async () => {
  const [unknown, missing, group, help] = await Promise.all([
    steward(["make-coffee"]),
    steward(["audit", "verify"]),
    steward(["key"]),
    steward(["key", "create", "--help"]),
  ]);

  expect([unknown.code, missing.code, group.code, help.code]).toEqual([2, 2, 2, 0]);
  expect(missing.err).toContain("--organization");
  expect(help.out).toContain("npm run -s steward -- key create");
});

test("a bad environment is named and ends with 1", async () => {
  const [told, examined] = await Promise.all([
    steward(["migrate"], { AUTH_SECRET: "short" }),
    steward(["doctor"], { AUTH_SECRET: "short" }),
  ]);

  expect(told).toMatchObject({ code: 1, out: "" });
  expect(told.err).toContain("AUTH_SECRET must be at least 32 characters");
  expect(examined.code).toBe(1);
  expect(examined.out).toMatch(/^fail {2}environment {3}AUTH_SECRET must be/m);
});

test("a database that is away is told in one line, without its password", async () => {
  const gone = { DATABASE_URL: "postgres://steward:hidden-word@127.0.0.1:1/steward" };

  const [told, examined] = await Promise.all([steward(["migrate"], gone), steward(["doctor"], gone)]);

  expect(told).toMatchObject({ code: 1, out: "" });
  expect(told.err).toContain("The database is away");
  expect(examined.code).toBe(1);
  expect(examined.out).toMatch(/^fail {2}database .*ECONNREFUSED/m);
  expect(told.err + examined.out).not.toContain("hidden-word");
});

test("the demo is refused in a production database", async () => {
  const refused = await steward(["seed"], { NODE_ENV: "production" });

  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain("--yes");
});

test("everything works for an owner of the tables who is no superuser", async () => {
  const plainOwner = { DATABASE_URL: await givenPlainOwner() };
  const made = await steward(
    ["organization", "create", "--name", "Plain", "--owner-email", "plain@example.com", "--json"],
    plainOwner,
  );
  const verified = await steward(["audit", "verify", "--organization", "plain"], plainOwner);
  const examined = await steward(["doctor"], plainOwner);

  expect(made).toMatchObject({ code: 0, err: "" });
  expect(verified).toEqual({ code: 0, out: "1 event, whole\n", err: "" });
  expect(examined).toMatchObject({ code: 0, err: "" });
  const sql = postgres(plainOwner.DATABASE_URL, { max: 1 });
  const [walls] =
    await sql`select relforcerowsecurity as forced from pg_class where relname = 'organizations'`;
  await sql.end();
  expect(walls?.forced).toBe(true);
});
