import { type Pass, pass } from "@/db/door";
import { AppError, notFound } from "@/lib/core/errors";
import {
  type Permission,
  type ProjectRole,
  type Resource,
  type Role,
  resources,
  roles,
  type Scope,
  scopes,
} from "@/lib/core/roles";
import type { Actor } from "./actor";

/**
 * How far a permission goes: `all` of the organization's, only the `groups` one is in, what a
 * `projects` role gives, what is `shared` with every member beside one's own, or only one's `own`.
 */
export type Reach = "all" | "groups" | "projects" | "shared" | "own";

export type Permissions = ReadonlyMap<Permission, Reach>;

const wider: Record<Reach, number> = { own: 0, projects: 1, groups: 1, shared: 1, all: 2 };

function everything(): [Permission, Reach][] {
  return scopes.map((scope) => [scope, "all"]);
}

function readWrite(resource: Resource, reach: Reach): [Permission, Reach][] {
  return [
    [`${resource}:read`, reach],
    [`${resource}:write`, reach],
  ];
}

const productReads = ["integrations", "notifications", "servers", "scores", "reports"] as const;

/** The one list of who may do what; everything that shows or checks a right reads it here. */
export const permissionsOf: Record<Role, Permissions> = {
  owner: new Map<Permission, Reach>([
    ...everything(),
    ["organization:delete", "all"],
    ["organization:transfer", "all"],
  ]),
  admin: new Map(everything()),
  "team-leader": new Map<Permission, Reach>([
    ["organization:read", "all"],
    ["members:read", "groups"],
    ...readWrite("groups", "groups"),
    ...readWrite("projects", "projects"),
    ["keys:read", "shared"],
    ["keys:write", "own"],
    ...productReads.map((resource): [Permission, Reach] => [`${resource}:read`, "all"]),
    ...readWrite("scans", "projects"),
    ...readWrite("findings", "projects"),
  ]),
  "billing-manager": new Map<Permission, Reach>([
    ["organization:read", "all"],
    ...readWrite("keys", "own"),
    ...readWrite("billing", "all"),
  ]),
  user: new Map<Permission, Reach>([
    ["organization:read", "all"],
    ["groups:read", "own"],
    ...readWrite("projects", "projects"),
    ["keys:read", "shared"],
    ["keys:write", "own"],
    ...productReads.map((resource): [Permission, Reach] => [`${resource}:read`, "projects"]),
    ...readWrite("scans", "projects"),
    ...readWrite("findings", "projects"),
  ]),
};

/** How much each project role may do; who holds a stronger one holds the weaker ones too. */
export const projectRank: Record<ProjectRole, number> = { viewer: 1, member: 2, admin: 3 };

const viewed = ["projects", ...productReads, "scans", "findings"] as const;
const viewing = viewed.map((resource): Scope => `${resource}:read`);
const working: Scope[] = [...viewing, "scans:write", "findings:write"];

/** What a project role lets a member do in its project, as far as a role in the organization goes by project role. */
export const projectPermissionsOf: Record<ProjectRole, ReadonlySet<Scope>> = {
  viewer: new Set(viewing),
  member: new Set(working),
  admin: new Set([...working, "projects:write"]),
};

/** The project role that counts of those that someone has by several ways; null where there is none. */
export function strongestOf(held: readonly ProjectRole[]): ProjectRole | null {
  return held.toSorted((one, other) => projectRank[other] - projectRank[one])[0] ?? null;
}

/** Whether a permission that goes this far does something in a project in which its holder has this role. */
export function reachesProject(
  permission: Permission,
  reach: Reach | undefined,
  role: ProjectRole | null,
): boolean {
  if (reach === "all") return true;
  if (reach !== "projects" || role === null) return false;
  return (projectPermissionsOf[role] as ReadonlySet<Permission>).has(permission);
}

/** The union of what several roles give, each permission at its widest reach. */
export function unionOf(held: Iterable<Role>): Permissions {
  const union = new Map<Permission, Reach>();
  for (const role of held) {
    for (const [permission, reach] of permissionsOf[role]) {
      const before = union.get(permission);
      if (before === undefined || wider[reach] > wider[before]) union.set(permission, reach);
    }
  }
  return union;
}

/** What of `permissions` the scopes let through: a key never does more than its holder may now. */
export function narrowedTo(permissions: Permissions, granted: readonly Scope[]): Permissions {
  return new Map(
    [...permissions].filter(([permission]) => (granted as readonly Permission[]).includes(permission)),
  );
}

/** Whether someone with `held` may hand out all of `given` (nobody grants what they do not hold). */
export function mayGrant(held: Permissions, given: Permissions): boolean {
  return [...given].every(([permission, reach]) => {
    const own = held.get(permission);
    return own !== undefined && (own === "all" || own === reach || wider[own] > wider[reach]);
  });
}

/** The roles that someone with `held` may give. */
export function grantableRoles(held: Permissions): Role[] {
  return roles.filter((role) => mayGrant(held, permissionsOf[role]));
}

/** Leave to do one thing in one organization; the key that opens its rows. */
export type Grant = Pass & {
  readonly organizationId: string;
  readonly permission: Permission;
  readonly reach: Reach;
  readonly actor: Actor;
};

/**
 * Answers for `permission` with the Grant that opens the organization's rows, or refuses: with
 * *not found* where the actor may not even read of it, with *forbidden* where only the deed is too much.
 */
export function authorize(actor: Actor, permission: Permission): Grant {
  const reach = actor.permissions.get(permission);
  if (reach !== undefined) {
    actor.used?.add(permission);
    return pass({ organizationId: actor.organization.id, permission, reach, actor });
  }
  const resource = permission.slice(0, permission.indexOf(":")) as Resource;
  if (!actor.permissions.has(`${resource}:read`)) throw notFound(undefined, { aboutRights: true });
  throw new AppError("forbidden", `You may not do this: it needs the permission ${permission}.`);
}

/** Whether a section of the product is there for this actor at all. */
export function mayRead(actor: Actor, resource: Resource): boolean {
  return actor.permissions.has(`${resource}:read`);
}

/** Every cell of the roles table, for the page that draws it. */
export function rolesTable(): { resource: Resource; cells: { role: Role; read?: Reach; write?: Reach }[] }[] {
  return resources.map((resource) => ({
    resource,
    cells: roles.map((role) => ({
      role,
      read: permissionsOf[role].get(`${resource}:read`),
      write: permissionsOf[role].get(`${resource}:write`),
    })),
  }));
}
