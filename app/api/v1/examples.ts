import { day, fromNow } from "@/lib/core/clock";
import { type IdKind, idPrefix } from "@/lib/core/ids";

/** What the examples of the OpenAPI document send, which tell of one small company. What it is answered stands in `examples/`. */

/** A day ahead, so that a body with it can be sent as it is shown. */
export const dayAhead = `${fromNow(180 * day)
  .toISOString()
  .slice(0, 10)}T09:00:00.000Z`;

/** An id of the examples: all of one time, told apart by their ends. */
const idOf = (kind: IdKind, number = 0) => `${idPrefix[kind]}_01kaj53x00e00s00000000000${number}`;

/** Who and what the examples are about. What a path names is the first of its kind. */
export const ids = {
  organization: idOf("organization"),
  member: idOf("member"),
  owner: idOf("member", 1),
  robot: idOf("member", 2),
  invitation: idOf("invitation"),
  invitationImport: idOf("invitationImport"),
  group: idOf("group"),
  otherGroup: idOf("group", 1),
  project: idOf("project"),
  key: idOf("key"),
  ownKey: idOf("key", 1),
  otherKey: idOf("key", 2),
  session: idOf("session"),
  ownerSession: idOf("session", 1),
  signIn: idOf("signInAttempt", 1),
  failedSignIn: idOf("signInAttempt"),
  auditEvent: idOf("auditEvent", 1),
  otherAuditEvent: idOf("auditEvent"),
};

/** A key's secret that looks like one; its check digits are wrong, so that it is none. */
export const secret = `stw_4fXkQ9Lw_${"0123456789".repeat(5).slice(0, 49)}`;

/** What a body may look like, whole, by the operation that takes it. */
export const bodies = {
  changeOrganization: { legalName: "Northwind Security GmbH", timeZone: "Europe/Berlin", dateFormat: "iso" },
  changeMember: { role: "team-leader" },
  setMemberGroups: { groupIds: [ids.group] },
  createApiOnlyMember: { name: "Deploy robot", role: "user" },
  createInvitation: {
    email: "grace@example.com",
    name: "Grace Hopper",
    role: "user",
    message: "Welcome to the team.",
    expiresInDays: 7,
  },
  startInvitationImport: {
    rows: [
      { email: "radia@example.com", name: "Radia Perlman", role: "user", groups: ["Platform"] },
      { email: "linus@example.com", role: "team-leader" },
      { email: "margaret@example.com", role: "admin" },
    ],
    message: "Welcome to the team.",
  },
  createGroup: { name: "Platform", description: "Ships on Fridays" },
  changeGroup: { description: "Ships on Mondays" },
  addGroupMembers: { members: [ids.member, "charles@example.com"] },
  createProject: { name: "Web shop", description: "Cards and accounts" },
  changeProject: { description: "Cards, accounts and returns" },
  giveProjectAccess: { role: "member" },
  createKey: {
    name: "Nightly report",
    kind: "organization",
    scopes: ["members:read", "groups:read"],
    expiresInDays: 90,
  },
  changeKey: { name: "Weekly report", networks: ["192.0.2.0/24"] },
  rotateKey: { overlapMinutes: 60 },
  sendKeyLink: { recipientId: ids.member },
  checkKey: { secret },
  reportLeakedKey: { secret },
  sendContactLink: { contact: "alerting" },
  revertSecurityPolicy: { eventId: ids.auditEvent },
  setAuditRetention: { days: 400 },
  changeSecurityPolicy: { passwordMinLength: 12, idleMinutes: 60 },
  previewSecurityPolicy: { requireSecondFactor: true },
  giveExemption: {
    memberId: ids.member,
    reason: "Waits for a new phone",
    until: dayAhead,
  },
} satisfies Record<string, object>;
