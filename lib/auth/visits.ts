import { and, eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { sessions } from "@/db/schema";
import { minute } from "@/lib/core/clock";
import type { Actor, Person } from "./actor";
import { noteAttempt } from "./attempts";
import { reserveAttempt } from "./counters";
import type { Facts, Obstacle } from "./gate";

/** The sign-in log tells a refused visit once in so long for each session. */
const refusalGrain = { every: 1, holds: [10 * minute] } as const;

/** Writes into the organization's sign-in log that one of its policies kept a member out, and ends a session that is over. */
export async function noteRefusedVisit(
  { sessionId, userId, email, request }: Person,
  { organization }: Actor,
  reason: Obstacle,
): Promise<void> {
  const subject = `refused:${sessionId}:${organization.id}:${reason}`;
  const { allowed } = await reserveAttempt(subject, refusalGrain);
  if (allowed) {
    const attempt = { email, userId, method: "session", outcome: "failure", reason } as const;
    await noteAttempt(request, attempt, [organization.id]);
  }
  if (reason === "session-idle" || reason === "session-too-old")
    await database().delete(sessions).where(eq(sessions.id, sessionId));
}

/** Keeps the limits of an organization with the session that enters it: from then on the strictest of all it has entered hold everywhere. */
export async function keepLimits(
  sessionId: string,
  { idleMinutes, absoluteHours }: Facts["policy"],
): Promise<void> {
  if (idleMinutes === null && absoluteHours === null) return;
  const idle = sql`least(${sessions.idleLimitMinutes}, ${idleMinutes}::int)`;
  const absolute = sql`least(${sessions.absoluteLimitHours}, ${absoluteHours}::int)`;
  await database()
    .update(sessions)
    .set({ idleLimitMinutes: idle, absoluteLimitHours: absolute })
    .where(
      and(
        eq(sessions.id, sessionId),
        sql`(${sessions.idleLimitMinutes}, ${sessions.absoluteLimitHours}) is distinct from (${idle}, ${absolute})`,
      ),
    );
}
