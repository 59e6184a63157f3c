import type { Permission } from "@/lib/core/roles";

/**
 * Who gets in: `anyone`, someone `halfway` through signing in, whoever is `overdue` with a new password, whoever is
 * `enrolling` a factor (halfway or signed in), a signed-in `person`, any `member` of the organization, or a member with
 * this permission.
 * Everyone else who is signed in is answered *not found*; whoever is not is led to sign in.
 */
export type Admitted = "anyone" | "halfway" | "overdue" | "enrolling" | "person" | "member" | Permission;

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
  "/invitations/[token]": "anyone",
  "/dev/mailbox": "anyone",
  "/account": "person",
  "/account/security": "person",
  "/account/sessions": "person",
  "/account/email/confirm": "person",
  "/orgs": "person",
  "/orgs/new": "person",
  "/orgs/[org]": "member",
  "/orgs/[org]/roles": "member",
  "/orgs/[org]/members": "members:read",
  "/orgs/[org]/members/invitations": "members:write",
  "/orgs/[org]/keys": "keys:write",
  "/orgs/[org]/security": "security:read",
  "/orgs/[org]/security/sign-ins": "logs:read",
  "/orgs/[org]/security/audit": "logs:read",
};

/** Every download by its route, and who may have it. Whoever is signed out is led to the page above it. */
export const downloads: Record<string, Permission> = {
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
  "/orgs/[org]/members#invite": "members:write",
  "/orgs/[org]/members#resend": "members:write",
  "/orgs/[org]/members#cancel": "members:write",
  "/orgs/[org]/members#changeRole": "members:write",
  "/orgs/[org]/members#disable": "members:write",
  "/orgs/[org]/members#enable": "members:write",
  "/orgs/[org]/members#remove": "members:write",
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
