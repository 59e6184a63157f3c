import type { Permission } from "@/lib/core/roles";

/**
 * Who gets in: `anyone`, a signed-in `person`, any `member` of the organization, or a member with this permission.
 * Everyone else who is signed in is answered *not found*; whoever is not is led to sign in.
 */
export type Admitted = "anyone" | "person" | "member" | Permission;

/** Every page by its route, and who may open it. */
export const pages: Record<string, Admitted> = {
  "/": "anyone",
  "/sign-in": "anyone",
  "/sign-in/confirm": "anyone",
  "/sign-up": "anyone",
  "/sign-up/confirm": "anyone",
  "/check-email": "anyone",
  "/reset-password": "anyone",
  "/reset-password/confirm": "anyone",
  "/invitations/[token]": "anyone",
  "/dev/mailbox": "anyone",
  "/orgs": "person",
  "/orgs/new": "person",
  "/orgs/[org]": "member",
  "/orgs/[org]/roles": "member",
  "/orgs/[org]/members": "members:read",
  "/orgs/[org]/members/invitations": "members:write",
  "/orgs/[org]/keys": "keys:write",
  "/orgs/[org]/security/audit": "logs:read",
};

/** Every server action by its route and name, and who may do it. */
export const actions: Record<string, Admitted> = {
  "/sign-in#signIn": "anyone",
  "/sign-in#confirm": "anyone",
  "/sign-in#signOut": "anyone",
  "/sign-up#signUp": "anyone",
  "/sign-up#confirm": "anyone",
  "/reset-password#askForReset": "anyone",
  "/reset-password#choosePassword": "anyone",
  "/invitations/[token]#accept": "anyone",
  "/invitations/[token]#signOutAndReturn": "anyone",
  "/orgs#create": "person",
  "/orgs#leave": "member",
  "/orgs/[org]/members#invite": "members:write",
  "/orgs/[org]/members#resend": "members:write",
  "/orgs/[org]/members#cancel": "members:write",
  "/orgs/[org]/members#changeRole": "members:write",
  "/orgs/[org]/members#disable": "members:write",
  "/orgs/[org]/members#enable": "members:write",
  "/orgs/[org]/members#remove": "members:write",
  "/orgs/[org]/keys#create": "keys:write",
  "/orgs/[org]/keys#revoke": "keys:write",
};
