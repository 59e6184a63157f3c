/** The words for what a member may be and do. What each role may do stands in `lib/auth/permissions.ts`. */

export const roles = ["owner", "admin", "team-leader", "billing-manager", "user"] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  "team-leader": "Team Leader",
  "billing-manager": "Billing Manager",
  user: "User",
};

export const projectRoles = ["admin", "member", "viewer"] as const;
export type ProjectRole = (typeof projectRoles)[number];

export const projectRoleNames: Record<ProjectRole, string> = {
  admin: "Admin",
  member: "Member",
  viewer: "Viewer",
};

export const memberStatuses = ["active", "disabled"] as const;
export type MemberStatus = (typeof memberStatuses)[number];

export const resources = [
  "organization",
  "members",
  "groups",
  "projects",
  "security",
  "logs",
  "keys",
  "integrations",
  "notifications",
  "servers",
  "scans",
  "findings",
  "reports",
  "scores",
  "billing",
] as const;
export type Resource = (typeof resources)[number];

/** What an API key may be given: a resource and read or write. */
export type Scope = `${Resource}:${"read" | "write"}`;

/** What a person may be given: the scopes, and two deeds that only an Owner in person may do. */
export type Permission = Scope | "organization:delete" | "organization:transfer";

export const scopes: readonly Scope[] = resources.flatMap((resource): Scope[] => [
  `${resource}:read`,
  `${resource}:write`,
]);

export const permissions: readonly Permission[] = [...scopes, "organization:delete", "organization:transfer"];
