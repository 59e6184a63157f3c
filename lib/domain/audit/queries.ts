import { and, desc, eq, getTableColumns, gt, lt, type SQL, sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import { pass, read, type Tx } from "@/db/door";
import { auditEvents, auditHeads, auditRetentions, auditSeals, auditSigners } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { day } from "@/lib/core/clock";
import { openCursor, type Page, pageOf } from "@/lib/core/cursor";
import {
  type Break,
  before,
  beginning,
  beginningOf,
  earliest,
  isGenuine,
  judgeSeals,
  ownPublicKey,
  type Place,
  type Seal,
  trustedKeys,
  type Verdict,
} from "@/lib/core/seals";
import type { AuditFilter, AuditSelection } from "./input";

const {
  streamId: _,
  previousHash: __,
  keys: ___,
  words: ____,
  ...shownColumns
} = getTableColumns(auditEvents);

export type AuditRow = Omit<typeof auditEvents.$inferSelect, "streamId" | "previousHash" | "keys" | "words">;

/** Before the first page: more than any log has. */
const end = Number.MAX_SAFE_INTEGER;

/** An address in whatever spelling is looked for in the one that is kept. */
const spelledOnce = (q: string) => (ipaddr.IPv6.isValid(q) ? ipaddr.IPv6.parse(q).toRFC5952String() : q);

/** The places of the events of a selection, found by an index that lies behind the wall of row-level security. */
function found(streamId: string, selection: AuditSelection, below: number, most: number): SQL {
  const { q, actor, group, target, outcome, from, to } = selection;
  const wanted = Object.entries({ actor, target, group, outcome }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}`],
  );
  const since = from ? new Date(from).toISOString() : null;
  const until = to ? new Date(new Date(to).getTime() + day).toISOString() : null;
  return sql`${auditEvents.sequence} = any (array(select search_audit_events(
    ${streamId}, lower(${q ? spelledOnce(q) : null}::text), ${`{${wanted.map((key) => `"${key}"`).join(",")}}`}::text[],
    ${since}::timestamptz, ${until}::timestamptz, ${below}::bigint, ${most}::int
  )))`;
}

/** The next events of a selection from a place on towards the past. */
function readOn({ organizationId }: Grant, selection: AuditSelection, below: number, most: number) {
  const whole = Object.values(selection).every((value) => !value);
  return (tx: Tx) =>
    tx
      .select(shownColumns)
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.streamId, organizationId),
          whole ? lt(auditEvents.sequence, below) : found(organizationId, selection, below, most),
        ),
      )
      .orderBy(desc(auditEvents.sequence))
      .limit(most);
}

/** A page of the organization's audit log, the newest first. */
export async function listAuditEvents(actor: Actor, filter: AuditFilter): Promise<Page<AuditRow>> {
  const grant = authorize(actor, "logs:read");
  const { limit, cursor, ...selection } = filter;
  const { q = "", actor: by = "", group = "", target = "", outcome = "", from = "", to = "" } = selection;
  const scope = JSON.stringify(["audit", grant.organizationId, q, by, group, target, outcome, from, to]);
  const below = Number(openCursor(cursor, scope)?.[0] ?? end);
  const rows = await read(grant, readOn(grant, selection, below, limit + 1));
  return pageOf(rows, limit, scope, (event) => [event.sequence]);
}

const rowsAtOnce = 1_000;

/**
 * Every event of a selection, the newest first, read in batches: memory does not grow with the log, and no
 * transaction waits for whoever reads slowly. Refuses at its first step.
 */
export async function* eachAuditEvent(actor: Actor, selection: AuditSelection): AsyncGenerator<AuditRow> {
  const grant = authorize(actor, "logs:read");
  let below: number | undefined = end;
  while (below !== undefined) {
    const rows: AuditRow[] = await read(grant, readOn(grant, selection, below, rowsAtOnce));
    yield* rows;
    below = rows[rowsAtOnce - 1]?.sequence;
  }
}

/** Under which name someone, or something, last stands in the log; null for what does not. */
export async function findAuditName(
  actor: Actor,
  subject: { actor: string } | { target: string },
): Promise<string | null> {
  const grant = authorize(actor, "logs:read");
  const [newest] = await read(grant, readOn(grant, subject, end, 1));
  return newest ? ("actor" in subject ? newest.actorName : newest.targetName) : null;
}

/** How long the organization keeps its log, in days; null where it keeps all of it. */
export async function findRetention(actor: Actor): Promise<number | null> {
  const grant = authorize(actor, "logs:read");
  const [row] = await read(grant, (tx) => tx.select().from(auditRetentions));
  return row?.days ?? null;
}

/** Up to which event the log was last checked and sealed, when, and up to which one old events were removed. */
export async function findLastSeals(actor: Actor): Promise<{ end: Seal | null; cut: Seal | null }> {
  const grant = authorize(actor, "logs:read");
  const newest = (kind: Seal["kind"]) => (tx: Tx) =>
    tx
      .select()
      .from(auditSeals)
      .where(and(eq(auditSeals.streamId, grant.organizationId), eq(auditSeals.kind, kind)))
      .orderBy(desc(auditSeals.sequence), desc(auditSeals.at))
      .limit(1);
  return read(grant, async (tx) => ({
    end: (await newest("end")(tx))[0] ?? null,
    cut: (await newest("cut")(tx))[0] ?? null,
  }));
}

/** What is checked in one transaction, so that none of them is long, whatever the log is. */
const eventsAtOnce = 10_000;

/** Checks the next events after a place, and the hashes of those that were sealed. */
async function checkOn(tx: Tx, streamId: string, from: Place, upTo: number, sealed: number[]) {
  const [checked] = await tx.execute<{
    last: string | null;
    hash: string | null;
    broken: string | null;
    complaint: string | null;
    sealed: Record<string, string> | null;
  }>(sql`
    with link as (
      select sequence, hash, previous_hash, audit_event_hash(audit_events) as due_hash,
        lag(hash, 1, ${from.hash}) over (order by sequence) as due_previous,
        ${from.sequence}::bigint + row_number() over (order by sequence) as due_sequence
      from audit_events
      where stream_id = ${streamId} and sequence > ${from.sequence} and sequence <= ${upTo}
      order by sequence limit ${eventsAtOnce}
    ), judged as (
      select *, case
        when sequence <> due_sequence then 'events before it are missing'
        when previous_hash <> due_previous then 'it does not follow the event before it'
        when hash <> due_hash then 'its content was changed'
      end as complaint
      from link
    )
    select max(sequence) as last, (array_agg(hash order by sequence desc))[1] as hash,
      (array_agg(sequence order by sequence) filter (where complaint is not null))[1] as broken,
      (array_agg(complaint order by sequence) filter (where complaint is not null))[1] as complaint,
      jsonb_object_agg(sequence, hash) filter (where sequence = any (${`{${sealed.join(",")}}`}::bigint[])) as sealed
    from judged`);
  return checked;
}

/** Walks a chain from a place to its end, and says which hashes stand where a seal was set. */
async function walk(streamId: string, from: Place, head: Place, upTo: number, seals: Seal[]) {
  const sealed = seals.map(({ sequence }) => sequence);
  const hashes = new Map<number, string>();
  let last = from;
  let broken: Break | null = null;
  while (broken === null) {
    const step = await read(pass({ organizationId: streamId }), (tx) =>
      checkOn(tx, streamId, last, upTo, sealed),
    );
    if (!step?.last) break;
    for (const [sequence, hash] of Object.entries(step.sealed ?? {})) hashes.set(Number(sequence), hash);
    if (step.broken) {
      broken = { sequence: Number(step.broken), complaint: String(step.complaint) };
      last = { sequence: Math.max(from.sequence, broken.sequence - 1), hash: "" };
    } else last = { sequence: Number(step.last), hash: String(step.hash) };
  }
  if (broken === null && head.hash !== last.hash) {
    broken = { sequence: last.sequence + 1, complaint: "the log was cut off after the event before it" };
  }
  return { last, broken, hashes };
}

/** A stream's head, its newest number and all that was signed of it, at one moment. */
async function stateOf(tx: Tx, streamId: string) {
  const [head] = await tx.select().from(auditHeads).where(eq(auditHeads.streamId, streamId));
  const [newest] = await tx
    .select({ sequence: auditEvents.sequence })
    .from(auditEvents)
    .where(eq(auditEvents.streamId, streamId))
    .orderBy(desc(auditEvents.sequence))
    .limit(1);
  const seals = await tx.select().from(auditSeals).where(eq(auditSeals.streamId, streamId));
  const signers = await tx.select().from(auditSigners);
  const upTo = Math.max(newest?.sequence ?? 0, head?.sequence ?? 0);
  return { head: head ?? beginning, upTo, seals, signers };
}

/**
 * Checks a whole log: each event's hash against its content and the event before, the numbering, the end against the
 * chain's head, and every seal against the event that it was set on. Names the first event that does not fit.
 * What is written meanwhile is not looked at.
 */
export async function verifyLog(streamId: string): Promise<Verdict> {
  const reach = pass({ organizationId: streamId });
  const { head, upTo, seals, signers } = await read(reach, (tx) => stateOf(tx, streamId));
  const trusted = trustedKeys(ownPublicKey(), signers);
  const { from, broken: badStub } = beginningOf(seals, trusted);
  const { last, broken: badLink, hashes } = await walk(streamId, from, head, upTo, seals);
  const { broken: badSeal, held } = judgeSeals(before(badLink, seals), trusted, { from, last, hashes });
  const first = earliest(badStub, badLink, badSeal);
  if (first && (await wasCutSince(streamId, from))) return verifyLog(streamId);
  return {
    events: last.sequence - from.sequence,
    removedUpTo: from.sequence,
    sealedUpTo: held?.sequence ?? 0,
    sealedAt: held?.at ?? null,
    brokenAt: first?.sequence ?? null,
    complaint: first?.complaint ?? null,
  };
}

/**
 * Checks what was written since the last seal that holds, which is quick however long the log is. Answers the last event
 * that fits, and the first that does not.
 */
export async function verifyGrowth(streamId: string): Promise<{ last: Place; broken: Break | null }> {
  const reach = pass({ organizationId: streamId });
  const { head, upTo, seals, signers } = await read(reach, (tx) => stateOf(tx, streamId));
  const trusted = trustedKeys(ownPublicKey(), signers);
  const [newest = beginning] = seals
    .filter((seal) => isGenuine(seal, trusted))
    .sort((a, b) => b.sequence - a.sequence);
  return walk(streamId, newest, head, upTo, []);
}

/** Whether old events were removed while a check was under way, so that it missed what had been there. */
async function wasCutSince(streamId: string, from: Place): Promise<boolean> {
  const cuts = await read(pass({ organizationId: streamId }), (tx) =>
    tx
      .select({ sequence: auditSeals.sequence })
      .from(auditSeals)
      .where(
        and(
          eq(auditSeals.streamId, streamId),
          eq(auditSeals.kind, "cut"),
          gt(auditSeals.sequence, from.sequence),
        ),
      ),
  );
  return cuts.length > 0;
}

/** What a check of a log found, in short. */
export type ChainVerdict = Pick<Verdict, "events" | "brokenAt" | "complaint">;

/** The verdict on a stream without its seals' dates. */
export async function verifyChain(streamId: string): Promise<ChainVerdict> {
  const { events, brokenAt, complaint } = await verifyLog(streamId);
  return { events, brokenAt, complaint };
}
