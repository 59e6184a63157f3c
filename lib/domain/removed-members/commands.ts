import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { change, type Tx } from "@/db/door";
import { memberships, projectRoles, projects, removedMembers, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { assertGivableGroups, stillThere } from "@/lib/domain/groups/rules";
import { freeSeats, noFreeSeat } from "@/lib/domain/invitations/rules";
import { assertGivable, joinGroups, lockOrganization } from "@/lib/domain/members/rules";
import type { RestoreMemberInput } from "./input";
import { restorable } from "./rules";

type ProjectGrant = (typeof removedMembers.$inferSelect)["projectRoles"][number];

/**
 * Makes someone who was removed a member again, with their role, groups and project roles, as far as these are still there.
 * Takes a free seat. Refuses what the actor could not give, and answers *not found* after 30 days.
 */
export const restoreMember = command(
  "member.restored",
  async (actor: Actor, { memberId }: RestoreMemberInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      const { seats } = await lockOrganization(tx, grant);
      const { organizationId } = grant;
      const here = and(restorable(organizationId), eq(removedMembers.id, memberId));
      const [found] = await tx
        .select({ removed: removedMembers, name: users.name })
        .from(removedMembers)
        .innerJoin(users, eq(users.id, removedMembers.userId))
        .where(here);
      if (!found) throw notFound("member");
      const { removed, name } = found;
      assertGivable(actor, removed.role);
      const groupIds = await stillThere(tx, organizationId, removed.groupIds);
      await assertGivableGroups(tx, actor, groupIds);
      const grants = await openProjects(tx, organizationId, removed.projectRoles);
      if (grants.length > 0 && actor.permissions.get("projects:write") !== "all")
        throw new AppError(
          "forbidden",
          `You may not restore ${name}: they had project roles, which you may not give.`,
        );
      if ((await freeSeats(tx, grant.organizationId, seats)) <= 0) throw noFreeSeat();
      await tx.delete(removedMembers).where(here);
      await tx.insert(memberships).values({
        organizationId,
        id: memberId,
        userId: removed.userId,
        role: removed.role,
        status: "active",
        createdAt: removed.joinedAt,
      });
      await joinGroups(tx, organizationId, memberId, groupIds);
      const rows = grants.map((given) => ({ ...given, organizationId, memberId, createdAt: now() }));
      if (rows.length > 0) await tx.insert(projectRoles).values(rows);
      await recordAudit(
        tx,
        actor,
        "member.restored",
        { kind: "member", id: memberId, name },
        { after: { role: removed.role, groupIds, projectRoles: grants } },
      );
      return { id: memberId, name };
    });
  },
);

/** Of these project roles, those in projects that are there and not archived. */
async function openProjects(tx: Tx, organizationId: string, grants: ProjectGrant[]): Promise<ProjectGrant[]> {
  const ids = grants.map(({ projectId }) => projectId);
  const open = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(
      and(
        eq(projects.organizationId, organizationId),
        inArray(projects.id, ["", ...ids]),
        isNull(projects.archivedAt),
      ),
    );
  return grants.filter(({ projectId }) => open.some(({ id }) => id === projectId));
}

/** Forgets who was removed so long ago that nobody can restore them, and API-only accounts of which nothing else is left. */
export async function forgetRemovedMembers(): Promise<void> {
  await database().execute(sql`select forget_removed_members()`);
}
