import { type ProjectRole, projectRoleNames, projectRoles } from "@/lib/core/roles";

/** What each project role lets someone do, in a few words. */
export const projectRoleHints: Record<ProjectRole, string> = {
  admin: "may work in it, change its settings and decide who gets in",
  member: "may run scans and work on findings",
  viewer: "may read what is in it",
};

/** The project roles to choose from, the weakest first. */
export const projectRoleChoices = projectRoles.toReversed().map((role) => ({
  value: role,
  label: projectRoleNames[role],
  description: projectRoleHints[role],
}));
