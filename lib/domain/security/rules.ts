import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import {
  authenticators,
  memberships,
  passkeys,
  secondFactorExemptions,
  securityPolicies,
  sessions,
  users,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { isAdministrator, ownExemption } from "@/lib/auth/exemptions";
import { listInForce } from "@/lib/auth/gate";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { AppError, type FieldError } from "@/lib/core/errors";
import { within } from "@/lib/core/networks";
import type { Role } from "@/lib/core/roles";
import { type AllowedNetworks, findList, noNetworks } from "@/lib/domain/network-lists/rules";
import type { PolicyChange } from "./input";

/** An organization's policy as people see it: the list of networks is the one in force. */
export type Policy = {
  requireSecondFactor: boolean;
  secondFactorFrom: Date | null;
  passwordMinLength: number;
  passwordMinStrength: number;
  passwordReuse: number;
  passwordMaxAgeDays: number | null;
  lockoutThreshold: number;
  lockoutMinutes: number;
  idleMinutes: number | null;
  absoluteHours: number | null;
  keyLifeDays: number | null;
} & AllowedNetworks;

export type StoredPolicy = Policy & {
  version: number;
  /** The list in force; null where none is. */
  listId: string | null;
  confirmedListId: string | null;
  /** Until when the list in force is on trial. */
  trialUntil: Date | null;
};

const demandsNothing: Policy = {
  requireSecondFactor: false,
  secondFactorFrom: null,
  passwordMinLength: 8,
  passwordMinStrength: 0,
  passwordReuse: 0,
  passwordMaxAgeDays: null,
  lockoutThreshold: 5,
  lockoutMinutes: 5,
  idleMinutes: null,
  absoluteHours: null,
  keyLifeDays: null,
  ...noNetworks,
};

/** The policy of the organization that the transaction is in. */
export async function policyOf(tx: Tx, organizationId: string): Promise<StoredPolicy> {
  const [row] = await tx
    .select()
    .from(securityPolicies)
    .where(eq(securityPolicies.organizationId, organizationId));
  if (!row) return { ...demandsNothing, version: 0, listId: null, confirmedListId: null, trialUntil: null };
  const { organizationId: _, networkListId, trialListId, trialUntil, ...demands } = row;
  const listId = listInForce(row);
  const networks = listId === null ? null : await findList(tx, organizationId, listId);
  return {
    ...demands,
    listId,
    confirmedListId: networkListId,
    trialUntil: trialUntil !== null && trialUntil > now() ? trialUntil : null,
    ...(networks ?? noNetworks),
  };
}

/** The policy that a change would make, and no more than that. A date belongs to a requirement, and goes with it. */
export function changedBy(policy: Policy, change: PolicyChange): Policy {
  const all = { ...policy, ...change };
  const fields = Object.keys(demandsNothing) as (keyof Policy)[];
  const draft = Object.fromEntries(fields.map((field) => [field, all[field]])) as unknown as Policy;
  return { ...draft, secondFactorFrom: draft.requireSecondFactor ? draft.secondFactorFrom : null };
}

/** Whether the list of networks, or what it restricts, is another. */
export function changesNetworks(before: Policy, after: Policy): boolean {
  const written = ({ networks, networksForWeb, networksForKeys }: Policy) =>
    JSON.stringify([networks, networksForWeb, networksForKeys]);
  return written(before) !== written(after);
}

/** What a change comes to in the audit log: the fields that differ, networks by what was added and taken away. */
export function differences(
  before: Policy & { listId: string | null },
  after: Policy & { listId: string | null },
) {
  const changed: { before: Record<string, unknown>; after: Record<string, unknown> } = {
    before: {},
    after: {},
  };
  for (const field of Object.keys(demandsNothing) as (keyof Policy)[]) {
    if (field === "networks" || String(before[field]) === String(after[field])) continue;
    changed.before[field] = before[field];
    changed.after[field] = after[field];
  }
  if (before.listId !== after.listId) {
    const [old, fresh] = [before, after].map(({ networks }) => new Set(networks.map(({ cidr }) => cidr)));
    changed.before.networkList = before.listId;
    changed.after.networkList = after.listId;
    changed.before.networks = [...(old ?? [])].filter((cidr) => !fresh?.has(cidr)).slice(0, mostNamed);
    changed.after.networks = [...(fresh ?? [])].filter((cidr) => !old?.has(cidr)).slice(0, mostNamed);
  }
  return changed;
}

/** More networks than these are not named one by one in the log; the list itself is kept. */
const mostNamed = 100;

/** Why a policy cannot be saved by this actor, field by field. Needs the organization's lock to be the last word. */
export async function complaintsAbout(
  tx: Tx,
  actor: Actor,
  before: Policy,
  draft: Policy,
): Promise<FieldError[]> {
  const complaints: FieldError[] = [];
  const { networks, networksForWeb, networksForKeys } = draft;
  const moved = before.secondFactorFrom?.getTime() !== draft.secondFactorFrom?.getTime();
  if (draft.requireSecondFactor && (!before.requireSecondFactor || moved)) {
    const without = await adminsWithoutFactor(tx, actor.organization.id);
    const names = without.map(({ name }) => name).join(", ");
    if (names)
      complaints.push({
        field: "requireSecondFactor",
        message: `Every Owner and Admin needs a second factor first. Still without one: ${names}.`,
      });
  }
  if ((networksForWeb || networksForKeys) && networks.length === 0)
    complaints.push({ field: "networks", message: "Add a network first: an empty list lets nobody in." });
  else if (changesNetworks(before, draft)) {
    const restricted = actor.kind === "key" ? networksForKeys : actor.kind === "member" && networksForWeb;
    const { ip } = actor.request;
    if (restricted && !within(networks.map(({ cidr }) => cidr))(ip))
      complaints.push({
        field: "networks",
        message: `This list would shut you out: you come from ${ip ?? "an unknown address"}. Add a network that holds it.`,
      });
  }
  return complaints;
}

/**
 * Refuses a key that confirms a list which restricts the web app. The trial is there to show that people still come in: the
 * gate lets only those act whom the list lets in, and of a key that shows nothing.
 */
export function assertShows({ networksForWeb }: Policy, { kind }: Actor): void {
  if (networksForWeb && kind === "key")
    throw new AppError(
      "forbidden",
      "A list that restricts the web app is confirmed in the web app, by someone whom it lets in.",
    );
}

/** A member's own factors, as a condition on `users`. */
export const hasNoFactor = sql`not exists (select from ${passkeys} where ${passkeys.userId} = ${users.id})
  and not exists (select from ${authenticators}
    where ${authenticators.userId} = ${users.id} and ${authenticators.confirmedAt} is not null)`;

/** The active Owners and Admins, by their own role or a group's, who have no second factor. */
export async function adminsWithoutFactor(
  tx: Tx,
  organizationId: string,
): Promise<{ id: string; name: string; role: Role }[]> {
  return tx
    .select({ id: memberships.id, name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.status, "active"),
        eq(users.apiOnly, false),
        isAdministrator,
        hasNoFactor,
      ),
    )
    .orderBy(users.name);
}

/** The active members who would be kept out by a required second factor: without one, not exempt, and no API-only account. */
export function owingMembers(tx: Tx, organizationId: string) {
  return tx
    .select({
      id: memberships.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      secondFactorExemptions,
      and(ownExemption, sql`${secondFactorExemptions.until} > ${now().toISOString()}::timestamptz`),
    )
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.status, "active"),
        eq(users.apiOnly, false),
        isNull(secondFactorExemptions.memberId),
        hasNoFactor,
      ),
    )
    .orderBy(users.name, memberships.id)
    .$dynamic();
}

/**
 * Puts lowered limits to the sessions in which members have been here already: they act at the next step, wherever that
 * is. Others take them on when they enter.
 */
export async function tightenSessions(
  tx: Tx,
  organizationId: string,
  { idleMinutes, absoluteHours }: Policy,
): Promise<void> {
  if (idleMinutes === null && absoluteHours === null) return;
  await tx
    .update(sessions)
    .set({
      idleLimitMinutes: sql`least(${sessions.idleLimitMinutes}, ${idleMinutes}::int)`,
      absoluteLimitHours: sql`least(${sessions.absoluteLimitHours}, ${absoluteHours}::int)`,
    })
    .where(
      sql`exists (select from ${memberships} where ${memberships.organizationId} = ${organizationId}
        and ${memberships.userId} = ${sessions.userId} and ${memberships.status} = 'active'
        and ${memberships.lastActiveAt} >= ${sessions.createdAt})`,
    );
}

/** Whoever may change policies, and has proven lately that it is them. */
export function guardian(actor: Actor): Grant {
  const grant = authorize(actor, "security:write");
  assertRecentFactor(actor);
  return grant;
}
