import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { type Crowd, fillOrganization } from "@/tests/crowd";
import { listenIn, type Wire } from "@/tests/wire";
import { dataFolder, type RunningSteward, startSteward } from "./steward";

/** What a page and a read of the API ask the database, heard on the wire between both. */

let database: EmbeddedServer;
let wire: Wire;
let steward: RunningSteward;
let sql: postgres.Sql;
let crowd: Crowd;
const folder = dataFolder();
const authSecret = randomBytes(32).toString("hex");

beforeAll(async () => {
  database = await startEmbedded(join(folder, "database"), "heard", { adopt: true });
  wire = await listenIn(database.url);
  const ENCRYPTION_KEY = randomBytes(32).toString("base64");
  const settings = { DATABASE_URL: wire.url, AUTH_SECRET: authSecret, ENCRYPTION_KEY };
  steward = await startSteward({ ...settings, STEWARD_DATA: folder });
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  crowd = await fillOrganization(sql, authSecret, { slug: "crowd", members: 120, groups: 60 });
  // A visit, and a key's use, is noted once a minute, and that beside the answer: it is done before anything is counted.
  await asked("/orgs/crowd/members", { cookie: crowd.cookie });
  await asked("/api/v1/members", { authorization: `Bearer ${crowd.key}` });
  await vi.waitFor(async () =>
    expect(await sql`select from api_keys where last_used_at is not null`).toHaveLength(1),
  );
});

afterAll(async () => {
  await sql?.end();
  await steward?.stop();
  await wire?.close();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What is asked for one request, the queue's own work apart. */
async function asked(path: string, headers: Record<string, string>): Promise<string[]> {
  wire.forget();
  const answer = await fetch(`${steward.url}${path}`, { headers });
  await answer.text();
  expect([path, answer.status]).toEqual([path, 200]);
  return wire.heard().filter((statement) => !/\bjobs\.|pgboss/i.test(statement));
}

test.each([
  "/members",
  "/members?q=ada&role=user&sort=name",
  "/members?group=first",
  "/members/invitations",
  "/groups",
  "/groups?q=group",
  "/projects",
])("the page %s asks at most four statements", async (page) => {
  const first = page.replace("group=first", `group=${await firstGroup()}`);

  expect((await asked(`/orgs/crowd${first}`, { cookie: crowd.cookie })).length).toBeLessThanOrEqual(4);
});

test.each([
  "/members?limit=50",
  "/members?q=ada",
  "/groups?limit=50",
  "/groups/first/members",
  "/projects",
  "/invitations",
])("a read of the API, %s, asks at most three statements", async (read) => {
  const path = read.replace("first", await firstGroup());

  const statements = await asked(`/api/v1${path}`, { authorization: `Bearer ${crowd.key}` });

  expect(statements.length).toBeLessThanOrEqual(3);
});

async function firstGroup(): Promise<string> {
  const [group] = await sql<{ id: string }[]>`select id from groups order by id limit 1`;
  return group?.id ?? "";
}
