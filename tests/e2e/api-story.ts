/** A request of the story: which operation, what is put into it, what is kept of its answer, and how it is refused if it is. */
export type Step = {
  id: string;
  path?: Record<string, string>;
  body?: Record<string, string>;
  ifMatch?: string;
  /** A variable's name, and the field of the answer that goes into it, or its ETag. */
  keep?: Record<string, string>;
  status?: number;
};

const member = { path: { id: "{{memberId}}" } };
const group = { path: { id: "{{groupId}}" } };
const project = { path: { id: "{{projectId}}" } };
const invitation = { path: { id: "{{invitationId}}" } };
const importOf = { path: { id: "{{importId}}" } };
const key = { path: { id: "{{keyId}}" } };
const holder = { path: { ...project.path, holderId: "{{memberId}}" } };

/** Every operation of the API once, in an order in which each finds what it needs. */
export const story: Step[] = [
  { id: "getMe" },
  { id: "getOrganization", keep: { organizationTag: "etag" } },
  { id: "changeOrganization", ifMatch: "{{organizationTag}}" },
  { id: "sendContactLink", status: 409 },

  { id: "createApiOnlyMember", keep: { memberId: "id" } },
  // The Owner joined first, and could not be exempt.
  { id: "listMembers", keep: { personId: "data[1].id" } },
  { id: "getMember", ...member },
  { id: "changeMember", ...member },
  { id: "disableMember", ...member },
  { id: "enableMember", ...member },
  { id: "unlockMember", ...member, status: 409 },
  { id: "resetSecondFactors", ...member, status: 409 },
  { id: "endMemberSessions", ...member, status: 409 },

  { id: "createGroup", keep: { groupId: "id" } },
  { id: "listGroups" },
  { id: "getGroup", ...group, keep: { groupTag: "etag" } },
  { id: "changeGroup", ...group, ifMatch: "{{groupTag}}", keep: { groupTag: "etag" } },
  { id: "setMemberGroups", ...member, body: { "groupIds[0]": "{{groupId}}" } },
  { id: "addGroupMembers", ...group, body: { "members[0]": "{{memberId}}" } },
  { id: "listGroupMembers", ...group },
  { id: "listGroupProjects", ...group },
  { id: "explainAccess", ...member },
  { id: "getMemberAccount", ...member },
  { id: "listRoles" },
  { id: "listPermissionHolders", path: { permission: "members:write" } },
  { id: "listPermissionKeys", path: { permission: "members:write" } },

  { id: "createProject", keep: { projectId: "id" } },
  { id: "listProjects" },
  { id: "getProject", ...project, keep: { projectTag: "etag" } },
  { id: "changeProject", ...project, ifMatch: "{{projectTag}}" },
  { id: "giveProjectAccess", ...holder },
  { id: "listProjectAccess", ...project },
  { id: "listProjectPeople", ...project },
  { id: "takeProjectAccess", ...holder },
  { id: "archiveProject", ...project },
  { id: "restoreProject", ...project },

  { id: "removeGroupMember", path: { ...group.path, memberId: "{{memberId}}" } },
  { id: "deleteGroup", ...group, ifMatch: "{{groupTag}}" },
  { id: "removeMember", ...member },
  { id: "listRemovedMembers" },
  { id: "restoreMember", ...member },

  { id: "createInvitation", keep: { invitationId: "id" } },
  { id: "listInvitations" },
  { id: "getInvitation", ...invitation },
  { id: "resendInvitation", ...invitation },
  { id: "cancelInvitation", ...invitation },
  { id: "startInvitationImport", keep: { importId: "id" } },
  { id: "listInvitationImports" },
  { id: "getInvitationImport", ...importOf },
  { id: "listInvitationImportRows", ...importOf },

  { id: "createKey", keep: { keyId: "id" } },
  { id: "listKeys" },
  { id: "getKey", ...key },
  { id: "changeKey", ...key },
  { id: "rotateKey", ...key },
  { id: "narrowKey", ...key, status: 409 },
  { id: "sendKeyLink", ...key, status: 409 },
  { id: "checkKey" },
  { id: "revokeKey", ...key },
  { id: "reportLeakedKey" },

  { id: "getSecurityPolicy", keep: { policyTag: "etag" } },
  { id: "changeSecurityPolicy", ifMatch: "{{policyTag}}", keep: { policyTag: "etag" } },
  { id: "listAuditEvents", keep: { eventId: "data[0].id" } },
  { id: "revertSecurityPolicy", ifMatch: "{{policyTag}}", body: { eventId: "{{eventId}}" } },
  { id: "previewSecurityPolicy" },
  { id: "confirmNetworks", ifMatch: "{{policyTag}}", status: 409 },
  { id: "dropNetworks", ifMatch: "{{policyTag}}", status: 409 },
  { id: "giveExemption", body: { memberId: "{{personId}}" } },
  { id: "listExemptions" },
  { id: "endExemption", path: { memberId: "{{personId}}" } },
  { id: "remindMembers" },
  { id: "listSignIns" },
  { id: "verifyAuditLog" },
  { id: "setAuditRetention" },
  { id: "getAuditRetention" },
];
