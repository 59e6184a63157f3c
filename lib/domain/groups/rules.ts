import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { groups, projectRoles } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { AppError, invalidField } from "@/lib/core/errors";
import { roleNames } from "@/lib/core/roles";
import { projectRolesOf } from "@/lib/domain/projects/rules";

/** Refuses groups that do not exist here, or that give a role or a project which the actor could not give. */
export async function assertGivableGroups(tx: Tx, actor: Actor, groupIds: string[]): Promise<void> {
  if (groupIds.length === 0) return;
  if (!actor.permissions.has("groups:write")) {
    throw new AppError(
      "forbidden",
      "You may not add anyone to a group: it needs the permission groups:write.",
    );
  }
  const found = await tx
    .select({ id: groups.id, name: groups.name, role: groups.role })
    .from(groups)
    .where(and(eq(groups.organizationId, actor.organization.id), inArray(groups.id, groupIds)));
  if (found.length < new Set(groupIds).size)
    throw invalidField("groupIds", "One of these groups does not exist. Choose again.");
  await assertGivableProjects(tx, actor, groupIds);
  const beyond = found.find((group) => group.role && !mayGrant(actor.permissions, permissionsOf[group.role]));
  if (beyond?.role) {
    throw new AppError(
      "forbidden",
      `You may not add anyone to ${beyond.name}: it gives the role ${roleNames[beyond.role]}, which may do more than you.`,
    );
  }
  if (found.some(({ role }) => role === "owner")) assertRecentFactor(actor);
}

/** Refuses groups that give a role in a project which the actor does not look after. */
async function assertGivableProjects(tx: Tx, actor: Actor, groupIds: string[]): Promise<void> {
  if (actor.permissions.get("projects:write") === "all") return;
  const given = await tx
    .selectDistinct({ projectId: projectRoles.projectId })
    .from(projectRoles)
    .where(
      and(eq(projectRoles.organizationId, actor.organization.id), inArray(projectRoles.groupId, groupIds)),
    );
  if (given.length === 0) return;
  const mine = actor.permissions.has("projects:write") ? await projectRolesOf(tx, actor) : new Map();
  if (given.some(({ projectId }) => mine.get(projectId) !== "admin"))
    throw new AppError("forbidden", "One of these groups gives a project role, which you may not give.");
}

/** Of these groups, those that were not deleted since. */
export async function stillThere(tx: Tx, organizationId: string, groupIds: string[]): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const found = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.organizationId, organizationId), inArray(groups.id, groupIds)));
  return found.map((group) => group.id);
}
