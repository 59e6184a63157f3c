import { and, asc, eq, inArray } from "drizzle-orm";
import { read } from "@/db/door";
import { groups } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, mayGrant, permissionsOf } from "@/lib/auth/permissions";
import type { Role } from "@/lib/core/roles";

export type GroupChoice = { id: string; name: string; role: Role | null };

/** The groups to which the actor may add someone: those in reach that give no more than the actor holds. */
export async function listGivableGroups(actor: Actor): Promise<GroupChoice[]> {
  const grant = authorize(actor, "groups:write");
  return read(grant, async (tx) => {
    const rows = await tx
      .select({ id: groups.id, name: groups.name, role: groups.role })
      .from(groups)
      .where(
        and(
          eq(groups.organizationId, grant.organizationId),
          grant.reach === "all" ? undefined : inArray(groups.id, ["", ...actor.groupIds]),
        ),
      )
      .orderBy(asc(groups.foldedName));
    return rows.filter(
      (group) => group.role === null || mayGrant(actor.permissions, permissionsOf[group.role]),
    );
  });
}
