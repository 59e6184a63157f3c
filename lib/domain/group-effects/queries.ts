import { and, eq, type SQL, sql } from "drizzle-orm";
import { read, type Tx } from "@/db/door";
import { groupMemberships, groups, memberships, projectRoles, projects, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, mayGrant, permissionsOf, type Reach, unionOf } from "@/lib/auth/permissions";
import { AppError, notFound } from "@/lib/core/errors";
import { type ProjectRole, type Role, roles } from "@/lib/core/roles";
import { rankOf } from "@/lib/domain/groups/rules";

/** How many members lose something, with the first of them by name. */
export type Losing = { count: number; names: string[] };

/** What the members of a group lose with it, because nothing else gives it to them. */
export type Losses = {
  name: string;
  version: number;
  memberCount: number;
  role: (Losing & { role: Role }) | null;
  /** Of each project how many lose all access, and how many are left with a weaker role. */
  projects: (Losing & { name: string; role: ProjectRole; weakened: number })[];
  /** In how many more projects it gives a role, of which it is not told who loses it. */
  moreProjects: number;
};

/** So many are named of each who lose something. */
const named = 10;

/** Of so many projects it is told who loses them. */
const told = 20;

/** Text of our own, which the planner may look into. */
const listed = (some: readonly Role[]) => sql.raw(`array[${some.map((role) => `'${role}'`).join()}]::text[]`);

const reaching = (fits: (reach: Reach | undefined) => boolean) =>
  listed(roles.filter((role) => fits(permissionsOf[role].get("projects:read"))));

/** How far roles reach: 2 for every project, 1 for those in which one has a part, 0 for none. */
const reachOf = (held: SQL) => sql`case when ${held} && ${reaching((reach) => reach === "all")} then 2
  when ${held} && ${reaching((reach) => reach !== undefined)} then 1 else 0 end`;

type Doomed = { organizationId: string; id: string; role: Role | null };

/** Everyone in a group, with the roles that stay theirs without it. */
function inside({ organizationId, id }: Doomed): SQL {
  return sql`elsewhere as materialized (
    select other.member_id, array_agg(distinct ${groups.role}) as roles
    from ${groups} join ${groupMemberships} as other
      on other.organization_id = ${groups.organizationId} and other.group_id = ${groups.id}
    where ${groups.organizationId} = ${organizationId} and ${groups.id} <> ${id} and ${groups.role} is not null
    group by other.member_id
  ), inside as materialized (
    select ${memberships.id} as id, ${memberships.sortName} as sort_name, ${memberships.userId} as user_id,
      case when elsewhere.roles is null then array[${memberships.role}]
        else array(select distinct unnest(elsewhere.roles || ${memberships.role}) order by 1) end as roles
    from ${groupMemberships}
    join ${memberships} on ${memberships.organizationId} = ${groupMemberships.organizationId}
      and ${memberships.id} = ${groupMemberships.memberId}
    left join elsewhere on elsewhere.member_id = ${memberships.id}
    where ${groupMemberships.organizationId} = ${organizationId} and ${groupMemberships.groupId} = ${id})`;
}

/** The names of some rows of `inside`, the first ten by name. */
const firstNames = (
  rows: SQL,
) => sql`(select coalesce(jsonb_agg(${users.name} order by first.sort_name, first.id), '[]')
  from (select id, user_id, sort_name from ${rows} order by sort_name, id limit ${sql.raw(String(named))}) as first
  join ${users} on ${users.id} = first.user_id)`;

/** Every choice of roles that someone may be left with, as text, in the order in which the database has them. */
const choices = roles
  .toSorted()
  .reduce<Role[][]>((some, role) => some.concat(some.map((held) => held.concat(role))), [[]]);

/** Who loses the role that a group gives: those whose other roles together hold less. */
async function losingRole(tx: Tx, doomed: Doomed): Promise<Losses["role"]> {
  const { role } = doomed;
  if (role === null) return null;
  const short = choices.filter((held) => !mayGrant(unionOf(held), permissionsOf[role]));
  const lost = sql`inside where array_to_string(roles, ',') = any(${sql.param(short.map(String))}::text[])`;
  const [losing] = await tx.execute<Losing>(
    sql`with ${inside(doomed)} select (select count(*)::int from ${lost}) as count, ${firstNames(lost)} as names`,
  );
  return losing?.count ? { role, ...losing } : null;
}

/**
 * Who loses which of the first projects, by name, in which a group gives a role. Whoever has no other way into a project is
 * counted with all who reach as far; the others one by one, in place of what they were counted as.
 */
function losingProjects(tx: Tx, doomed: Doomed): Promise<Losses["projects"]> {
  const { organizationId, id, role } = doomed;
  const before = role ? sql`roles || ${role}::text` : sql`roles`;
  const from = (rank: SQL) => sql`case before when 2 then 4 when 1 then ${rank} else 0 end`;
  const to = (rank: SQL) => sql`case after when 2 then 4 when 1 then ${rank} else 0 end`;
  const alone = sql`${from(sql`given.rank`)} as "from", ${to(sql`0`)} as "to"`;
  return tx.execute<Losses["projects"][number]>(sql`
    with ${inside(doomed)}, given as materialized (
      select ${projectRoles.projectId} as project_id, ${projects.name} as project, ${projects.foldedName} as folded,
        ${projectRoles.role} as role, ${rankOf(projectRoles.role)} as rank
      from ${projectRoles} join ${projects}
        on ${projects.organizationId} = ${projectRoles.organizationId} and ${projects.id} = ${projectRoles.projectId}
      where ${projectRoles.organizationId} = ${organizationId} and ${projectRoles.groupId} = ${id}
      order by ${projects.foldedName} limit ${sql.raw(String(told))}
    ), reaching as materialized (
      select id, user_id, sort_name, ${reachOf(before)} as before, ${reachOf(sql`roles`)} as after from inside
    ), path as (
      select ${projectRoles.projectId} as project_id, ${projectRoles.memberId} as member_id, ${rankOf(projectRoles.role)} as rank
      from ${projectRoles}
      where ${projectRoles.organizationId} = ${organizationId} and ${projectRoles.memberId} is not null
      union all
      select ${projectRoles.projectId}, ${groupMemberships.memberId}, ${rankOf(projectRoles.role)}
      from ${projectRoles} join ${groupMemberships}
        on ${groupMemberships.organizationId} = ${projectRoles.organizationId}
        and ${groupMemberships.groupId} = ${projectRoles.groupId}
      where ${projectRoles.organizationId} = ${organizationId} and ${projectRoles.groupId} <> ${id}
    ), other as materialized (
      select project_id, id, user_id, sort_name, before, after, max(path.rank) as rank
      from path join reaching on reaching.id = path.member_id
      where project_id in (select project_id from given) group by 1, 2, 3, 4, 5, 6
    ), losers as materialized (
      -- Whoever has no other way in loses every project alike; of the first so many, ten are left in each.
      select id, user_id, sort_name from reaching where before > 0 and after < 2 order by sort_name, id
      limit ${sql.raw(String(named))} + (select coalesce(max(size), 0)
        from (select count(*) as size from other group by project_id) as ways)
    ), judged as (
      select given.project_id, size, ${alone}
      from given cross join (select before, after, count(*) as size from reaching group by 1, 2) as alike
      union all
      select project_id, -1, ${alone} from given join other using (project_id)
      union all
      select project_id, 1, ${from(sql`greatest(given.rank, other.rank)`)}, ${to(sql`other.rank`)}
      from given join other using (project_id)
    ), losing as materialized (
      select project_id, coalesce(sum(size) filter (where "to" = 0), 0)::int as lost,
        coalesce(sum(size) filter (where "to" > 0), 0)::int as weakened
      from judged where "to" < "from" group by project_id
    )
    select project as name, role, lost as count, weakened,
      case when lost = 0 then '[]'::jsonb else ${firstNames(sql`(
        select * from losers where id not in (select id from other where other.project_id = given.project_id)
        union all
        select id, user_id, sort_name from other
        where other.project_id = given.project_id and before > 0 and ${to(sql`other.rank`)} = 0
      ) as lost`)} end as names
    from given join losing using (project_id) where lost + weakened > 0 order by folded`);
}

/** Who loses what when a group is deleted. Only who may delete it is told. */
export async function findLosses(actor: Actor, groupId: string): Promise<Losses> {
  const grant = authorize(actor, "groups:write");
  if (grant.reach !== "all")
    throw new AppError("forbidden", "Only Owners and Admins of the organization delete groups.");
  const { organizationId } = grant;
  return read(grant, async (tx) => {
    const [group] = await tx
      .select({
        id: groups.id,
        organizationId: groups.organizationId,
        name: groups.name,
        version: groups.version,
        memberCount: groups.memberCount,
        role: groups.role,
        projects: sql<number>`(select count(*)::int from ${projectRoles}
          where ${projectRoles.organizationId} = ${organizationId} and ${projectRoles.groupId} = ${groupId})`,
      })
      .from(groups)
      .where(and(eq(groups.organizationId, organizationId), eq(groups.id, groupId)));
    if (!group) throw notFound("group");
    const { name, version, memberCount } = group;
    return {
      name,
      version,
      memberCount,
      role: await losingRole(tx, group),
      projects: await losingProjects(tx, group),
      moreProjects: Math.max(0, group.projects - told),
    };
  });
}
