import { resourceName } from "@/app/(console)/orgs/[org]/resource-names";
import type { Reach } from "@/lib/auth/permissions";
import { type Permission, projectRoleNames, type Resource, roleNames } from "@/lib/core/roles";
import type { KeptOut, ProjectWay, Way } from "@/lib/domain/access/rules";

/** How far a permission goes. */
export const reachWords: Record<Reach, string> = {
  all: "all",
  groups: "of their groups",
  projects: "by project role",
  shared: "the organization's and their own",
  own: "their own",
};

export type Reaches = { read?: Reach; write?: Reach };

/** What may be read and written of a section, and how far; null for nothing. */
export function wordsFor({ read, write }: Reaches): { title: string; detail: string } | null {
  if (!read && !write) return null;
  if (read === write && read) return { title: "Read and write", detail: reachWords[read] };
  if (!write && read) return { title: "Read", detail: reachWords[read] };
  return {
    title: "Read and write",
    detail: `reads ${reachWords[read as Reach]}; writes ${reachWords[write as Reach]}`,
  };
}

/** What a permission is called in a list of them: "Members: read". */
export function permissionName(permission: Permission): string {
  if (permission === "organization:delete") return "Organization: delete";
  if (permission === "organization:transfer") return "Organization: hand over";
  const [resource, deed] = permission.split(":") as [Resource, string];
  return `${resourceName(resource)}: ${deed}`;
}

/** One way to a permission: "Role Admin", or "Group Release gives Admin". */
export function wayWords({ role, group }: Pick<Way, "role" | "group">): string {
  return group ? `Group ${group.name} gives the role ${roleNames[role]}` : `Role ${roleNames[role]}`;
}

/** One way into a project. */
export function projectWayWords({ role, group }: ProjectWay): string {
  const name = projectRoleNames[role];
  return group
    ? `Group ${group.name} is ${name} of the project`
    : `${name} of the project by a role of their own`;
}

export const keptOutNames: Record<KeptOut, string> = {
  disabled: "Disabled",
  "api-only": "API-only",
  "second-factor-owed": "Owes a second factor",
  "address-not-allowed": "Address not allowed",
  "session-idle": "Session idle",
  "session-too-old": "Session too old",
};
