import type { ProjectRole, Role } from "./roles";

/** What each role is for, in a sentence or two. */
export const roleWords: Record<Role, string> = {
  owner: "Holds everything, and alone hands the organization over or deletes it.",
  admin:
    "Holds everything but handing the organization over and deleting it. Changes no Owner, and other Admins only where the organization lets Admins.",
  "team-leader":
    "Looks after the groups they are in, and works in projects as far as their role in each goes.",
  "billing-manager": "Looks after the plan, seats and invoices, and reaches no project.",
  user: "Works in projects as far as their role in each goes.",
};

/** The same of the roles in a project. */
export const projectRoleWords: Record<ProjectRole, string> = {
  admin: "Does all that a Member does, changes the project and decides who gets in.",
  member: "Does all that a Viewer does, runs scans and works on findings.",
  viewer: "Sees the project and what belongs to it.",
};
