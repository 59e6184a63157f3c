import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { describe, expect, test, vi } from "vitest";
import { database } from "./client";
import { change, kept, pass, read, readAtOnce } from "./door";
import { auditEvents, memberships, organizations } from "./schema";
import { givenOrganization } from "./testing";

describe("the wall between organizations", () => {
  test("a query that forgets its organization finds nothing of another", async () => {
    const [mine, other] = [await givenOrganization(), await givenOrganization()];

    const seen = await read(mine.pass, (tx) => tx.select().from(memberships));

    expect(seen.length).toBe(1);
    expect(seen.every((row) => row.organizationId === mine.id)).toBe(true);
    expect(seen.some((row) => row.organizationId === other.id)).toBe(false);
  });

  test("a query outside any organization finds nothing at all", async () => {
    await givenOrganization();

    expect(await database().select().from(memberships)).toEqual([]);
    expect(await database().select().from(organizations)).toEqual([]);
  });

  test("the organization of one transaction does not reach the connection's next borrower", async () => {
    const org = await givenOrganization();
    await Promise.all(
      Array.from({ length: 40 }, () => read(org.pass, (tx) => tx.select().from(memberships))),
    );

    const seen = await Promise.all(Array.from({ length: 40 }, () => database().select().from(memberships)));

    expect(seen.flat()).toEqual([]);
  });

  test("a row cannot be put into another organization", async () => {
    const [mine, other] = [await givenOrganization(), await givenOrganization()];

    const attempt = change(mine.pass, (tx) =>
      tx.update(memberships).set({ organizationId: other.id }).where(eq(memberships.id, mine.owner.id)),
    );

    await expect(attempt).rejects.toMatchObject({ code: "42501" });
  });

  test("a read cannot write", async () => {
    const org = await givenOrganization();

    const attempt = read(org.pass, (tx) => tx.update(organizations).set({ name: "changed" }));

    await expect(attempt).rejects.toMatchObject({ code: "25006" });
  });
});

describe("a read in one round trip", () => {
  const namesIn = kept((db) =>
    db
      .select({ id: memberships.id })
      .from(memberships)
      .where(eq(memberships.status, sql.placeholder("status"))),
  );
  const failing = kept((db) =>
    db.select({ no: sql`1 / ${sql.placeholder("nothing")}::int` }).from(memberships),
  );
  const sleeping = kept((db) => db.select({ slept: sql`pg_sleep(60)` }).from(sql`(select 1) one`));

  test("sees its own organization only, on a connection that others have used, a hundred at once", async () => {
    const orgs = [await givenOrganization(), await givenOrganization()];

    const reads = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        readAtOnce(orgs[i % 2]?.pass ?? pass({}), (tx) => namesIn(tx, { status: "active" })),
      ),
    );

    expect(new Set(reads.map((rows) => rows.map(({ id }) => id).join()))).toEqual(
      new Set(orgs.map(({ owner }) => owner.id)),
    );
  });

  test("cannot write, and what fails in it is told without the values", async () => {
    const org = await givenOrganization();
    const write = kept((db) => ({
      prepare: (name) => db.update(memberships).set({ status: "disabled" }).returning().prepare(name),
    }));

    await expect(readAtOnce(org.pass, (tx) => write(tx, {}))).rejects.toThrow(/read-only/);
    await expect(readAtOnce(org.pass, (tx) => failing(tx, { nothing: 0 }))).rejects.toMatchObject({
      name: "DatabaseError",
      code: "22012",
      message: "division by zero",
    });
    await expect(readAtOnce(org.pass, (tx) => namesIn(tx, { status: "active" }))).resolves.toHaveLength(1);
  });

  test("that loses its connection fails, and those after it have others", async () => {
    const org = await givenOrganization();
    const owner = postgres(process.env.DATABASE_URL as string, { max: 1 });
    const cut = Promise.allSettled(
      Array.from({ length: 5 }, () => readAtOnce(pass({}), (tx) => sleeping(tx, {}))),
    );

    await vi.waitFor(
      async () => {
        await owner`select pg_terminate_backend(pid) from pg_stat_activity
          where query like '%pg_sleep(60)%' and wait_event = 'PgSleep'`;
        expect(await Promise.race([cut, []])).toHaveLength(5);
      },
      { timeout: 20_000 },
    );
    await owner.end();

    expect((await cut).map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
    const reads = Array.from({ length: 60 }, () =>
      readAtOnce(org.pass, (tx) => namesIn(tx, { status: "active" })),
    );
    expect((await Promise.all(reads)).flat()).toHaveLength(60);
  });
});

describe("every table with an organization", () => {
  test("has row-level security enabled and forced", async () => {
    const open = await database().execute(sql`
      select relname from pg_class join pg_attribute on attrelid = pg_class.oid
      where relkind in ('r', 'p') and attname in ('organization_id', 'stream_id') and relnamespace = 'public'::regnamespace
        and relname <> 'audit_heads' and not (relrowsecurity and relforcerowsecurity)`);

    expect([...open]).toEqual([]);
  });
});

describe("the audit log", () => {
  test.each([
    "update audit_events set action = 'x'",
    "delete from audit_events",
    "truncate audit_events",
    "update audit_heads set hash = 'x'",
    "insert into audit_heads values ('x', 1, 'x')",
  ])("refuses the runtime role: %s", async (statement) => {
    const org = await givenOrganization();

    const attempt = change(org.pass, (tx) => tx.execute(sql.raw(statement)));

    await expect(attempt).rejects.toMatchObject({ code: "42501" });
  });

  test("of one organization is not read from another", async () => {
    const [mine, other] = [await givenOrganization(), await givenOrganization()];
    await change(mine.pass, (tx) =>
      tx.insert(auditEvents).values({
        streamId: mine.id,
        id: "aud_1",
        at: new Date(),
        action: "x",
        outcome: "done",
        actorKind: "user",
        actorId: "u",
        actorName: "U",
        sequence: 0,
        previousHash: "",
        hash: "",
      }),
    );

    expect(await read(other.pass, (tx) => tx.select().from(auditEvents))).toEqual([]);
    expect((await read(mine.pass, (tx) => tx.select().from(auditEvents))).length).toBe(1);
    expect(await read(pass({ userId: "nobody" }), (tx) => tx.select().from(auditEvents))).toEqual([]);
  });
});
