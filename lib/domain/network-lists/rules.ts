import { and, eq, inArray, lte, notInArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { allowedNetworks, auditEvents, networkLists, securityPolicies } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { operatorActor } from "@/lib/auth/actor";
import { fromNow, minute, now } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { recordAudit } from "@/lib/domain/audit/record";
import { findPlaces } from "@/lib/domain/audit-search/rules";
import { scheduleTrialEnd } from "@/lib/jobs/network-trials";

/** A list of networks, and what is open to them alone. */
export type AllowedNetworks = {
  networksForWeb: boolean;
  networksForKeys: boolean;
  networks: { cidr: string; note: string }[];
};

/** What holds where there is no list. */
export const noNetworks: AllowedNetworks = { networksForWeb: false, networksForKeys: false, networks: [] };

/** Which lists a policy names: the confirmed one, and one on trial. */
export type Lists = { networkListId: string | null; trialListId: string | null; trialUntil: Date | null };

/** How long a new list holds before it falls back. */
export const trialMinutes = 10;

/** A list that is kept; null for one that is not any more, or never was. */
export async function findList(
  tx: Tx,
  organizationId: string,
  listId: string,
): Promise<AllowedNetworks | null> {
  const [list] = await tx
    .select()
    .from(networkLists)
    .where(and(eq(networkLists.organizationId, organizationId), eq(networkLists.id, listId)));
  if (!list) return null;
  const networks = await tx
    .select({ cidr: allowedNetworks.cidr, note: allowedNetworks.note })
    .from(allowedNetworks)
    .where(and(eq(allowedNetworks.organizationId, organizationId), eq(allowedNetworks.listId, listId)))
    .orderBy(allowedNetworks.position);
  return { networks, networksForWeb: list.forWeb, networksForKeys: list.forKeys };
}

const rowsAtOnce = 2_000;

/**
 * Keeps a list of networks. What restricts goes on trial beside the confirmed list; what lets everyone in needs none.
 * Needs the organization's lock.
 */
export async function keepList(
  tx: Tx,
  organizationId: string,
  { networksForWeb: forWeb, networksForKeys: forKeys, networks }: AllowedNetworks,
  confirmedListId: string | null,
): Promise<Lists> {
  if (!forWeb && !forKeys && networks.length === 0)
    return { networkListId: null, trialListId: null, trialUntil: null };
  const id = newId("networkList");
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
  const trialUntil = fromNow(trialMinutes * minute);
  await scheduleTrialEnd(tx, organizationId, trialUntil);
  return { networkListId: confirmedListId, trialListId: id, trialUntil };
}

/**
 * Writes down that a list on trial has fallen back, if one has since anyone looked. What holds is a matter of the clock and
 * was so before. Needs the organization's lock.
 */
export async function noteFallenList(tx: Tx, organization: Actor["organization"]): Promise<void> {
  const { id, name } = organization;
  const over = and(eq(securityPolicies.organizationId, id), lte(securityPolicies.trialUntil, now()));
  const [fallen] = await tx.select().from(securityPolicies).where(over);
  if (!fallen) return;
  await tx.update(securityPolicies).set({ trialListId: null, trialUntil: null }).where(over);
  const nobody = { ...operatorActor(organization), name: "Steward" };
  await recordAudit(
    tx,
    nobody,
    "policy.networks_dropped",
    { kind: "organization", id, name },
    {
      before: { networkList: fallen.trialListId, trialUntil: fallen.trialUntil },
      after: { networkList: fallen.networkListId },
    },
  );
}

/** So many of the last changes of a policy are shown, and can be reverted. */
const revertible = 50;

/** The places in the audit log of the changes that can be reverted. */
export async function revertibleChanges(tx: Tx, organizationId: string): Promise<number[]> {
  const changes = { q: "policy.changed", group: "policy", outcome: "done" } as const;
  return (await findPlaces(tx, organizationId, changes, revertible)).places;
}

/** Forgets the lists that neither hold, nor are on trial, nor would come back by a revert. Needs the organization's lock. */
export async function forgetLists(
  tx: Tx,
  organizationId: string,
  { networkListId, trialListId }: Lists,
): Promise<void> {
  const replaced = await tx
    .select({ list: sql<string | null>`${auditEvents.before} ->> 'networkList'` })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.streamId, organizationId),
        inArray(auditEvents.sequence, await revertibleChanges(tx, organizationId)),
      ),
    );
  const kept = [networkListId, trialListId, ...replaced.map(({ list }) => list)].filter((id) => id !== null);
  await tx
    .delete(networkLists)
    .where(and(eq(networkLists.organizationId, organizationId), notInArray(networkLists.id, kept)));
}
