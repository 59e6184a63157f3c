import type { removedMembers, users } from "@/db/schema";
import type { Event } from "./chronicle";
import { daysBefore } from "./moments";

type Rows = { users: (typeof users.$inferInsert)[]; removed: (typeof removedMembers.$inferInsert)[] };

/** Those whom the log says were removed lately: their accounts, and what they can be restored to. */
export function removedIn(organizationId: string, events: Event[], today: Date): Rows {
  const rows: Rows = { users: [], removed: [] };
  for (const { action, at, actorName, targetId, targetName } of events) {
    if (action !== "member.removed" || at < daysBefore(today, 29) || !targetId || !targetName) continue;
    const joining = events.find(
      (event) => event.action === "invitation.accepted" && event.actorName === targetName,
    );
    if (!joining?.actorId || !joining.targetName) continue;
    const { actorId: userId, targetName: email, at: joinedAt } = joining;
    rows.users.push({ id: userId, email, name: targetName, emailVerifiedAt: joinedAt, createdAt: joinedAt });
    rows.removed.push({
      organizationId,
      id: targetId,
      userId,
      name: targetName,
      email,
      role: "user",
      joinedAt,
      removedAt: at,
      removedByName: actorName,
    });
  }
  return rows;
}
