import { and, asc, count, desc, eq, getTableColumns, gte, ilike, lt, or, type SQL, sql } from "drizzle-orm";
import { read } from "@/db/door";
import { organizationSignIns as attempts } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { day, fromNow, minute, now } from "@/lib/core/clock";
import { openCursor, type Page, pageOf } from "@/lib/core/cursor";
import { invalidField } from "@/lib/core/errors";
import type { AttemptOutcome } from "@/lib/core/sign-in";
import { containing } from "@/lib/core/text";
import { dayAfter, spanOf, startOfDay, wallDay } from "@/lib/core/wall-clock";
import { dayZone } from "@/lib/domain/audit/rules";
import type { SignInQuery, SignInSelection } from "./input";

const { organizationId: _, userId: __, ...shownColumns } = getTableColumns(attempts);

export type SignIn = Omit<typeof attempts.$inferSelect, "organizationId" | "userId">;

/** Said in the words of the index of failures: of a parameter Postgres could not know that the index holds it. */
const failed = sql`${attempts.outcome} = 'failure'`;

function mentions(text: string): SQL | undefined {
  const pattern = containing(text);
  return or(
    ilike(attempts.name, pattern),
    ilike(attempts.email, pattern),
    ilike(sql`host(${attempts.ip})`, pattern),
  );
}

function chosen({ organizationId, actor }: Grant, selection: SignInSelection): SQL | undefined {
  const { q, member, outcome, method } = selection;
  const { since, before } = spanOf(selection, dayZone(actor));
  return and(
    eq(attempts.organizationId, organizationId),
    q ? mentions(q) : undefined,
    member ? eq(attempts.memberId, member) : undefined,
    outcome && (outcome === "failure" ? failed : eq(attempts.outcome, outcome)),
    method && eq(attempts.method, method),
    since && gte(attempts.at, since),
    before && lt(attempts.at, before),
  );
}

/** From which end a log is read, and after which attempt. */
type Direction = Pick<SignInQuery, "order" | "after">;

/** A place in the log: when, and which of those of that moment. */
const placeOf = ({ at, id }: Pick<SignIn, "at" | "id">): [string, string] => [at.toISOString(), id];

/**
 * An attempt has its time before it is written, which takes 30 seconds at the most, and attempts wait for no others. Whoever
 * reads the oldest first would pass one by that is still being written, so what is younger than this is left for later.
 */
const settledAfter = minute;

/** The next attempts from a place on. */
function readOn(
  grant: Grant,
  selection: SignInSelection,
  order: Direction["order"],
  place: (string | number)[] | null,
  limit: number,
) {
  const [sorted, beyond] = order === "asc" ? [asc, sql`>`] : [desc, sql`<`];
  const onwards =
    place && sql`(${attempts.at}, ${attempts.id}) ${beyond} (${place[0]}::timestamptz, ${place[1]})`;
  const settled = order === "asc" ? lt(attempts.at, fromNow(-settledAfter)) : undefined;
  return read(grant, (tx) =>
    tx
      .select(shownColumns)
      .from(attempts)
      .where(and(chosen(grant, selection), settled, onwards ?? undefined))
      .orderBy(sorted(attempts.at), sorted(attempts.id))
      .limit(limit),
  );
}

/** Where a log that is read after an attempt begins; null for the end that it is read from. */
async function startOf(grant: Grant, { after }: Direction): Promise<[string, string] | null> {
  if (!after) return null;
  const [attempt] = await read(grant, (tx) =>
    tx
      .select({ at: attempts.at, id: attempts.id })
      .from(attempts)
      .where(and(eq(attempts.organizationId, grant.organizationId), eq(attempts.id, after))),
  );
  if (attempt) return placeOf(attempt);
  throw invalidField("after", "The log has no such attempt, or not any more. Begin with from instead.");
}

/** A page of the organization's sign-in log, the newest first unless asked otherwise. */
export async function listSignIns(actor: Actor, query: SignInQuery): Promise<Page<SignIn>> {
  const grant = authorize(actor, "logs:read");
  const { limit, cursor, order = "desc", after, ...selection } = query;
  const { q = "", member = "", outcome = "", method = "", from = "", to = "" } = selection;
  const asked = [q, member, outcome, method, from, to, order, after];
  const scope = JSON.stringify(["sign-ins", grant.organizationId, ...asked]);
  const place = openCursor(cursor, scope) ?? (await startOf(grant, { after }));
  const rows = await readOn(grant, selection, order, place, limit + 1);
  return pageOf(rows, limit, scope, placeOf);
}

const rowsAtOnce = 1_000;

/**
 * Every attempt of a selection, the newest first unless asked otherwise, read in batches: memory does not grow with the log,
 * and no transaction waits for whoever reads slowly. Refuses at its first step.
 */
export async function* eachSignIn(
  actor: Actor,
  { order, after, ...selection }: SignInSelection & Direction,
): AsyncGenerator<SignIn> {
  const grant = authorize(actor, "logs:read");
  let place = await startOf(grant, { after });
  do {
    const rows: SignIn[] = await readOn(grant, selection, order, place, rowsAtOnce);
    yield* rows;
    const last = rows[rowsAtOnce - 1];
    place = last ? placeOf(last) : null;
  } while (place);
}

/** Under which name a member last stands in the log; null for whoever does not. */
export async function findSignInName(actor: Actor, memberId: string): Promise<string | null> {
  const [newest] = await readOn(authorize(actor, "logs:read"), { member: memberId }, "desc", null, 1);
  return newest?.name ?? null;
}

/** A day, as an ISO date, and how many attempts it saw of each outcome. */
export type SignInDay = { day: string; values: Record<AttemptOutcome, number> };

const usualDays = 30;
/** A year, also one with a leap day; more bars than that nobody can tell apart. */
const mostDays = 366;

/** The days to count: those of the range that have come by the clock of the zone, the last ones where they are too many. */
function daysOf({ from, to }: SignInSelection, zone: string): string[] {
  const today = wallDay(now(), zone);
  const end = to && to < today ? to : today;
  const last = from && from > end ? from : end;
  const asked = from ? (new Date(last).getTime() - new Date(from).getTime()) / day + 1 : usualDays;
  const length = Math.min(asked, mostDays);
  return Array.from({ length }, (_, nth) => dayAfter(last, nth + 1 - length));
}

/** The attempts of a selection by day, the oldest first, for at most a year; without a first day, of thirty days. */
export async function countSignInsByDay(actor: Actor, selection: SignInSelection): Promise<SignInDay[]> {
  const grant = authorize(actor, "logs:read");
  const zone = dayZone(actor);
  const days = daysOf(selection, zone);
  const range = { ...selection, from: days[0], to: days.at(-1) };
  // Days begin where our own clock says, so that bars and filter agree whatever the database knows of zones.
  const starts = days.map((each) => startOfDay(each, zone).toISOString());
  const place = sql<number>`width_bucket(${attempts.at}, ${sql.param(starts)}::text[]::timestamptz[])`;
  const counts = await read(grant, (tx) =>
    tx
      .select({ nth: place.as("nth"), outcome: attempts.outcome, total: count() })
      .from(attempts)
      .where(chosen(grant, range))
      .groupBy(sql`nth`, attempts.outcome),
  );
  const byDay = days.map((each) => ({ day: each, values: { success: 0, challenged: 0, failure: 0 } }));
  for (const { nth, outcome, total } of counts) {
    const found = byDay[nth - 1];
    if (found) found.values[outcome] = total;
  }
  return byDay;
}
