import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { signInAttempts, users } from "@/db/schema";
import { auditTrail, type GivenOrganization, givenOrganization, givenPerson, lettersTo } from "@/db/testing";
import type { Actor, Holder, Person, Stranger } from "@/lib/auth/actor";
import { day, fromNow, minute } from "@/lib/core/clock";
import type { ErrorCode } from "@/lib/core/errors";
import { type Role, roles, type Scope, scopes } from "@/lib/core/roles";
import { setAuditRetention, verifyAuditLog } from "@/lib/domain/audit/commands";
import type { Command } from "@/lib/domain/audit/record";
import { deleteOrganization } from "@/lib/domain/closed-organizations/commands";
import { resendContactLink } from "@/lib/domain/contact-emails/commands";
import { endExemption, exemptMember } from "@/lib/domain/exemptions/commands";
import { addGroupMembers, removeGroupMembers } from "@/lib/domain/group-members/commands";
import { changeGroup, createGroup, deleteGroup } from "@/lib/domain/groups/commands";
import { createGroupInput } from "@/lib/domain/groups/input";
import { startImport } from "@/lib/domain/invitation-imports/commands";
import { cancelInvitation, inviteMembers, resendInvitation } from "@/lib/domain/invitations/commands";
import { revealKey, sendRevealLink } from "@/lib/domain/key-reveals/commands";
import { changeKey, createKey, narrowKey, revokeKey, rotateKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { endMemberSessions, resetSecondFactors, unlockMember } from "@/lib/domain/member-accounts/commands";
import {
  changeMemberGroups,
  changeMemberRole,
  createApiOnlyMember,
  disableMember,
  enableMember,
  removeMember,
} from "@/lib/domain/members/commands";
import { changeAdminReach, changeOrganization, leaveOrganization } from "@/lib/domain/organizations/commands";
import {
  acceptOwnership,
  declineOwnership,
  offerOwnership,
  withdrawOwnership,
} from "@/lib/domain/ownership-offers/commands";
import {
  archiveProject,
  changeProject,
  createProject,
  giveProjectRole,
  restoreProject,
  takeProjectRole,
} from "@/lib/domain/projects/commands";
import { restoreMember } from "@/lib/domain/removed-members/commands";
import {
  changePolicy,
  confirmNetworks,
  dropNetworksOnTrial,
  notifyOwing,
  revertPolicy,
} from "@/lib/domain/security/commands";
import {
  address,
  givenAuthenticator,
  givenLocked,
  givenSettledKey,
  givenSignedIn,
  givenWaitingKey,
  invited,
} from "./givens";
import { ownRows } from "./own-commands";

/** What becomes of a deed: it is done, or refused with this code. */
type Verdict = "done" | ErrorCode;

/** A command that a member does in an organization, and what becomes of it in the hands of each role. */
type MemberRow = {
  /** Valid input, about a target made for it; `actor` is who will do it, where the target depends on that. */
  given: (org: GivenOrganization, actor: Actor) => Promise<object>;
  roles: Record<Role, Verdict>;
  /** The scope that a key needs, what a key without it hears, and what a key with every scope does. */
  key: { needs: Scope; without: Verdict; withAll: Verdict };
  /** What an Owner of another organization hears who gives this organization's ids; "done" where there are none to give. */
  foreign: Verdict;
};

const memberId = async (org: GivenOrganization, role: Role = "user") => (await org.member(role)).id;

/** Members are Owners' and Admins' business; a Team Leader knows of them, the others do not. */
const managesMembers: Record<Role, Verdict> = {
  owner: "done",
  admin: "done",
  "team-leader": "forbidden",
  "billing-manager": "not-found",
  user: "not-found",
};

/** Policies are Owners' and Admins' business, and nobody else knows of them. */
const guardsPolicies: Record<Role, Verdict> = {
  owner: "done",
  admin: "done",
  "team-leader": "not-found",
  "billing-manager": "not-found",
  user: "not-found",
};

/** The settings are Owners' and Admins' business; everyone else reads of the organization, and no more. */
const guardsSettings: Record<Role, Verdict> = {
  owner: "done",
  admin: "done",
  "team-leader": "forbidden",
  "billing-manager": "forbidden",
  user: "forbidden",
};

/** What an Owner alone does, in person. */
const isOwners: Record<Role, Verdict> = { ...guardsSettings, admin: "forbidden" };
const inPerson: MemberRow["key"] = {
  needs: "organization:write",
  without: "forbidden",
  withAll: "forbidden",
};

/** What whoever was asked does, whatever their role; an Owner cannot be asked. */
const isAsked: Pick<MemberRow, "given" | "roles" | "key" | "foreign"> = {
  given: async (org, actor) => {
    if (!actor.roles.includes("owner") && actor.memberId)
      await offerOwnership(org.owner, { memberId: actor.memberId });
    return {};
  },
  roles: { owner: "conflict", admin: "done", "team-leader": "done", "billing-manager": "done", user: "done" },
  key: { needs: "organization:read", without: "not-found", withAll: "forbidden" },
  foreign: "conflict",
};

/** A list of networks on trial, in which everyone here is. */
async function givenTrial(org: GivenOrganization): Promise<void> {
  const networks = ["2001:db8::/32", "192.0.2.0/24"].map((cidr) => ({ cidr, note: "" }));
  const change = { networks, networksForKeys: true };
  await changePolicy(org.owner, { version: 0, change });
}

/** The organization's keys are Owners' and Admins' business; everyone else changes their own. */
const managesKeys: Omit<MemberRow, "given"> = {
  roles: {
    owner: "done",
    admin: "done",
    "team-leader": "not-found",
    "billing-manager": "not-found",
    user: "not-found",
  },
  key: { needs: "keys:write", without: "forbidden", withAll: "done" },
  foreign: "not-found",
};
const keyOf = async (org: GivenOrganization) => ({ keyId: (await org.key(["organization:read"])).id });

/** A project in which nobody has a part of their own is there for those who reach all of them. */
const managesProjects = guardsPolicies;

/** A group that they are not in is there for those who reach all of them. */
const managesGroups: Record<Role, Verdict> = {
  owner: "done",
  admin: "done",
  "team-leader": "not-found",
  "billing-manager": "not-found",
  user: "forbidden",
};

const groupKey: MemberRow["key"] = { needs: "groups:write", without: "forbidden", withAll: "done" };

const projectKey: MemberRow["key"] = { needs: "projects:write", without: "forbidden", withAll: "done" };

const manageKey: MemberRow["key"] = { needs: "members:write", without: "forbidden", withAll: "done" };

const memberRows = new Map<unknown, MemberRow>([
  [
    inviteMembers,
    {
      given: async (org) => ({
        emails: [{ address: address() }],
        role: "user",
        groupIds: [(await org.group()).id],
        expiresInDays: 7,
      }),
      roles: managesMembers,
      key: manageKey,
      foreign: "invalid",
    },
  ],
  [
    startImport,
    {
      given: async () => ({
        rows: [{ position: 1, email: address(), name: "", role: "User", groups: [] }],
        expiresInDays: 7,
      }),
      roles: managesMembers,
      key: manageKey,
      foreign: "done",
    },
  ],
  [
    resendInvitation,
    {
      given: async (org) => ({ invitationId: (await invited(org)).invitationId }),
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    cancelInvitation,
    {
      given: async (org) => ({ invitationId: (await invited(org)).invitationId }),
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    changeMemberRole,
    {
      given: async (org) => ({ memberId: await memberId(org), role: "team-leader" }),
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    disableMember,
    {
      given: async (org) => ({ memberId: await memberId(org) }),
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    enableMember,
    {
      given: async (org) => ({ memberId: await org.join(await givenPerson(), "user", "disabled") }),
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    removeMember,
    {
      given: async (org) => {
        const { id, person } = await org.member("user");
        return { memberId: id, confirm: person.email };
      },
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    createGroup,
    {
      given: async () => createGroupInput.parse({ name: `Team ${randomBytes(4).toString("hex")}` }),
      roles: { ...managesGroups, "team-leader": "forbidden" },
      key: groupKey,
      foreign: "done",
    },
  ],
  [
    changeGroup,
    {
      given: async (org) => ({
        groupId: (await org.group()).id,
        version: 0,
        change: { description: "Ships on Fridays" },
      }),
      roles: managesGroups,
      key: groupKey,
      foreign: "not-found",
    },
  ],
  [
    deleteGroup,
    {
      given: async (org) => ({ groupId: (await org.group()).id, version: 0 }),
      roles: managesGroups,
      key: groupKey,
      foreign: "not-found",
    },
  ],
  [
    addGroupMembers,
    {
      given: async (org) => ({
        groupId: (await org.group()).id,
        members: [await memberId(org)],
      }),
      roles: managesGroups,
      key: groupKey,
      foreign: "not-found",
    },
  ],
  [
    removeGroupMembers,
    {
      given: async (org) => {
        const member = await org.member("user");
        return { groupId: (await org.group({ members: [member] })).id, memberIds: [member.id] };
      },
      roles: managesGroups,
      key: groupKey,
      foreign: "not-found",
    },
  ],
  [
    createProject,
    {
      given: async () => ({ name: `Web ${randomBytes(4).toString("hex")}`, description: "" }),
      roles: { ...managesProjects, "team-leader": "forbidden", user: "forbidden" },
      key: projectKey,
      foreign: "done",
    },
  ],
  [
    changeProject,
    {
      given: async (org) => ({
        projectId: (await org.project()).id,
        version: 0,
        change: { description: "Cards and accounts" },
      }),
      roles: managesProjects,
      key: projectKey,
      foreign: "not-found",
    },
  ],
  [
    archiveProject,
    {
      given: async (org) => ({ projectId: (await org.project()).id }),
      roles: managesProjects,
      key: projectKey,
      foreign: "not-found",
    },
  ],
  [
    restoreProject,
    {
      given: async (org) => {
        const { id: projectId } = await org.project();
        await archiveProject(org.owner, { projectId });
        return { projectId };
      },
      roles: managesProjects,
      key: projectKey,
      foreign: "not-found",
    },
  ],
  [
    giveProjectRole,
    {
      given: async (org) => ({
        projectId: (await org.project()).id,
        memberId: await memberId(org),
        role: "viewer",
      }),
      roles: managesProjects,
      key: projectKey,
      foreign: "not-found",
    },
  ],
  [
    takeProjectRole,
    {
      given: async (org) => {
        const member = await org.member("user");
        const { id: projectId } = await org.project({ members: [[member, "viewer"]] });
        return { projectId, memberId: member.id };
      },
      roles: managesProjects,
      key: projectKey,
      foreign: "not-found",
    },
  ],
  [
    changeMemberGroups,
    {
      given: async (org) => ({ memberId: await memberId(org), groupIds: [(await org.group()).id] }),
      roles: { ...managesMembers, "team-leader": "not-found", user: "forbidden" },
      key: { needs: "groups:write", without: "forbidden", withAll: "done" },
      foreign: "not-found",
    },
  ],
  [
    createApiOnlyMember,
    {
      given: async () => ({ name: "Deploy robot", role: "user", groupIds: [] }),
      roles: managesMembers,
      key: manageKey,
      foreign: "done",
    },
  ],
  [
    restoreMember,
    {
      given: async (org) => {
        const { id, person } = await org.member("user");
        await removeMember(org.owner, { memberId: id, confirm: person.email });
        return { memberId: id };
      },
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    unlockMember,
    {
      given: async (org) => ({ memberId: (await givenLocked(org)).id }),
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    resetSecondFactors,
    {
      given: async (org) => ({ memberId: (await givenAuthenticator(org)).id }),
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    endMemberSessions,
    {
      given: async (org) => ({ memberId: (await givenSignedIn(org)).id }),
      roles: managesMembers,
      key: manageKey,
      foreign: "not-found",
    },
  ],
  [
    changePolicy,
    {
      given: async () => ({ version: 0, change: { passwordMinLength: 12 } }),
      roles: guardsPolicies,
      key: { needs: "security:write", without: "forbidden", withAll: "done" },
      foreign: "done",
    },
  ],
  [
    confirmNetworks,
    {
      given: async (org) => {
        await givenTrial(org);
        return { version: 1 };
      },
      roles: guardsPolicies,
      key: { needs: "security:write", without: "forbidden", withAll: "done" },
      foreign: "conflict",
    },
  ],
  [
    dropNetworksOnTrial,
    {
      given: async (org) => {
        await givenTrial(org);
        return { version: 1 };
      },
      roles: guardsPolicies,
      key: { needs: "security:write", without: "forbidden", withAll: "done" },
      foreign: "conflict",
    },
  ],
  [
    revertPolicy,
    {
      given: async (org) => {
        await changePolicy(org.owner, { version: 0, change: { passwordMinLength: 12 } });
        return { eventId: (await auditTrail(org.id)).at(-1)?.id, version: 1 };
      },
      roles: guardsPolicies,
      key: { needs: "security:write", without: "forbidden", withAll: "done" },
      foreign: "precondition-failed",
    },
  ],
  [
    exemptMember,
    {
      given: async (org) => ({ memberId: await memberId(org), reason: "New phone", until: fromNow(day) }),
      roles: guardsPolicies,
      key: { needs: "security:write", without: "forbidden", withAll: "done" },
      foreign: "not-found",
    },
  ],
  [
    endExemption,
    {
      given: async (org) => {
        const exempt = { memberId: await memberId(org), reason: "New phone", until: fromNow(day) };
        await exemptMember(org.owner, exempt);
        return { memberId: exempt.memberId };
      },
      roles: guardsPolicies,
      key: { needs: "security:write", without: "forbidden", withAll: "done" },
      foreign: "not-found",
    },
  ],
  [
    notifyOwing,
    {
      given: async () => ({}),
      roles: guardsPolicies,
      key: { needs: "security:write", without: "forbidden", withAll: "done" },
      foreign: "done",
    },
  ],
  [
    verifyAuditLog,
    {
      given: async () => ({}),
      roles: guardsPolicies,
      key: { needs: "logs:write", without: "forbidden", withAll: "done" },
      foreign: "done",
    },
  ],
  [
    setAuditRetention,
    {
      given: async () => ({ days: 90 }),
      roles: guardsPolicies,
      key: { needs: "security:write", without: "forbidden", withAll: "done" },
      foreign: "done",
    },
  ],
  [
    createKey,
    {
      given: async () =>
        createKeyInput.parse({ name: "Nightly", kind: "organization", scopes: ["organization:read"] }),
      roles: {
        owner: "done",
        admin: "done",
        "team-leader": "forbidden",
        "billing-manager": "forbidden",
        user: "forbidden",
      },
      key: { needs: "keys:write", without: "forbidden", withAll: "done" },
      foreign: "done",
    },
  ],
  [revokeKey, { given: keyOf, ...managesKeys }],
  [changeKey, { given: async (org) => ({ ...(await keyOf(org)), name: "Renamed" }), ...managesKeys }],
  [rotateKey, { given: async (org) => ({ ...(await keyOf(org)), overlapMinutes: 15 }), ...managesKeys }],
  [narrowKey, { given: async (org) => ({ keyId: await givenSettledKey(org) }), ...managesKeys }],
  [
    sendRevealLink,
    { given: async (org) => ({ keyId: (await givenWaitingKey(org, org.owner)).id }), ...managesKeys },
  ],
  [
    revealKey,
    {
      given: async (org, actor) => {
        const holder = "person" in actor ? (actor as typeof org.owner) : org.owner;
        return { token: (await givenWaitingKey(org, holder)).token };
      },
      roles: { owner: "done", admin: "done", "team-leader": "done", "billing-manager": "done", user: "done" },
      key: { needs: "keys:read", without: "not-found", withAll: "forbidden" },
      foreign: "gone",
    },
  ],
  [
    changeOrganization,
    {
      given: async () => ({ version: 0, change: { legalName: "Acme Holding", timeZone: "Asia/Tokyo" } }),
      roles: guardsSettings,
      key: { needs: "organization:write", without: "forbidden", withAll: "done" },
      foreign: "done",
    },
  ],
  [
    changeAdminReach,
    {
      given: async () => ({ version: 0, adminsManageAdmins: true }),
      roles: isOwners,
      key: inPerson,
      foreign: "done",
    },
  ],
  [
    resendContactLink,
    {
      given: async (org) => {
        await org.set({ pendingAlertingEmail: address() });
        return { contact: "alerting" };
      },
      roles: guardsSettings,
      key: { needs: "organization:write", without: "forbidden", withAll: "done" },
      foreign: "conflict",
    },
  ],
  [
    deleteOrganization,
    { given: async ({ name }) => ({ confirm: name }), roles: isOwners, key: inPerson, foreign: "invalid" },
  ],
  [
    offerOwnership,
    {
      given: async (org) => ({ memberId: await memberId(org) }),
      roles: isOwners,
      key: inPerson,
      foreign: "not-found",
    },
  ],
  [
    withdrawOwnership,
    {
      given: async (org) => {
        await offerOwnership(org.owner, { memberId: await memberId(org) });
        return {};
      },
      roles: isOwners,
      key: inPerson,
      foreign: "conflict",
    },
  ],
  [acceptOwnership, isAsked],
  [declineOwnership, isAsked],
  [
    leaveOrganization,
    {
      given: async (org) => {
        await org.member("owner", "Another Owner");
        return { confirm: org.name };
      },
      roles: {
        owner: "done",
        admin: "done",
        "team-leader": "done",
        "billing-manager": "done",
        user: "done",
      },
      key: { needs: "organization:read", without: "not-found", withAll: "forbidden" },
      foreign: "invalid",
    },
  ],
]);

/** What a `commands.ts` exports for another room: a step that several commands share, and what a job does. */
const steps = new Set([
  "organizations: foundOrganization",
  "closed-organizations: removeClosedOrganizations",
  "account-requests: answerRequest",
  "invitation-imports: workOffImport",
  "invitation-imports: forgetImports",
  "policy-notices: sendPolicyNotice",
  "key-notices: announceKeyEnds",
  "network-lists: settleTrial",
  "audit: sealLog",
  "audit: sealGrownLogs",
  "audit: shortenLog",
  "audit: shortenLogs",
  "removed-members: forgetRemovedMembers",
]);

/** The code's own list: every export of a `commands.ts` that `command(…)` made. */
const nouns = readdirSync("lib/domain").filter((noun) =>
  readdirSync(join("lib/domain", noun)).includes("commands.ts"),
);
const commands = (
  await Promise.all(
    nouns.map(async (noun) => {
      const module: Record<string, unknown> = await import(resolve("lib/domain", noun, "commands.ts"));
      return Object.entries(module)
        .filter(([, value]) => typeof value === "function")
        .map(([name, run]) => ({ name: `${noun}: ${name}`, run: run as Command<never, object, unknown> }))
        .filter(({ name }) => !steps.has(name));
    }),
  )
).flat();
const ofMembers = commands.flatMap(({ name, run }) => {
  const row = memberRows.get(run);
  return row ? [{ name, run: run as unknown as Command<Actor, object, unknown>, row }] : [];
});
const ofPeople = commands.flatMap(({ name, run }) => {
  const row = ownRows.get(run);
  return row ? [{ name, run: run as unknown as Command<Holder | Stranger, object, unknown>, row }] : [];
});

async function verdictOf(deed: Promise<unknown>): Promise<Verdict> {
  return deed.then(
    () => "done" as const,
    (error: { code?: ErrorCode }) => error.code ?? "internal",
  );
}

/** What a deed added to the log of an organization: `action` and outcome of each event. */
async function addedEvents(stream: string, before: number): Promise<{ action: string; outcome: string }[]> {
  return (await auditTrail(stream)).slice(before).map(({ action, outcome }) => ({ action, outcome }));
}

/** What the audit log says of a deed: it was done, it was refused for want of rights, or nothing. */
function dueEvents(action: string, verdict: Verdict): { action: string; outcome: string }[] {
  if (verdict === "done") return [{ action, outcome: "done" }];
  return ["forbidden", "not-found"].includes(verdict) ? [{ action, outcome: "refused" }] : [];
}

describe("the list of commands", () => {
  test("is made by command(…) alone, and has a row here for each", () => {
    const unguarded = commands.filter(({ run }) => !("action" in run)).map(({ name }) => name);
    const rowless = commands
      .filter(({ run }) => !memberRows.has(run) && !ownRows.has(run))
      .map(({ name }) => name);

    expect(commands.length).toBeGreaterThanOrEqual(42);
    expect(unguarded).toEqual([]);
    expect(rowless).toEqual([]);
  });
});

describe.each(ofMembers)("$name", ({ run, row }) => {
  test.each(roles.map((role) => [role, row.roles[role]] as const))("by %s: %s", async (role, verdict) => {
    const org = await givenOrganization();
    const actor = await org.member(role);
    const input = await row.given(org, actor);
    const before = (await auditTrail(org.id)).length;

    const outcome = await verdictOf(run(actor, input));

    expect(outcome).toBe(verdict);
    expect(await addedEvents(org.id, before)).toEqual(dueEvents(run.action, verdict));
  });

  test(`by an Owner of another organization: ${row.foreign}`, async () => {
    const [org, other] = [await givenOrganization(), await givenOrganization()];
    const input = await row.given(org, org.owner);
    const before = (await auditTrail(org.id)).length;

    const outcome = await verdictOf(run(other.owner, input));

    expect(outcome).toBe(row.foreign);
    expect(await addedEvents(org.id, before)).toEqual([]);
  });

  test(`by a key with every scope but ${row.key.needs}: ${row.key.without}`, async () => {
    const org = await givenOrganization();
    const key = await org.key(scopes.filter((scope) => scope !== row.key.needs));
    const input = await row.given(org, key);
    const before = (await auditTrail(org.id)).length;

    const outcome = await verdictOf(run(key, input));

    expect(outcome).toBe(row.key.without);
    expect(await addedEvents(org.id, before)).toEqual(dueEvents(run.action, row.key.without));
  });

  test(`by a key with every scope: ${row.key.withAll}`, async () => {
    const org = await givenOrganization();
    const key = await org.key([...scopes]);
    const input = await row.given(org, key);
    const before = (await auditTrail(org.id)).length;

    const outcome = await verdictOf(run(key, input));

    expect(outcome).toBe(row.key.withAll);
    expect(await addedEvents(org.id, before)).toEqual(dueEvents(run.action, row.key.withAll));
  });

  test("by an Owner whose deed cannot be written into the log: not done", async () => {
    const org = await givenOrganization();
    const input = await row.given(org, org.owner);
    const unwritable = { ...org.owner, request: { ...org.owner.request, ip: "not an address" } };
    const before = await auditTrail(org.id);

    const outcome = await verdictOf(run(unwritable, input));

    expect(outcome).not.toBe("done");
    expect(await auditTrail(org.id)).toEqual(before);
  });
});

/** In which log a deed on one's own behalf stands: of the organization that it made or joined, or of one's own account. */
async function streamOf(email: string, made: unknown): Promise<string> {
  if (typeof made === "string" && made.startsWith("org_")) return made;
  const [user] = await database().select().from(users).where(eq(users.email, email));
  return user?.id ?? "";
}

async function attemptsOf(email: string): Promise<number> {
  return (await database().select().from(signInAttempts).where(eq(signInAttempts.email, email))).length;
}

describe.each(ofPeople)("$name", ({ run, row }) => {
  const audited = run.action !== "sign-in" && run.action !== "challenge";

  test(`writes ${audited ? "one" : "no"} audit event and ${row.attempts || "no"} attempt to sign in`, async () => {
    const { who, input, email, stream } = await row.given();
    const attemptsBefore = await attemptsOf(email);

    const result = await run(who, input);
    await lettersTo(email);

    const log = stream ?? (await streamOf(email, (result as { id?: string } | undefined)?.id));
    const due = audited ? [{ action: run.action, outcome: "done" }] : [];
    expect(await addedEvents(log, row.earlier ?? 0)).toEqual(due);
    expect((await attemptsOf(email)) - attemptsBefore).toBe(row.attempts ?? 0);
  });
});

describe("a proof over ten minutes old", () => {
  test.each(ofPeople.filter(({ row }) => row.stepUp))("is not enough for $name", async ({ run, row }) => {
    const { who, input } = await row.given();
    const earlier = { ...who, factorAt: fromNow(-10 * minute) } as Person;

    await expect(run(earlier, input)).rejects.toMatchObject({ code: "step-up-required", status: 403 });
  });
});
