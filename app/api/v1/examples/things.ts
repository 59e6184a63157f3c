import { bodies, ids, secret } from "@/app/api/v1/examples";
import { page, refTo } from "./parts";
import { ada } from "./people";

/** What is answered about groups, projects and keys. */

const platform = {
  id: ids.group,
  ...bodies.createGroup,
  role: null,
  isDefault: false,
  allowedConnectors: null,
  maxConcurrentScans: null,
  memberCount: 1,
  projectCount: 1,
  version: 7,
  createdAt: "2026-11-02T09:30:00.000Z",
};

const leads = {
  id: ids.otherGroup,
  name: "Security leads",
  description: "One of every team",
  role: "team-leader",
  isDefault: false,
  allowedConnectors: ["jira", "slack"],
  maxConcurrentScans: 5,
  memberCount: 0,
  projectCount: 0,
  version: 2,
  createdAt: "2026-03-02T09:00:00.000Z",
};

const webShop = {
  id: ids.project,
  ...bodies.createProject,
  role: "admin",
  memberCount: 1,
  groupCount: 1,
  version: 7,
  archivedAt: null,
  createdAt: "2026-11-02T09:40:00.000Z",
};

const archivedAt = "2026-11-20T17:30:00.000Z";
const adaRef = refTo(ada);
const platformRef = refTo(platform);

const groupAnswers = {
  listGroups: page(platform, leads),
  createGroup: { ...platform, memberCount: 0, projectCount: 0, version: 0 },
  getGroup: platform,
  changeGroup: { ...platform, ...bodies.changeGroup, version: platform.version + 1 },
  deleteGroup: platformRef,
  listGroupMembers: page(ada),
  addGroupMembers: {
    data: [
      { given: bodies.addGroupMembers.members[0], ...adaRef, outcome: "added", code: null, reason: null },
      {
        given: bodies.addGroupMembers.members[1],
        id: null,
        name: null,
        outcome: "refused",
        code: "not-found",
        reason: "No member of this id or email address.",
      },
    ],
  },
  removeGroupMember: adaRef,
  listGroupProjects: page({ ...refTo(webShop), role: "viewer", archived: false }),
};

const projectAnswers = {
  listProjects: page(webShop),
  createProject: { ...webShop, memberCount: 0, groupCount: 0, version: 0 },
  getProject: webShop,
  changeProject: { ...webShop, ...bodies.changeProject, version: webShop.version + 1 },
  archiveProject: { ...webShop, version: webShop.version + 1, archivedAt },
  restoreProject: { ...webShop, version: webShop.version + 2 },
  listProjectAccess: page(
    { kind: "group", ...platformRef, email: null, memberCount: 1, role: "viewer", effective: true },
    { kind: "member", ...adaRef, email: ada.email, memberCount: null, role: "member", effective: true },
  ),
  listProjectPeople: page(
    {
      ...adaRef,
      email: ada.email,
      apiOnly: false,
      role: "member",
      own: "member",
      everywhere: [],
      ways: [
        { role: "member", group: null },
        { role: "viewer", group: platformRef },
      ],
      keptOut: [],
    },
    {
      id: ids.owner,
      name: "Margaret Hamilton",
      email: "margaret@example.com",
      apiOnly: false,
      role: "admin",
      own: null,
      everywhere: [{ role: "owner", group: null, reach: "all" }],
      ways: [],
      keptOut: [],
    },
  ),
  giveProjectAccess: { ...adaRef, ...bodies.giveProjectAccess },
  takeProjectAccess: adaRef,
};

const report = {
  id: ids.key,
  name: bodies.createKey.name,
  kind: bodies.createKey.kind,
  prefix: secret.slice(0, 12),
  scopes: bodies.createKey.scopes,
  networks: [],
  holder: null,
  status: "live",
  createdByName: "Provisioning",
  createdAt: "2026-11-02T10:00:00.000Z",
  expiresAt: "2027-01-31T10:00:00.000Z",
  previousUntil: null,
  lastUsedAt: "2026-11-20T02:00:00.000Z",
  lastUsedIp: "192.0.2.7",
  lastUsedEndpoint: "GET /members",
  unusedScopes: ["groups:read"],
};

const uploads = {
  id: ids.otherKey,
  name: "Scan uploads",
  kind: "user",
  prefix: "stw_7hTz2RbC",
  scopes: ["scans:write"],
  networks: ["192.0.2.0/24"],
  holder: adaRef,
  status: "live",
  createdByName: ada.name,
  createdAt: "2026-10-05T13:00:00.000Z",
  expiresAt: "2027-01-03T13:00:00.000Z",
  previousUntil: null,
  lastUsedAt: null,
  lastUsedIp: null,
  lastUsedEndpoint: null,
  unusedScopes: ["scans:write"],
};

const scopeUses = [
  { scope: "members:read", usedAt: "2026-11-20T02:00:00.000Z" },
  { scope: "groups:read", usedAt: null },
];

/** The key's second secret, once it is rotated. */
const newSecret = `stw_Qm3vJ8sD${secret.slice(12)}`;
const rotated = {
  prefix: newSecret.slice(0, 12),
  expiresAt: "2027-02-18T09:00:00.000Z",
  previousUntil: "2026-11-20T10:00:00.000Z",
};

const keyAnswers = {
  getMe: {
    key: {
      id: ids.ownKey,
      name: "Provisioning",
      expiresAt: "2027-04-12T08:00:00.000Z",
      replaced: false,
      scopes: ["members:read", "members:write", "groups:read"],
      networks: ["192.0.2.0/24"],
    },
    permissions: ["members:read", "members:write", "groups:read"],
    memberId: null,
    organization: { id: ids.organization, slug: "northwind-security", name: "Northwind Security" },
  },
  listKeys: page(report, uploads),
  createKey: {
    ...refTo(report),
    prefix: report.prefix,
    scopes: report.scopes,
    expiresAt: report.expiresAt,
    secret,
  },
  getKey: { ...report, scopeUses },
  changeKey: { ...report, ...bodies.changeKey, scopeUses },
  revokeKey: refTo(report),
  rotateKey: { ...refTo(report), ...rotated, secret: newSecret },
  narrowKey: { ...refTo(report), scopes: ["members:read"] },
  sendKeyLink: { ...refTo(report), sentTo: ada.name },
  checkKey: { key: { ...report, ...rotated }, secret: "previous" },
  reportLeakedKey: { status: "revoked" },
};

export const thingAnswers = { ...groupAnswers, ...projectAnswers, ...keyAnswers };
