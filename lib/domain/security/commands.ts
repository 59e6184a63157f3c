import { and, eq } from "drizzle-orm";
import { change, read, type Tx } from "@/db/door";
import {
  allowedNetworks,
  auditEvents,
  memberships,
  networkLists,
  secondFactorExemptions,
  securityPolicies,
  users,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { fromNow, minute, now } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { lockOrganization } from "@/lib/domain/members/rules";
import { scheduleNotices } from "@/lib/jobs/policy-notices";
import type {
  ChangePolicyInput,
  EndExemptionInput,
  ExemptionInput,
  PolicyChange,
  RevertPolicyInput,
} from "./input";
import { policyInput } from "./input";
import {
  changedBy,
  changesNetworks,
  complaintsAbout,
  differences,
  mailOwing,
  networksOfList,
  type Policy,
  policyOf,
  type StoredPolicy,
  trialMinutes,
} from "./rules";

function target({ organization }: Actor) {
  return { kind: "organization", id: organization.id, name: organization.name } as const;
}

/** Whoever may change policies, and has proven lately that it is them. */
function guardian(actor: Actor): Grant {
  const grant = authorize(actor, "security:write");
  assertRecentFactor(actor);
  return grant;
}

function assertVersion(policy: StoredPolicy, version: number): void {
  if (policy.version === version) return;
  throw new AppError(
    "precondition-failed",
    "Someone changed the security policy in the meantime. Load it again, then make your change.",
  );
}

/**
 * Changes the security policy, under the organization's lock. Refuses a version that is no longer the present one, a
 * requirement that an Owner or Admin does not meet yet, and a list of networks without one's own address. A new list
 * holds for ten minutes and falls back unless it is confirmed from under it.
 */
export const changePolicy = command(
  "policy.changed",
  async (actor: Actor, { version, change: wanted }: ChangePolicyInput) => {
    const grant = guardian(actor);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const before = await policyOf(tx, grant.organizationId);
      assertVersion(before, version);
      return apply(tx, actor, before, wanted);
    });
  },
);

/** What every way to change a policy shares. Needs the organization's lock. */
async function apply(
  tx: Tx,
  actor: Actor,
  before: StoredPolicy,
  wanted: PolicyChange,
): Promise<{ version: number; trialUntil: Date | null }> {
  const organizationId = actor.organization.id;
  const draft = changedBy(before, wanted);
  const complaints = await complaintsAbout(tx, actor, before, draft);
  if (complaints.length > 0)
    throw new AppError("invalid", complaints.map(({ message }) => message).join(" "), { fields: complaints });
  const lists = changesNetworks(before, draft) ? await newList(tx, actor, before, draft) : listsOf(before);
  const { networks: _, networksForWeb: __, networksForKeys: ___, ...demands } = draft;
  const version = before.version + 1;
  const row = { ...demands, ...lists, version };
  await tx
    .insert(securityPolicies)
    .values({ organizationId, ...row })
    .onConflictDoUpdate({ target: securityPolicies.organizationId, set: row });
  const after = { ...draft, listId: lists.trialListId ?? lists.networkListId };
  await recordAudit(tx, actor, "policy.changed", target(actor), differences(before, after));
  if (announces(before, draft)) await scheduleNotices(tx, organizationId, draft.secondFactorFrom ?? now());
  return { version, trialUntil: lists.trialUntil };
}

type Lists = { networkListId: string | null; trialListId: string | null; trialUntil: Date | null };

function listsOf({ listId, confirmedListId, trialUntil }: StoredPolicy): Lists {
  return { networkListId: confirmedListId, trialListId: trialUntil ? listId : null, trialUntil };
}

/** Whether people are to hear of a requirement that they did not have before, or that begins at another time. */
function announces(before: Policy, after: Policy): boolean {
  if (!after.requireSecondFactor) return false;
  return (
    !before.requireSecondFactor || before.secondFactorFrom?.getTime() !== after.secondFactorFrom?.getTime()
  );
}

/** Keeps a list of networks. What restricts goes on trial; what lets everyone in needs none. */
async function newList(tx: Tx, { organization }: Actor, before: StoredPolicy, draft: Policy): Promise<Lists> {
  const { networksForWeb: forWeb, networksForKeys: forKeys, networks } = draft;
  if (!forWeb && !forKeys && networks.length === 0)
    return { networkListId: null, trialListId: null, trialUntil: null };
  const [organizationId, id] = [organization.id, newId("networkList")];
  await tx.insert(networkLists).values({ organizationId, id, forWeb, forKeys, createdAt: now() });
  const rows = networks.map(({ cidr, note }, position) => ({
    organizationId,
    listId: id,
    cidr,
    note,
    position,
  }));
  for (let i = 0; i < rows.length; i += rowsAtOnce)
    await tx.insert(allowedNetworks).values(rows.slice(i, i + rowsAtOnce));
  if (!forWeb && !forKeys) return { networkListId: id, trialListId: null, trialUntil: null };
  return {
    networkListId: before.confirmedListId,
    trialListId: id,
    trialUntil: fromNow(trialMinutes * minute),
  };
}

const rowsAtOnce = 2_000;

/** Confirms the list on trial, for good. Refuses when its trial is over: then it has fallen back already. */
export const confirmNetworks = command("policy.networks_confirmed", async (actor: Actor, _: object) =>
  endTrial(actor, "policy.networks_confirmed"),
);

/** Falls back to the list before the one on trial, at once. */
export const dropNetworksOnTrial = command("policy.networks_dropped", async (actor: Actor, _: object) =>
  endTrial(actor, "policy.networks_dropped"),
);

async function endTrial(
  actor: Actor,
  action: "policy.networks_confirmed" | "policy.networks_dropped",
): Promise<{ version: number }> {
  const grant = guardian(actor);
  return change(grant, async (tx) => {
    await lockOrganization(tx, grant);
    const { trialUntil, listId, confirmedListId, version } = await policyOf(tx, grant.organizationId);
    if (!trialUntil)
      throw new AppError("conflict", "No list is on trial. It was confirmed, or has fallen back by itself.");
    const networkListId = action === "policy.networks_confirmed" ? listId : confirmedListId;
    const set = { networkListId, trialListId: null, trialUntil: null, version: version + 1 };
    await tx
      .update(securityPolicies)
      .set(set)
      .where(eq(securityPolicies.organizationId, grant.organizationId));
    await recordAudit(tx, actor, action, target(actor), { after: { networkList: networkListId } });
    return { version: version + 1 };
  });
}

/** Goes back on one change of the policy, through the same checks as any other. Refuses an event that changed nothing. */
export const revertPolicy = command(
  "policy.changed",
  async (actor: Actor, { eventId, version }: RevertPolicyInput) => {
    const grant = guardian(actor);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const before = await policyOf(tx, grant.organizationId);
      assertVersion(before, version);
      return apply(tx, actor, before, await changeBack(tx, grant, eventId));
    });
  },
);

/** The change that undoes an event of the log. */
async function changeBack(tx: Tx, { organizationId }: Grant, eventId: string): Promise<PolicyChange> {
  const [event] = await tx
    .select({ before: auditEvents.before })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.streamId, organizationId),
        eq(auditEvents.id, eventId),
        eq(auditEvents.action, "policy.changed"),
      ),
    );
  if (!event?.before) throw notFound("change");
  const { networkList, networks: _, secondFactorFrom, ...fields } = event.before;
  const list = "networkList" in event.before ? await networksOfList(tx, organizationId, networkList) : {};
  // A day that has gone by since is no day to begin on: then it holds at once.
  const from = typeof secondFactorFrom === "string" ? new Date(secondFactorFrom) : null;
  const day = secondFactorFrom === undefined ? {} : { secondFactorFrom: from && from > now() ? from : null };
  return { ...policyInput.partial().parse(fields), ...list, ...day };
}

/** Lets a member in without a second factor for a while, saying why. */
export const exemptMember = command(
  "policy.member_exempted",
  async (actor: Actor, { memberId, reason, until }: ExemptionInput) => {
    const grant = guardian(actor);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const member = await memberOf(tx, grant, memberId);
      const exemption = { reason, until, grantedByName: actor.name, createdAt: now() };
      await tx
        .insert(secondFactorExemptions)
        .values({ organizationId: grant.organizationId, memberId, ...exemption })
        .onConflictDoUpdate({
          target: [secondFactorExemptions.organizationId, secondFactorExemptions.memberId],
          set: exemption,
        });
      await recordAudit(tx, actor, "policy.member_exempted", member, { after: { reason, until } });
      return { name: member.name };
    });
  },
);

/** Ends a member's exemption, at once. */
export const endExemption = command(
  "policy.exemption_ended",
  async (actor: Actor, { memberId }: EndExemptionInput) => {
    const grant = guardian(actor);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const member = await memberOf(tx, grant, memberId);
      const [ended] = await tx
        .delete(secondFactorExemptions)
        .where(
          and(
            eq(secondFactorExemptions.organizationId, grant.organizationId),
            eq(secondFactorExemptions.memberId, memberId),
          ),
        )
        .returning();
      if (!ended) throw notFound("exemption");
      const before = { reason: ended.reason, until: ended.until };
      await recordAudit(tx, actor, "policy.exemption_ended", member, { before });
      return { name: member.name };
    });
  },
);

async function memberOf(tx: Tx, { organizationId }: Grant, memberId: string) {
  const [member] = await tx
    .select({ id: memberships.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.id, memberId)));
  if (!member) throw notFound("member");
  return { kind: "member", ...member } as const;
}

/** Mails everyone who has no second factor that one is required, or about to be; each at most once a day. */
export const notifyOwing = command(
  "policy.members_notified",
  async (actor: Actor, _: object): Promise<{ notified: number }> => {
    const grant = guardian(actor);
    const { requireSecondFactor, secondFactorFrom } = await read(grant, (tx) =>
      policyOf(tx, grant.organizationId),
    );
    const today = now().toISOString().slice(0, 10);
    const notice = { from: secondFactorFrom, planned: !requireSecondFactor, kind: `notify ${today}` };
    const notified = await mailOwing(grant, actor.organization, notice);
    await change(grant, (tx) =>
      recordAudit(tx, actor, "policy.members_notified", target(actor), { after: { notified } }),
    );
    return { notified };
  },
);
