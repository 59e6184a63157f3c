import { and, eq, ne } from "drizzle-orm";
import { enter, pass, type Tx } from "@/db/door";
import { memberships } from "@/db/schema";
import type { Grant } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";

/**
 * Refuses to decide about an account that is active in another organization too, whose rules rest on its factors. Widens
 * the transaction to the person's own memberships.
 */
export async function assertBelongsHereAlone(
  tx: Tx,
  { organizationId }: Grant,
  userId: string,
): Promise<void> {
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
  if (elsewhere)
    throw new AppError(
      "conflict",
      "This account also belongs to other organizations. The operator of this installation can reset it.",
    );
}
