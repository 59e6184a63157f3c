import { and, eq, gte, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { read, type Tx } from "@/db/door";
import { type Keyset, keyset, type SortKey } from "@/db/keyset";
import {
  attemptCounters,
  authenticators,
  groupMemberships,
  groups,
  memberships,
  organizations,
  passkeys,
  secondFactorExemptions,
  users,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { ownExemption } from "@/lib/auth/exemptions";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { day, fromNow, now } from "@/lib/core/clock";
import type { Page } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import type { MemberStatus, Role } from "@/lib/core/roles";
import { hasNoFactor } from "@/lib/domain/security/rules";
import type { FactorState, MemberFilter, MemberSort } from "./input";
import { membersOf, orderOf, withinReach } from "./rules";

export type Member = {
  id: string;
  name: string;
  /** Null for an API-only member, who has none. */
  email: string | null;
  apiOnly: boolean;
  role: Role;
  status: MemberStatus;
  groups: { id: string; name: string }[];
  /** Null for an API-only member, who is never asked for one. */
  secondFactor: FactorState | null;
  /** Until when no password is tried for the account, after too many wrong ones; null where nothing is held. */
  lockedUntil: Date | null;
  lastActiveAt: Date | null;
  createdAt: Date;
};

const at = () => sql`${now().toISOString()}::timestamptz`;

const isExempt = () => sql`exists (
  select from ${secondFactorExemptions} where ${ownExemption} and ${secondFactorExemptions.until} > ${at()})`;

/** Whether a grant shows that a member is in a group: a Team Leader knows of their own groups only. */
const seesGroup = ({ reach, actor }: Grant, id: string | PgColumn) =>
  reach === "all" ? undefined : sql`${id} = any(${sql.param([...actor.groupIds])}::text[])`;

const memberFields = (grant: Grant) => ({
  id: memberships.id,
  name: users.name,
  email: sql<string | null>`case when ${users.apiOnly} then null else ${users.email} end`,
  apiOnly: users.apiOnly,
  role: memberships.role,
  status: memberships.status,
  lastActiveAt: memberships.lastActiveAt,
  createdAt: memberships.createdAt,
  secondFactor: sql<FactorState | null>`case when ${users.apiOnly} then null
    when not (${hasNoFactor}) then 'has' when ${isExempt()} then 'exempt' else 'none' end`,
  lockedUntil: sql<Date | null>`(select ${attemptCounters.heldUntil} from ${attemptCounters}
    where ${attemptCounters.subject} = 'password:' || ${users.email} and ${attemptCounters.heldUntil} > ${at()})`.mapWith(
    attemptCounters.heldUntil,
  ),
  groups: sql<{ id: string; name: string }[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', ${groups.id}, 'name', ${groups.name}) order by ${groups.name})
    from ${groupMemberships} join ${groups}
      on ${groups.organizationId} = ${groupMemberships.organizationId} and ${groups.id} = ${groupMemberships.groupId}
    where ${groupMemberships.organizationId} = ${memberships.organizationId} and ${groupMemberships.memberId} = ${memberships.id}
      and ${seesGroup(grant, groupMemberships.groupId) ?? sql`true`}
  ), '[]')`,
});

const account = sql`select from ${users} where ${users.id} = ${memberships.userId}`;

const factorConditions: Record<FactorState, () => SQL> = {
  has: () => sql`${memberships.userId} in (
    select ${passkeys.userId} from ${passkeys} union
    select ${authenticators.userId} from ${authenticators} where ${authenticators.confirmedAt} is not null)`,
  none: () => sql`exists (${account} and not ${users.apiOnly} and ${hasNoFactor}) and not ${isExempt()}`,
  exempt: () => sql`exists (${account} and ${hasNoFactor}) and ${isExempt()}`,
};

function fitting(tx: Tx, grant: Grant, { role, status, group, factor, active }: MemberFilter) {
  return and(
    eq(memberships.organizationId, grant.organizationId),
    withinReach(tx, grant),
    role && eq(memberships.role, role),
    status && eq(memberships.status, status),
    group
      ? and(inArray(memberships.id, membersOf(tx, grant.organizationId, [group])), seesGroup(grant, group))
      : undefined,
    factor && factorConditions[factor](),
    active === "never" ? isNull(memberships.lastActiveAt) : undefined,
    active && active !== "never" ? gte(memberships.lastActiveAt, fromNow(-Number(active) * day)) : undefined,
  );
}

const byId: SortKey = { by: memberships.id, type: "text" };
const sortKeys: Record<MemberSort, SortKey[]> = {
  // Ids sort by birth.
  joined: [byId],
  name: [{ by: memberships.sortName, type: "text" }, byId],
  "last-active": [
    { by: sql`coalesce(${memberships.lastActiveAt}, '-infinity'::timestamptz)`, type: "timestamptz" },
    byId,
  ],
};

/** So many members are looked at one after the other before the index of words is asked. */
const walked = 1_000;
/** A word that more members than these hold is no rare one. */
const mostHolding = 5_000;

/**
 * The ids of a page's members whose name or email holds a word. A frequent word is found among the next members in the order
 * of the list, a rare one by the index over the organization; only where a word is frequent and yet not near, since the
 * filter leaves out most who hold it, the list is walked to its end.
 */
function holding(q: string, organizationId: string, fits: SQL | undefined, list: Keyset<unknown>): SQL {
  const word = sql`lower(${q}::text)`;
  const order = sql.join(list.orderBy, sql`, `);
  const beyond = list.where ?? sql`true`;
  const holds = sql`strpos(${memberships.search}, ${word}) > 0`;
  const page = sql`order by ${order} limit ${list.fetch}`;
  return sql`
    with ahead as materialized (
      select ${memberships.id} as id, row_number() over (order by ${order}) as place, ${holds} and ${fits} as fits
      from ${memberships} where ${memberships.organizationId} = ${organizationId} and ${beyond}
      order by ${order} limit ${walked}
    ), near as materialized (
      select id from ahead where fits order by place limit ${list.fetch}
    ), asked as materialized (
      select members_holding(${organizationId}, ${word}, ${mostHolding}) as ids
      where (select count(*) from ahead) = ${walked} and (select count(*) from near) < ${list.fetch}
    )
    (select id from near where not exists (select from asked))
    union all
    (select ${memberships.id} from ${memberships}
      where ${memberships.id} = any((select ids from asked)::text[]) and ${fits} and ${beyond} ${page})
    union all
    (select ${memberships.id} from ${memberships}
      where (select ids is null from asked) and ${holds} and ${fits} and ${beyond} ${page})`;
}

export type MemberPage = Page<Member> & {
  /** How many members there are in all, which is kept and not counted; left out where a filter chooses among them. */
  total?: number;
};

/** A page of the organization's members. */
export async function listMembers(actor: Actor, filter: MemberFilter): Promise<MemberPage> {
  const grant = authorize(actor, "members:read");
  const { limit, cursor, sort = "joined", order: _, q, ...chosen } = filter;
  const order = orderOf(filter);
  const plain = grant.reach === "all" && !q && Object.values(chosen).every((value) => value === undefined);
  const list = keyset<Member & { sortName: string; total: number }>({
    keys: sortKeys[sort],
    descending: order === "desc",
    cursor,
    scope: JSON.stringify(["members", grant.organizationId, sort, order, q ?? "", chosen]),
    limit,
    keyOf: ({ id, sortName, lastActiveAt }) =>
      ({ joined: [id], name: [sortName, id], "last-active": [lastActiveAt ?? "-infinity", id] })[sort],
  });
  const rows = await read(grant, (tx) => {
    const fits = fitting(tx, grant, filter);
    return tx
      .select({
        ...memberFields(grant),
        sortName: memberships.sortName,
        total: sql<number>`(select ${organizations.memberCount} from ${organizations} where ${organizations.id} = ${grant.organizationId})`,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        q
          ? sql`${memberships.organizationId} = ${grant.organizationId}
              and ${memberships.id} = any(array(${holding(q, grant.organizationId, fits, list as Keyset<unknown>)}))`
          : and(fits, list.where),
      )
      .orderBy(...list.orderBy)
      .limit(list.fetch);
  });
  const page = list.page(rows);
  return {
    ...page,
    rows: page.rows.map(({ sortName: _, total: __, ...member }) => member),
    ...(plain ? { total: rows[0]?.total ?? 0 } : {}),
  };
}

/** One member. Answers *not found* for whoever is not there, is elsewhere or is out of reach. */
export async function findMember(actor: Actor, memberId: string): Promise<Member> {
  const grant = authorize(actor, "members:read");
  return read(grant, async (tx) => {
    const [member] = await tx
      .select(memberFields(grant))
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(memberships.organizationId, grant.organizationId),
          eq(memberships.id, memberId),
          withinReach(tx, grant),
        ),
      );
    if (!member) throw notFound("member");
    return member;
  });
}
