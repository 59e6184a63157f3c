import { and, count, desc, eq, getTableColumns, gte, ilike, lt, or, type SQL, sql } from "drizzle-orm";
import { read } from "@/db/door";
import { organizationSignIns as attempts } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { day, now } from "@/lib/core/clock";
import { openCursor, type Page, pageOf } from "@/lib/core/cursor";
import type { AttemptOutcome } from "@/lib/core/sign-in";
import { containing } from "@/lib/core/text";
import { dayAfter, spanOf, startOfDay, wallDay } from "@/lib/core/wall-clock";
import { dayZone } from "@/lib/domain/audit/rules";
import type { SignInFilter, SignInSelection } from "./input";

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

/** A place in the log: when, and which of those of that moment. */
const placeOf = ({ at, id }: SignIn): [string, string] => [at.toISOString(), id];

/** The next attempts from a place on towards the past. */
function readOn(grant: Grant, selection: SignInSelection, place: (string | number)[] | null, limit: number) {
  const older = place && sql`(${attempts.at}, ${attempts.id}) < (${place[0]}::timestamptz, ${place[1]})`;
  return read(grant, (tx) =>
    tx
      .select(shownColumns)
      .from(attempts)
      .where(and(chosen(grant, selection), older ?? undefined))
      .orderBy(desc(attempts.at), desc(attempts.id))
      .limit(limit),
  );
}

/** A page of the organization's sign-in log, the newest first. */
export async function listSignIns(actor: Actor, filter: SignInFilter): Promise<Page<SignIn>> {
  const grant = authorize(actor, "logs:read");
  const { limit, cursor, ...selection } = filter;
  const { q = "", member = "", outcome = "", method = "", from = "", to = "" } = selection;
  const scope = JSON.stringify(["sign-ins", grant.organizationId, q, member, outcome, method, from, to]);
  const rows = await readOn(grant, selection, openCursor(cursor, scope), limit + 1);
  return pageOf(rows, limit, scope, placeOf);
}

const rowsAtOnce = 1_000;

/**
 * Every attempt of a selection, the newest first, read in batches: memory does not grow with the log, and no
 * transaction waits for whoever reads slowly. Refuses at its first step.
 */
export async function* eachSignIn(actor: Actor, selection: SignInSelection): AsyncGenerator<SignIn> {
  const grant = authorize(actor, "logs:read");
  let place: [string, string] | null = null;
  do {
    const rows: SignIn[] = await readOn(grant, selection, place, rowsAtOnce);
    yield* rows;
    const last = rows[rowsAtOnce - 1];
    place = last ? placeOf(last) : null;
  } while (place);
}

/** Under which name a member last stands in the log; null for whoever does not. */
export async function findSignInName(actor: Actor, memberId: string): Promise<string | null> {
  const [newest] = await readOn(authorize(actor, "logs:read"), { member: memberId }, null, 1);
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
