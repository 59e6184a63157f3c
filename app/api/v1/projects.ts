import { z } from "@hono/zod-openapi";
import { authorize } from "@/lib/auth/permissions";
import { idPattern } from "@/lib/core/ids";
import { idInput } from "@/lib/core/input";
import { projectRoles } from "@/lib/core/roles";
import {
  archiveProject,
  changeProject,
  createProject,
  giveProjectRole,
  restoreProject,
  takeProjectRole,
} from "@/lib/domain/projects/commands";
import {
  createProjectInput,
  type HolderInput,
  projectAccessFilter,
  projectChangeInput,
  projectFilter,
  projectPeopleFilter,
  projectRoleInput,
} from "@/lib/domain/projects/input";
import {
  findProject,
  listProjectAccess,
  listProjectPeople,
  listProjects,
} from "@/lib/domain/projects/queries";
import { endpoint } from "@/lib/web/endpoint";
import { keptOutSchema, projectWaySchema, waySchema } from "./access";
import {
  countQuery,
  emailSchema,
  idOf,
  lineOf,
  nameSchema,
  pageAnswer,
  pageSchema,
  timeSchema,
} from "./schemas";

const count = z.int().min(0).max(2_147_483_647).openapi({ format: "int32" });

const projectSchema = z
  .strictObject({
    id: idOf("project"),
    name: nameSchema,
    description: lineOf(300),
    role: z.enum(projectRoles).describe("What the key is in it."),
    memberCount: count.describe("The members who were given a role in it."),
    groupCount: count.describe("The groups that were given a role in it."),
    version: count.describe("Rises with every change of its settings; the ETag tells it too."),
    archivedAt: timeSchema.nullable().describe("Since when it is closed to changes; null while it is open."),
    createdAt: timeSchema,
  })
  .openapi("Project");

const tag = "Projects";
const params = z.object({ id: idInput("project") });
const answer = projectSchema;
const versionOf = ({ version }: { version: number }) => version;

export const projects = endpoint(
  {
    method: "get",
    path: "/projects",
    permission: "projects:read",
    id: "listProjects",
    tag,
    summary: "List projects",
    description: "The projects in which the key has a part, searched by name and description.",
    query: projectFilter.extend(countQuery),
    answer: pageSchema("ProjectPage", projectSchema),
  },
  async ({ actor, query }) => pageAnswer(await listProjects(actor, query)),
);

export const projectCreation = endpoint(
  {
    method: "post",
    path: "/projects",
    permission: "projects:write",
    id: "createProject",
    tag,
    summary: "Create a project",
    description: "Makes a project. Only the key of an Owner or Admin, or of the organization, may.",
    body: createProjectInput,
    status: 201,
    answer,
    versionOf,
  },
  async ({ actor, body }) => {
    authorize(actor, "projects:read"); // Before the deed: its answer is the project.
    const { id } = await createProject(actor, body);
    return findProject(actor, id);
  },
);

export const project = endpoint(
  {
    method: "get",
    path: "/projects/{id}",
    permission: "projects:read",
    id: "getProject",
    tag,
    summary: "One project",
    description: "A project by its id.",
    params,
    answer,
    versionOf,
  },
  ({ actor, params: { id } }) => findProject(actor, id),
);

export const projectChange = endpoint(
  {
    method: "patch",
    path: "/projects/{id}",
    permission: "projects:write",
    id: "changeProject",
    tag,
    summary: "Change a project",
    description:
      "Changes the settings that are sent and leaves the others. An archived project is closed to it.",
    params,
    body: projectChangeInput,
    ifMatch: true,
    answer,
    versionOf,
  },
  async ({ actor, params: { id }, body, wanted }) => {
    authorize(actor, "projects:read"); // Before the deed: its answer is the project.
    await changeProject(actor, { projectId: id, version: wanted, change: body });
    return findProject(actor, id);
  },
);

export const projectArchiving = endpoint(
  {
    method: "post",
    path: "/projects/{id}/archive",
    permission: "projects:write",
    id: "archiveProject",
    tag,
    summary: "Archive a project",
    description: "Closes a project to changes and to new access. It stays to be read and can be restored.",
    params,
    body: z.strictObject({}),
    answer,
    versionOf,
  },
  async ({ actor, params: { id } }) => {
    authorize(actor, "projects:read"); // Before the deed: its answer is the project.
    await archiveProject(actor, { projectId: id });
    return findProject(actor, id);
  },
);

export const projectRestoring = endpoint(
  {
    method: "post",
    path: "/projects/{id}/restore",
    permission: "projects:write",
    id: "restoreProject",
    tag,
    summary: "Restore a project",
    description: "Opens an archived project again, as it was.",
    params,
    body: z.strictObject({}),
    answer,
    versionOf,
  },
  async ({ actor, params: { id } }) => {
    authorize(actor, "projects:read"); // Before the deed: its answer is the project.
    await restoreProject(actor, { projectId: id });
    return findProject(actor, id);
  },
);

const holderPattern = new RegExp(`${idPattern("member").source}|${idPattern("group").source}`);
const holderId = z
  .string()
  .max(30)
  .regex(holderPattern, "This is no id of a member or a group: it begins with mem_ or grp_.");
const roleSchema = z.enum(projectRoles).describe("The project role.");

export const projectAccess = endpoint(
  {
    method: "get",
    path: "/projects/{id}/access",
    permission: "projects:read",
    id: "listProjectAccess",
    tag,
    summary: "List who was given access to a project",
    description: "The roles given in a project, those of groups first. For its Admins.",
    params,
    query: projectAccessFilter.extend(countQuery),
    answer: pageSchema(
      "ProjectAccessPage",
      z
        .strictObject({
          kind: z.enum(["member", "group"]),
          id: holderId.describe("Of the member or the group."),
          name: nameSchema,
          email: emailSchema.nullable().describe("Of a member who is not API-only."),
          memberCount: count.nullable().describe("Of a group."),
          role: roleSchema,
          effective: z
            .boolean()
            .describe(
              "False for a disabled member, and for one whose role in the organization reaches no project.",
            ),
        })
        .openapi("ProjectAccess"),
    ),
  },
  async ({ actor, params: { id }, query }) => pageAnswer(await listProjectAccess(actor, id, query)),
);

export const projectPeople = endpoint(
  {
    method: "get",
    path: "/projects/{id}/people",
    permission: "projects:read",
    id: "listProjectPeople",
    tag,
    summary: "List everyone who gets into a project",
    description: "Everyone who has a way into a project, by name, with each of them. For its Admins.",
    params,
    query: projectPeopleFilter.extend(countQuery),
    answer: pageSchema(
      "ProjectPeoplePage",
      z
        .strictObject({
          id: idOf("member"),
          name: nameSchema,
          email: emailSchema
            .nullable()
            .describe(
              "Null for an API-only member, and for one without a role of their own here where the key does not read all members.",
            ),
          apiOnly: z.boolean(),
          role: roleSchema
            .nullable()
            .describe(
              "What they are in it in the end; null where their role in the organization reaches no project.",
            ),
          own: roleSchema.nullable().describe("The role that was given to them alone."),
          everywhere: z.array(waySchema).max(1_000).describe("The ways by which they reach every project."),
          ways: z.array(projectWaySchema).max(1_000).describe("The roles that they have in this one."),
          keptOut: keptOutSchema,
        })
        .openapi("ProjectPerson"),
    ),
  },
  async ({ actor, params: { id }, query }) => pageAnswer(await listProjectPeople(actor, id, query)),
);

const holderParams = params.extend({ holderId });

/** The member or the group that a path names. */
function holderOf(id: string): HolderInput {
  return id.startsWith("mem_") ? { memberId: id } : { groupId: id };
}

export const projectAccessGiving = endpoint(
  {
    method: "put",
    path: "/projects/{id}/access/{holderId}",
    permission: "projects:write",
    id: "giveProjectAccess",
    tag,
    summary: "Give access to a project",
    description:
      "Gives a member or a group a role in a project, or another than they have. Nobody gives what they do not hold: the key needs every permission of the role.",
    params: holderParams,
    body: z.strictObject({ role: projectRoleInput }),
    answer: z
      .strictObject({ id: holderId, name: nameSchema, role: roleSchema })
      .openapi("GivenProjectAccess"),
  },
  async ({ actor, params: { id, holderId }, body: { role } }) => {
    const { name } = await giveProjectRole(actor, { projectId: id, role, ...holderOf(holderId) });
    return { id: holderId, name, role };
  },
);

export const projectAccessTaking = endpoint(
  {
    method: "delete",
    path: "/projects/{id}/access/{holderId}",
    permission: "projects:write",
    id: "takeProjectAccess",
    tag,
    summary: "Take away access to a project",
    description: "Takes away the role that a member or a group was given in a project, at once.",
    params: holderParams,
    answer: z.strictObject({ id: holderId, name: nameSchema }).openapi("TakenProjectAccess"),
  },
  async ({ actor, params: { id, holderId } }) => {
    const { name } = await takeProjectRole(actor, { projectId: id, ...holderOf(holderId) });
    return { id: holderId, name };
  },
);
