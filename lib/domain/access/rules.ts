import { type Facts, nothingDemanded, type Obstacle, obstaclesTo } from "@/lib/auth/gate";
import {
  type Permissions,
  permissionsOf,
  type Reach,
  reachesProject,
  strongestOf,
  unionOf,
} from "@/lib/auth/permissions";
import { heldRoles } from "@/lib/auth/standing";
import { now } from "@/lib/core/clock";
import {
  type MemberStatus,
  type Permission,
  type ProjectRole,
  permissions,
  type Role,
  type Scope,
  scopes,
} from "@/lib/core/roles";

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
