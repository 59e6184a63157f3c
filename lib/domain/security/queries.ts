import { and, count, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { read, type Tx } from "@/db/door";
import { apiKeys, auditEvents, memberships, secondFactorExemptions, sessions, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { type Facts, type Obstacle, obstaclesTo, type Visit } from "@/lib/auth/gate";
import { authorize } from "@/lib/auth/permissions";
import { isLive } from "@/lib/auth/sessions";
import { now } from "@/lib/core/clock";
import { describeDevice } from "@/lib/core/device";
import type { FieldError } from "@/lib/core/errors";
import { liesIn } from "@/lib/core/networks";
import type { PolicyChange } from "./input";
import {
  adminsWithoutFactor,
  changedBy,
  complaintsAbout,
  hasNoFactor,
  owingMembers,
  type Policy,
  policyOf,
} from "./rules";

/** So many of a long list are named; the totals count all. */
const named = 50;

/** The organization's policy, who has no second factor yet, and who is exempt. */
export async function findSecurityPolicy(actor: Actor) {
  const grant = authorize(actor, "security:read");
  return read(grant, async (tx) => {
    const { listId: _, confirmedListId: __, ...policy } = await policyOf(tx, grant.organizationId);
    const [owing, [total], admins, exemptions] = await Promise.all([
      owingMembers(tx, grant.organizationId).limit(named),
      tx.select({ total: count() }).from(owingMembers(tx, grant.organizationId).as("owing")),
      adminsWithoutFactor(tx, grant.organizationId),
      exemptionsOf(tx, grant.organizationId),
    ]);
    return {
      ...policy,
      ip: actor.request.ip,
      withoutFactor: {
        total: total?.total ?? 0,
        members: owing.map(({ id, name, email, role }) => ({ id, name, email, role })),
      },
      adminsWithoutFactor: admins,
      exemptions,
    };
  });
}

function exemptionsOf(tx: Tx, organizationId: string) {
  return tx
    .select({
      memberId: secondFactorExemptions.memberId,
      name: users.name,
      email: users.email,
      reason: secondFactorExemptions.reason,
      until: secondFactorExemptions.until,
      grantedByName: secondFactorExemptions.grantedByName,
    })
    .from(secondFactorExemptions)
    .innerJoin(
      memberships,
      and(
        eq(memberships.organizationId, secondFactorExemptions.organizationId),
        eq(memberships.id, secondFactorExemptions.memberId),
      ),
    )
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(secondFactorExemptions.organizationId, organizationId), gt(secondFactorExemptions.until, now())),
    )
    .orderBy(users.name);
}

/** Someone or something that a policy would keep out, and why. */
export type Loss = { id: string; name: string; detail: string; reasons: Obstacle[] };

export type Effect = {
  members: Loss[];
  sessions: Loss[];
  keys: Loss[];
  totals: { members: number; sessions: number; keys: number };
  /** Why the change could not be saved as it is. */
  complaints: FieldError[];
};

/**
 * Whom a change would keep out who is in now: judged by the very rules of the gate, each session and key by the address
 * from which it was last used. A requirement that begins later is judged as if it held already.
 */
export async function previewPolicy(actor: Actor, change: PolicyChange): Promise<Effect> {
  const grant = authorize(actor, "security:write");
  return read(grant, async (tx) => {
    const before = await policyOf(tx, grant.organizationId);
    const draft = { ...changedBy(before, change), secondFactorFrom: null };
    const judge = judgement(before, draft);
    const people = await peopleOf(tx, grant.organizationId);
    const members = people.flatMap(({ id, name, email, person }) =>
      lossOf({ id, name, detail: email }, judge({ via: "key" }, null, person).filter(isAboutPerson)),
    );
    const [openSessions, keys] = await Promise.all([
      sessionsOf(tx, grant.organizationId),
      keysOf(tx, grant.organizationId),
    ]);
    const byId = new Map(people.map((member) => [member.id, member]));
    const lostSessions = openSessions.flatMap(
      ({ memberId, ip, userAgent, signedInAt, idleSince, id, been }) => {
        const member = byId.get(memberId);
        if (!member) return [];
        // Where someone is active who has not been here in that session is not this organization's business.
        const detail = been ? `${describeDevice(userAgent)}${ip ? `, ${ip}` : ""}` : "not used here yet";
        const visit = { via: "web", signedInAt, idleSince } as const;
        return lossOf({ id, name: member.name, detail }, judge(visit, ip, member.person));
      },
    );
    const lostKeys = keys.flatMap(({ id, name, prefix, memberId, ip }) => {
      const member = memberId === null ? null : byId.get(memberId);
      if (member === undefined) return []; // A disabled member's key is kept out already.
      return lossOf({ id, name, detail: prefix }, judge({ via: "key" }, ip, member?.person ?? null));
    });
    return {
      members: members.slice(0, mostShown),
      sessions: lostSessions.slice(0, mostShown),
      keys: lostKeys.slice(0, mostShown),
      totals: { members: members.length, sessions: lostSessions.length, keys: lostKeys.length },
      complaints: await complaintsAbout(tx, actor, before, changedBy(before, change)),
    };
  });
}

const mostShown = 500;

function isAboutPerson(obstacle: Obstacle): boolean {
  return obstacle === "second-factor-owed";
}

function lossOf(what: Omit<Loss, "reasons">, reasons: Obstacle[]): Loss[] {
  return reasons.length > 0 ? [{ ...what, reasons }] : [];
}

/** What would newly keep a visit out: nothing, where it is kept out already. What was never used has no address to judge by. */
function judgement(before: Policy, draft: Policy) {
  const at = now();
  const factsUnder = (policy: Policy) => {
    const networks = new Set(policy.networks.map(({ cidr }) => cidr));
    const { networksForWeb: forWeb, networksForKeys: forKeys } = policy;
    return (ip: string | null, person: Facts["person"]): Facts => ({
      policy,
      networks: forWeb || forKeys ? { forWeb, forKeys } : null,
      addressAllowed: ip === null || liesIn(ip, networks),
      person,
    });
  };
  const [factsNow, factsThen] = [factsUnder(before), factsUnder(draft)];
  return (visit: Visit, ip: string | null, person: Facts["person"]): Obstacle[] =>
    obstaclesTo(visit, factsNow(ip, person), at).length > 0
      ? []
      : obstaclesTo(visit, factsThen(ip, person), at);
}

async function peopleOf(tx: Tx, organizationId: string) {
  const rows = await tx
    .select({
      id: memberships.id,
      name: users.name,
      email: users.email,
      apiOnly: users.apiOnly,
      hasFactor: sql<boolean>`not (${hasNoFactor})`,
      exemptUntil: secondFactorExemptions.until,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      secondFactorExemptions,
      and(
        eq(secondFactorExemptions.organizationId, memberships.organizationId),
        eq(secondFactorExemptions.memberId, memberships.id),
      ),
    )
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.status, "active")))
    .orderBy(users.name);
  return rows.map(({ id, name, email, ...person }) => ({ id, name, email, person }));
}

function sessionsOf(tx: Tx, organizationId: string) {
  return tx
    .select({
      id: sessions.id,
      memberId: memberships.id,
      ip: sql<string | null>`host(coalesce(${sessions.lastIp}, ${sessions.ip}))`,
      userAgent: sessions.userAgent,
      signedInAt: sessions.createdAt,
      idleSince: sessions.lastActiveAt,
      been: sql<boolean>`coalesce(${memberships.lastActiveAt} >= ${sessions.createdAt}, false)`,
    })
    .from(sessions)
    .innerJoin(memberships, eq(memberships.userId, sessions.userId))
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.status, "active"),
        eq(sessions.halfway, false),
        isLive(),
      ),
    )
    .orderBy(desc(sessions.lastActiveAt));
}

function keysOf(tx: Tx, organizationId: string) {
  return tx
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      memberId: apiKeys.memberId,
      ip: sql<string | null>`host(${apiKeys.lastUsedIp})`,
    })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        isNull(apiKeys.revokedAt),
        gt(apiKeys.expiresAt, now()),
      ),
    )
    .orderBy(apiKeys.name);
}

/** What was changed of the policy, the newest first. */
export async function listPolicyHistory(actor: Actor) {
  const grant = authorize(actor, "security:read");
  const events = await read(grant, (tx) =>
    tx
      .select({
        id: auditEvents.id,
        at: auditEvents.at,
        actorName: auditEvents.actorName,
        before: auditEvents.before,
        after: auditEvents.after,
      })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.streamId, grant.organizationId),
          eq(auditEvents.action, "policy.changed"),
          eq(auditEvents.outcome, "done"),
        ),
      )
      .orderBy(desc(auditEvents.sequence))
      .limit(named),
  );
  return events.map(({ before, after, ...event }) => ({
    ...event,
    before: before ?? {},
    after: after ?? {},
    revertible: Object.keys(before ?? {}).length > 0,
  }));
}
