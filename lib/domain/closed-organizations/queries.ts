import { and, desc, eq, gt } from "drizzle-orm";
import { pass, read } from "@/db/door";
import { memberships, organizations } from "@/db/schema";
import type { Person } from "@/lib/auth/actor";
import { fromNow } from "@/lib/core/clock";
import { removedAt, restorableMs } from "./rules";

export type ClosedOrganization = { slug: string; name: string; closedAt: Date; removedAt: Date };

/** The deleted organizations that a person, as their Owner, can still restore; the one deleted last first. */
export async function listClosedOrganizations({ userId }: Person): Promise<ClosedOrganization[]> {
  const { slug, name, deletedAt: closedAt } = organizations;
  const rows = await read(pass({ userId }), (tx) =>
    tx
      .select({ slug, name, closedAt })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(
        and(
          eq(memberships.userId, userId),
          eq(memberships.role, "owner"),
          eq(memberships.status, "active"),
          gt(closedAt, fromNow(-restorableMs)),
        ),
      )
      .orderBy(desc(closedAt)),
  );
  return rows.flatMap(({ closedAt, ...row }) =>
    closedAt ? [{ ...row, closedAt, removedAt: removedAt(closedAt) }] : [],
  );
}
