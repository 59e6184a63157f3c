import { and, eq, gt, isNotNull, lt, ne, or, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { change, pass, read, type Tx } from "@/db/door";
import { securityPolicies, sessions, users } from "@/db/schema";
import { day, fromNow, hour, minute, now } from "@/lib/core/clock";
import { newSecret, sameText, sha256 } from "@/lib/core/crypto";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { RequestContext } from "@/lib/core/request";
import type { SecondFactorMethod, SignInMethod } from "@/lib/core/sign-in";
import { type Account, spendAccountToken } from "./accounts";
import type { Holder } from "./actor";
import { noteAttempt } from "./attempts";
import { factorsOf, hasSecondFactor } from "./factors";
import { demandsOn } from "./policy";
import { issueToken, tokenPass } from "./tokens";

/** SP 800-63B-4 asks for a new sign-in at least every 30 days; an idle session ends after 14. */
export const sessionLifeMs = 30 * day;
export const idleLifeMs = 14 * day;

/** Long enough to fetch a phone or to set one up; then the first factor is asked for again. */
export const halfwayLifeMs = 15 * minute;

/** Activity is written down at most this often. */
const activityGrainMs = minute;

/** What was proven for a session to begin with; `passwordDue` when the password is to be replaced before anything else. */
export type Proof = { method: SignInMethod; secondFactor?: SecondFactorMethod; passwordDue?: boolean };

/** What was proven, or put right, within a session, which the new one takes the place of. */
export type Rise = {
  renews: string;
  secondFactor?: SecondFactorMethod;
  /** That it was them, by a lesser way than a second factor. */
  proven?: boolean;
  passwordSet?: boolean;
};

/** Issues the ticket for a proof. Needs the account locked. */
export function issueTicket(tx: Tx, userId: string, proof: Proof | Rise): Promise<string> {
  return issueToken(tx, "ticket", userId, { payload: proof });
}

/** Whether the first factor alone is not enough: the account has a second factor, or owes one to an organization. */
export async function needsSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  if (hasSecondFactor(await factorsOf(tx, userId))) return true;
  return (await demandsOn(tx, userId)).secondFactorBy.length > 0;
}

/**
 * Spends a ticket on a session, in one transaction with the account locked: a new password that is set at the same
 * moment either ends this session too or finds its ticket gone. Every rise in assurance comes through here and gives
 * another id and secret (ASVS 5.0 7.2.4); the session of before ends in the same moment. Answers what the cookie
 * carries, the session's id and a 256-bit secret that is stored as SHA-256. Refuses with *gone*.
 */
export async function startSession(
  ticket: string,
  request: RequestContext,
): Promise<{ id: string; secret: string }> {
  const [id, secret] = [newId("session"), newSecret()];
  return change(tokenPass(ticket), async (tx) => {
    const { token, account } = await spendAccountToken(tx, "ticket", ticket);
    const proof = token.payload as Proof | Rise;
    if (account.apiOnly) throw new AppError("gone", "This account does not sign in.");
    await tx.insert(sessions).values({
      id,
      userId: account.id,
      secretHash: sha256(secret),
      ip: request.ip,
      lastIp: request.ip,
      userAgent: request.userAgent,
      lastActiveAt: now(),
      ...("renews" in proof ? await risen(tx, account, proof) : await begun(tx, account, proof)),
    });
    return { id, secret };
  });
}

async function begun(tx: Tx, account: Account, { method, secondFactor, passwordDue = false }: Proof) {
  const halfway = secondFactor === undefined && (await needsSecondFactor(tx, account.id));
  const expiresAt = fromNow(halfway || passwordDue ? halfwayLifeMs : sessionLifeMs);
  return {
    method,
    secondFactor: secondFactor ?? null,
    halfway,
    passwordDue,
    createdAt: now(),
    factorAt: now(),
    expiresAt,
  };
}

/** What a session becomes by another proof. It began when it began, and a renewed one lives no longer than before. */
async function risen(tx: Tx, account: Account, { renews, secondFactor, proven, passwordSet }: Rise) {
  const [before] = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, renews), eq(sessions.userId, account.id), isLive()))
    .returning();
  if (!before) throw new AppError("gone", "Your session has ended. Sign in again.");
  const completed =
    (before.halfway && secondFactor !== undefined) || (before.passwordDue && passwordSet === true);
  const passwordDue = before.passwordDue && !passwordSet;
  return {
    method: before.method,
    secondFactor: secondFactor ?? before.secondFactor,
    halfway: before.halfway && secondFactor === undefined,
    passwordDue,
    idleLimitMinutes: before.idleLimitMinutes,
    absoluteLimitHours: before.absoluteLimitHours,
    createdAt: before.createdAt,
    // A session that is renewed for another reason is no fresher than it was.
    factorAt: secondFactor || proven ? now() : before.factorAt,
    expiresAt: completed && !passwordDue ? fromNow(sessionLifeMs) : before.expiresAt,
  };
}

/** A session that has not ended: by its own dates, or by the limits of the organizations it has entered. */
export function isLive() {
  const at = sql`${now().toISOString()}::timestamptz`;
  return and(
    gt(sessions.expiresAt, now()),
    gt(sessions.lastActiveAt, fromNow(-idleLifeMs)),
    sql`coalesce(${sessions.lastActiveAt} + ${sessions.idleLimitMinutes} * interval '1 minute' > ${at}, true)`,
    sql`coalesce(${sessions.createdAt} + ${sessions.absoluteLimitHours} * interval '1 hour' > ${at}, true)`,
  );
}

/**
 * Whose session this is, or null when it has ended, timed out or never was. Someone whose second factor is not proven
 * yet is no person: they are halfway; nor is one whose password is to be replaced first: they are overdue. Notes the
 * activity, but for what a browser asks by itself.
 */
export async function findSession(
  id: string,
  secret: string,
  request: RequestContext,
  browser: string | null = null,
): Promise<Holder | null> {
  const [found] = await database()
    .select({
      session: sessions,
      live: sql<boolean>`${isLive()}`,
      name: users.name,
      email: users.email,
      timeZone: users.timeZone,
      lastOrganizationId: users.lastOrganizationId,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, id), eq(users.apiOnly, false)));
  if (!found || !sameText(found.session.secretHash, sha256(secret))) return null;
  const { session, live, name, email, timeZone, lastOrganizationId } = found;
  const { userId, method, factorAt, createdAt: signedInAt, lastActiveAt: idleSince } = session;
  const { idleLimitMinutes, absoluteLimitHours } = session;
  if (!live) {
    await noteEnd(session, email, request);
    return null;
  }
  const noted = !request.passive && idleSince < fromNow(-activityGrainMs);
  if (noted) await noteActivity(id, request.ip);
  const who = { userId, name, email, sessionId: id, request };
  if (session.halfway) return { ...who, kind: "halfway", method, browser };
  if (session.passwordDue) return { ...who, kind: "overdue" };
  return {
    ...who,
    kind: "person",
    factorAt,
    signedInAt,
    idleSince,
    activeAt: noted ? now() : idleSince,
    idleLimitMinutes,
    absoluteLimitHours,
    lastOrganizationId,
    timeZone,
  };
}

/** Forgets a session that is over; the sign-in log is told when an organization's limits ended it. */
async function noteEnd(
  session: typeof sessions.$inferSelect,
  email: string,
  request: RequestContext,
): Promise<void> {
  const ended = await database().delete(sessions).where(eq(sessions.id, session.id)).returning();
  const { userId, idleLimitMinutes, absoluteLimitHours, expiresAt, lastActiveAt, createdAt } = session;
  const byItself = expiresAt <= now() || lastActiveAt <= fromNow(-idleLifeMs);
  if (ended.length === 0 || byItself || (idleLimitMinutes === null && absoluteLimitHours === null)) return;
  const tooOld = absoluteLimitHours !== null && createdAt <= fromNow(-absoluteLimitHours * hour);
  const reason = tooOld ? "session-too-old" : "session-idle";
  const attempt = { email, userId, method: "session", outcome: "failure", reason } as const;
  await noteAttempt(request, attempt, await limitingOrganizations(userId));
}

/** The organizations of a person that limit sessions: theirs is the log in which an end stands. */
async function limitingOrganizations(userId: string): Promise<string[]> {
  const limits = or(isNotNull(securityPolicies.idleMinutes), isNotNull(securityPolicies.absoluteHours));
  const rows = await read(pass({ userId }), (tx) =>
    tx.select({ id: securityPolicies.organizationId }).from(securityPolicies).where(limits),
  );
  return rows.map(({ id }) => id);
}

async function noteActivity(id: string, ip: string | null): Promise<void> {
  await database()
    .update(sessions)
    .set({
      lastActiveAt: sql`greatest(${sessions.lastActiveAt}, ${now().toISOString()}::timestamptz)`,
      lastIp: ip,
    })
    .where(eq(sessions.id, id));
}

/** Ends one session; it is refused from the next request on, on every instance. */
export async function endSession(id: string): Promise<void> {
  await database().delete(sessions).where(eq(sessions.id, id));
}

/** Ends all of a person's sessions, but for `exceptId`; answers how many. */
export async function endSessionsOf(
  tx: Pick<ReturnType<typeof database>, "delete">,
  userId: string,
  exceptId?: string,
): Promise<number> {
  const theirs = eq(sessions.userId, userId);
  const ended = await tx
    .delete(sessions)
    .where(exceptId ? and(theirs, ne(sessions.id, exceptId)) : theirs)
    .returning({ id: sessions.id });
  return ended.length;
}

/** Ends sign-ins of an account that are not finished: what they rest on has changed. */
export async function endUnfinishedSessions(
  tx: Pick<ReturnType<typeof database>, "delete">,
  userId: string,
  exceptId: string,
): Promise<void> {
  await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        or(eq(sessions.halfway, true), eq(sessions.passwordDue, true)),
        ne(sessions.id, exceptId),
      ),
    );
}

/** Forgets sessions that ended by themselves. */
export async function sweepSessions(): Promise<void> {
  await database().delete(sessions).where(lt(sessions.expiresAt, now()));
}
