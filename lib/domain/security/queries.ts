import {
  type AnyColumn,
  and,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNull,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { read, type Tx } from "@/db/door";
import { apiKeys, auditEvents, memberships, secondFactorExemptions, sessions, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { ownExemption } from "@/lib/auth/exemptions";
import { authorize, mayRead } from "@/lib/auth/permissions";
import { isLive } from "@/lib/auth/sessions";
import { hour, minute, now } from "@/lib/core/clock";
import type { FieldError } from "@/lib/core/errors";
import { revertibleChanges } from "@/lib/domain/network-lists/rules";
import {
  type ActiveMember,
  judgement,
  type LiveKey,
  type Loss,
  type OpenSession,
  tallyKeys,
  tallyMembers,
  tallySessions,
} from "@/lib/domain/policy-effects/rules";
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

/** The organization's policy as it holds at this moment. */
export async function findSecurityPolicy(actor: Actor) {
  const grant = authorize(actor, "security:read");
  const {
    listId: _,
    confirmedListId: __,
    ...policy
  } = await read(grant, (tx) => policyOf(tx, grant.organizationId));
  return policy;
}

/** The members who have no second factor yet and would owe one, and which Owners and Admins have none. */
export async function findMissingFactors(actor: Actor) {
  const grant = authorize(actor, "security:read");
  return read(grant, async (tx) => {
    const [members, [counted], admins] = await Promise.all([
      owingMembers(tx, grant.organizationId).limit(named),
      tx.select({ total: count() }).from(owingMembers(tx, grant.organizationId).as("owing")),
      adminsWithoutFactor(tx, grant.organizationId),
    ]);
    return {
      total: counted?.total ?? 0,
      members: members.map(({ id, name, email, role }) => ({ id, name, email, role })),
      admins,
    };
  });
}

/** What was changed of the policy, the newest first. */
export async function listPolicyHistory(actor: Actor) {
  const grant = authorize(actor, "security:read");
  const events = await read(grant, async (tx) => {
    const places = await revertibleChanges(tx, grant.organizationId);
    return tx
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
          inArray(auditEvents.sequence, places),
        ),
      )
      .orderBy(desc(auditEvents.sequence));
  });
  return events.map(({ before, after, ...event }) => ({
    ...event,
    before: before ?? {},
    after: after ?? {},
    revertible: Object.keys(before ?? {}).length > 0,
  }));
}

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
 * from which it was last used. A requirement that begins later is judged as if it held already. Whoever does not read members
 * or keys is told how many, and not whom.
 */
export async function previewPolicy(actor: Actor, change: PolicyChange): Promise<Effect> {
  authorize(actor, "security:read");
  const grant = authorize(actor, "security:write");
  const { organizationId } = grant;
  const seesMembers = mayRead(actor, "members");
  return read(grant, async (tx) => {
    // To compile these statements would take longer than to run them.
    await tx.execute(sql`set local jit = off`);
    const before = await policyOf(tx, organizationId);
    const draft = changedBy(before, change);
    const at = now();
    const judge = judgement(before, { ...draft, secondFactorFrom: null }, at);
    const [members, sessions, keys] = [tallyMembers(judge), tallySessions(judge), tallyKeys(judge)];
    keys.add(await ownKeys(tx, organizationId, draft));
    for await (const some of eachRange(tx, organizationId)) {
      await Promise.all([
        membersOf(tx, some, draft).then(members.add),
        sessionsOf(tx, some, draft, at).then(sessions.add),
        keysOf(tx, some, draft).then(keys.add),
      ]);
    }
    return {
      members: seesMembers ? members.first() : [],
      sessions: seesMembers ? sessions.first() : [],
      keys: mayRead(actor, "keys") ? keys.first() : [],
      totals: { members: members.total(), sessions: sessions.total(), keys: keys.total() },
      complaints: await complaintsAbout(tx, actor, before, draft),
    };
  });
}

/** So many members are judged at a time, with their sessions and keys: memory does not grow with the organization. */
const membersAtOnce = 25_000;

/** The active members in ranges of their ids, each as a condition on `memberships`. */
async function* eachRange(tx: Tx, organizationId: string): AsyncGenerator<SQL | undefined> {
  const active = and(eq(memberships.organizationId, organizationId), eq(memberships.status, "active"));
  let rest = active;
  for (;;) {
    const [last] = await tx
      .select({ id: memberships.id })
      .from(memberships)
      .where(rest)
      .orderBy(memberships.id)
      .offset(membersAtOnce - 1)
      .limit(1);
    yield last ? and(rest, lte(memberships.id, last.id)) : rest;
    if (!last) return;
    rest = and(active, gt(memberships.id, last.id));
  }
}

/** What the gate knows of a member, where their account and exemption are joined. */
const personFields = {
  apiOnly: users.apiOnly,
  hasFactor: sql<boolean>`not (${hasNoFactor})`,
  exemptUntil: secondFactorExemptions.until,
};

// Only what a draft could keep out is read at all; the gate's rules judge it then.
const owes = ({ requireSecondFactor }: Policy) => (requireSecondFactor ? hasNoFactor : sql`false`);
const when = (demanded: boolean) => (demanded ? sql`true` : sql`false`);
const began = (column: AnyColumn, at: Date, limitMs: number | null) =>
  limitMs === null ? sql`false` : lte(column, new Date(at.getTime() - limitMs));

function membersOf(tx: Tx, some: SQL | undefined, draft: Policy): Promise<ActiveMember[]> {
  return tx
    .select({ id: memberships.id, name: users.name, email: users.email, person: personFields })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(secondFactorExemptions, ownExemption)
    .where(and(some, owes(draft)));
}

function sessionsOf(tx: Tx, some: SQL | undefined, draft: Policy, at: Date): Promise<OpenSession[]> {
  const { idleMinutes, absoluteHours, networksForWeb } = draft;
  return tx
    .select({
      id: sessions.id,
      name: users.name,
      ip: sql<string | null>`host(coalesce(${sessions.lastIp}, ${sessions.ip}))`,
      userAgent: sessions.userAgent,
      signedInAt: sessions.createdAt,
      idleSince: sessions.lastActiveAt,
      been: sql<boolean>`coalesce(${memberships.lastActiveAt} >= ${sessions.createdAt}, false)`,
      person: personFields,
    })
    .from(sessions)
    .innerJoin(memberships, eq(memberships.userId, sessions.userId))
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(secondFactorExemptions, ownExemption)
    .where(
      and(
        some,
        eq(sessions.halfway, false),
        isLive(),
        or(
          owes(draft),
          when(networksForWeb),
          began(sessions.lastActiveAt, at, idleMinutes === null ? null : idleMinutes * minute),
          began(sessions.createdAt, at, absoluteHours === null ? null : absoluteHours * hour),
        ),
      ),
    );
}

const keyFields = {
  id: apiKeys.id,
  name: apiKeys.name,
  prefix: apiKeys.prefix,
  ip: sql<string | null>`host(${apiKeys.lastUsedIp})`,
};

const isUsable = () => and(isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now()));

function keysOf(tx: Tx, some: SQL | undefined, draft: Policy): Promise<LiveKey[]> {
  return tx
    .select({ ...keyFields, person: personFields })
    .from(apiKeys)
    .innerJoin(
      memberships,
      and(eq(memberships.organizationId, apiKeys.organizationId), eq(memberships.id, apiKeys.memberId)),
    )
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(secondFactorExemptions, ownExemption)
    .where(and(some, isUsable(), or(owes(draft), when(draft.networksForKeys))));
}

/** The organization's own keys, which have no person who could owe a factor. */
async function ownKeys(tx: Tx, organizationId: string, draft: Policy): Promise<LiveKey[]> {
  const own = and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.memberId));
  const keys = await tx
    .select(keyFields)
    .from(apiKeys)
    .where(and(own, isUsable(), when(draft.networksForKeys)));
  return keys.map((key) => ({ ...key, person: null }));
}
