import { and, count, desc, eq, getTableColumns, gte, ilike, lt, or, type SQL, sql } from "drizzle-orm";
import { read } from "@/db/door";
import { organizationSignIns as attempts } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { day, now } from "@/lib/core/clock";
import { openCursor, type Page, pageOf } from "@/lib/core/cursor";
import type { AttemptOutcome } from "@/lib/core/sign-in";
import { containing } from "@/lib/core/text";
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

function chosen({ organizationId }: Grant, selection: SignInSelection): SQL | undefined {
  const { q, member, outcome, method, from, to } = selection;
  return and(
    eq(attempts.organizationId, organizationId),
    q ? mentions(q) : undefined,
    member ? eq(attempts.memberId, member) : undefined,
    outcome && (outcome === "failure" ? failed : eq(attempts.outcome, outcome)),
    method && eq(attempts.method, method),
    from ? gte(attempts.at, new Date(from)) : undefined,
    to ? lt(attempts.at, new Date(new Date(to).getTime() + day)) : undefined,
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

/** A day in UTC, as an ISO date, and how many attempts it saw of each outcome. */
export type SignInDay = { day: string; values: Record<AttemptOutcome, number> };

const usualDays = 30;
/** A year, also one with a leap day; more bars than that nobody can tell apart. */
const mostDays = 366;

const isoDay = (at: Date) => at.toISOString().slice(0, 10);

/** The days to count: those of the range that have come, the last ones where they are too many. */
function daysOf({ from, to }: SignInSelection): string[] {
  const today = isoDay(now());
  const end = to && to < today ? to : today;
  const last = new Date(from && from > end ? from : end).getTime();
  const asked = from ? (last - new Date(from).getTime()) / day + 1 : usualDays;
  const length = Math.min(asked, mostDays);
  return Array.from({ length }, (_, nth) => isoDay(new Date(last - (length - 1 - nth) * day)));
}

/** The attempts of a selection by day, the oldest first, for at most a year; without a first day, of thirty days. */
export async function countSignInsByDay(actor: Actor, selection: SignInSelection): Promise<SignInDay[]> {
  const grant = authorize(actor, "logs:read");
  const days = daysOf(selection);
  const range = { ...selection, from: days[0], to: days.at(-1) };
  const dayOf = sql<string>`to_char(${attempts.at} at time zone 'UTC', 'YYYY-MM-DD')`;
  const counts = await read(grant, (tx) =>
    tx
      .select({ day: dayOf, outcome: attempts.outcome, total: count() })
      .from(attempts)
      .where(chosen(grant, range))
      .groupBy(dayOf, attempts.outcome),
  );
  const byDay = new Map(days.map((each) => [each, { success: 0, challenged: 0, failure: 0 }]));
  for (const { day: each, outcome, total } of counts) {
    const values = byDay.get(each);
    if (values) values[outcome] = total;
  }
  return [...byDay].map(([each, values]) => ({ day: each, values }));
}
