import { and, type Column, eq, inArray, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/door";
import { groupMemberships, groups, organizations, projectRoles } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import {
  type Grant,
  mayGrant,
  permissionsOf,
  projectPermissionsOf,
  projectRank,
  type Reach,
} from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { AppError, invalidField, notFound } from "@/lib/core/errors";
import { projectRoles as allProjectRoles, type Role, roleNames } from "@/lib/core/roles";
import { lockOrganization } from "@/lib/domain/members/rules";
import { heldBy } from "@/lib/domain/projects/rules";
import type { GroupSettings } from "./input";

/** A group as far as rights on it are concerned. */
export type Weight = { name: string; role: Role | null; projectsWithin: boolean };

/** Whether a group is within the reach of a grant, as a condition on `groups`: all are, or those one is in at this moment. */
export function withinReach({ reach, actor }: Pick<Grant, "reach" | "actor">): SQL | undefined {
  if (reach === "all") return undefined;
  return sql`exists (
    select from ${groupMemberships}
    where ${groupMemberships.organizationId} = ${groups.organizationId}
      and ${groupMemberships.groupId} = ${groups.id} and ${groupMemberships.memberId} = ${actor.memberId ?? ""})`;
}

/** How much a project role may do, as a number that the database compares. */
export function rankOf(role: SQL | Column): SQL<number> {
  const cases = Object.entries(projectRank).map(([name, rank]) => sql`when ${name} then ${rank}::int`);
  return sql`(case ${role} ${sql.join(cases, sql` `)} end)`;
}

/**
 * Whether a group gives no project role beyond the actor's own, as a condition on `groups`: all that the role may do is
 * theirs everywhere, or as far as their own role in that project goes.
 */
export function givesProjectsWithin(actor: Actor): SQL<boolean> {
  const held = (far: (reach: Reach | undefined) => boolean) => {
    const within = allProjectRoles.filter((role) =>
      [...projectPermissionsOf[role]].every((scope) => far(actor.permissions.get(scope))),
    );
    return sql`(${sql.join(
      ["", ...within].map((role) => sql`${role}`),
      sql`, `,
    )})`;
  };
  const given = alias(projectRoles, "given");
  const condition = sql`not exists (
    select from ${projectRoles} as given
    where ${given.organizationId} = ${groups.organizationId} and ${given.groupId} = ${groups.id}
      and ${given.role} not in ${held((reach) => reach === "all")}
      and (${given.role} not in ${held((reach) => reach !== undefined)} or not exists (
        select from ${projectRoles}
        where ${heldBy(actor)} and ${projectRoles.projectId} = ${given.projectId}
          and ${rankOf(projectRoles.role)} >= ${rankOf(given.role)})))`;
  return sql`${condition}`;
}

/** Whether a group gives nothing beyond the actor's own, so that they may change it and who is in it. */
export function mayTouch(actor: Actor, { role, projectsWithin }: Weight): boolean {
  return projectsWithin && (role === null || mayGrant(actor.permissions, permissionsOf[role]));
}

/** Refuses to let anyone change a group that gives more than they hold, or who is in it (rule 1). */
export function assertTouchable(actor: Actor, group: Weight): void {
  if (!mayTouch(actor, group)) {
    const what = group.projectsWithin && group.role ? `the role ${roleNames[group.role]}` : "a project role";
    throw new AppError(
      "forbidden",
      `You may not change ${group.name} or who is in it: it gives ${what}, which may do more than you.`,
    );
  }
  if (group.role === "owner") assertRecentFactor(actor);
}

/** Refuses groups that do not exist here, or that give a role or a project which the actor could not give. */
export async function assertGivableGroups(tx: Tx, actor: Actor, groupIds: string[]): Promise<void> {
  if (groupIds.length === 0) return;
  const reach = actor.permissions.get("groups:write");
  if (!reach) {
    throw new AppError(
      "forbidden",
      "You may not add anyone to a group: it needs the permission groups:write.",
    );
  }
  const found = await tx
    .select({
      name: groups.name,
      role: groups.role,
      projectsWithin: givesProjectsWithin(actor),
    })
    .from(groups)
    .where(
      and(
        eq(groups.organizationId, actor.organization.id),
        inArray(groups.id, groupIds),
        withinReach({ reach, actor }),
      ),
    );
  if (found.length < new Set(groupIds).size)
    throw invalidField("groupIds", "One of these groups does not exist. Choose again.");
  for (const group of found) assertTouchable(actor, group);
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

/** Which group new members join; null for none. */
export async function defaultGroupOf(
  tx: Tx,
  { organizationId }: { organizationId: string },
): Promise<string | null> {
  const [organization] = await tx
    .select({ groupId: organizations.defaultGroupId })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return organization?.groupId ?? null;
}

export type LockedGroup = typeof groups.$inferSelect & { isDefault: boolean };

/**
 * The group to be changed, or whose members are, under the organization's lock. Answers *not found* where it is out of
 * reach, and *forbidden* where it gives more than the actor holds.
 */
export async function lockedGroup(tx: Tx, grant: Grant, groupId: string): Promise<LockedGroup> {
  await lockOrganization(tx, grant);
  const [found] = await tx
    .select({ group: groups, projectsWithin: givesProjectsWithin(grant.actor) })
    .from(groups)
    .where(and(eq(groups.organizationId, grant.organizationId), eq(groups.id, groupId), withinReach(grant)));
  if (!found) throw notFound("group", { aboutRights: grant.reach !== "all" });
  const { group, projectsWithin } = found;
  assertTouchable(grant.actor, { ...group, projectsWithin });
  return { ...group, isDefault: (await defaultGroupOf(tx, grant)) === groupId };
}

/** What is set of a group, without what it is. */
export function settingsOf(group: GroupSettings): GroupSettings {
  const { name, description, role, allowedConnectors, maxConcurrentScans, isDefault } = group;
  return { name, description, role, allowedConnectors, maxConcurrentScans, isDefault };
}

/** The names of the settings in which one differs from another. */
export function changedIn<Settings extends object>(before: Settings, after: Settings): (keyof Settings)[] {
  const names = Object.keys(after) as (keyof Settings)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Whether a role makes someone an administrator, whom others may not undo at will (rule 2). */
export function isAdministrative(role: Role | null): boolean {
  return role === "owner" || role === "admin";
}

/** Refuses to have everyone who joins made an administrator. */
export function assertDefaultable({ role, isDefault }: { role: Role | null; isDefault: boolean }): void {
  if (!isDefault || !isAdministrative(role)) return;
  const message = `The group that new members join cannot give the role ${roleNames[role ?? "admin"]}.`;
  throw new AppError("invalid", message, {
    fields: [
      { field: "role", message },
      { field: "isDefault", message },
    ],
  });
}

/** Refuses a name that another group has, however it is written. */
export function nameTaken(): AppError {
  const message = "Another group has this name. Choose a different one.";
  return new AppError("name-taken", message, { fields: [{ field: "name", message }] });
}
