import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { groupMemberships, groups, memberships, projectRoles, projects, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import {
  type Grant,
  projectPermissionsOf,
  projectRank,
  reachesProject,
  strongestOf,
} from "@/lib/auth/permissions";
import { AppError, invalidField, notFound } from "@/lib/core/errors";
import { type ProjectRole, projectRoleNames } from "@/lib/core/roles";
import type { HolderInput, NewHolderInput } from "./input";

/**
 * The project roles that are a member's own or come by a group, as a condition on `project_roles`. Groups are looked up
 * anew, since someone may have been taken out of one since they were let in.
 */
export function heldBy({
  organization,
  memberId,
}: Pick<Actor, "organization" | "memberId">): SQL | undefined {
  const theirGroups = sql`(select ${groupMemberships.groupId} from ${groupMemberships}
    where ${groupMemberships.organizationId} = ${organization.id} and ${groupMemberships.memberId} = ${memberId})`;
  return and(
    eq(projectRoles.organizationId, organization.id),
    or(eq(projectRoles.memberId, memberId ?? ""), inArray(projectRoles.groupId, theirGroups)),
  );
}

/** What an actor is in each project by a role of their own or of their groups; the strongest counts. Needs a transaction in the organization. */
export async function projectRolesOf(
  tx: Tx,
  actor: Pick<Actor, "organization" | "memberId">,
): Promise<Map<string, ProjectRole>> {
  const held = await tx
    .select({ projectId: projectRoles.projectId, role: projectRoles.role })
    .from(projectRoles)
    .where(heldBy(actor));
  const strongest = new Map<string, ProjectRole>();
  for (const { projectId, role } of held) {
    const before = strongest.get(projectId);
    if (before === undefined || projectRank[role] > projectRank[before]) strongest.set(projectId, role);
  }
  return strongest;
}

/** A project, and what the actor is in it as far as their grant goes. */
export type ReachedProject = typeof projects.$inferSelect & { mine: ProjectRole };

/**
 * Leave to do one thing in one project. Answers *not found* for a project that is not there or in which the actor has no
 * part, and *forbidden* where their part is too small for the deed. Needs a transaction in the organization.
 */
export async function projectGrant(tx: Tx, grant: Grant, projectId: string): Promise<ReachedProject> {
  const { organizationId, permission, reach, actor } = grant;
  const [found] = await tx
    .select({
      project: projects,
      roles: sql<ProjectRole[] | null>`(select array_agg(distinct ${projectRoles.role}) from ${projectRoles}
        where ${projectRoles.projectId} = ${projects.id} and ${heldBy(actor)})`,
    })
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, projectId)));
  if (!found) throw notFound("project");
  const role = strongestOf(found.roles ?? []);
  if (reachesProject(permission, reach, role))
    return { ...found.project, mine: reach === "all" ? "admin" : (role ?? "viewer") };
  if (!reachesProject("projects:read", actor.permissions.get("projects:read"), role))
    throw notFound("project", { aboutRights: true });
  throw new AppError("forbidden", `You may not do this in ${found.project.name}. Ask one of its Admins.`);
}

/** The same for a deed that changes the project, which an archived one is closed to. */
export async function openProjectGrant(tx: Tx, grant: Grant, projectId: string): Promise<ReachedProject> {
  const project = await projectGrant(tx, grant, projectId);
  if (project.archivedAt)
    throw new AppError("conflict", `${project.name} is archived and closed to changes. Restore it first.`);
  return project;
}

/** Refuses to show who gets in to whoever does not decide it. */
export function assertDeciding({ name, mine }: ReachedProject): void {
  if (mine !== "admin") throw new AppError("forbidden", `Only its Admins see who has access to ${name}.`);
}

/** Whether someone who is this in a project may make others `role` in it: never more than they are and hold themselves (rule 1). */
export function mayGiveProjectRole(actor: Actor, mine: ProjectRole, role: ProjectRole): boolean {
  return (
    projectRank[role] <= projectRank[mine] &&
    [...projectPermissionsOf[role]].every((permission) => actor.permissions.has(permission))
  );
}

/** Refuses to give a project role that may do more than the actor. */
export function assertGivableProjectRole(actor: Actor, mine: ProjectRole, role: ProjectRole): void {
  if (mayGiveProjectRole(actor, mine, role)) return;
  throw new AppError(
    "forbidden",
    `You may not make anyone ${projectRoleNames[role]} of this project: the role may do more than you.`,
    { fields: [{ field: "role", message: `You may not give the role ${projectRoleNames[role]}.` }] },
  );
}

/** A member or a group as the holder of a project role; `role` is what they have in the project as their own. */
export type Holder = {
  holder: HolderInput;
  kind: "member" | "group";
  name: string;
  role: ProjectRole | null;
};

/**
 * Finds whom a project role is about. Answers *not found* for whoever the actor may not know of, unless they are in the
 * project already; an address is looked for among the active members, so that a project's Admin need not read them all.
 */
export async function findHolder(
  tx: Tx,
  actor: Actor,
  projectId: string,
  wanted: NewHolderInput,
): Promise<Holder> {
  return "groupId" in wanted
    ? findGroupHolder(tx, actor, projectId, wanted.groupId)
    : findMemberHolder(tx, actor, projectId, wanted);
}

/** Whether the actor is in this group, or in one with this member, at this moment. */
function shares({ organization, memberId }: Actor, other: { groupId: string } | { memberId: string }): SQL {
  const theirs =
    "groupId" in other
      ? eq(groupMemberships.groupId, other.groupId)
      : eq(groupMemberships.memberId, other.memberId);
  const mine = sql`select from ${groupMemberships} mine where mine.organization_id = ${organization.id}
    and mine.group_id = ${groupMemberships.groupId} and mine.member_id = ${memberId}`;
  return sql`exists (select from ${groupMemberships}
    where ${groupMemberships.organizationId} = ${organization.id} and ${theirs} and exists (${mine}))`;
}

async function findGroupHolder(tx: Tx, actor: Actor, projectId: string, groupId: string): Promise<Holder> {
  const [found] = await tx
    .select({ name: groups.name, role: projectRoles.role, mine: shares(actor, { groupId }).mapWith(Boolean) })
    .from(groups)
    .leftJoin(
      projectRoles,
      and(
        eq(projectRoles.organizationId, groups.organizationId),
        eq(projectRoles.projectId, projectId),
        eq(projectRoles.groupId, groups.id),
      ),
    )
    .where(and(eq(groups.organizationId, actor.organization.id), eq(groups.id, groupId)));
  if (!found) throw notFound("group");
  const { name, role, mine } = found;
  const reach = actor.permissions.get("groups:read");
  if (role === null && reach !== "all" && !(reach && mine)) throw notFound("group", { aboutRights: true });
  return { holder: { groupId }, kind: "group", name, role };
}

async function findMemberHolder(
  tx: Tx,
  actor: Actor,
  projectId: string,
  wanted: { memberId: string } | { email: string },
): Promise<Holder> {
  const byEmail = "email" in wanted;
  const [found] = await tx
    .select({
      memberId: memberships.id,
      name: users.name,
      status: memberships.status,
      role: projectRoles.role,
      near: byEmail ? sql<boolean>`true` : shares(actor, wanted).mapWith(Boolean),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      projectRoles,
      and(
        eq(projectRoles.organizationId, memberships.organizationId),
        eq(projectRoles.projectId, projectId),
        eq(projectRoles.memberId, memberships.id),
      ),
    )
    .where(
      and(
        eq(memberships.organizationId, actor.organization.id),
        byEmail ? eq(users.email, wanted.email) : eq(memberships.id, wanted.memberId),
      ),
    );
  if (byEmail && found?.status !== "active")
    throw invalidField(
      "email",
      "No active member of this organization has this address. They have to be invited first.",
    );
  if (!found) throw notFound("member");
  const { memberId, name, status, role, near } = found;
  const reach = actor.permissions.get("members:read");
  const known = byEmail || reach === "all" || (reach && near) || memberId === actor.memberId;
  if (role === null && !known) throw notFound("member", { aboutRights: true });
  if (role === null && status !== "active")
    throw new AppError("conflict", `${name} is disabled. Enable them before you give them access.`);
  return { holder: { memberId }, kind: "member", name, role };
}
