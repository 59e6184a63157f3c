import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import { change } from "@/db/door";
import { type GivenOrganization, givenOrganization } from "@/db/testing";
import { verifyChain } from "@/lib/domain/audit/queries";
import { recordAudit } from "@/lib/domain/audit/record";

/** An organization with five events in its log, and a connection as the superuser, whom no wall holds. */
async function givenLog(): Promise<{ org: GivenOrganization; sql: postgres.Sql }> {
  const org = await givenOrganization();
  await change(org.pass, async (tx) => {
    for (const name of ["one", "two", "three", "four", "five"]) {
      await recordAudit(tx, org.operator, "invitation.sent", { kind: "invitation", id: name, name });
    }
  });
  const sql = postgres(process.env.DATABASE_URL as string, { max: 1 });
  onTestFinished(() => sql.end());
  return { org, sql };
}

test("a log that nobody touched is whole", async () => {
  const { org } = await givenLog();

  expect(await verifyChain(org.id)).toEqual({ events: 5, brokenAt: null, complaint: null });
});

test("an event whose content was changed is named", async () => {
  const { org, sql } = await givenLog();
  await sql`update audit_events set actor_name = 'someone else' where stream_id = ${org.id} and sequence = 3`;

  expect(await verifyChain(org.id)).toMatchObject({ brokenAt: 3, complaint: "its content was changed" });
});

test("an event that was changed together with its hash is told by the next", async () => {
  const { org, sql } = await givenLog();
  await sql`update audit_events set actor_name = 'someone else' where stream_id = ${org.id} and sequence = 3`;
  await sql`update audit_events e set hash = audit_event_hash(e) where stream_id = ${org.id} and sequence = 3`;

  expect(await verifyChain(org.id)).toMatchObject({
    brokenAt: 4,
    complaint: "it does not follow the event before it",
  });
});

test("an event that was taken out is told by the next", async () => {
  const { org, sql } = await givenLog();
  await sql`delete from audit_events where stream_id = ${org.id} and sequence = 2`;

  expect(await verifyChain(org.id)).toMatchObject({ brokenAt: 3, complaint: "events before it are missing" });
});

test("a log that was cut off at its end is told by its head", async () => {
  const { org, sql } = await givenLog();
  await sql`delete from audit_events where stream_id = ${org.id} and sequence > 3`;

  expect(await verifyChain(org.id)).toMatchObject({ events: 3, brokenAt: 4 });
});
