import { type Resource, type Scope, scopes } from "./roles";

/** What each scope lets a key do, in a sentence: for whoever chooses scopes, and for the API's reference. */
export const scopeWords: Record<Scope, string> = {
  "organization:read": "See the organization’s details and settings.",
  "organization:write": "Change the organization’s details and settings.",
  "members:read": "See members, their roles and access, and invitations.",
  "members:write": "Invite, import, change, disable and remove members.",
  "groups:read": "See groups, their settings and who is in them.",
  "groups:write": "Make, change and delete groups, and decide who is in them.",
  "projects:read": "See projects and who has access to them.",
  "projects:write": "Make, change and archive projects, and give access to them.",
  "security:read": "See the security policy and who is exempt from it.",
  "security:write": "Change the security policy and exempt members from it.",
  "logs:read": "Read and export sign-ins and the audit log.",
  "logs:write": "Have the audit log verified and sealed.",
  "keys:read": "See API keys and when they were used, never their secrets.",
  "keys:write": "Make, change, rotate and revoke API keys.",
  "integrations:read": "See integrations and what they delivered.",
  "integrations:write": "Set up, change and remove integrations.",
  "notifications:read": "See who is told of what.",
  "notifications:write": "Change who is told of what.",
  "servers:read": "See servers and their settings.",
  "servers:write": "Register servers and change their settings.",
  "scans:read": "See scans and how they went.",
  "scans:write": "Start, update and end scans.",
  "findings:read": "See findings and libraries.",
  "findings:write": "Report findings and libraries, and change their status.",
  "reports:read": "See and download reports.",
  "reports:write": "Have reports made, and delete them.",
  "scores:read": "See scores and how they are worked out.",
  "scores:write": "Change how scores are worked out.",
  "billing:read": "See the plan, seats, storage and invoicing details.",
  "billing:write": "Change the plan, seats and invoicing details.",
};

/** In which order, and under which heads, scopes are offered. */
export const scopeGroups: readonly { title: string; resources: readonly Resource[] }[] = [
  { title: "People and access", resources: ["organization", "members", "groups", "projects"] },
  { title: "Security", resources: ["security", "logs", "keys"] },
  { title: "Scanning", resources: ["servers", "scans", "findings", "scores", "reports"] },
  { title: "Everything else", resources: ["integrations", "notifications", "billing"] },
];

/** What keys are most often made for. */
export const scopePresets: readonly { name: string; scopes: readonly Scope[] }[] = [
  { name: "Read only", scopes: scopes.filter((scope) => scope.endsWith(":read")) },
  { name: "Members", scopes: ["members:read", "members:write", "groups:read", "groups:write"] },
  {
    name: "Agent",
    scopes: [
      "projects:read",
      "servers:read",
      "servers:write",
      "scans:read",
      "scans:write",
      "findings:read",
      "findings:write",
    ],
  },
];
