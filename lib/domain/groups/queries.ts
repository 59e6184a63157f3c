import { and, asc, eq, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { read, type Tx } from "@/db/door";
import { askPage, keyset, type SortKey } from "@/db/keyset";
import { groups, organizations, projectRoles, projects } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant, grantableRoles } from "@/lib/auth/permissions";
import type { ConnectorKind } from "@/lib/core/connectors";
import type { Counting, Page } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import { idPattern } from "@/lib/core/ids";
import type { ProjectRole, Role } from "@/lib/core/roles";
import { containing, foldName } from "@/lib/core/text";
import { heldBy } from "@/lib/domain/projects/rules";
import type { GroupFilter, GroupInput, GroupProjectFilter, GroupSort } from "./input";
import { givesProjectsWithin, mayTouch, withinReach } from "./rules";

export type Group = {
  id: string;
  name: string;
  description: string;
  /** The organization role that it gives its members. */
  role: Role | null;
  /** Whether everyone joins it who becomes a member. */
  isDefault: boolean;
  /** The kinds of connectors it may use; null for all. */
  allowedConnectors: ConnectorKind[] | null;
  /** How many scans it may have running at once; null for what the plan holds. */
  maxConcurrentScans: number | null;
  memberCount: number;
  /** The projects in which it gives a role, but for archived ones. */
  projects: { count: number; names: string[] };
  version: number;
  createdAt: Date;
};

/** So many of a group's projects are named in a list of groups. */
const namedProjects = 2;

/** What of a group is read. Projects are told to those alone who may read of projects. */
function groupFields(actor: Actor) {
  const reached = and(
    eq(projectRoles.organizationId, groups.organizationId),
    eq(projectRoles.groupId, groups.id),
    isNull(projects.archivedAt),
    actor.permissions.has("projects:read") ? undefined : sql`false`,
  );
  return {
    id: groups.id,
    name: groups.name,
    foldedName: groups.foldedName,
    description: groups.description,
    role: groups.role,
    isDefault: sql<boolean>`${organizations.defaultGroupId} is not distinct from ${groups.id}`,
    allowedConnectors: groups.allowedConnectors,
    maxConcurrentScans: groups.maxConcurrentScans,
    memberCount: groups.memberCount,
    projects: sql<{ count: number; names: string[] }>`(
      select jsonb_build_object('count', count(*),
        'names', coalesce((array_agg(${projects.name} order by ${projects.foldedName}))[1:${namedProjects}], '{}'))
      from ${projectRoles} join ${projects}
        on ${projects.organizationId} = ${projectRoles.organizationId} and ${projects.id} = ${projectRoles.projectId}
      where ${reached})`,
    version: groups.version,
    createdAt: groups.createdAt,
  };
}

type GroupRow = Group & { foldedName: string };

const sortKeys: Record<GroupSort, { keys: SortKey[]; keyOf: (group: GroupRow) => (string | number)[] }> = {
  name: { keys: [{ by: groups.foldedName, type: "text" }], keyOf: ({ foldedName }) => [foldedName] },
  members: {
    keys: [
      { by: groups.memberCount, type: "int" },
      { by: groups.id, type: "text" },
    ],
    keyOf: ({ memberCount, id }) => [memberCount, id],
  },
  // Ids sort by birth.
  created: { keys: [{ by: groups.id, type: "text" }], keyOf: ({ id }) => [id] },
};

const shown = ({ foldedName: _, ...group }: GroupRow): Group => group;

/** A page of the groups that the actor may read of, searched by name and description. */
export async function listGroups(actor: Actor, filter: GroupFilter & Counting): Promise<Page<Group>> {
  const grant = authorize(actor, "groups:read");
  const { q = "", role, sort, order, limit, cursor, count } = filter;
  const list = keyset<GroupRow>({
    ...sortKeys[sort],
    descending: order === "desc",
    cursor,
    scope: JSON.stringify(["groups", grant.organizationId, q, role ?? "", sort, order]),
    limit,
    count,
  });
  const page = await read(grant, (tx) =>
    askPage(tx, list, (beyond, counted) =>
      tx
        .select({ ...groupFields(actor), ...counted })
        .from(groups)
        .innerJoin(organizations, eq(organizations.id, groups.organizationId))
        .where(
          and(
            eq(groups.organizationId, grant.organizationId),
            withinReach(grant),
            role && eq(groups.role, role),
            q
              ? or(
                  ilike(groups.foldedName, containing(foldName(q))),
                  ilike(groups.description, containing(q)),
                )
              : undefined,
            beyond,
          ),
        ),
    ),
  );
  return { ...page, rows: page.rows.map(shown) };
}

/** What the actor may do with a group: change it and its members, and what concerns the whole organization. */
export type GroupRights = { mayChange: boolean; mayDecide: boolean };

/** One group, and what the actor may do with it. Answers *not found* for one that is not there, is elsewhere or out of reach. */
export async function findGroup(actor: Actor, groupId: string): Promise<Group & GroupRights> {
  const grant = authorize(actor, "groups:read");
  if (!idPattern("group").test(groupId)) throw notFound("group");
  return read(grant, async (tx) => {
    const [found] = await tx
      .select({ ...groupFields(actor), projectsWithin: givesProjectsWithin(actor) })
      .from(groups)
      .innerJoin(organizations, eq(organizations.id, groups.organizationId))
      .where(
        and(eq(groups.organizationId, grant.organizationId), eq(groups.id, groupId), withinReach(grant)),
      );
    if (!found) throw notFound("group");
    const { projectsWithin, ...group } = found;
    const reach = actor.permissions.get("groups:write");
    const mayChange = reach !== undefined && mayTouch(actor, { ...group, projectsWithin });
    return { ...shown(group), mayChange, mayDecide: mayChange && reach === "all" };
  });
}

export type GroupProject = {
  id: string;
  name: string;
  role: ProjectRole;
  archived: boolean;
  /** Whether the actor decides who is in the project, and so may take the role away. */
  mayTake: boolean;
};

/** Whether the actor decides who is in a project, as a condition on `projects`. */
function decides(actor: Actor): SQL<boolean> {
  const reach = actor.permissions.get("projects:write");
  if (reach !== "projects") return sql`${reach === "all"}::boolean`;
  return sql`exists (select from ${projectRoles} where ${heldBy(actor)}
    and ${projectRoles.projectId} = ${projects.id} and ${projectRoles.role} = 'admin')`;
}

/** A page of the projects in which a group gives its members a role, by name. */
export async function listGroupProjects(
  actor: Actor,
  { groupId, q = "", limit, cursor, count }: GroupProjectFilter & GroupInput & Counting,
): Promise<Page<GroupProject>> {
  const grant = authorize(actor, "groups:read");
  authorize(actor, "projects:read");
  const list = keyset<GroupProject & { foldedName: string }>({
    keys: [{ by: projects.foldedName, type: "text" }],
    cursor,
    scope: JSON.stringify(["group projects", grant.organizationId, groupId, q]),
    limit,
    count,
    keyOf: ({ foldedName }) => [foldedName],
  });
  return read(grant, async (tx) => {
    const page = await askPage(tx, list, (beyond, counted) =>
      tx
        .select({
          id: projects.id,
          name: projects.name,
          foldedName: projects.foldedName,
          role: projectRoles.role,
          archived: sql<boolean>`${projects.archivedAt} is not null`,
          mayTake: decides(actor),
          ...counted,
        })
        .from(groups)
        .innerJoin(
          projectRoles,
          and(eq(projectRoles.organizationId, groups.organizationId), eq(projectRoles.groupId, groups.id)),
        )
        .innerJoin(
          projects,
          and(
            eq(projects.organizationId, projectRoles.organizationId),
            eq(projects.id, projectRoles.projectId),
          ),
        )
        .where(
          and(
            eq(groups.organizationId, grant.organizationId),
            eq(groups.id, groupId),
            withinReach(grant),
            q ? ilike(projects.foldedName, containing(foldName(q))) : undefined,
            beyond,
          ),
        ),
    );
    if (page.rows.length === 0) await assertThere(tx, grant, groupId);
    return { ...page, rows: page.rows.map(({ foldedName: _, ...project }) => project) };
  });
}

/** Tells an empty list of a group's from a group that is not there, or out of reach. */
async function assertThere(tx: Tx, grant: Grant, groupId: string): Promise<void> {
  const [there] = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.organizationId, grant.organizationId), eq(groups.id, groupId), withinReach(grant)));
  if (!there) throw notFound("group");
}

export type GroupChoice = { id: string; name: string; role: Role | null };

/** So many groups are offered at a time; a search narrows them. */
const offered = 50;

/** The groups to which the actor may add someone: those in reach that give no more than the actor holds. */
export async function listGivableGroups(actor: Actor, q = ""): Promise<GroupChoice[]> {
  const grant = authorize(actor, "groups:write");
  return read(grant, (tx) =>
    tx
      .select({ id: groups.id, name: groups.name, role: groups.role })
      .from(groups)
      .where(
        and(
          eq(groups.organizationId, grant.organizationId),
          withinReach(grant),
          or(isNull(groups.role), inArray(groups.role, grantableRoles(actor.permissions))),
          givesProjectsWithin(actor),
          q ? ilike(groups.foldedName, containing(foldName(q))) : undefined,
        ),
      )
      .orderBy(asc(groups.foldedName))
      .limit(offered),
  );
}
