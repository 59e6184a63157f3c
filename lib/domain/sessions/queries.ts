import { and, desc, eq, sql } from "drizzle-orm";
import { pass, read } from "@/db/door";
import { sessions } from "@/db/schema";
import type { Person } from "@/lib/auth/actor";
import { isLive } from "@/lib/auth/sessions";
import type { SecondFactorMethod, SignInMethod } from "@/lib/core/sign-in";

/** A place where someone is signed in, as they see it themselves. */
export type SessionRow = {
  id: string;
  method: SignInMethod;
  secondFactor: SecondFactorMethod | null;
  ip: string | null;
  userAgent: string | null;
  signedInAt: Date;
  lastActiveAt: Date;
  /** Whether it is the one that asks. */
  current: boolean;
};

/** Where the person is signed in: this session first, then the latest active. */
export async function listSessions(person: Person): Promise<SessionRow[]> {
  const rows = await read(pass({ userId: person.userId }), (tx) =>
    tx
      .select({
        id: sessions.id,
        method: sessions.method,
        secondFactor: sessions.secondFactor,
        ip: sql<string | null>`host(coalesce(${sessions.lastIp}, ${sessions.ip}))`,
        userAgent: sessions.userAgent,
        signedInAt: sessions.createdAt,
        lastActiveAt: sessions.lastActiveAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, person.userId), eq(sessions.halfway, false), isLive()))
      .orderBy(desc(sessions.lastActiveAt), sessions.id),
  );
  return rows
    .map((row) => ({ ...row, current: row.id === person.sessionId }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}
