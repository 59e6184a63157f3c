import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { change, pass } from "@/db/door";
import { memberships, sessions, users } from "@/db/schema";
import { fromNow, minute, now } from "@/lib/core/clock";
import type { Actor, Person } from "./actor";
import { noteRefusal } from "./attempts";
import type { Facts, Obstacle } from "./gate";

/** Writes into the organization's sign-in log that one of its policies kept a member out, and ends a session that is over. */
export async function noteRefusedVisit(
  { sessionId, userId, email, request }: Person,
  { organization }: Actor,
  reason: Obstacle,
): Promise<void> {
  const subject = `${sessionId}:${organization.id}:${reason}`;
  await noteRefusal(subject, request, { email, userId, method: "session", reason }, [organization.id]);
  if (reason === "session-idle" || reason === "session-too-old")
    await database().delete(sessions).where(eq(sessions.id, sessionId));
}

/** Whether a limit is stricter than another, where null is none. */
function isStricter(limit: number | null, than: number | null): boolean {
  return limit !== null && (than === null || limit < than);
}

/** Keeps the limits of an organization with the session that enters it: from then on the strictest of all it has entered hold everywhere. */
export async function keepLimits(
  { sessionId, idleLimitMinutes, absoluteLimitHours }: Person,
  { idleMinutes, absoluteHours }: Facts["policy"],
): Promise<void> {
  if (!isStricter(idleMinutes, idleLimitMinutes) && !isStricter(absoluteHours, absoluteLimitHours)) return;
  await database()
    .update(sessions)
    .set({
      idleLimitMinutes: sql`least(${sessions.idleLimitMinutes}, ${idleMinutes}::int)`,
      absoluteLimitHours: sql`least(${sessions.absoluteLimitHours}, ${absoluteHours}::int)`,
    })
    .where(eq(sessions.id, sessionId));
}

/** A member's visit is written down at most this often. */
const visitGrainMs = minute;

/** Remembers that a member is here: their last activity, and the organization to lead them back to. Mostly both are noted already. */
export async function noteVisit(
  { id, organization, lastActiveAt }: Actor,
  { userId, lastOrganizationId }: Person,
): Promise<void> {
  const moved = lastOrganizationId !== organization.id;
  if (!moved && lastActiveAt !== null && lastActiveAt >= fromNow(-visitGrainMs)) return;
  await change(pass({ organizationId: organization.id }), async (tx) => {
    const stale = or(isNull(memberships.lastActiveAt), lt(memberships.lastActiveAt, fromNow(-visitGrainMs)));
    await tx
      .update(memberships)
      .set({ lastActiveAt: now() })
      .where(and(eq(memberships.organizationId, organization.id), eq(memberships.id, id), stale));
    if (moved)
      await tx.update(users).set({ lastOrganizationId: organization.id }).where(eq(users.id, userId));
  });
}
