import { and, count, eq, max, sql } from "drizzle-orm";
import { read } from "@/db/door";
import { memberships, sessions } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { type Factors, factorsOf } from "@/lib/auth/factors";
import { authorize } from "@/lib/auth/permissions";
import { isLive } from "@/lib/auth/sessions";
import { notFound } from "@/lib/core/errors";
import { isShared } from "./rules";

/** How a member's account is guarded and where it is signed in at this moment. */
export type MemberAccount = {
  factors: Factors;
  /** Null for an account that is active in other organizations too: what it does there is not told here. */
  signedIn: { sessions: number; lastAt: Date | null } | null;
};

/** What whoever may change members sees of a member's account. */
export async function findMemberAccount(actor: Actor, memberId: string): Promise<MemberAccount> {
  const grant = authorize(actor, "members:write");
  return read(grant, async (tx) => {
    const [member] = await tx
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.organizationId, grant.organizationId), eq(memberships.id, memberId)));
    if (!member) throw notFound("member");
    const factors = await factorsOf(tx, member.userId);
    if (await isShared(tx, grant, member.userId)) return { factors, signedIn: null };
    const [live] = await tx
      .select({ total: count(), last: max(sql`${sessions.lastActiveAt}`).mapWith(sessions.lastActiveAt) })
      .from(sessions)
      .where(and(eq(sessions.userId, member.userId), eq(sessions.halfway, false), isLive()));
    return { factors, signedIn: { sessions: live?.total ?? 0, lastAt: live?.last ?? null } };
  });
}
