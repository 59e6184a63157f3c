import { and, eq, ilike, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { type Keyset, uncounted } from "@/db/keyset";
import {
  groupMemberships,
  groups,
  memberships,
  projectRoles,
  secondFactorExemptions,
  securityPolicies,
  users,
} from "@/db/schema";
import { ownExemption } from "@/lib/auth/exemptions";
import { demanded } from "@/lib/auth/gate";
import { type Grant, permissionsOf, projectPermissionsOf, type Reach } from "@/lib/auth/permissions";
import {
  projectRoles as everyProjectRole,
  type Permission,
  type ProjectRole,
  type Role,
  roles,
} from "@/lib/core/roles";
import { containing } from "@/lib/core/text";
import type { HeldGroup, MemberFacts } from "@/lib/domain/access/rules";
import { shownEmail } from "@/lib/domain/members/rules";
import { hasNoFactor } from "@/lib/domain/security/rules";

/** Some members, by what they hold: asked of one after the other, or all of them by id. */
export type Among = { each: SQL | undefined; ids: SQL };

/** Names of our own as text of the statement, so that the planner knows how many hold them. */
const listed = (names: readonly (Role | ProjectRole)[]) => sql.raw(names.map((name) => `'${name}'`).join());

/** The members who hold one of these roles, as their own or by a group. */
function holdOneOf(organizationId: string, wanted: readonly Role[]): Among {
  const byGroup = sql`select ${groupMemberships.memberId} from ${groups}
    join ${groupMemberships} on ${groupMemberships.organizationId} = ${groups.organizationId}
      and ${groupMemberships.groupId} = ${groups.id}
    where ${groups.organizationId} = ${organizationId} and ${groups.role} in (${listed(wanted)})`;
  return {
    // With a limit, or the database would make a list of all who are in such groups first.
    each: sql`(${memberships.role} in (${listed(wanted)})
      or (${byGroup} and ${groupMemberships.memberId} = ${memberships.id} limit 1) is not null)`,
    ids: sql`select holder.id from ${memberships} as holder
      where holder.organization_id = ${organizationId} and holder.role in (${listed(wanted)})
      union all ${byGroup}`,
  };
}

/** The members who have one of these roles in a project, as their own or by a group. */
function haveInProject(organizationId: string, projectId: string, wanted: readonly ProjectRole[]): Among {
  const there = and(
    eq(projectRoles.organizationId, organizationId),
    eq(projectRoles.projectId, projectId),
    sql`${projectRoles.role} in (${listed(wanted)})`,
  );
  const alone = sql`select ${projectRoles.memberId} from ${projectRoles} where ${there} and ${isNotNull(projectRoles.memberId)}`;
  const byGroup = sql`select ${groupMemberships.memberId} from ${projectRoles}
    join ${groupMemberships} on ${groupMemberships.organizationId} = ${projectRoles.organizationId}
      and ${groupMemberships.groupId} = ${projectRoles.groupId}
    where ${there}`;
  return {
    each: sql`((${alone} and ${projectRoles.memberId} = ${memberships.id} limit 1) is not null
      or (${byGroup} and ${groupMemberships.memberId} = ${memberships.id} limit 1) is not null)`,
    ids: sql`${alone} union all ${byGroup}`,
  };
}

const either = (one: Among, other: Among): Among => ({
  each: or(one.each, other.each),
  ids: sql`${one.ids} union all ${other.ids}`,
});

const both = (one: Among, other: Among): Among => ({
  each: and(one.each, other.each),
  ids: sql`select one.id from (${one.ids}) as one (id) where one.id in (${other.ids})`,
});

const rolesWith = (permission: Permission, reaches: readonly Reach[]) =>
  roles.filter((role) => reaches.some((reach) => permissionsOf[role].get(permission) === reach));

const everyReach: readonly Reach[] = ["all", "groups", "projects", "shared", "own"];

/** Everyone who reaches all projects, or has a role in this one. */
export function haveAWayInto(organizationId: string, projectId: string): Among {
  return either(
    holdOneOf(organizationId, rolesWith("projects:read", ["all"])),
    haveInProject(organizationId, projectId, everyProjectRole),
  );
}

/** The members for whom a project role does something; a Billing Manager's role reaches no project. */
export function reachProjects(organizationId: string): SQL | undefined {
  return holdOneOf(organizationId, rolesWith("projects:read", everyReach)).each;
}

/** The members whom the enforcement would let do something: in the organization as far as they reach, or in one project. */
export function whoHold(organizationId: string, permission: Permission, projectId?: string): Among {
  if (projectId === undefined) return holdOneOf(organizationId, rolesWith(permission, everyReach));
  const enough = everyProjectRole.filter((role) =>
    (projectPermissionsOf[role] as ReadonlySet<Permission>).has(permission),
  );
  return either(
    holdOneOf(organizationId, rolesWith(permission, ["all"])),
    both(
      haveInProject(organizationId, projectId, enough),
      holdOneOf(organizationId, rolesWith(permission, ["all", "projects"])),
    ),
  );
}

/** So many members are looked at one after the other before all of a kind are asked for. */
export const walked = 1_000;
/** A word that more members than these hold is no rare one. */
export const mostHolding = 5_000;

/**
 * The ids of a page's members who are among some and fit otherwise too. Many are found among the next members in the order of the
 * list; where these do not fill the page, a rare word is asked for by its index, or else all of the kind, who are few then.
 */
export function pageAmong(
  organizationId: string,
  { each, ids }: Among,
  { q, fits }: { q: string; fits: SQL | undefined },
  list: Keyset<HolderRow>,
): SQL {
  const order = sql.join(list.orderBy, sql`, `);
  const here = and(eq(memberships.organizationId, organizationId), list.where);
  const far = sql`exists (select from asked where asked.far)`;
  return sql`
    with ahead as materialized (
      select ${memberships.id} as id, row_number() over (order by ${order}) as place, ${and(fits, each)} as fits
      from ${memberships} where ${here} order by ${order} limit ${walked}
    ), near as materialized (
      select id from ahead where fits order by place limit ${list.fetch}
    ), asked as materialized (
      select far, case when far and ${q} <> '' then members_holding(${organizationId}, lower(${q}::text), ${mostHolding}) end as ids
      from (select (select count(*) from ahead) = ${walked} and (select count(*) from near) < ${list.fetch} as far) as known
    )
    (select id from near where not ${far})
    union all
    (select ${memberships.id} from ${memberships}
      where ${memberships.id} = any((select asked.ids from asked)::text[]) and ${and(here, fits, each)}
      order by ${order} limit ${list.fetch})
    union all
    (select ${memberships.id} from ${memberships}
      where ${far} and (select asked.ids is null from asked) and ${memberships.id} in (${ids}) and ${and(here, fits)}
      order by ${order} limit ${list.fetch})`;
}

/** The ids of all members, not of a page of them, who are among some and fit otherwise too. */
export function everyoneAmong(organizationId: string, { ids }: Among, fits: SQL | undefined): SQL {
  return sql`(select ${memberships.id} from ${memberships}
    where ${and(eq(memberships.organizationId, organizationId), fits)} and ${memberships.id} in (${ids}))`;
}

/** The groups of a member as a column beside `memberships`, each with the role that it gives in a project. */
const groupsHeld = (projectId: string) => sql<HeldGroup[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', ${groups.id}, 'name', ${groups.name}, 'role', ${groups.role},
    'projectRole', ${projectRoles.role}) order by ${groups.foldedName})
  from ${groupMemberships}
  join ${groups} on ${groups.organizationId} = ${groupMemberships.organizationId}
    and ${groups.id} = ${groupMemberships.groupId}
  left join ${projectRoles} on ${projectRoles.organizationId} = ${groupMemberships.organizationId}
    and ${projectRoles.projectId} = ${projectId} and ${projectRoles.groupId} = ${groupMemberships.groupId}
  where ${groupMemberships.organizationId} = ${memberships.organizationId}
    and ${groupMemberships.memberId} = ${memberships.id}), '[]')`;

const ownRole = (
  projectId: string,
) => sql<ProjectRole | null>`(select ${projectRoles.role} from ${projectRoles}
  where ${projectRoles.organizationId} = ${memberships.organizationId}
    and ${projectRoles.projectId} = ${projectId} and ${projectRoles.memberId} = ${memberships.id})`;

/** What is told of a member, and what the gate knows of them; in respect of one project where one is named. */
export const holderFields = (projectId = "") => ({
  id: memberships.id,
  name: users.name,
  /** Whoever is API-only has no address to be written to. */
  email: shownEmail,
  role: memberships.role,
  sortName: memberships.sortName,
  groups: groupsHeld(projectId),
  own: ownRole(projectId),
  status: memberships.status,
  apiOnly: users.apiOnly,
  hasFactor: sql<boolean>`not (${hasNoFactor})`,
  exemptUntil: secondFactorExemptions.until,
  policy: demanded,
});

export type HolderRow = MemberFacts & {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  sortName: string;
  groups: HeldGroup[];
  own: ProjectRole | null;
};

/** Members with all that their rights are made of. */
export function holders(
  tx: Tx,
  { organizationId }: Grant,
  where: SQL | undefined,
  projectId?: string,
  counted = uncounted,
) {
  return tx
    .select({ ...holderFields(projectId), ...counted })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(securityPolicies, eq(securityPolicies.organizationId, memberships.organizationId))
    .leftJoin(secondFactorExemptions, ownExemption)
    .where(and(eq(memberships.organizationId, organizationId), where));
}

/** The order of members by name, and the search in them. */
export const byName = [
  { by: memberships.sortName, type: "text" },
  { by: memberships.id, type: "text" },
] as const;

/** The search in names and addresses. */
export const called = (q: string) => (q ? ilike(memberships.search, containing(q)) : undefined);

/** The search in names alone, for whoever is not shown addresses. */
export const named = (q: string) => (q ? ilike(memberships.sortName, containing(q)) : undefined);
