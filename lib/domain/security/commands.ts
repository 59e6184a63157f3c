import { and, eq } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
import { auditEvents, securityPolicies } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { Grant } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { lockOrganization } from "@/lib/domain/members/rules";
import {
  type AllowedNetworks,
  findList,
  forgetLists,
  keepList,
  type Lists,
  noNetworks,
  noteFallenList,
} from "@/lib/domain/network-lists/rules";
import { mailOwing } from "@/lib/domain/policy-notices/rules";
import { scheduleNotices } from "@/lib/jobs/policy-notices";
import type { ChangePolicyInput, PolicyChange, RevertPolicyInput, TrialInput } from "./input";
import { policyInput } from "./input";
import {
  assertShows,
  changedBy,
  changesNetworks,
  complaintsAbout,
  differences,
  guardian,
  type Policy,
  policyOf,
  type StoredPolicy,
  tightenSessions,
} from "./rules";

function target({ organization }: Actor) {
  return { kind: "organization", id: organization.id, name: organization.name } as const;
}

/** The policy, which nobody else changes until this is done, with what became of a list on trial written down. */
async function lockedPolicy(tx: Tx, grant: Grant): Promise<StoredPolicy> {
  await lockOrganization(tx, grant);
  await noteFallenList(tx, grant.actor.organization);
  return policyOf(tx, grant.organizationId);
}

function assertVersion({ version }: StoredPolicy, seen: number): void {
  if (version === seen) return;
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
      const before = await lockedPolicy(tx, grant);
      assertVersion(before, version);
      return apply(tx, actor, before, wanted);
    });
  },
);

/** What every way to change a policy shares. What changes nothing leaves nothing. Needs the organization's lock. */
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
  const moves = changesNetworks(before, draft);
  if (moves && before.trialUntil && actor.kind === "key")
    throw new AppError(
      "conflict",
      "A list is on trial. Confirm it or let it fall back before you send another.",
    );
  if (!moves && isSame(before, draft)) return { version: before.version, trialUntil: before.trialUntil };
  const lists = moves ? await keepList(tx, organizationId, draft, before.confirmedListId) : listsOf(before);
  const { networks: _, networksForWeb: __, networksForKeys: ___, ...demands } = draft;
  const version = before.version + 1;
  const row = { ...demands, ...lists, version };
  await tx
    .insert(securityPolicies)
    .values({ organizationId, ...row })
    .onConflictDoUpdate({ target: securityPolicies.organizationId, set: row });
  const after = { ...draft, listId: lists.trialListId ?? lists.networkListId };
  await recordAudit(tx, actor, "policy.changed", target(actor), differences(before, after));
  if (moves) await forgetLists(tx, organizationId, lists);
  await tightenSessions(tx, organizationId, draft);
  if (announces(before, draft)) await scheduleNotices(tx, organizationId, draft.secondFactorFrom ?? now());
  return { version, trialUntil: lists.trialUntil };
}

function isSame(before: StoredPolicy, draft: Policy): boolean {
  const { after } = differences(before, { ...draft, listId: before.listId });
  return Object.keys(after).length === 0;
}

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

/**
 * Confirms the list on trial, for good. Refuses when its trial is over: then it has fallen back already. A list that
 * restricts the web app is confirmed by a person, who comes from one of its networks.
 */
export const confirmNetworks = command("policy.networks_confirmed", async (actor: Actor, input: TrialInput) =>
  endTrial(actor, input, "policy.networks_confirmed"),
);

/** Falls back to the list before the one on trial, at once. */
export const dropNetworksOnTrial = command(
  "policy.networks_dropped",
  async (actor: Actor, input: TrialInput) => endTrial(actor, input, "policy.networks_dropped"),
);

async function endTrial(
  actor: Actor,
  { version: seen }: TrialInput,
  action: "policy.networks_confirmed" | "policy.networks_dropped",
): Promise<{ version: number }> {
  const grant = guardian(actor);
  return change(grant, async (tx) => {
    const policy = await lockedPolicy(tx, grant);
    const { trialUntil, listId, confirmedListId, version } = policy;
    if (!trialUntil)
      throw new AppError("conflict", "No list is on trial. It was confirmed, or has fallen back by itself.");
    assertVersion(policy, seen);
    if (action === "policy.networks_confirmed") assertShows(policy, actor);
    const networkListId = action === "policy.networks_confirmed" ? listId : confirmedListId;
    const set = { networkListId, trialListId: null, trialUntil: null, version: version + 1 };
    await tx
      .update(securityPolicies)
      .set(set)
      .where(eq(securityPolicies.organizationId, grant.organizationId));
    await recordAudit(tx, actor, action, target(actor), {
      before: { networkList: listId },
      after: { networkList: networkListId },
    });
    return { version: version + 1 };
  });
}

/** Goes back on one change of the policy, through the same checks as any other. Refuses an event that changed nothing. */
export const revertPolicy = command(
  "policy.changed",
  async (actor: Actor, { eventId, version }: RevertPolicyInput) => {
    const grant = guardian(actor);
    return change(grant, async (tx) => {
      const before = await lockedPolicy(tx, grant);
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
  if (!event?.before || Object.keys(event.before).length === 0) throw notFound("change");
  const { networkList, networks: _, secondFactorFrom, ...fields } = event.before;
  const list = "networkList" in event.before ? await listBefore(tx, organizationId, networkList) : {};
  // A day that has gone by since is no day to begin on: then it holds at once.
  const from = typeof secondFactorFrom === "string" ? new Date(secondFactorFrom) : null;
  const day = secondFactorFrom === undefined ? {} : { secondFactorFrom: from && from > now() ? from : null };
  return { ...policyInput.partial().parse(fields), ...list, ...day };
}

/** The list that a change replaced; none where there was none. Refuses one that is not kept any more. */
async function listBefore(tx: Tx, organizationId: string, listId: unknown): Promise<AllowedNetworks> {
  if (typeof listId !== "string") return noNetworks;
  const list = await findList(tx, organizationId, listId);
  if (list) return list;
  throw new AppError(
    "conflict",
    "The list of networks from before this change is not kept any more. Enter its networks again instead.",
  );
}

/** Mails everyone who has no second factor that one is required, or about to be; each at most once a day. */
export const notifyOwing = command(
  "policy.members_notified",
  async (actor: Actor, _: object): Promise<{ notified: number }> => {
    const grant = guardian(actor);
    const today = now().toISOString().slice(0, 10);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const { requireSecondFactor, secondFactorFrom } = await policyOf(tx, grant.organizationId);
      const notice = { from: secondFactorFrom, planned: !requireSecondFactor, kind: `notify ${today}` };
      const notified = await mailOwing(tx, actor.organization, notice);
      await recordAudit(tx, actor, "policy.members_notified", target(actor), { after: { notified } });
      return { notified };
    });
  },
);
