import { and, eq, gt, lt, ne, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { change } from "@/db/door";
import { sessions, users } from "@/db/schema";
import { day, fromNow, minute, now } from "@/lib/core/clock";
import { newSecret, sameText, sha256 } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import type { RequestContext } from "@/lib/core/request";
import { spendAccountToken } from "./accounts";
import type { Person } from "./actor";
import { tokenPass } from "./tokens";

/** SP 800-63B-4 asks for a new sign-in at least every 30 days; an idle session ends after 14. */
export const sessionLifeMs = 30 * day;
const idleLifeMs = 14 * day;

/** Activity is written down at most this often. */
const activityGrainMs = minute;

export type SignInMethod = "password" | "link" | "invitation";

/**
 * Spends a ticket on a session, in one transaction with the account locked: a new password that is set at the same
 * moment either ends this session too or finds its ticket gone. Answers what the cookie carries, the session's id and a
 * 256-bit secret that is stored as SHA-256. Refuses with *gone*.
 */
export async function startSession(
  ticket: string,
  request: RequestContext,
): Promise<{ id: string; secret: string }> {
  const [id, secret] = [newId("session"), newSecret()];
  return change(tokenPass(ticket), async (tx) => {
    const { token, account } = await spendAccountToken(tx, "ticket", ticket);
    await tx.insert(sessions).values({
      id,
      userId: account.id,
      secretHash: sha256(secret),
      method: token.payload.method as SignInMethod,
      ip: request.ip,
      userAgent: request.userAgent,
      createdAt: now(),
      lastActiveAt: now(),
      expiresAt: fromNow(sessionLifeMs),
    });
    return { id, secret };
  });
}

/** The person whose session this is, or null when it has ended, timed out or never was. Notes the activity. */
export async function findSession(
  id: string,
  secret: string,
  request: RequestContext,
): Promise<Person | null> {
  const [found] = await database()
    .select({ session: sessions, name: users.name, email: users.email })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, id),
        gt(sessions.expiresAt, now()),
        gt(sessions.lastActiveAt, fromNow(-idleLifeMs)),
      ),
    );
  if (!found || !sameText(found.session.secretHash, sha256(secret))) return null;
  if (found.session.lastActiveAt < fromNow(-activityGrainMs)) await noteActivity(id);
  return {
    kind: "person",
    userId: found.session.userId,
    name: found.name,
    email: found.email,
    sessionId: id,
    request,
  };
}

async function noteActivity(id: string): Promise<void> {
  await database()
    .update(sessions)
    .set({ lastActiveAt: sql`greatest(${sessions.lastActiveAt}, ${now().toISOString()}::timestamptz)` })
    .where(eq(sessions.id, id));
}

/** Ends one session; it is refused from the next request on, on every instance. */
export async function endSession(id: string): Promise<void> {
  await database().delete(sessions).where(eq(sessions.id, id));
}

/** Ends all of a person's sessions, but for `exceptId`. */
export async function endSessionsOf(
  tx: Pick<ReturnType<typeof database>, "delete">,
  userId: string,
  exceptId?: string,
): Promise<void> {
  await tx
    .delete(sessions)
    .where(
      exceptId ? and(eq(sessions.userId, userId), ne(sessions.id, exceptId)) : eq(sessions.userId, userId),
    );
}

/** Forgets sessions that ended by themselves. */
export async function sweepSessions(): Promise<void> {
  await database().delete(sessions).where(lt(sessions.expiresAt, now()));
}
