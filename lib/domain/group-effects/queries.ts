import { and, eq, type SQL, sql } from "drizzle-orm";
import { read } from "@/db/door";
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
};

/** So many are named of each who lose something. */
const named = 10;

/** Roles as the database compares them with those that somebody holds. */
function rolesOf(fits: (reach: Reach | undefined) => boolean): SQL {
  const fitting = roles.filter((role) => fits(permissionsOf[role].get("projects:read")));
  return sql`array[${sql.join(
    fitting.map((role) => sql`${role}`),
    sql`, `,
  )}]::text[]`;
}

/** Everyone in a group, with the roles that stay theirs without it. */
function inside(organizationId: string, groupId: string): SQL {
  return sql`inside as materialized (
    select ${memberships.id} as id, ${users.name} as name, ${memberships.sortName} as sort_name,
      array_append(coalesce((
        select array_agg(distinct ${groups.role}) from ${groupMemberships} as other join ${groups}
          on ${groups.organizationId} = other.organization_id and ${groups.id} = other.group_id
        where other.organization_id = ${organizationId} and other.member_id = ${memberships.id}
          and other.group_id <> ${groupId} and ${groups.role} is not null
      ), '{}'), ${memberships.role}) as roles
    from ${groupMemberships}
    join ${memberships} on ${memberships.organizationId} = ${groupMemberships.organizationId}
      and ${memberships.id} = ${groupMemberships.memberId}
    join ${users} on ${users.id} = ${memberships.userId}
    where ${groupMemberships.organizationId} = ${organizationId} and ${groupMemberships.groupId} = ${groupId})`;
}

/** Who loses what when a group is deleted. Only who may delete it is told. */
export async function findLosses(actor: Actor, groupId: string): Promise<Losses> {
  const grant = authorize(actor, "groups:write");
  if (grant.reach !== "all")
    throw new AppError("forbidden", "Only Owners and Admins of the organization delete groups.");
  const { organizationId } = grant;
  const members = inside(organizationId, groupId);
  return read(grant, async (tx) => {
    const [group] = await tx
      .select()
      .from(groups)
      .where(and(eq(groups.organizationId, organizationId), eq(groups.id, groupId)));
    if (!group) throw notFound("group");
    const { name, version, memberCount, role } = group;

    const byRoles = role
      ? await tx.execute<{ roles: Role[]; size: number; some: { name: string; sort: string }[] }>(sql`
          with ${members}, held as (
            select id, name, sort_name, array(select distinct unnest(roles) order by 1) as roles from inside)
          select roles, count(*)::int as size,
            to_jsonb((array_agg(jsonb_build_object('name', name, 'sort', sort_name) order by sort_name, id))[1:${sql.raw(String(named))}]) as some
          from held group by roles`)
      : [];
    const losing = byRoles.filter((held) => role && !mayGrant(unionOf(held.roles), permissionsOf[role]));
    const names = losing.flatMap(({ some }) => some).sort((a, b) => (a.sort < b.sort ? -1 : 1));

    const everywhere = rolesOf((reach) => reach === "all");
    const somewhere = rolesOf((reach) => reach !== undefined);
    const reaches = (held: SQL, best: SQL) =>
      sql`case when ${held} && ${everywhere} then 4 when ${held} && ${somewhere} then ${best} else 0 end`;
    const before = role ? sql`array_append(roles, ${role}::text)` : sql`roles`;
    const byProject = await tx.execute<{
      name: string;
      role: ProjectRole;
      lost: number;
      weakened: number;
      names: string[] | null;
    }>(sql`
      with ${members}, given as materialized (
        select ${projectRoles.projectId} as project_id, ${projects.name} as project, ${projects.foldedName} as folded,
          ${projectRoles.role} as role, ${rankOf(projectRoles.role)} as rank
        from ${projectRoles} join ${projects}
          on ${projects.organizationId} = ${projectRoles.organizationId} and ${projects.id} = ${projectRoles.projectId}
        where ${projectRoles.organizationId} = ${organizationId} and ${projectRoles.groupId} = ${groupId}
      ), other as (
        select project_id, member_id, max(rank) as rank from (
          select ${projectRoles.projectId}, ${projectRoles.memberId}, ${rankOf(projectRoles.role)} as rank
          from ${projectRoles}
          where ${projectRoles.organizationId} = ${organizationId} and ${projectRoles.memberId} is not null
          union all
          select ${projectRoles.projectId}, ${groupMemberships.memberId}, ${rankOf(projectRoles.role)}
          from ${projectRoles} join ${groupMemberships}
            on ${groupMemberships.organizationId} = ${projectRoles.organizationId}
            and ${groupMemberships.groupId} = ${projectRoles.groupId}
          where ${projectRoles.organizationId} = ${organizationId} and ${projectRoles.groupId} <> ${groupId}
        ) as path where project_id in (select project_id from given) group by project_id, member_id
      ), judged as (
        select given.*, inside.id, inside.name, inside.sort_name,
          ${reaches(before, sql`greatest(given.rank, coalesce(other.rank, 0))`)} as before,
          ${reaches(sql`roles`, sql`coalesce(other.rank, 0)`)} as after
        from given cross join inside
        left join other on other.project_id = given.project_id and other.member_id = inside.id
      )
      select project as name, role, count(*) filter (where after = 0)::int as lost,
        count(*) filter (where after > 0)::int as weakened, (array_agg(name order by sort_name, id) filter (where after = 0))[1:${sql.raw(String(named))}] as names
      from judged where after < before group by project_id, project, folded, role order by folded`);

    return {
      name,
      version,
      memberCount,
      role:
        role && losing.length > 0
          ? {
              role,
              count: losing.reduce((sum, { size }) => sum + size, 0),
              names: names.slice(0, named).map((member) => member.name),
            }
          : null,
      projects: byProject.map(({ lost, names: some, ...project }) => ({
        ...project,
        count: lost,
        names: some ?? [],
      })),
    };
  });
}
