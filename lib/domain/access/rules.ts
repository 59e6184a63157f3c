import { and, eq, ilike, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import {
  groupMemberships,
  groups,
  memberships,
  projectRoles,
  secondFactorExemptions,
  securityPolicies,
  users,
} from "@/db/schema";
import { ownExemption } from "@/lib/auth/exemptions";
import { type Facts, nothingDemanded, type Obstacle, obstaclesTo } from "@/lib/auth/gate";
import {
  type Grant,
  type Permissions,
  permissionsOf,
  projectPermissionsOf,
  type Reach,
  reachesProject,
  strongestOf,
  unionOf,
} from "@/lib/auth/permissions";
import { heldRoles } from "@/lib/auth/standing";
import { now } from "@/lib/core/clock";
import {
  projectRoles as everyProjectRole,
  type MemberStatus,
  type Permission,
  type ProjectRole,
  permissions,
  type Role,
  roles,
  type Scope,
  scopes,
} from "@/lib/core/roles";
import { containing } from "@/lib/core/text";
import { hasNoFactor } from "@/lib/domain/security/rules";

/** Why someone may do what they may: told from the same tables and by the same rules that decide it. */

export type GroupRef = { id: string; name: string };

/** A group that someone is in, with the role it gives in the organization and, where one is asked about, in a project. */
export type HeldGroup = GroupRef & { role: Role | null; projectRole: ProjectRole | null };

/** One way to a permission: a role of their own or, where `group` is named, of that group; and how far it goes. */
export type Way = { role: Role; group: GroupRef | null; reach: Reach };

/** One way into a project. */
export type ProjectWay = { role: ProjectRole; group: GroupRef | null };

export type HeldPermission = { permission: Permission; reach: Reach; ways: Way[] };

const refOf = ({ id, name }: GroupRef): GroupRef => ({ id, name });

/** What a member holds in the organization by their own role and their groups. */
export function heldPermissions(role: Role, groups: HeldGroup[]): Permissions {
  return unionOf(heldRoles(role, groups));
}

/** Every way by which a member comes to a permission. */
export function waysTo(permission: Permission, role: Role, groups: HeldGroup[]): Way[] {
  const roles = [
    { role, group: null },
    ...groups.flatMap((group) => (group.role ? [{ role: group.role, group: refOf(group) }] : [])),
  ];
  return roles.flatMap((way) => {
    const reach = permissionsOf[way.role].get(permission);
    return reach === undefined ? [] : [{ ...way, reach }];
  });
}

/** Every permission that a member holds, how far it goes in the end, and each way to it. */
export function explained(role: Role, groups: HeldGroup[]): HeldPermission[] {
  const held = heldPermissions(role, groups);
  return permissions.flatMap((permission) => {
    const reach = held.get(permission);
    return reach === undefined ? [] : [{ permission, reach, ways: waysTo(permission, role, groups) }];
  });
}

/** Every way by which a member has a role in the project that their groups were asked about. */
export function projectWays(own: ProjectRole | null, groups: HeldGroup[]): ProjectWay[] {
  return [
    ...(own ? [{ role: own, group: null }] : []),
    ...groups.flatMap((group) =>
      group.projectRole ? [{ role: group.projectRole, group: refOf(group) }] : [],
    ),
  ];
}

/** What someone is in a project in the end, which is nothing where their role in the organization reaches none; and what that lets them do. */
export function rightsIn(
  held: Permissions,
  ways: ProjectWay[],
): { role: ProjectRole | null; permissions: Scope[] } {
  const strongest = strongestOf(ways.map(({ role }) => role));
  const reach = held.get("projects:read");
  return {
    role: reach === "all" ? "admin" : reachesProject("projects:read", reach, strongest) ? strongest : null,
    permissions: projectScopes.filter((scope) => reachesProject(scope, held.get(scope), strongest)),
  };
}

/** The permissions that are about a project. */
export const projectScopes: readonly Scope[] = scopes.filter((scope) =>
  reachesProject(scope, "projects", "admin"),
);

/** Why someone is kept out although they belong here. Whoever is API-only never signs in, and acts by keys alone. */
export type KeptOut = "disabled" | "api-only" | Obstacle;

export type MemberFacts = NonNullable<Facts["person"]> & {
  status: MemberStatus;
  policy: Facts["policy"] | null;
};

/** What keeps a member out now, from wherever and however they come: by the rules of the gate. */
export function keptOutBy({ status, policy, ...person }: MemberFacts): KeptOut[] {
  if (status === "disabled") return ["disabled"];
  if (person.apiOnly) return ["api-only"];
  const at = now();
  const facts = { policy: policy ?? nothingDemanded, networks: null, addressAllowed: true, person };
  return obstaclesTo({ via: "web", idleSince: at, signedInAt: at }, facts, at);
}

/** The members who hold one of these roles, as their own or by a group. */
function holdOneOf(organizationId: string, wanted: Role[]): SQL | undefined {
  return or(
    inArray(memberships.role, wanted),
    sql`${memberships.id} in (select ${groupMemberships.memberId} from ${groupMemberships}
      join ${groups} on ${groups.organizationId} = ${groupMemberships.organizationId}
        and ${groups.id} = ${groupMemberships.groupId}
      where ${groupMemberships.organizationId} = ${organizationId} and ${inArray(groups.role, wanted)})`,
  );
}

/** The members who have one of these roles in a project, as their own or by a group. */
function haveInProject(organizationId: string, projectId: string, wanted: ProjectRole[]): SQL {
  const there = and(
    eq(projectRoles.organizationId, organizationId),
    eq(projectRoles.projectId, projectId),
    inArray(projectRoles.role, wanted),
  );
  return sql`${memberships.id} in (
    select ${projectRoles.memberId} from ${projectRoles} where ${there} and ${isNotNull(projectRoles.memberId)}
    union all
    select ${groupMemberships.memberId} from ${projectRoles}
    join ${groupMemberships} on ${groupMemberships.organizationId} = ${projectRoles.organizationId}
      and ${groupMemberships.groupId} = ${projectRoles.groupId}
    where ${there})`;
}

const rolesWith = (permission: Permission, reaches: readonly Reach[]) =>
  roles.filter((role) => reaches.some((reach) => permissionsOf[role].get(permission) === reach));

const everyReach: readonly Reach[] = ["all", "groups", "projects", "shared", "own"];

/** Everyone who reaches all projects, or has a role in this one. */
export function haveAWayInto(organizationId: string, projectId: string): SQL | undefined {
  return or(
    holdOneOf(organizationId, rolesWith("projects:read", ["all"])),
    haveInProject(organizationId, projectId, [...everyProjectRole]),
  );
}

/** The members for whom a project role does something; a Billing Manager's role reaches no project. */
export function reachProjects(organizationId: string): SQL | undefined {
  return holdOneOf(organizationId, rolesWith("projects:read", everyReach));
}

/** The members whom the enforcement would let do something: in the organization as far as they reach, or in one project. */
export function whoHold(organizationId: string, permission: Permission, projectId?: string): SQL | undefined {
  if (projectId === undefined) return holdOneOf(organizationId, rolesWith(permission, everyReach));
  const enough = everyProjectRole.filter((role) =>
    (projectPermissionsOf[role] as ReadonlySet<Permission>).has(permission),
  );
  return or(
    holdOneOf(organizationId, rolesWith(permission, ["all"])),
    and(
      holdOneOf(organizationId, rolesWith(permission, ["all", "projects"])),
      haveInProject(organizationId, projectId, enough),
    ),
  );
}

/** The groups of a member as a column beside `memberships`, each with the role that it gives in a project. */
const groupsHeld = (projectId: string) => sql<HeldGroup[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', ${groups.id}, 'name', ${groups.name}, 'role', ${groups.role},
    'projectRole', ${projectRoles.role}) order by ${groups.foldedName})
  from ${groupMemberships}
  join ${groups} on ${groups.organizationId} = ${groupMemberships.organizationId}
    and ${groups.id} = ${groupMemberships.groupId}
  left join ${projectRoles} on ${projectRoles.organizationId} = ${groupMemberships.organizationId}
    and ${projectRoles.projectId} = ${projectId} and ${projectRoles.groupId} = ${groupMemberships.groupId}
  where ${groupMemberships.organizationId} = ${memberships.organizationId}
    and ${groupMemberships.memberId} = ${memberships.id}), '[]')`;

const ownRole = (
  projectId: string,
) => sql<ProjectRole | null>`(select ${projectRoles.role} from ${projectRoles}
  where ${projectRoles.organizationId} = ${memberships.organizationId}
    and ${projectRoles.projectId} = ${projectId} and ${projectRoles.memberId} = ${memberships.id})`;

/** What is told of a member, and what the gate knows of them; in respect of one project where one is named. */
export const holderFields = (projectId = "") => ({
  id: memberships.id,
  name: users.name,
  /** Whoever is API-only has no address to be written to. */
  email: sql<string | null>`case when ${users.apiOnly} then null else ${users.email} end`,
  role: memberships.role,
  sortName: memberships.sortName,
  groups: groupsHeld(projectId),
  own: ownRole(projectId),
  status: memberships.status,
  apiOnly: users.apiOnly,
  hasFactor: sql<boolean>`not (${hasNoFactor})`,
  exemptUntil: secondFactorExemptions.until,
  policy: {
    requireSecondFactor: securityPolicies.requireSecondFactor,
    secondFactorFrom: securityPolicies.secondFactorFrom,
    idleMinutes: securityPolicies.idleMinutes,
    absoluteHours: securityPolicies.absoluteHours,
  },
});

export type HolderRow = MemberFacts & {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  sortName: string;
  groups: HeldGroup[];
  own: ProjectRole | null;
};

/** Members with all that their rights are made of. */
export function holders(tx: Tx, { organizationId }: Grant, where: SQL | undefined, projectId?: string) {
  return tx
    .select(holderFields(projectId))
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(securityPolicies, eq(securityPolicies.organizationId, memberships.organizationId))
    .leftJoin(secondFactorExemptions, ownExemption)
    .where(and(eq(memberships.organizationId, organizationId), where))
    .$dynamic();
}

/** The order of members by name, and the search in them. */
export const byName = [
  { by: memberships.sortName, type: "text" },
  { by: memberships.id, type: "text" },
] as const;

export const called = (q: string) => (q ? ilike(memberships.search, containing(q)) : undefined);
