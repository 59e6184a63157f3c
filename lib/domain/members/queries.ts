import { and, eq, gte, inArray, isNull, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { kept, read, readAtOnce, type Tx } from "@/db/door";
import { askPage, type Counted, type Keyset, keyset, type SortKey, uncounted } from "@/db/keyset";
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
import { isAdministrator } from "@/lib/auth/exemptions";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { day, fromNow, now } from "@/lib/core/clock";
import type { Counting, Page } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import type { MemberStatus, Role } from "@/lib/core/roles";
import { mostHolding, walked } from "@/lib/domain/holders/rules";
import { hasNoFactor } from "@/lib/domain/security/rules";
import type { FactorState, MemberFilter, MemberSort } from "./input";
import { membersOf, orderOf, shownEmail, withinReach } from "./rules";

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

/** The rank is asked of the few who have an exemption only. */
const isExempt = (moment = at()) => sql`case when exists (
  select from ${secondFactorExemptions}
  where ${secondFactorExemptions.organizationId} = ${memberships.organizationId}
    and ${secondFactorExemptions.memberId} = ${memberships.id} and ${secondFactorExemptions.until} > ${moment}
  ) then not ${isAdministrator} else false end`;

/** Whether a grant shows that a member is in a group: a Team Leader knows of their own groups only. */
const seesGroup = ({ reach, actor }: Grant, id: string | PgColumn) =>
  reach === "all" ? undefined : sql`${id} = any(${sql.param([...actor.groupIds])}::text[])`;

const memberFields = (seen = sql`true`, moment = at()) => ({
  id: memberships.id,
  name: users.name,
  email: shownEmail,
  apiOnly: users.apiOnly,
  role: memberships.role,
  status: memberships.status,
  lastActiveAt: memberships.lastActiveAt,
  createdAt: memberships.createdAt,
  secondFactor: sql<FactorState | null>`case when ${users.apiOnly} then null
    when not (${hasNoFactor}) then 'has' when ${isExempt(moment)} then 'exempt' else 'none' end`,
  lockedUntil: sql<Date | null>`(select ${attemptCounters.heldUntil} from ${attemptCounters}
    where ${attemptCounters.subject} = 'password:' || ${users.email} and ${attemptCounters.heldUntil} > ${moment})`.mapWith(
    attemptCounters.heldUntil,
  ),
  // The names are looked up one by one: a join would read all groups of the organization for each member.
  groups: sql<{ id: string; name: string }[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', held.id, 'name', held.name) order by held.name) from (
      select ${groupMemberships.groupId} as id, (
        select ${groups.name} from ${groups}
        where ${groups.organizationId} = ${groupMemberships.organizationId} and ${groups.id} = ${groupMemberships.groupId}
      ) as name
      from ${groupMemberships}
      where ${groupMemberships.organizationId} = ${memberships.organizationId} and ${groupMemberships.memberId} = ${memberships.id}
        and ${seen}
      offset 0) held
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

/** The account of a person with this address; what an API-only member has in its place is no address. */
const accountWith = (email: string) =>
  sql`(select person.id from ${users} as person where person.email = ${email} and not person.api_only)`;

/** Whether a member is in a group, looked up for each: a list of all who are in it costs more where few are looked at. */
const isIn = (groupId: string) => sql`(select true from ${groupMemberships}
  where ${groupMemberships.organizationId} = ${memberships.organizationId}
    and ${groupMemberships.groupId} = ${groupId} and ${groupMemberships.memberId} = ${memberships.id} limit 1)`;

function fitting(
  tx: Tx,
  grant: Grant,
  { email, role, status, group, factor, active }: MemberFilter,
  walking = false,
) {
  return and(
    eq(memberships.organizationId, grant.organizationId),
    withinReach(tx, grant),
    email === undefined ? undefined : sql`${memberships.userId} = ${accountWith(email)}`,
    role && eq(memberships.role, role),
    status && eq(memberships.status, status),
    group
      ? and(
          walking ? isIn(group) : inArray(memberships.id, membersOf(tx, grant.organizationId, [group])),
          seesGroup(grant, group),
        )
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

/** Whether a member's name or email holds a word. */
const holds = (q: string) => sql`strpos(${memberships.search}, lower(${q}::text)) > 0`;

/**
 * The ids of a page's members whose name or email holds a word. A frequent word is found among the next members in the order
 * of the list, a rare one by the index over the organization; only where a word is frequent and yet not near, since the
 * filter leaves out most who hold it, the list is walked to its end.
 */
function holding(
  q: string,
  organizationId: string,
  { fits, fitsAhead }: Record<"fits" | "fitsAhead", SQL | undefined>,
  list: Keyset<Row>,
): SQL {
  const word = sql`lower(${q}::text)`;
  const order = sql.join(list.orderBy, sql`, `);
  const beyond = list.where ?? sql`true`;
  const page = sql`order by ${order} limit ${list.fetch}`;
  return sql`
    with ahead as materialized (
      select ${memberships.id} as id, row_number() over (order by ${order}) as place, ${holds(q)} and ${fitsAhead} as fits
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
      where (select ids is null from asked) and ${holds(q)} and ${fits} and ${beyond} ${page})`;
}

type Row = Member & { sortName: string };

/** The rows of a list, as they are asked for once what fits is known. */
function selectMembers(
  db: Database,
  fields: ReturnType<typeof memberFields>,
  fits: SQL | undefined,
  counted: Counted,
) {
  return db
    .select({ ...fields, sortName: memberships.sortName, ...counted })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(fits);
}

/** How many members there are in all, which is kept and not counted. */
const memberCount = (organizationId: Placeholder) =>
  sql<number>`(select ${organizations.memberCount} from ${organizations} where ${organizations.id} = ${organizationId})`;

type Everyone = (tx: Tx, values: Record<string, unknown>) => Promise<(Row & { inAll: number })[]>;

/** The pages of everyone, a question for each order and direction: what scripts and people ask for most. */
const everyone = new Map<string, Everyone>();

function askEveryone(sort: MemberSort, list: Keyset<Row>): Everyone {
  const shape = `${sort} ${list.shape}`;
  const known = everyone.get(shape);
  if (known) return known;
  const organizationId = sql.placeholder("organizationId");
  const question = kept((db) => {
    const fields = memberFields(sql`true`, sql`${sql.placeholder("at")}::timestamptz`);
    const fits = and(eq(memberships.organizationId, organizationId), list.where);
    return selectMembers(db, fields, fits, { inAll: memberCount(organizationId) })
      .orderBy(...list.orderBy)
      .limit(list.limit);
  });
  everyone.set(shape, question);
  return question;
}

/** A page of everyone. How many they are is known anyway, but to a page without a row. */
async function pageOfEveryone(grant: Grant, sort: MemberSort, list: Keyset<Row>): Promise<Page<Row>> {
  const { organizationId } = grant;
  const found = await readAtOnce(grant, (tx) =>
    askEveryone(sort, list)(tx, { ...list.values, organizationId, at: now().toISOString() }),
  );
  const page = list.page(found.map(({ inAll: _, ...row }) => row));
  if (found[0] || !list.counted) return { ...page, total: found[0]?.inAll };
  const here = eq(memberships.organizationId, organizationId);
  return { ...page, total: await read(grant, (tx) => tx.$count(memberships, here)) };
}

/** A page of those whom a filter chooses, or whom alone the actor may see. */
function pageOfSome(grant: Grant, filter: MemberFilter, list: Keyset<Row>): Promise<Page<Row>> {
  const { organizationId } = grant;
  const { q } = filter;
  return read(grant, (tx) => {
    const fields = memberFields(seesGroup(grant, groupMemberships.groupId));
    const fits = fitting(tx, grant, filter);
    if (!q)
      return askPage(tx, list, (beyond, counted) => selectMembers(tx, fields, and(fits, beyond), counted));
    const fitsAhead = fitting(tx, grant, filter, true);
    const found = sql`${memberships.organizationId} = ${organizationId}
      and ${memberships.id} = any(array(${holding(q, organizationId, { fits, fitsAhead }, list)}))`;
    return askPage(
      tx,
      list,
      (_, counted) => selectMembers(tx, fields, found, counted),
      () => selectMembers(tx, fields, and(fits, holds(q)), uncounted),
    );
  });
}

/** A page of the organization's members. */
export async function listMembers(actor: Actor, filter: MemberFilter & Counting): Promise<Page<Member>> {
  const grant = authorize(actor, "members:read");
  const { limit, cursor, sort = "joined", order: _, q, count, ...chosen } = filter;
  const order = orderOf(filter);
  const plain = grant.reach === "all" && !q && Object.values(chosen).every((value) => value === undefined);
  const list = keyset<Row>({
    keys: sortKeys[sort],
    descending: order === "desc",
    cursor,
    scope: JSON.stringify(["members", grant.organizationId, sort, order, q ?? "", chosen]),
    limit,
    count,
    kept: plain,
    keyOf: ({ id, sortName, lastActiveAt }) =>
      ({ joined: [id], name: [sortName, id], "last-active": [lastActiveAt ?? "-infinity", id] })[sort],
  });
  const page = await (plain ? pageOfEveryone(grant, sort, list) : pageOfSome(grant, filter, list));
  return { ...page, rows: page.rows.map(({ sortName: _, ...member }) => member) };
}

/** One member. Answers *not found* for whoever is not there, is elsewhere or is out of reach. */
export async function findMember(actor: Actor, memberId: string): Promise<Member> {
  const grant = authorize(actor, "members:read");
  return read(grant, async (tx) => {
    const [member] = await tx
      .select(memberFields(seesGroup(grant, groupMemberships.groupId)))
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
