import { permissionsOf } from "@/lib/auth/permissions";
import type { Permission, Role } from "@/lib/core/roles";

/**
 * Who gets in: `anyone`, someone `halfway` through signing in, whoever is `overdue` with a new password, whoever is
 * `enrolling` a factor (halfway or signed in), a signed-in `person`, any `member` of the organization, or a member with
 * this permission, where it says so with its reach over all of the organization.
 * Everyone else who is signed in is answered *not found*; whoever is not is led to sign in.
 */
export type Admitted =
  | "anyone"
  | "halfway"
  | "overdue"
  | "enrolling"
  | "person"
  | "member"
  | Permission
  | `${Permission} of all`;

/** Whether what a role gives is enough to get in, of what is for members. */
export function admits(admitted: Admitted, role: Role): boolean {
  const [permission, far] = admitted.split(" of ");
  const reach = permissionsOf[role].get(permission as Permission);
  return admitted === "member" || reach === "all" || (reach !== undefined && far === undefined);
}

/** Every page by its route, and who may open it. */
export const pages: Record<string, Admitted> = {
  "/": "anyone",
  "/sign-in": "anyone",
  "/sign-in/confirm": "anyone",
  "/sign-in/unlock": "anyone",
  "/sign-in/two-factor": "halfway",
  "/sign-in/new-password": "overdue",
  "/sign-up": "anyone",
  "/sign-up/confirm": "anyone",
  "/check-email": "anyone",
  "/reset-password": "anyone",
  "/reset-password/confirm": "anyone",
  "/contact-email/confirm": "anyone",
  "/invitations/[token]": "anyone",
  "/dev/mailbox": "anyone",
  "/account": "person",
  "/account/security": "person",
  "/account/sessions": "person",
  "/account/email/confirm": "person",
  "/orgs": "person",
  "/orgs/new": "person",
  "/orgs/[org]": "member",
  "/orgs/[org]/settings": "organization:write",
  "/orgs/[org]/ownership": "member",
  "/orgs/[org]/roles": "member",
  "/orgs/[org]/roles/person": "member",
  "/orgs/[org]/roles/permission": "members:write",
  "/orgs/[org]/projects": "projects:read",
  "/orgs/[org]/projects/[project]": "projects:read",
  "/orgs/[org]/projects/[project]/access": "projects:write of all",
  "/orgs/[org]/projects/[project]/connectors": "projects:read",
  "/orgs/[org]/projects/[project]/activity": "logs:read",
  "/orgs/[org]/members": "members:read",
  "/orgs/[org]/members/invitations": "members:write",
  "/orgs/[org]/members/import": "members:write",
  "/orgs/[org]/members/import/[import]": "members:write",
  "/orgs/[org]/members/removed": "members:write",
  "/orgs/[org]/members/[member]": "members:read",
  "/orgs/[org]/groups": "groups:read",
  "/orgs/[org]/groups/new": "groups:write of all",
  "/orgs/[org]/groups/[group]": "groups:read",
  "/orgs/[org]/groups/[group]/projects": "groups:read",
  "/orgs/[org]/groups/[group]/settings": "groups:read",
  "/orgs/[org]/keys": "keys:write",
  "/orgs/[org]/security": "security:read",
  "/orgs/[org]/security/sign-ins": "logs:read",
  "/orgs/[org]/security/audit": "logs:read",
};

/** Every download by its route, and who may have it. Whoever is signed out is led to the page above it. */
export const downloads: Record<string, Permission> = {
  "/orgs/[org]/members/import/[import]/export": "members:write",
  "/orgs/[org]/security/sign-ins/export": "logs:read",
  "/orgs/[org]/security/audit/export": "logs:read",
};

/** Every server action by its route and name, and who may do it. */
export const actions: Record<string, Admitted> = {
  "/sign-in#signIn": "anyone",
  "/sign-in#beginPasskeySignIn": "anyone",
  "/sign-in#signInWithPasskey": "anyone",
  "/sign-in#confirm": "anyone",
  "/sign-in#unlock": "anyone",
  "/sign-in#signOut": "anyone",
  "/sign-in/two-factor#prove": "halfway",
  "/sign-in/two-factor#beginPasskey": "halfway",
  "/sign-in/two-factor#startAuthenticator": "enrolling",
  "/sign-in/two-factor#confirmAuthenticator": "enrolling",
  "/sign-in/two-factor#startPasskey": "enrolling",
  "/sign-in/two-factor#addPasskey": "enrolling",
  "/sign-in/new-password#replace": "overdue",
  "/session#stay": "person",
  "/step-up#begin": "person",
  "/step-up#mailCode": "person",
  "/step-up#prove": "person",
  "/sign-up#signUp": "anyone",
  "/sign-up#confirm": "anyone",
  "/reset-password#askForReset": "anyone",
  "/reset-password#choosePassword": "anyone",
  "/invitations/[token]#accept": "anyone",
  "/invitations/[token]#signOutAndReturn": "anyone",
  "/invitations/[token]#askAgain": "anyone",
  "/account#saveProfile": "person",
  "/account#changeEmail": "person",
  "/account#confirmEmail": "person",
  "/account#remove": "person",
  "/account/security#choosePassword": "person",
  "/account/security#dropAuthenticator": "person",
  "/account/security#rename": "person",
  "/account/security#dropPasskey": "person",
  "/account/security#renewCodes": "person",
  "/account/sessions#end": "person",
  "/account/sessions#endOthers": "person",
  "/orgs#create": "person",
  "/orgs#leave": "member",
  "/orgs#restore": "person",
  "/orgs#findPlaces": "person",
  "/orgs/[org]/settings#save": "organization:write",
  "/orgs/[org]/settings#resend": "organization:write",
  "/orgs/[org]/settings#takeBack": "organization:write",
  "/orgs/[org]/settings#saveAdminReach": "organization:write",
  "/orgs/[org]/settings#remove": "organization:delete",
  "/orgs/[org]/ownership#offer": "organization:transfer",
  "/orgs/[org]/ownership#withdraw": "organization:transfer",
  "/orgs/[org]/ownership#accept": "member",
  "/orgs/[org]/ownership#decline": "member",
  "/contact-email/confirm#confirm": "anyone",
  "/orgs/[org]/members/invitations#invite": "members:write",
  "/orgs/[org]/members/invitations#previewLetter": "members:write",
  "/orgs/[org]/members/invitations#offerGroups": "members:write",
  "/orgs/[org]/members/invitations#resend": "members:write",
  "/orgs/[org]/members/invitations#cancel": "members:write",
  "/orgs/[org]/members/invitations#bulk": "members:write",
  "/orgs/[org]/members/import#check": "members:write",
  "/orgs/[org]/members/import#start": "members:write",
  "/orgs/[org]/members#changeRole": "members:write",
  "/orgs/[org]/members#disable": "members:write",
  "/orgs/[org]/members#enable": "members:write",
  "/orgs/[org]/members#unlock": "members:write",
  "/orgs/[org]/members#resetFactors": "members:write",
  "/orgs/[org]/members#endSessions": "members:write",
  "/orgs/[org]/members#remove": "members:write",
  "/orgs/[org]/members#createApiOnly": "members:write",
  "/orgs/[org]/members#liveKeys": "keys:read",
  "/orgs/[org]/members#findGroups": "groups:read",
  "/orgs/[org]/members#bulk": "members:write",
  "/orgs/[org]/members/removed#restore": "members:write",
  "/orgs/[org]/members/[member]#saveGroups": "groups:write",
  "/orgs/[org]/groups#create": "groups:write of all",
  "/orgs/[org]/groups#save": "groups:write",
  "/orgs/[org]/groups#preview": "groups:write of all",
  "/orgs/[org]/groups#remove": "groups:write of all",
  "/orgs/[org]/groups#findPeople": "members:read",
  "/orgs/[org]/groups#add": "groups:write",
  "/orgs/[org]/groups#takeOut": "groups:write",
  "/orgs/[org]/groups#findProjects": "projects:read",
  "/orgs/[org]/groups#giveProject": "projects:write",
  "/orgs/[org]/groups#takeProject": "projects:write",
  "/orgs/[org]/projects#create": "projects:write",
  "/orgs/[org]/projects#save": "projects:write",
  "/orgs/[org]/projects#archive": "projects:write",
  "/orgs/[org]/projects#restore": "projects:write",
  "/orgs/[org]/projects#findPeople": "members:read",
  "/orgs/[org]/projects#findGroups": "groups:read",
  "/orgs/[org]/projects#give": "projects:write",
  "/orgs/[org]/projects#take": "projects:write",
  "/orgs/[org]/security/audit#verify": "logs:write",
  "/orgs/[org]/security/audit#keep": "security:write",
  "/orgs/[org]/keys#create": "keys:write",
  "/orgs/[org]/keys#revoke": "keys:write",
  "/orgs/[org]/security#saveSecondFactor": "security:write",
  "/orgs/[org]/security#savePassword": "security:write",
  "/orgs/[org]/security#saveNetworks": "security:write",
  "/orgs/[org]/security#saveSessions": "security:write",
  "/orgs/[org]/security#confirmTrial": "security:write",
  "/orgs/[org]/security#dropTrial": "security:write",
  "/orgs/[org]/security#notify": "security:write",
  "/orgs/[org]/security#findMembers": "members:read",
  "/orgs/[org]/security#exempt": "security:write",
  "/orgs/[org]/security#endExempt": "security:write",
  "/orgs/[org]/security#revert": "security:write",
};
