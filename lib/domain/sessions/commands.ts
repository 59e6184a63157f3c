import { and, eq } from "drizzle-orm";
import { change, pass } from "@/db/door";
import { sessions } from "@/db/schema";
import type { Person } from "@/lib/auth/actor";
import { endSessionsOf } from "@/lib/auth/sessions";
import { notFound } from "@/lib/core/errors";
import { command, recordAudit } from "@/lib/domain/audit/record";
import type { SessionIdInput } from "./input";

/** Ends one of the person's own sessions, from its next request on. Refuses one that has ended, or is another's. */
export const endSession = command(
  "session.ended",
  async (person: Person, { sessionId }: SessionIdInput): Promise<{ id: string }> =>
    change(pass({ userId: person.userId }), async (tx) => {
      const [ended] = await tx
        .delete(sessions)
        .where(and(eq(sessions.id, sessionId), eq(sessions.userId, person.userId)))
        .returning();
      if (!ended) throw notFound("session");
      await recordAudit(
        tx,
        person,
        "session.ended",
        { kind: "session", id: ended.id, name: person.name },
        { before: { ip: ended.ip, userAgent: ended.userAgent } },
      );
      return { id: ended.id };
    }),
);

/** Ends all of the person's sessions but the one that asks, from their next requests on. */
export const endOtherSessions = command(
  "session.others_ended",
  async (person: Person, _: object): Promise<{ ended: number }> =>
    change(pass({ userId: person.userId }), async (tx) => {
      const ended = await endSessionsOf(tx, person.userId, person.sessionId);
      const target = { kind: "user", id: person.userId, name: person.name } as const;
      await recordAudit(tx, person, "session.others_ended", target, { after: { ended } });
      return { ended };
    }),
);
