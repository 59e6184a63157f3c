import { and, eq, gt, ilike, isNull, or, sql } from "drizzle-orm";
import { read, type Tx } from "@/db/door";
import { askPage, keyset } from "@/db/keyset";
import {
  apiKeys,
  groups,
  memberships,
  projectRoles,
  projects,
  secondFactorExemptions,
  securityPolicies,
  users,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { ownExemption } from "@/lib/auth/exemptions";
import { authorize, type Grant, type Reach, reachesProject } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import type { Counting, Page } from "@/lib/core/cursor";
import { invalidField, notFound } from "@/lib/core/errors";
import type { Permission, ProjectRole, Role, Scope } from "@/lib/core/roles";
import { containing } from "@/lib/core/text";
import {
  byName,
  called,
  everyoneAmong,
  type HolderRow,
  holderFields,
  holders,
  pageAmong,
  whoHold,
} from "@/lib/domain/holders/rules";
import { heldBy } from "@/lib/domain/projects/rules";
import type { WhoMayFilter } from "./input";
import {
  explained,
  type HeldPermission,
  heldPermissions,
  type KeptOut,
  keptOutBy,
  type ProjectWay,
  projectScopes,
  projectWays,
  rightsIn,
  type Way,
  waysTo,
} from "./rules";

export type ExplainedProject = {
  id: string;
  name: string;
  archived: boolean;
  /** What they are in it in the end; null where their role in the organization reaches no project. */
  role: ProjectRole | null;
  permissions: Scope[];
  ways: ProjectWay[];
};

export type Explained = {
  member: { id: string; name: string; email: string | null; role: Role };
  groups: { id: string; name: string; role: Role | null }[];
  keptOut: KeptOut[];
  permissions: HeldPermission[];
  /** The projects in which they have a role. Who reaches all projects does so by `permissions`. */
  projects: ExplainedProject[];
};

/** Who may ask about a member's rights: whoever reads all members, and everyone about themselves. */
function explainer(actor: Actor, memberId: string): Grant {
  if (memberId === actor.memberId) return authorize(actor, "organization:read");
  const grant = authorize(actor, "members:read");
  if (grant.reach !== "all") throw notFound("member", { aboutRights: true });
  return grant;
}

/**
 * What a member may do, each way by which they may, and what keeps them out now. Rights are told as they would be without
 * what keeps them out. Answers *not found* for whoever the actor may not ask about.
 */
export async function explainAccess(actor: Actor, memberId: string): Promise<Explained> {
  const grant = explainer(actor, memberId);
  return read(grant, async (tx) => {
    const [found] = await holders(tx, grant, eq(memberships.id, memberId));
    if (!found) throw notFound("member");
    const { id, name, email, role, groups: theirs, ...facts } = found;
    const held = heldPermissions(role, theirs);
    const shared = await projectsHeld(tx, actor, memberId);
    return {
      member: { id, name, email, role },
      groups: theirs.map((group) => ({ id: group.id, name: group.name, role: group.role })),
      keptOut: keptOutBy(facts),
      permissions: explained(role, theirs),
      projects: shared.map(({ ways, ...project }) => ({ ...project, ways, ...rightsIn(held, ways) })),
    };
  });
}

async function projectsHeld(tx: Tx, { organization }: Actor, memberId: string) {
  return tx
    .select({
      id: projects.id,
      name: projects.name,
      archived: sql<boolean>`${projects.archivedAt} is not null`,
      ways: sql<ProjectWay[]>`jsonb_agg(jsonb_build_object('role', ${projectRoles.role}, 'group',
        case when ${groups.id} is not null then jsonb_build_object('id', ${groups.id}, 'name', ${groups.name}) end)
        order by ${groups.foldedName} nulls first)`,
    })
    .from(projectRoles)
    .innerJoin(
      projects,
      and(eq(projects.organizationId, projectRoles.organizationId), eq(projects.id, projectRoles.projectId)),
    )
    .leftJoin(
      groups,
      and(eq(groups.organizationId, projectRoles.organizationId), eq(groups.id, projectRoles.groupId)),
    )
    .where(heldBy({ organization, memberId }))
    .groupBy(projects.organizationId, projects.id)
    .orderBy(projects.foldedName);
}

export type Holding = {
  id: string;
  name: string;
  email: string | null;
  reach: Reach;
  ways: Way[];
  /** The roles in the project that was asked about which let them. */
  projectWays: ProjectWay[];
  keptOut: KeptOut[];
};

/** A page of who may do something, and the project that it was asked about. */
export type WhoMay<Row> = Page<Row> & { project: { id: string; name: string; archived: boolean } | null };

/** Refuses a project that is not there or that the permission is not about. */
async function assertAbout(tx: Tx, { organizationId }: Grant, { permission, projectId }: WhoMayFilter) {
  if (projectId === undefined) return null;
  const [project] = await tx
    .select({
      id: projects.id,
      name: projects.name,
      archived: sql<boolean>`${projects.archivedAt} is not null`,
    })
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, projectId)));
  if (!project) throw notFound("project");
  if (!(projectScopes as readonly Permission[]).includes(permission))
    throw invalidField("projectId", "This permission is not about a project. Ask without one.");
  return project;
}

/** Leave to ask about everyone's rights. */
function everyonesExplainer(actor: Actor): Grant {
  const grant = authorize(actor, "members:read");
  if (grant.reach !== "all") throw notFound(undefined, { aboutRights: true });
  return grant;
}

/** A page of the members who may do something, in one project where one is named, with each way by which they may; by name. */
export async function whoMay(actor: Actor, filter: WhoMayFilter & Counting): Promise<WhoMay<Holding>> {
  const grant = everyonesExplainer(actor);
  const { permission, projectId, q = "", limit, cursor, count } = filter;
  const list = keyset<HolderRow>({
    keys: byName,
    cursor,
    scope: JSON.stringify(["who-may", grant.organizationId, permission, projectId ?? "", q]),
    limit,
    count,
    keyOf: ({ sortName, id }) => [sortName, id],
  });
  return read(grant, async (tx) => {
    const project = await assertAbout(tx, grant, filter);
    const may = whoHold(grant.organizationId, permission, projectId);
    const fits = and(eq(memberships.status, "active"), called(q));
    const ids = pageAmong(grant.organizationId, may, { q, fits }, list);
    const found = await askPage(
      tx,
      list,
      (_, counted) => holders(tx, grant, sql`${memberships.id} = any(array(${ids}))`, projectId, counted),
      () => everyoneAmong(grant.organizationId, may, fits),
    );
    return { ...found, rows: found.rows.map((row) => holdingOf(row, permission)), project };
  });
}

function holdingOf(
  { id, name, email, role, groups: theirs, own, ...facts }: HolderRow,
  permission: Permission,
): Holding {
  return {
    id,
    name,
    email,
    reach: heldPermissions(role, theirs).get(permission) ?? "own",
    ways: waysTo(permission, role, theirs),
    projectWays: projectWays(own, theirs).filter((way) => reachesProject(permission, "projects", way.role)),
    keptOut: keptOutBy(facts),
  };
}

export type HoldingKey = {
  id: string;
  name: string;
  prefix: string;
  /** Whose key it is, with the ways by which they may; null for the organization's own, which act as an Admin. */
  holder: Holding | null;
};

/** A key beside the member whose it is, all of whose fields are null for one of the organization. */
type KeyRow = { key: Omit<HoldingKey, "holder">; id: string | null };

/** A page of the live API keys that may do something; in the order in which they were made. */
export async function whichKeysMay(
  actor: Actor,
  filter: WhoMayFilter & Counting,
): Promise<WhoMay<HoldingKey>> {
  const grant = everyonesExplainer(actor);
  if (authorize(actor, "keys:read").reach !== "all") throw notFound(undefined, { aboutRights: true });
  const { permission, projectId, q = "", limit, cursor, count } = filter;
  const list = keyset<KeyRow>({
    keys: [{ by: apiKeys.id, type: "text" }],
    cursor,
    scope: JSON.stringify(["which-keys-may", grant.organizationId, permission, projectId ?? "", q]),
    limit,
    count,
    keyOf: ({ key }) => [key.id],
  });
  return read(grant, async (tx) => {
    const project = await assertAbout(tx, grant, filter);
    const may = and(
      eq(memberships.status, "active"),
      whoHold(grant.organizationId, permission, projectId).each,
    );
    const found = await askPage(tx, list, (beyond, counted) =>
      tx
        .select({
          key: { id: apiKeys.id, name: apiKeys.name, prefix: apiKeys.prefix },
          ...holderFields(projectId),
          ...counted,
        })
        .from(apiKeys)
        .leftJoin(
          memberships,
          and(eq(memberships.organizationId, apiKeys.organizationId), eq(memberships.id, apiKeys.memberId)),
        )
        .leftJoin(users, eq(users.id, memberships.userId))
        .leftJoin(securityPolicies, eq(securityPolicies.organizationId, apiKeys.organizationId))
        .leftJoin(secondFactorExemptions, ownExemption)
        .where(
          and(
            eq(apiKeys.organizationId, grant.organizationId),
            isNull(apiKeys.revokedAt),
            gt(apiKeys.expiresAt, now()),
            sql`${permission} = any (${apiKeys.scopes})`,
            or(isNull(apiKeys.memberId), may),
            q ? ilike(apiKeys.name, containing(q)) : undefined,
            beyond,
          ),
        ),
    );
    const rows = found.rows.map(
      ({ key, id, ...holder }): HoldingKey => ({
        ...key,
        holder: id === null ? null : holdingOf({ ...(holder as HolderRow), id }, permission),
      }),
    );
    return { ...found, rows, project };
  });
}
