import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { connect, runtimeRole } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { assertHumbleRole, migrate } from "@/db/migrate";
import { queues } from "@/db/queues";

/** The superuser of the tests' own server. */
const master = postgres(process.env.DATABASE_URL as string, { max: 2, onnotice: () => {} });
const made: string[] = [];

afterAll(async () => {
  for (const name of made) await master.unsafe(`drop database if exists ${name} with (force)`);
  await master.end();
});

/** The address of an empty database of the test's own. */
async function givenDatabase(name: string): Promise<string> {
  made.push(name);
  await master.unsafe(`create database ${name}`);
  const url = new URL(process.env.DATABASE_URL as string);
  url.pathname = `/${name}`;
  return url.href;
}

async function using<T>(sql: postgres.Sql, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}

describe("an empty database", () => {
  test("comes up whole when five instances start on it at once", async () => {
    const url = await givenDatabase("five_at_once");

    const starts = await Promise.allSettled(Array.from({ length: 5 }, () => migrate(url)));

    expect(starts.filter(({ status }) => status === "rejected")).toEqual([]);
    await using(connect(url, 1), async (sql) => {
      await assertHumbleRole(sql);
      const there = await sql<{ name: string }[]>`select name from jobs.queue order by name`;
      expect(there.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(queues)));
      expect(await sql`select from memberships`).toHaveLength(0);
    });
  });

  test("comes up beside others of the same server that start at that moment", async () => {
    const urls = await Promise.all(["one_of_three", "two_of_three", "three_of_three"].map(givenDatabase));

    const starts = await Promise.allSettled(urls.map(migrate));

    expect(starts.filter(({ status }) => status === "rejected")).toEqual([]);
  });
});

describe("a migrated database", () => {
  test("is left as it is when the next start migrates it again", async () => {
    const url = await givenDatabase("twice");
    await migrate(url);
    const shape = (sql: postgres.Sql) => sql`
      select table_schema, table_name, column_name, data_type from information_schema.columns
      where table_schema in ('public', 'jobs', 'drizzle') order by 1, 2, 3`;
    const first = await using(connectAsOwner(url), shape);

    await migrate(url);

    expect([...(await using(connectAsOwner(url), shape))]).toEqual([...first]);
    expect(first.length).toBeGreaterThan(100);
  });

  test("lets the runtime use a table that a later migration makes, and nothing beyond its rows", async () => {
    const url = await givenDatabase("later");
    await migrate(url);
    await using(connectAsOwner(url), (sql) => sql`create table later (id text)`);

    await using(connect(url, 1), async (sql) => {
      await sql`insert into later values ('a')`;
      await sql`update later set id = 'b'`;
      expect([...(await sql`select id from later`)]).toEqual([{ id: "b" }]);
      await sql`delete from later`;
      await expect(sql`truncate later`).rejects.toMatchObject({ code: "42501" });
      await expect(sql`drop table later`).rejects.toMatchObject({ code: "42501" });
      await expect(sql`create table mine (id text)`).rejects.toMatchObject({ code: "42501" });
    });
  });
});

describe("the role of the runtime", () => {
  test("is refused when it is a superuser", async () => {
    await expect(assertHumbleRole(master)).rejects.toThrow(runtimeRole);
  });

  test("is refused when it owns tables", async () => {
    const url = await givenDatabase("of_an_owner");
    await master.unsafe("create role a_tables_owner");
    await using(connectAsOwner(url), async (sql) => {
      await sql.unsafe("create table mine (id text); alter table mine owner to a_tables_owner");
      await sql.unsafe("set role a_tables_owner");

      await expect(assertHumbleRole(sql)).rejects.toThrow("a_tables_owner");
    });
    await master.unsafe("drop database of_an_owner with (force)");
    await master.unsafe("drop role a_tables_owner");
  });

  test("is refused when it passes row-level security", async () => {
    await master.unsafe("create role a_bypasser bypassrls");
    await using(connectAsOwner(process.env.DATABASE_URL as string), async (sql) => {
      await sql.unsafe("set role a_bypasser");

      await expect(assertHumbleRole(sql)).rejects.toThrow("a_bypasser");
    });
    await master.unsafe("drop role a_bypasser");
  });

  test("holds on a connection that asks to be someone else for one transaction only", async () => {
    await using(connect(process.env.DATABASE_URL as string, 1), async (sql) => {
      const [role] = await sql`select current_user as name`;

      expect(role).toEqual({ name: runtimeRole });
    });
  });
});

describe("a server where Steward is no superuser", () => {
  test("is migrated by an owner who may make roles, and the runtime is humble there", async () => {
    const folder = mkdtempSync(join(tmpdir(), "steward-owner-"));
    chmodSync(folder, 0o755);
    const server = await startEmbedded(folder, "test", { flags: ["-c", "fsync=off"] });
    try {
      await using(postgres(server.url, { max: 1, onnotice: () => {} }), async (sql) => {
        await sql`create role landlord login password 'test' createrole`;
        await sql`create database owned owner landlord`;
      });
      const url = new URL(server.url);
      Object.assign(url, { username: "landlord", password: "test", pathname: "/owned" });

      await migrate(url.href);

      await using(connect(url.href, 1), async (sql) => {
        await assertHumbleRole(sql);
        await sql.begin(async (tx) => {
          await tx`select set_config('app.organization_id', 'org_a', true)`;
          await tx`
            insert into audit_events (stream_id, sequence, id, at, action, outcome, actor_kind, actor_id, actor_name, previous_hash, hash)
            values ('org_a', 0, 'aud_1', now(), 'a', 'done', 'user', 'u', 'U', '', '')`;
          expect(await tx`select from audit_events where sequence = 1`).toHaveLength(1);
        });
        expect(await sql`select from audit_events`).toHaveLength(0);
      });
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function connectAsOwner(url: string): postgres.Sql {
  return postgres(url, { max: 1, onnotice: () => {} });
}
