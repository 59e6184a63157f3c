import { bodies, ids } from "@/app/api/v1/examples";
import { permissionsOf, projectPermissionsOf } from "@/lib/auth/permissions";
import { projectRoleWords, roleWords } from "@/lib/core/role-words";
import { projectRoleNames, roleNames } from "@/lib/core/roles";
import { page, refTo } from "./parts";

/** What is answered about people: those of a small company, of whom one is brought in, put to work and seen out again. */

const platform = { id: ids.group, name: "Platform" };

const margaret = {
  id: ids.owner,
  name: "Margaret Hamilton",
  email: "margaret@example.com",
  apiOnly: false,
  role: "owner",
  status: "active",
  groups: [],
  secondFactor: "has",
  lockedUntil: null,
  lastActiveAt: "2026-11-20T08:12:00.000Z",
  createdAt: "2026-01-12T08:00:00.000Z",
};

export const ada = {
  id: ids.member,
  name: "Ada Lovelace",
  email: "ada@example.com",
  apiOnly: false,
  role: "user",
  status: "active",
  groups: [platform],
  secondFactor: "none",
  lockedUntil: null,
  lastActiveAt: "2026-11-19T16:40:00.000Z",
  createdAt: "2026-03-02T09:30:00.000Z",
};

const robot = {
  id: ids.robot,
  ...bodies.createApiOnlyMember,
  email: null,
  apiOnly: true,
  status: "active",
  groups: [],
  secondFactor: null,
  lockedUntil: null,
  lastActiveAt: null,
  createdAt: "2026-11-02T09:05:00.000Z",
};

const done = refTo(ada);

/** The key that all of this is done with. */
const provisioning = { kind: "key", id: ids.ownKey, name: "Provisioning" };

const invitation = {
  id: ids.invitation,
  ...bodies.createInvitation,
  groups: [],
  status: "pending",
  mailStatus: "sent",
  invitedBy: provisioning,
  invitedByName: provisioning.name,
  createdAt: "2026-11-02T09:10:00.000Z",
  expiresAt: "2026-11-09T09:10:00.000Z",
  requestedAt: null,
};

const byRole = (...[role, reach]: [string, string]) => ({ role, group: null, reach });

const invitationRef = { id: invitation.id, email: bodies.createInvitation.email };

const { rows, message } = bodies.startInvitationImport;

const listImport = {
  id: ids.invitationImport,
  createdBy: provisioning,
  createdByName: provisioning.name,
  message,
  expiresInDays: 7,
  total: rows.length,
  invited: rows.length - 1,
  refused: 1,
  createdAt: "2026-11-02T09:20:00.000Z",
  finishedAt: "2026-11-02T09:20:04.000Z",
};

const exemption = {
  ...bodies.giveExemption,
  name: ada.name,
  email: ada.email,
  grantedByName: "Provisioning",
  createdAt: "2026-11-16T09:00:00.000Z",
};

export const peopleAnswers = {
  listMembers: page(margaret, ada, robot),
  getMember: ada,
  changeMember: { ...ada, ...bodies.changeMember },
  setMemberGroups: ada,
  removeMember: done,
  disableMember: done,
  enableMember: done,
  unlockMember: done,
  resetSecondFactors: done,
  endMemberSessions: done,
  restoreMember: done,
  createApiOnlyMember: { ...refTo(robot), role: robot.role },
  listRemovedMembers: page({
    ...done,
    email: ada.email,
    apiOnly: ada.apiOnly,
    role: ada.role,
    joinedAt: ada.createdAt,
    removedAt: "2026-11-20T17:00:00.000Z",
    removedByName: "Provisioning",
    restorableUntil: "2026-12-20T17:00:00.000Z",
  }),
  explainAccess: {
    member: { ...done, email: ada.email, role: ada.role },
    groups: [{ ...platform, role: null }],
    keptOut: [],
    // The first few, by which the others can be told.
    permissions: [...permissionsOf.user]
      .slice(0, 3)
      .map(([permission, reach]) => ({ permission, reach, ways: [{ role: "user", group: null, reach }] })),
    projects: [
      {
        id: ids.project,
        name: "Web shop",
        archived: false,
        role: "member",
        permissions: ["projects:read", "scans:read", "scans:write"],
        ways: [
          { role: "member", group: null },
          { role: "viewer", group: platform },
        ],
      },
    ],
  },
  getMemberAccount: {
    secondFactors: { authenticator: true, passkeys: 1, recoveryCodes: 8 },
    signedIn: { sessions: 2, lastAt: ada.lastActiveAt },
  },
  listRoles: {
    // The first few of each, by which the others can be told.
    roles: (["admin", "user"] as const).map((role) => ({
      role,
      name: roleNames[role],
      description: roleWords[role],
      permissions: [...permissionsOf[role]].slice(0, 3).map(([permission, reach]) => ({ permission, reach })),
    })),
    projectRoles: [
      {
        role: "viewer",
        name: projectRoleNames.viewer,
        description: projectRoleWords.viewer,
        permissions: [...projectPermissionsOf.viewer],
      },
    ],
  },
  listPermissionHolders: page({
    ...refTo(margaret),
    email: margaret.email,
    reach: "all",
    ways: [byRole("owner", "all")],
    projectWays: [],
    keptOut: [],
  }),
  listPermissionKeys: page(
    { id: ids.ownKey, name: "Provisioning", prefix: "stw_9kLm3TqP", holder: null },
    {
      id: ids.otherKey,
      name: "Scan uploads",
      prefix: "stw_7hTz2RbC",
      holder: {
        ...done,
        email: ada.email,
        reach: "projects",
        ways: [byRole("user", "projects")],
        projectWays: [],
        keptOut: [],
      },
    },
  ),
  listInvitations: page(invitation),
  createInvitation: invitation,
  getInvitation: invitation,
  resendInvitation: invitationRef,
  cancelInvitation: invitationRef,
  listInvitationImports: page(listImport),
  startInvitationImport: { id: listImport.id },
  getInvitationImport: listImport,
  listInvitationImportRows: page(
    ...rows.map((row, at) => ({
      position: at + 1,
      name: null,
      groups: [],
      ...row,
      ...(row.email === margaret.email
        ? {
            outcome: "refused",
            code: "already-member",
            reason: "This person is a member already.",
            invitationId: null,
          }
        : { outcome: "invited", code: null, reason: null, invitationId: ids.invitation }),
    })),
  ),
  listExemptions: page(exemption),
  giveExemption: exemption,
  endExemption: { memberId: ada.id, name: ada.name },
  listSignIns: page(
    {
      id: ids.signIn,
      at: "2026-11-19T16:38:00.000Z",
      memberId: ada.id,
      name: ada.name,
      email: ada.email,
      method: "password",
      outcome: "success",
      reason: null,
      ip: "192.0.2.7",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    },
    {
      id: ids.failedSignIn,
      at: "2026-11-19T16:37:00.000Z",
      memberId: ada.id,
      name: ada.name,
      email: ada.email,
      method: "password",
      outcome: "failure",
      reason: "wrong-password",
      ip: "192.0.2.7",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    },
  ),
};
