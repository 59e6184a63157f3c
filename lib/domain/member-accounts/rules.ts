import { and, eq, ne } from "drizzle-orm";
import { enter, pass, type Tx } from "@/db/door";
import { memberships } from "@/db/schema";
import type { Grant } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";

/** Whether an account is active in another organization too. Widens the transaction to the person's own memberships. */
export async function isShared(tx: Tx, { organizationId }: Grant, userId: string): Promise<boolean> {
  await enter(tx, pass({ userId }));
  const [elsewhere] = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.status, "active"),
        ne(memberships.organizationId, organizationId),
      ),
    )
    .limit(1);
  return elsewhere !== undefined;
}

/**
 * Refuses to decide about an account that is active in another organization too, which relies on it as much as this one,
 * and says what helps `instead`. Widens the transaction to the person's own memberships.
 */
export async function assertBelongsHereAlone(
  tx: Tx,
  grant: Grant,
  userId: string,
  instead: string,
): Promise<void> {
  if (await isShared(tx, grant, userId))
    throw new AppError("conflict", `This account also belongs to other organizations. ${instead}`);
}
