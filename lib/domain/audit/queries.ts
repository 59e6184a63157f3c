import { and, asc, desc, eq, gt, gte, sql } from "drizzle-orm";
import { pass, read, type Tx } from "@/db/door";
import { auditEvents, auditHeads, auditRetentions, auditSeals, auditSigners } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import { openCursor, type Page, packCursor, pageOf } from "@/lib/core/cursor";
import { invalidField } from "@/lib/core/errors";
import {
  type Break,
  before,
  beginning,
  beginningOf,
  earliest,
  isGenuine,
  judgeSeals,
  keysOfOurs,
  newestSeal,
  type Place,
  type Seal,
  type Verdict,
} from "@/lib/core/seals";
import { spanOf } from "@/lib/core/wall-clock";
import { type Found, logEnd, readAhead, readBack } from "@/lib/domain/audit-search/rules";
import type { AuditQuery, AuditSelection } from "./input";
import { dayZone } from "./rules";

export type AuditRow = Found["rows"][number];

/** From which end a log is read, and after which event. */
type Direction = Pick<AuditQuery, "order" | "after">;

function readOn(
  { organizationId, actor }: Grant,
  { from, to, ...selection }: AuditSelection,
  order: Direction["order"],
  place: number,
  most: number,
) {
  const span = { ...selection, ...spanOf({ from, to }, dayZone(actor)) };
  const readEvents = order === "asc" ? readAhead : readBack;
  return (tx: Tx) => readEvents(tx, organizationId, span, place, most);
}

/** Where a log that is read from one of its ends, or after an event, begins. */
async function startOf(grant: Grant, { order, after }: Direction): Promise<number> {
  if (!after) return order === "asc" ? 0 : logEnd;
  const { streamId, id, sequence } = auditEvents;
  const [event] = await read(grant, (tx) =>
    tx
      .select({ sequence })
      .from(auditEvents)
      .where(and(eq(streamId, grant.organizationId), eq(id, after))),
  );
  if (event) return event.sequence;
  throw invalidField("after", "The log has no such event, or not any more. Begin with from instead.");
}

/** When the event at a place was. It may be gone by now; then the first one after it tells the time. */
async function timeAt(grant: Grant, place: number): Promise<Date> {
  const { streamId, sequence, at } = auditEvents;
  const [event] = await read(grant, (tx) =>
    tx
      .select({ at })
      .from(auditEvents)
      .where(and(eq(streamId, grant.organizationId), gte(sequence, place)))
      .orderBy(asc(sequence))
      .limit(1),
  );
  return event?.at ?? now();
}

/** A page of the log; `searchedTo` is the moment up to which it was searched, where the next page searches on. */
export type AuditPage = Page<AuditRow> & { searchedTo: Date | null };

/** A page of the organization's audit log, the newest first unless asked otherwise. It may have few events, or none, and yet lead on. */
export async function listAuditEvents(actor: Actor, query: AuditQuery): Promise<AuditPage> {
  const grant = authorize(actor, "logs:read");
  const { limit, cursor, order = "desc", after, ...selection } = query;
  const { q = "", actor: by = "", group = "", target = "", outcome = "", from = "", to = "" } = selection;
  const asked = [q, by, group, target, outcome, from, to, selection.action, order, after];
  const scope = JSON.stringify(["audit", grant.organizationId, ...asked]);
  const place = openCursor(cursor, scope)?.[0] ?? (await startOf(grant, { order, after }));
  const { rows, reached } = await read(grant, readOn(grant, selection, order, Number(place), limit + 1));
  const page = pageOf(rows, limit, scope, (event) => [event.sequence]);
  if (page.nextCursor || reached === null) return { ...page, searchedTo: null };
  return { ...page, nextCursor: packCursor([reached], scope), searchedTo: await timeAt(grant, reached) };
}

const rowsAtOnce = 1_000;

/**
 * Every event of a selection, the newest first unless asked otherwise, read in batches: memory does not grow with the log, and
 * no transaction waits for whoever reads slowly. Refuses at its first step.
 */
export async function* eachAuditEvent(
  actor: Actor,
  { order, after, ...selection }: AuditSelection & Direction,
): AsyncGenerator<AuditRow> {
  const grant = authorize(actor, "logs:read");
  let place: number | null = await startOf(grant, { order, after });
  while (place !== null) {
    const found: Found = await read(grant, readOn(grant, selection, order, place, rowsAtOnce));
    yield* found.rows;
    place = found.rows[rowsAtOnce - 1]?.sequence ?? found.reached;
  }
}

/** Under which name someone, or something, last stands in the log; null for what does not. */
export async function findAuditName(
  actor: Actor,
  subject: { actor: string } | { target: string },
): Promise<string | null> {
  const grant = authorize(actor, "logs:read");
  const { rows } = await read(grant, readOn(grant, subject, "desc", logEnd, 1));
  const [newest] = rows;
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
async function checkOn(tx: Tx, streamId: string, from: Place, upTo: number, most: number, sealed: number[]) {
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
      order by sequence limit ${Math.min(most, eventsAtOnce)}
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

/** How far one request checks: about a second's worth. */
const eventsAStep = 50_000;

/** Walks a chain from a place on, for a step or to its end, and says which hashes stand where a seal was set. */
async function walk(streamId: string, from: Place, { head, upTo, seals }: State, most: number) {
  const sealed = seals.map(({ sequence }) => sequence);
  const hashes = new Map<number, string>();
  let last = from;
  let broken: Break | null = null;
  while (broken === null) {
    if (last.sequence - from.sequence >= most) return { last, broken, hashes, ended: false };
    const step = await read(pass({ organizationId: streamId }), (tx) =>
      checkOn(tx, streamId, last, upTo, most, sealed),
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
  return { last, broken, hashes, ended: true };
}

/** A stream's head, its newest number, all that was signed of it and by which keys of ours, at one moment. */
type State = { head: Place; upTo: number; seals: Seal[]; ours: ReadonlyMap<string, string> };

async function stateOf(tx: Tx, streamId: string): Promise<State> {
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
  return { head: head ?? beginning, upTo, seals, ours: keysOfOurs(signers) };
}

/** A check under way: what holds so far, of how many events, and from where it goes on; null where it is done. */
export type Check = { verdict: Verdict; of: number; next: Place | null };

/**
 * Checks a log from a place on, up to which it was checked already, and comes as far as one request may take: each
 * event's hash against its content and the event before, the numbering, the end against the chain's head, and every
 * seal against the event that it was set on. Names the first event that does not fit. What is written meanwhile is
 * looked at in the next step, or by the next check.
 */
export async function verifyOn(streamId: string, reached: Place, most = eventsAStep): Promise<Check> {
  const state = await read(pass({ organizationId: streamId }), (tx) => stateOf(tx, streamId));
  const { seals, ours } = state;
  const { from: start, broken: badStub } = beginningOf(seals, ours);
  const from = reached.sequence > start.sequence ? reached : start;
  const { last, broken: badLink, hashes, ended } = await walk(streamId, from, state, most);
  const judged = ended ? before(badLink, seals) : seals.filter(({ sequence }) => sequence <= last.sequence);
  const { broken: badSeal, held } = judgeSeals(judged, ours, { from, last, hashes });
  const first = earliest(badStub, badLink, badSeal);
  if (first && (await wasCutSince(streamId, start))) return verifyOn(streamId, reached, most);
  const sealed = held ?? newestSeal(seals, from.sequence);
  const verdict = {
    events: last.sequence - start.sequence,
    removedUpTo: start.sequence,
    sealedUpTo: sealed?.sequence ?? 0,
    sealedAt: sealed?.at ?? null,
    brokenAt: first?.sequence ?? null,
    complaint: first?.complaint ?? null,
  };
  return { verdict, of: state.upTo - start.sequence, next: ended || first ? null : last };
}

/** Checks a whole log, however long it is. */
export async function verifyLog(streamId: string): Promise<Verdict> {
  let [place, verdict]: [Place | null, Verdict | null] = [beginning, null];
  while (place) ({ next: place, verdict } = await verifyOn(streamId, place));
  return verdict as Verdict;
}

/**
 * Checks what was written since the last seal that holds, which is quick however long the log is. Answers the last event
 * that fits, and the first that does not.
 */
export async function verifyGrowth(streamId: string): Promise<{ last: Place; broken: Break | null }> {
  const state = await read(pass({ organizationId: streamId }), (tx) => stateOf(tx, streamId));
  const [newest = beginning] = state.seals
    .filter((seal) => isGenuine(seal, state.ours))
    .sort((a, b) => b.sequence - a.sequence);
  return walk(streamId, newest, state, Number.POSITIVE_INFINITY);
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

/** The verdict on a stream without its seals' dates. */
export async function verifyChain(streamId: string) {
  const { events, brokenAt, complaint } = await verifyLog(streamId);
  return { events, brokenAt, complaint };
}
