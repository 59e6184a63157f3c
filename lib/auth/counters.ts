import { and, eq, gt, sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { Tx } from "@/db/door";
import { attemptCounters } from "@/db/schema";
import { day, fromNow, hour, minute, now, second } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { formatRelative } from "@/lib/core/format";

/** After every so many failures in a row comes the next hold, in milliseconds; the last one comes again and again. */
export type Ladder = {
  every: number;
  holds: readonly number[];
  /** After so long without an attempt the count begins anew; never, if left out. */
  forgetsMs?: number;
};

/** Longer than anyone waits: such a hold ends by a mailed link or an administrator. */
export const forGood = 36_500 * day;

/** Five wrong passwords for an account, then a rest; a guesser gets 20 of them, and a person is back after minutes (ASVS 5.0 6.3.1). */
export const passwordLadder: Ladder = { every: 5, holds: [5 * minute, 30 * minute, hour, forGood] };

/** The longest that the only Owner of an organization is held. */
export const longestOwnerHold = hour;

/**
 * Four times as many for a network, because an office shares one address; whoever guesses along many accounts meets it
 * first. It always ends by itself: nobody could unlock a network.
 */
export const networkLadder: Ladder = { every: 20, holds: [5 * minute, 30 * minute, hour] };

/** Ten wrong codes in a row and the factor rests: one in 100,000 to guess six digits, each quarter of an hour. */
export const factorLadder: Ladder = { every: 10, holds: [15 * minute] };

/** What strangers of one network may ask for that makes us write or mail: 120 times without an hour's pause, then a rest. */
export const askingLadder: Ladder = { every: 120, holds: [10 * minute], forgetsMs: hour };

/** New passwords that one person may try: each is compared with all that an organization remembers. */
export const choosingLadder: Ladder = { every: 10, holds: [15 * minute], forgetsMs: hour };

/** Organizations that one person may make: each may write to addresses of others. */
export const foundingLadder: Ladder = { every: 10, holds: [day], forgetsMs: day };

/** Links to confirm an address as a contact, whichever organizations ask: as many as there are links to sign in. */
export const contactLadder: Ladder = { every: 5, holds: [hour], forgetsMs: hour };

/** Checks of an organization's audit log that begin: each reads all of it, and every seal. */
export const auditCheckLadder: Ladder = { every: 12, holds: [hour], forgetsMs: hour };

/** Refusals of one actor and deed that the audit log takes without a pause: it keeps what is in it, and is not to be filled. */
export const refusalLadder: Ladder = { every: 20, holds: [10 * minute], forgetsMs: 10 * minute };

export type Reservation =
  | { allowed: true; failures: number; heldUntil: Date | null }
  | { allowed: false; heldUntil: Date };

/**
 * Counts an attempt as failed before it is checked, in a statement of its own: of any number at once no more are allowed
 * than the ladder lets through, also on two instances, and what fails later still counts. `forgiveAttempts` takes it back.
 * Within a transaction it counts only what is done in the end.
 */
export async function reserveAttempt(
  subject: string,
  { every, holds, forgetsMs = forGood }: Ladder,
  tx: Pick<Tx, "execute" | "select"> = database(),
): Promise<Reservation> {
  const at = now().toISOString();
  const steps = sql`array[${sql.join(
    holds.map((hold) => sql`${hold}::bigint`),
    sql`, `,
  )}]`;
  const begins = fromNow(-forgetsMs).toISOString();
  const next = sql`(case when counter.changed_at < ${begins}::timestamptz then 1 else counter.failures + 1 end)`;
  const [row] = await tx.execute<{ failures: number; held_until: string | null }>(sql`
    insert into attempt_counters as counter (subject, failures, changed_at, held_until)
    values (${subject}, 1, ${at}::timestamptz,
      case when ${every} = 1 then ${at}::timestamptz + (${steps})[1] * interval '1 millisecond' end)
    on conflict (subject) do update set
      failures = ${next},
      changed_at = excluded.changed_at,
      held_until = case when (${next}) % ${every} = 0
        then excluded.changed_at
          + (${steps})[least((${next}) / ${every}, ${holds.length})] * interval '1 millisecond'
        end
    where counter.held_until is null or counter.held_until <= excluded.changed_at
    returning failures, held_until`);
  if (row) {
    const heldUntil = row.held_until === null ? null : new Date(row.held_until);
    return { allowed: true, failures: Number(row.failures), heldUntil };
  }
  const [held] = await tx.select().from(attemptCounters).where(eq(attemptCounters.subject, subject));
  return { allowed: false, heldUntil: held?.heldUntil ?? now() };
}

/** The refusal of what was done too often; the words say what, and end before the time. */
export function tooOften(words: string, until: Date): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil((until.getTime() - now().getTime()) / second));
  return new AppError("rate-limited", `${words} ${formatRelative(until, now())}.`, { retryAfterSeconds });
}

/** Until when nothing may be tried, or null. */
export async function heldUntil(tx: Pick<Tx, "select">, subject: string): Promise<Date | null> {
  const [row] = await tx.select().from(attemptCounters).where(eq(attemptCounters.subject, subject));
  return row?.heldUntil && row.heldUntil > now() ? row.heldUntil : null;
}

/** Begins a count anew, and ends what it held; answers how many failures there were. */
export async function forgiveAttempts(tx: Pick<Tx, "delete">, subject: string): Promise<number> {
  const [row] = await tx.delete(attemptCounters).where(eq(attemptCounters.subject, subject)).returning();
  return row?.failures ?? 0;
}

/** Takes some attempts off a count that were no failures, and ends the hold that only they brought about. */
export async function takeBackAttempts(
  tx: Pick<Tx, "update">,
  subject: string,
  attempts: number,
  { every }: Ladder,
): Promise<void> {
  const left = sql`greatest(${attemptCounters.failures} - ${attempts}, 0)`;
  await tx
    .update(attemptCounters)
    .set({
      failures: left,
      heldUntil: sql`case when ${left} / ${every} = ${attemptCounters.failures} / ${every} then ${attemptCounters.heldUntil} end`,
    })
    .where(eq(attemptCounters.subject, subject));
}

/** Lets a hold end no later than `milliseconds` from now. */
export async function shortenHold(
  tx: Pick<Tx, "update">,
  subject: string,
  milliseconds: number,
): Promise<void> {
  const end = fromNow(milliseconds);
  await tx
    .update(attemptCounters)
    .set({ heldUntil: end })
    .where(and(eq(attemptCounters.subject, subject), gt(attemptCounters.heldUntil, end)));
}

/** A count that nobody touched for so long is forgotten, unless it holds something still. */
const keptMs = 30 * day;

/** Forgets counts that no longer matter. */
export async function sweepCounters(): Promise<void> {
  await database().execute(sql`
    delete from attempt_counters
    where changed_at < ${fromNow(-keptMs).toISOString()}::timestamptz
      and (held_until is null or held_until < ${now().toISOString()}::timestamptz
        or not exists (select from users where 'password:' || users.email = subject))`);
}
