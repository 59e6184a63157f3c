import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type postgres from "postgres";
import { expect, test } from "vitest";
import { scopes } from "@/lib/core/roles";
import { fillOrganization } from "@/tests/crowd";
import { callApi } from "./api";
import { databaseOf, dataFolder, startSteward } from "./steward";

const size = 200;

/** How far the only import has come. */
async function progress(sql: postgres.Sql): Promise<{ invited: number; finished: boolean }> {
  const [found] = await sql<{ invited: number; finished: boolean }[]>`
    select invited, finished_at is not null as finished from invitation_imports`;
  return found ?? { invited: 0, finished: false };
}

test("an import amid which the process is killed goes on once it is back, and invites everyone once", async () => {
  const folder = dataFolder();
  const first = await startSteward({ STEWARD_DATA: folder });
  const sql = databaseOf(first);
  const { AUTH_SECRET } = JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8"));
  const { key } = await fillOrganization(sql, AUTH_SECRET, { slug: "crowd", members: 1, groups: 2 });
  await sql`update api_keys set scopes = ${[...scopes]}`;
  const people = Array.from({ length: size }, (_, n) => ({ email: `guest${n}@example.com`, role: "user" }));
  const started = await callApi(`${first.url}/api/v1/invitation-imports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ rows: people }),
  });
  expect(started.status).toBe(202);
  await expect.poll(async () => (await progress(sql)).invited, { timeout: 20_000, interval: 20 }).not.toBe(0);

  await first.kill();
  const before = await progress(sql);
  // What the queue does itself with a job whose holder was not heard of for a minute.
  await sql`update jobs.job set state = 'retry', start_after = now() where name = 'invitation-import' and state = 'active'`;
  await sql.end();
  const second = await startSteward({ STEWARD_DATA: folder });
  const again = databaseOf(second);
  await expect.poll(async () => (await progress(again)).finished, { timeout: 30_000 }).toBe(true);

  const [counted] = await again`select
    (select count(*)::int from invitations) as invited,
    (select count(*)::int from tokens where purpose = 'invitation') as links,
    (select count(*)::int from audit_events where action = 'invitation.sent') as events`;
  expect(before).toMatchObject({ finished: false });
  expect(await progress(again)).toMatchObject({ invited: size });
  expect(counted).toEqual({ invited: size, links: size, events: size });
  await again.end();
  expect(await second.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});
