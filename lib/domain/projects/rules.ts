import { and, eq, inArray, or } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { projectRoles } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { projectRank } from "@/lib/auth/permissions";
import type { ProjectRole } from "@/lib/core/roles";

/** What an actor is in each project by a role of their own or of their groups; the strongest counts. Needs a transaction in the organization. */
export async function projectRolesOf(
  tx: Tx,
  { organization, memberId, groupIds }: Pick<Actor, "organization" | "memberId" | "groupIds">,
): Promise<Map<string, ProjectRole>> {
  const held = await tx
    .select({ projectId: projectRoles.projectId, role: projectRoles.role })
    .from(projectRoles)
    .where(
      and(
        eq(projectRoles.organizationId, organization.id),
        or(eq(projectRoles.memberId, memberId ?? ""), inArray(projectRoles.groupId, ["", ...groupIds])),
      ),
    );
  const strongest = new Map<string, ProjectRole>();
  for (const { projectId, role } of held) {
    const before = strongest.get(projectId);
    if (before === undefined || projectRank[role] > projectRank[before]) strongest.set(projectId, role);
  }
  return strongest;
}
