import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  lt,
  lte,
  max,
  min,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import ipaddr from "ipaddr.js";
import type { Tx } from "@/db/door";
import { auditEvents } from "@/db/schema";
import { hour } from "@/lib/core/clock";
import { type AuditSelection, groupOf } from "@/lib/domain/audit/input";

const { streamId: _, previousHash: __, words: ___, ...shownColumns } = getTableColumns(auditEvents);

/** Which events are meant, with days as the moments between which they lie. */
export type AuditSpan = Omit<AuditSelection, "from" | "to"> & { since?: Date; before?: Date };

/** Before the first page: more than any log has. */
export const logEnd = Number.MAX_SAFE_INTEGER;

/** An address in whatever spelling is looked for in the one that is kept. */
const spelledOnce = (q: string) => (ipaddr.IPv6.isValid(q) ? ipaddr.IPv6.parse(q).toRFC5952String() : q);

/**
 * Finds the next events of a selection from a place on towards the past, by an index that lies behind the wall of
 * row-level security. A keyword that is in no index is looked for in a part of the log at a time: then `reached` is the
 * event down to which it was. An action is in the index by its group, and as the first of an event's words, beside which
 * no other can be asked for: whoever takes the events still has to look at what they are.
 */
export async function findPlaces(
  tx: Tx,
  streamId: string,
  { q, actor, target, group, action, outcome, since, before }: AuditSpan,
  most: number,
  below = logEnd,
): Promise<{ places: number[]; reached: number | null }> {
  const word = q || (action && `${action}\n`);
  const about = group ?? (action && groupOf(action));
  const found = await tx.execute<{ event: string; fits: boolean }>(sql`
    select event, fits from search_audit_events(
      ${streamId}, lower(${word ? spelledOnce(word) : null}::text), ${actor ?? null}, ${target ?? null}, ${about ?? null},
      ${outcome ?? null}, ${since?.toISOString() ?? null}::timestamptz, ${before?.toISOString() ?? null}::timestamptz,
      ${below}::bigint, ${most}::int
    )`);
  return {
    places: found.flatMap(({ event, fits }) => (fits ? Number(event) : [])),
    reached: found.flatMap(({ event, fits }) => (fits ? [] : Number(event)))[0] ?? null,
  };
}

/** What an event of a selection has to be, as the database looks at one by itself. */
function fitting({ q, actor, target, group, action, outcome, since, before }: AuditSpan): SQL | undefined {
  const word = q && sql`lower(${spelledOnce(q)}::text)`;
  return and(
    word
      ? or(
          sql`strpos(${auditEvents.words}, ${word}) > 0`,
          sql`${word} in (${auditEvents.actorId}, ${auditEvents.targetId})`,
        )
      : undefined,
    actor ? eq(auditEvents.actorId, actor) : undefined,
    target ? eq(auditEvents.targetId, target) : undefined,
    group ? sql`split_part(${auditEvents.action}, '.', 1) = ${group}` : undefined,
    action ? eq(auditEvents.action, action) : undefined,
    outcome ? eq(auditEvents.outcome, outcome) : undefined,
    since && gte(auditEvents.at, since),
    before && lt(auditEvents.at, before),
  );
}

/** How many numbers are gone through for one page on the way to the present. */
const numbersAtOnce = 20_000;

/** By so much may an event be numbered after one that is later: its time is taken before it waits for its turn. */
const mostOutOfTurn = hour;

/** Events of a selection, and at which one the looking for them stopped where that was not the end of the log. */
export type Found = {
  rows: Omit<typeof auditEvents.$inferSelect, "streamId" | "previousHash" | "words">[];
  reached: number | null;
};

/** Of events that have one thing some have not the other, so that more of them are looked at than are wanted. */
const lookedAt = 1_000;

/** The next events of a selection from a place on towards the past. */
export async function readBack(
  tx: Tx,
  stream: string,
  span: AuditSpan,
  below: number,
  most: number,
): Promise<Found> {
  const { streamId, sequence, action } = auditEvents;
  const events = (where: SQL) =>
    tx
      .select(shownColumns)
      .from(auditEvents)
      .where(and(eq(streamId, stream), where))
      .orderBy(desc(sequence))
      .limit(most);
  const whole = Object.values(span).every((value) => !value);
  if (whole) return { rows: await events(lt(sequence, below)), reached: null };
  const asked = span.action && span.q ? Math.max(most, lookedAt) : most;
  const { places, reached } = await findPlaces(tx, stream, span, asked, below);
  const here = inArray(sequence, places);
  const rows = await events(span.action ? (and(here, eq(action, span.action)) ?? here) : here);
  return { rows, reached: reached ?? (places.length === asked ? Math.min(...places) : null) };
}

/**
 * The next events of a selection from a place on towards the present. The index leads to the newest only; so the log is
 * walked along its numbers, a part of it at a time, within those that lie in the time that is asked for.
 */
export async function readAhead(
  tx: Tx,
  stream: string,
  span: AuditSpan,
  above: number,
  most: number,
): Promise<Found> {
  const { since, before } = span;
  const { streamId, sequence } = auditEvents;
  const newestBefore = async (moment: Date) =>
    (await findPlaces(tx, stream, { before: moment }, 1)).places[0] ?? 0;
  const start = since ? await newestBefore(new Date(since.getTime() - mostOutOfTurn)) : 0;
  const here = and(eq(streamId, stream), gt(sequence, Math.max(above, start)));
  const [ends] = await tx
    .select({ first: min(sequence), last: max(sequence) })
    .from(auditEvents)
    .where(here);
  const last = before ? await newestBefore(before) : (ends?.last ?? 0);
  const upTo = (ends?.first ?? 0) + numbersAtOnce - 1;
  const rows = await tx
    .select(shownColumns)
    .from(auditEvents)
    .where(and(here, lte(sequence, upTo), fitting(span)))
    .orderBy(asc(sequence))
    .limit(most);
  return { rows, reached: upTo < last ? upTo : null };
}
