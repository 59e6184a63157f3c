import { and, eq, or } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { memberships, users } from "@/db/schema";
import { day, fromNow } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import type { Key } from "@/lib/domain/keys/rules";

/** Its readers hear that a key ends so many days before, the first time and the last. */
export const noticeDays = { first: 14, last: 3 } as const;

/** Which of the letters about its end is due for a key, by its days; null for none yet. */
export function noticeDue(expiresAt: Date): number | null {
  if (expiresAt <= fromNow(noticeDays.last * day)) return noticeDays.last;
  return expiresAt <= fromNow(noticeDays.first * day) ? noticeDays.first : null;
}

/** The page of one key. */
export function keyLink({ slug }: { slug: string }, keyId: string): string {
  return `${env().APP_URL}/orgs/${slug}/keys/${keyId}`;
}

/**
 * Who is written to about a key: the person whose it is; about the organization's, and an API-only member's, its maker and
 * the Owners. Only active members are.
 */
export async function keyReaders(
  tx: Tx,
  { organizationId, memberId, madeBy }: Pick<Key, "organizationId" | "memberId" | "madeBy">,
): Promise<{ name: string; email: string }[]> {
  const answering = or(eq(memberships.role, "owner"), eq(memberships.id, madeBy ?? ""));
  const members = await tx
    .select({
      id: memberships.id,
      status: memberships.status,
      name: users.name,
      email: users.email,
      apiOnly: users.apiOnly,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.organizationId, organizationId), or(eq(memberships.id, memberId ?? ""), answering)),
    );
  const holder = members.find(({ id, apiOnly }) => id === memberId && !apiOnly);
  return (holder ? [holder] : members).filter(({ status, apiOnly }) => status === "active" && !apiOnly);
}
