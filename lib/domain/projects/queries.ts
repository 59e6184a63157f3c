import { and, eq, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { read, type Tx } from "@/db/door";
import { askPage, keyset, type SortKey, uncounted } from "@/db/keyset";
import { groups, memberships, projectRoles, projects, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant, strongestOf } from "@/lib/auth/permissions";
import type { Counting, Page } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import type { ProjectRole } from "@/lib/core/roles";
import { containing, foldName } from "@/lib/core/text";
import {
  heldPermissions,
  type KeptOut,
  keptOutBy,
  type ProjectWay,
  projectWays,
  rightsIn,
  type Way,
  waysTo,
} from "@/lib/domain/access/rules";
import {
  byName,
  called,
  everyoneAmong,
  type HolderRow,
  haveAWayInto,
  holders,
  named,
  pageAmong,
  reachProjects,
} from "@/lib/domain/holders/rules";
import { shownEmail } from "@/lib/domain/members/rules";
import type { ProjectAccessFilter, ProjectFilter, ProjectPeopleFilter } from "./input";
import { assertDeciding, heldBy, projectGrant } from "./rules";

export type Project = {
  id: string;
  name: string;
  description: string;
  /** What the actor is in it. */
  role: ProjectRole;
  /** How many members and groups were given a role in it. */
  memberCount: number;
  groupCount: number;
  version: number;
  archivedAt: Date | null;
  createdAt: Date;
};

/** How many of a project's roles are held by members, or by groups. */
const countOf = (
  { organizationId }: Grant,
  held: SQL,
) => sql<number>`(select count(*)::int from ${projectRoles}
  where ${projectRoles.organizationId} = ${organizationId}
    and ${projectRoles.projectId} = ${projects.id} and ${held})`;

/** The projects that the actor may see, all of them or those in which they have a role, as rows for `projectOf`. */
function within(tx: Tx, grant: Grant, where: SQL | undefined, counted = uncounted) {
  const { organizationId, reach, actor } = grant;
  const theirs = sql`select ${projectRoles.projectId} from ${projectRoles} where ${heldBy(actor)}`;
  return tx
    .select({
      id: projects.id,
      name: projects.name,
      description: projects.description,
      roles: sql<ProjectRole[] | null>`(select array_agg(distinct ${projectRoles.role}) from ${projectRoles}
        where ${projectRoles.projectId} = ${projects.id} and ${heldBy(actor)})`,
      memberCount: countOf(grant, isNotNull(projectRoles.memberId)),
      groupCount: countOf(grant, isNotNull(projectRoles.groupId)),
      version: projects.version,
      archivedAt: projects.archivedAt,
      createdAt: projects.createdAt,
      ...counted,
    })
    .from(projects)
    .where(
      and(
        eq(projects.organizationId, organizationId),
        reach === "all" ? undefined : sql`${projects.id} in (${theirs})`,
        where,
      ),
    );
}

type ProjectRow = Omit<Project, "role"> & { roles: ProjectRole[] | null };

/** A project with what the actor is in it in the end. */
function projectOf({ reach }: Grant, { roles, ...project }: ProjectRow): Project {
  return { ...project, role: reach === "all" ? "admin" : (strongestOf(roles ?? []) ?? "viewer") };
}

function standing(status: ProjectFilter["status"]): SQL | undefined {
  if (status === "all") return undefined;
  return status === "active" ? isNull(projects.archivedAt) : isNotNull(projects.archivedAt);
}

/** A page of the projects that the actor may see. */
export async function listProjects(actor: Actor, filter: ProjectFilter & Counting): Promise<Page<Project>> {
  const grant = authorize(actor, "projects:read");
  const { q = "", status, sort, order, limit, cursor, count } = filter;
  const first: SortKey =
    sort === "name"
      ? { by: projects.foldedName, type: "text" }
      : { by: projects.createdAt, type: "timestamptz" };
  const list = keyset<ProjectRow>({
    keys: [first, { by: projects.id, type: "text" }],
    descending: order === "desc",
    cursor,
    scope: JSON.stringify(["projects", grant.organizationId, actor.memberId, q, status, sort, order]),
    limit,
    count,
    keyOf: ({ id, name, createdAt }) => [sort === "name" ? foldName(name) : createdAt, id],
  });
  const called = q
    ? or(ilike(projects.name, containing(q)), ilike(projects.description, containing(q)))
    : undefined;
  const page = await read(grant, (tx) =>
    askPage(tx, list, (beyond, counted) => within(tx, grant, and(standing(status), called, beyond), counted)),
  );
  return { ...page, rows: page.rows.map((row) => projectOf(grant, row)) };
}

/** One project. Answers *not found* for one that is not there, is elsewhere, or in which the actor has no part. */
export async function findProject(actor: Actor, projectId: string): Promise<Project> {
  const grant = authorize(actor, "projects:read");
  return read(grant, async (tx) => {
    const [row] = await within(tx, grant, eq(projects.id, projectId));
    if (!row) throw notFound("project");
    return projectOf(grant, row);
  });
}

export type ProjectAccess = {
  kind: "member" | "group";
  id: string;
  name: string;
  /** Of a member who is not API-only. */
  email: string | null;
  /** Of a group. */
  memberCount: number | null;
  role: ProjectRole;
  /** Whether it does something: a disabled member has no access, and a Billing Manager's role reaches no project. */
  effective: boolean;
};

/** A page of the roles given in a project: those of groups first, then those of members, each by name. For those who decide who gets in. */
export async function listProjectAccess(
  actor: Actor,
  projectId: string,
  { q = "", kind, limit, cursor, count }: ProjectAccessFilter & Counting,
): Promise<Page<ProjectAccess>> {
  const grant = authorize(actor, "projects:read");
  const place = sql<string>`case when ${projectRoles.groupId} is null then 2 else 1 end`;
  const sortName = sql<string>`coalesce(${groups.foldedName}, ${memberships.sortName}, '')`;
  const id = sql<string>`coalesce(${projectRoles.groupId}, ${projectRoles.memberId})`;
  const list = keyset<ProjectAccess & { sortName: string }>({
    keys: [
      { by: place, type: "int" },
      { by: sortName, type: "text" },
      { by: id, type: "text" },
    ],
    cursor,
    scope: JSON.stringify(["project-access", grant.organizationId, projectId, q, kind ?? ""]),
    limit,
    count,
    keyOf: (row) => [row.kind === "group" ? 1 : 2, row.sortName, row.id],
  });
  return read(grant, async (tx) => {
    assertDeciding(await projectGrant(tx, grant, projectId));
    const found = await askPage(tx, list, (beyond, counted) =>
      tx
        .select({
          kind: sql<
            "member" | "group"
          >`case when ${projectRoles.groupId} is null then 'member' else 'group' end`,
          id,
          name: sql<string>`coalesce(${groups.name}, ${users.name})`,
          email: shownEmail,
          memberCount: groups.memberCount,
          role: projectRoles.role,
          effective: sql<boolean>`${groups.id} is not null
            or (${memberships.status} = 'active' and ${reachProjects(grant.organizationId)})`,
          sortName,
          ...counted,
        })
        .from(projectRoles)
        .leftJoin(
          groups,
          and(eq(groups.organizationId, projectRoles.organizationId), eq(groups.id, projectRoles.groupId)),
        )
        .leftJoin(
          memberships,
          and(
            eq(memberships.organizationId, projectRoles.organizationId),
            eq(memberships.id, projectRoles.memberId),
          ),
        )
        .leftJoin(users, eq(users.id, memberships.userId))
        .where(
          and(
            eq(projectRoles.organizationId, grant.organizationId),
            eq(projectRoles.projectId, projectId),
            kind === "member" ? isNotNull(projectRoles.memberId) : undefined,
            kind === "group" ? isNotNull(projectRoles.groupId) : undefined,
            q ? or(ilike(groups.name, containing(q)), called(q)) : undefined,
            beyond,
          ),
        ),
    );
    return { ...found, rows: found.rows.map(({ sortName: _, ...row }) => row) };
  });
}

export type ProjectPerson = {
  id: string;
  name: string;
  /** Null for one who is API-only, and where the actor is not shown it. */
  email: string | null;
  apiOnly: boolean;
  /** What they are in the project in the end; null where their role in the organization reaches no project. */
  role: ProjectRole | null;
  /** The role that was given to them alone. */
  own: ProjectRole | null;
  /** What reaches every project, in the organization. */
  everywhere: Way[];
  ways: ProjectWay[];
  /** Empty too where the actor is not told. */
  keptOut: KeptOut[];
};

/**
 * A page of everyone who has a way into a project, with each of them; by name. For those who decide who gets in; who does not
 * see all members of the organization is shown the addresses of those with a role of their own here, and not what keeps anyone out.
 */
export async function listProjectPeople(
  actor: Actor,
  projectId: string,
  { q = "", limit, cursor, count }: ProjectPeopleFilter & Counting,
): Promise<Page<ProjectPerson>> {
  const grant = authorize(actor, "projects:read");
  const list = keyset<HolderRow>({
    keys: byName,
    cursor,
    scope: JSON.stringify(["project-people", grant.organizationId, projectId, q]),
    limit,
    count,
    keyOf: ({ sortName, id }) => [sortName, id],
  });
  return read(grant, async (tx) => {
    assertDeciding(await projectGrant(tx, grant, projectId));
    const knowsAll = actor.permissions.get("members:read") === "all";
    const among = haveAWayInto(grant.organizationId, projectId);
    const fits = knowsAll ? called(q) : named(q);
    const ids = pageAmong(grant.organizationId, among, { q, fits }, list);
    const found = await askPage(
      tx,
      list,
      (_, counted) => holders(tx, grant, sql`${memberships.id} = any(array(${ids}))`, projectId, counted),
      () => everyoneAmong(grant.organizationId, among, fits),
    );
    return {
      ...found,
      rows: found.rows.map((row) => (knowsAll ? personOf(row) : shownTo(actor, personOf(row)))),
    };
  });
}

/** What a project's Admin sees of people whom their role in the organization does not show them. */
function shownTo({ memberId }: Actor, { email, ...person }: ProjectPerson): ProjectPerson {
  const known = person.own !== null || person.id === memberId;
  return { ...person, email: known ? email : null, keptOut: [] };
}

function personOf({ id, name, email, role, groups: theirs, own, ...facts }: HolderRow): ProjectPerson {
  const ways = projectWays(own, theirs);
  const everywhere = waysTo("projects:read", role, theirs).filter(({ reach }) => reach === "all");
  return {
    id,
    name,
    email,
    apiOnly: facts.apiOnly,
    role: rightsIn(heldPermissions(role, theirs), ways).role,
    own,
    everywhere,
    ways,
    keptOut: keptOutBy(facts),
  };
}
