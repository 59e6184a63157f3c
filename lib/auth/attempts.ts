import { sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { minute, now } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { RequestContext } from "@/lib/core/request";
import type { AttemptMethod, AttemptOutcome, AttemptReason } from "@/lib/core/sign-in";
import { reserveAttempt } from "./counters";

export type Attempt = {
  /** The address that was tried, whether or not it has an account. */
  email: string;
  userId: string | null;
  method: AttemptMethod;
  outcome: AttemptOutcome;
  reason?: AttemptReason;
};

/**
 * Writes an attempt to sign in, and shows it to every organization that the account is a member of, or to some of them alone. One statement for
 * known and unknown accounts alike, in a transaction of its own, so that a refused sign-in is written too.
 */
export async function noteAttempt(
  request: RequestContext,
  attempt: Attempt,
  onlyTo: readonly string[] | null = null,
): Promise<void> {
  const { userId, email, method, outcome, reason = null } = attempt;
  await change(pass({ userId: userId ?? "" }), (tx) =>
    tx.execute(sql`
      with attempt as (
        insert into sign_in_attempts (id, at, user_id, email, method, outcome, reason, ip, user_agent)
        values (
          ${newId("signInAttempt")}, ${now().toISOString()}::timestamptz, ${userId}, ${email}, ${method},
          ${outcome}, ${reason}, ${request.ip}::inet, ${request.userAgent}
        )
        returning *
      )
      insert into organization_sign_ins
        (organization_id, id, member_id, user_id, name, at, email, method, outcome, reason, ip, user_agent)
      select memberships.organization_id, attempt.id, memberships.id, users.id, users.name,
        attempt.at, attempt.email, attempt.method, attempt.outcome, attempt.reason, attempt.ip, attempt.user_agent
      from attempt
      join users on users.id = attempt.user_id
      join memberships on memberships.user_id = users.id
      where ${onlyTo === null} or memberships.organization_id = any(${sql.param([...(onlyTo ?? [])])}::text[])`),
  );
}

/** The log tells a refusal that comes again and again once in so long. */
const refusalGrain = { every: 1, holds: [10 * minute] } as const;

/**
 * Writes an attempt that was refused before anything of it was looked at, once in ten minutes for each `subject`: whoever
 * goes on and on does not fill the log.
 */
export async function noteRefusal(
  subject: string,
  request: RequestContext,
  attempt: Omit<Attempt, "outcome">,
  onlyTo?: readonly string[],
): Promise<void> {
  const { allowed } = await reserveAttempt(`refused:${subject}`, refusalGrain);
  if (allowed) await noteAttempt(request, { ...attempt, outcome: "failure" }, onlyTo);
}

/** So many attempts are forgotten in one statement. */
const forgottenAtOnce = 5_000;

/** Forgets what is older than `signInsKeptDays`, by a function of the owner's: the runtime may take nothing from a log. */
export async function sweepAttempts(): Promise<void> {
  let gone: number | undefined;
  do {
    const rows = await database().execute<{ gone: number }>(
      sql`select forget_sign_ins(${forgottenAtOnce}) as gone`,
    );
    gone = rows[0]?.gone;
  } while (gone === forgottenAtOnce);
}

/** An IPv6 household or office has at least a /64 of its own (RFC 6177). */
const ownPrefixBits = 64;

/** The network that a client's address counts to: itself for IPv4, its /64 for IPv6. */
export function networkOf(ip: string): string {
  const address = ipaddr.process(ip);
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${ownPrefixBits}`)}/${ownPrefixBits}`;
}
