import { bodies, ids } from "@/app/api/v1/examples";
import { page } from "./parts";
import { ada } from "./people";

/** What is answered about the organization itself: its settings, its policy and its log. */

const organization = {
  id: ids.organization,
  version: 7,
  slug: "northwind-security",
  name: "Northwind Security",
  legalName: "Northwind Security Ltd",
  alertingEmail: "security@example.com",
  pendingAlertingEmail: "alerts@example.com",
  invoicingEmail: "invoices@example.com",
  pendingInvoicingEmail: null,
  dateFormat: "day-month-year",
  timeFormat: "24-hour",
  timeZone: "Europe/London",
  adminsManageAdmins: false,
  plan: "Community",
  seats: 1_000,
  members: 3,
  createdAt: "2026-01-12T08:00:00.000Z",
};

const policy = {
  version: 7,
  requireSecondFactor: false,
  secondFactorFrom: null,
  passwordMinLength: 10,
  passwordMinStrength: 3,
  passwordReuse: 5,
  passwordMaxAgeDays: null,
  lockoutThreshold: 5,
  lockoutMinutes: 15,
  networksForWeb: false,
  networksForKeys: true,
  networks: [{ cidr: "192.0.2.0/24", note: "The office" }],
  trialUntil: null,
  idleMinutes: 480,
  absoluteHours: 168,
  keyLifeDays: 180,
};

const changedPolicy = { ...policy, ...bodies.changeSecurityPolicy, version: policy.version + 1 };

const changedFields = Object.keys(bodies.changeSecurityPolicy) as (keyof typeof policy)[];
const fieldsOf = (whole: typeof policy) =>
  Object.fromEntries(changedFields.map((field) => [field, whole[field]]));

const target = { kind: "organization", id: organization.id, name: organization.name };

const policyEvent = {
  id: bodies.revertSecurityPolicy.eventId,
  sequence: 42,
  at: "2026-11-16T09:00:00.000Z",
  action: "policy.changed",
  outcome: "done",
  actor: { kind: "key", id: ids.ownKey, name: "Provisioning" },
  target,
  before: fieldsOf(policy),
  after: fieldsOf(changedPolicy),
  ip: "192.0.2.7",
  userAgent: "curl/8.14.1",
  sessionId: null,
  keyId: ids.ownKey,
  requestId: "0b4f5d3e-6a0c-4d6b-9d0e-2f6a1c9b7e55",
  hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
};

const settingsEvent = {
  ...policyEvent,
  id: ids.otherAuditEvent,
  sequence: 41,
  at: "2026-11-15T14:20:00.000Z",
  action: "organization.changed",
  actor: { kind: "member", id: ids.owner, name: "Margaret Hamilton" },
  before: { timeFormat: "12-hour" },
  after: { timeFormat: "24-hour" },
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
  sessionId: ids.ownerSession,
  keyId: null,
  requestId: "7d1e9a52-43c8-4f0b-8a36-c5b0e2f41d98",
  hash: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
};

const owing = ["second-factor-owed"];

export const ruleAnswers = {
  getOrganization: organization,
  changeOrganization: {
    ...organization,
    ...bodies.changeOrganization,
    version: organization.version + 1,
  },
  sendContactLink: { email: organization.pendingAlertingEmail },
  getSecurityPolicy: policy,
  changeSecurityPolicy: changedPolicy,
  previewSecurityPolicy: {
    members: [{ id: ada.id, name: ada.name, detail: ada.email, reasons: owing }],
    sessions: [{ id: ids.session, name: ada.name, detail: "Firefox on Linux, 192.0.2.7", reasons: owing }],
    keys: [{ id: ids.otherKey, name: "Scan uploads", detail: "stw_7hTz2RbC", reasons: owing }],
    totals: { members: 1, sessions: 1, keys: 1 },
    complaints: [],
  },
  revertSecurityPolicy: { ...policy, version: changedPolicy.version + 1 },
  confirmNetworks: policy,
  dropNetworks: policy,
  remindMembers: { notified: 1 },
  listAuditEvents: page(policyEvent, settingsEvent),
  verifyAuditLog: {
    whole: true,
    checked: policyEvent.sequence,
    events: policyEvent.sequence,
    removedUpTo: 0,
    sealedUpTo: settingsEvent.sequence,
    sealedAt: "2026-11-16T00:00:00.000Z",
    brokenAt: null,
    complaint: null,
    nextCursor: null,
  },
  getAuditRetention: bodies.setAuditRetention,
  setAuditRetention: bodies.setAuditRetention,
};
