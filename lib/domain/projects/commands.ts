import { and, eq, isNull, ne } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
import { projectRoles, projects } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { foldName } from "@/lib/core/text";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { overtaken } from "@/lib/domain/audit/rules";
import { lockOrganization } from "@/lib/domain/members/rules";
import type {
  ChangeProjectInput,
  CreateProjectInput,
  GiveProjectRoleInput,
  HolderInput,
  ProjectInput,
  TakeProjectRoleInput,
} from "./input";
import { assertGivableProjectRole, findHolder, openProjectGrant, projectGrant } from "./rules";

const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: "project", id, name }) as const;

const here = ({ organizationId }: Grant, projectId: string) =>
  and(eq(projects.organizationId, organizationId), eq(projects.id, projectId));

/** Refuses a name that another project has, be it archived. Needs the organization's lock. */
async function assertNameFree(
  tx: Tx,
  { organizationId }: Grant,
  name: string,
  projectId = "",
): Promise<void> {
  const [taken] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(
      and(
        eq(projects.organizationId, organizationId),
        eq(projects.foldedName, foldName(name)),
        ne(projects.id, projectId),
      ),
    );
  if (!taken) return;
  const message = "Another project has this name. Choose a different one.";
  throw new AppError("name-taken", message, { fields: [{ field: "name", message }] });
}

/** Makes a project. Only who reaches all of them may; who gets in is decided in it. */
export const createProject = command(
  "project.created",
  async (actor: Actor, { name, description }: CreateProjectInput) => {
    const grant = authorize(actor, "projects:write");
    if (grant.reach !== "all")
      throw new AppError("forbidden", "Only Owners and Admins of the organization create projects.");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      await assertNameFree(tx, grant, name);
      const project = { id: newId("project"), name, description };
      await tx.insert(projects).values({
        ...project,
        organizationId: grant.organizationId,
        foldedName: foldName(name),
        createdAt: now(),
      });
      await recordAudit(tx, actor, "project.created", targetOf(project), { after: { name, description } });
      return project;
    });
  },
);

/** Changes what a project is called and what is said of it. Refuses whoever has not seen its newest version. */
export const changeProject = command(
  "project.changed",
  async (actor: Actor, { projectId, version, change: wanted }: ChangeProjectInput) => {
    const grant = authorize(actor, "projects:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const project = await openProjectGrant(tx, grant, projectId);
      if (project.version !== version) throw await overtaken(tx, grant, targetOf(project));
      const after = {
        name: wanted.name ?? project.name,
        description: wanted.description ?? project.description,
      };
      const before = { name: project.name, description: project.description };
      const changed = (["name", "description"] as const).filter((field) => after[field] !== before[field]);
      if (changed.length === 0) return { id: projectId, ...after, version };
      await assertNameFree(tx, grant, after.name, projectId);
      await tx
        .update(projects)
        .set({ ...after, foldedName: foldName(after.name), version: version + 1 })
        .where(here(grant, projectId));
      const only = (from: typeof after) => Object.fromEntries(changed.map((field) => [field, from[field]]));
      await recordAudit(tx, actor, "project.changed", targetOf({ id: projectId, name: after.name }), {
        before: only(before),
        after: only(after),
      });
      return { id: projectId, ...after, version: version + 1 };
    });
  },
);

/** Closes a project to changes and to new access; it stays to be read, and can be restored. One that is archived stays as it is. */
export const archiveProject = command(
  "project.archived",
  async (actor: Actor, { projectId }: ProjectInput) => {
    const grant = authorize(actor, "projects:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const project = await projectGrant(tx, grant, projectId);
      const archived = { id: projectId, name: project.name };
      if (project.archivedAt) return archived;
      await tx
        .update(projects)
        .set({ archivedAt: now(), version: project.version + 1 })
        .where(here(grant, projectId));
      await recordAudit(tx, actor, "project.archived", targetOf(project));
      return archived;
    });
  },
);

/** Opens an archived project again, as it was. One that is open stays so. */
export const restoreProject = command(
  "project.restored",
  async (actor: Actor, { projectId }: ProjectInput) => {
    const grant = authorize(actor, "projects:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const project = await projectGrant(tx, grant, projectId);
      const restored = { id: projectId, name: project.name };
      if (!project.archivedAt) return restored;
      await tx
        .update(projects)
        .set({ archivedAt: null, version: project.version + 1 })
        .where(here(grant, projectId));
      await recordAudit(tx, actor, "project.restored", targetOf(project));
      return restored;
    });
  },
);

/** The row of who holds a project role as their own. */
const heldAs = ({ organizationId }: Grant, projectId: string, holder: HolderInput) =>
  and(
    eq(projectRoles.organizationId, organizationId),
    eq(projectRoles.projectId, projectId),
    "memberId" in holder ? eq(projectRoles.memberId, holder.memberId) : isNull(projectRoles.memberId),
    "groupId" in holder ? eq(projectRoles.groupId, holder.groupId) : isNull(projectRoles.groupId),
  );

/**
 * Gives a member or a group a role in a project, or another one than they have; whoever has it keeps it. Refuses a role
 * beyond the actor's own, an archived project, and whoever the actor may not know of.
 */
export const giveProjectRole = command(
  "project.access_given",
  async (actor: Actor, { projectId, role, ...wanted }: GiveProjectRoleInput) => {
    const grant = authorize(actor, "projects:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const project = await openProjectGrant(tx, grant, projectId);
      assertGivableProjectRole(actor, project.mine, role);
      const { holder, name, kind, role: before } = await findHolder(tx, actor, projectId, wanted);
      if (before === role) return { ...holder, name, role };
      if (before)
        await tx
          .update(projectRoles)
          .set({ role })
          .where(heldAs(grant, projectId, holder));
      else
        await tx
          .insert(projectRoles)
          .values({ organizationId: grant.organizationId, projectId, ...holder, role, createdAt: now() });
      const who = { [kind]: name, ...holder };
      await recordAudit(tx, actor, "project.access_given", targetOf(project), {
        before: before ? { ...who, role: before } : undefined,
        after: { ...who, role },
      });
      return { ...holder, name, role };
    });
  },
);

/** Takes away the role that a member or a group has in a project as their own, also in an archived one. */
export const takeProjectRole = command(
  "project.access_taken",
  async (actor: Actor, { projectId, ...wanted }: TakeProjectRoleInput) => {
    const grant = authorize(actor, "projects:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const project = await projectGrant(tx, grant, projectId);
      const { holder, name, kind, role } = await findHolder(tx, actor, projectId, wanted);
      if (!role) throw notFound(kind);
      await tx.delete(projectRoles).where(heldAs(grant, projectId, holder));
      await recordAudit(tx, actor, "project.access_taken", targetOf(project), {
        before: { [kind]: name, ...holder, role },
      });
      return { ...holder, name };
    });
  },
);
