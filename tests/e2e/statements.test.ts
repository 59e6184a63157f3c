import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { newId } from "@/lib/core/ids";
import { type Crowd, fillOrganization } from "@/tests/crowd";
import { listenIn, type Wire } from "@/tests/wire";
import { callApi } from "./api";
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
});

afterAll(async () => {
  await sql?.end();
  await steward?.stop();
  await wire?.close();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * What is asked for one request: the shortest of five tries. What the server does beside an answer (the queue, a visit
 * or a key's use noted) can only add to what is heard.
 */
async function asked(ask: () => Promise<Response>): Promise<string[]> {
  let shortest: string[] | undefined;
  for (let tried = 0; tried < 5; tried++) {
    wire.forget();
    const answer = await ask();
    await answer.text();
    expect(answer.status, answer.url).toBe(200);
    const heard = wire.heard().filter((statement) => !/\bjobs\.|pgboss/i.test(statement));
    if (!shortest || heard.length < shortest.length) shortest = heard;
  }
  return shortest ?? [];
}

test.each([
  "/members",
  "/members?q=ada&role=user&sort=name",
  "/members?group=first",
  "/members/invitations",
  "/members/import/first",
  "/groups",
  "/groups?q=group",
  "/projects",
])("the page %s asks at most four statements", async (page) => {
  const first = page
    .replace("group=first", `group=${await firstGroup()}`)
    .replace("import/first", `import/${await givenImport()}`);

  const address = `${steward.url}/orgs/crowd${first}`;
  const statements = await asked(() => fetch(address, { headers: { cookie: crowd.cookie } }));

  expect(statements.length).toBeLessThanOrEqual(4);
});

test.each([
  "/members?limit=50",
  "/members?q=ada",
  "/groups?limit=50",
  "/groups/first/members",
  "/projects",
  "/invitations",
  "/members?limit=50&count=true",
  "/members?q=ada&count=true",
  "/groups/first/members?count=true",
])("a read of the API, %s, asks at most three statements", async (read) => {
  const path = read.replace("first", await firstGroup());

  const headers = { authorization: `Bearer ${crowd.key}` };
  const statements = await asked(() => callApi(`${steward.url}/api/v1${path}`, { headers }));

  expect(statements.length).toBeLessThanOrEqual(3);
});

/** An import that was worked off, with a row that was refused. */
async function givenImport(): Promise<string> {
  const id = newId("invitationImport");
  const [organization] = await sql<{ id: string }[]>`select id from organizations where slug = 'crowd'`;
  await sql`insert into invitation_imports
    (organization_id, id, created_by_name, expires_in_days, total, refused, created_at, finished_at)
    values (${organization?.id ?? ""}, ${id}, 'Ada', 7, 1, 1, now(), now())`;
  await sql`insert into invitation_import_rows (organization_id, import_id, position, email, role, outcome, reason)
    values (${organization?.id ?? ""}, ${id}, 2, 'nobody', 'user', 'refused', 'This is no address.')`;
  return id;
}

async function firstGroup(): Promise<string> {
  const [group] = await sql<{ id: string }[]>`select id from groups order by id limit 1`;
  return group?.id ?? "";
}
