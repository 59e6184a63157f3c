import { z } from "@hono/zod-openapi";
import { authorize } from "@/lib/auth/permissions";
import { idInput } from "@/lib/core/input";
import { projectRoles } from "@/lib/core/roles";
import { archiveProject, changeProject, createProject, restoreProject } from "@/lib/domain/projects/commands";
import { createProjectInput, projectChangeInput, projectFilter } from "@/lib/domain/projects/input";
import { findProject, listProjects } from "@/lib/domain/projects/queries";
import { endpoint } from "@/lib/web/endpoint";
import {
  countQuery,
  countSchema,
  idOf,
  lineOf,
  nameSchema,
  pageAnswer,
  pageSchema,
  timeSchema,
} from "./schemas";

const projectSchema = z
  .strictObject({
    id: idOf("project"),
    name: nameSchema,
    description: lineOf(300),
    role: z.enum(projectRoles).describe("What the key is in it."),
    memberCount: countSchema.describe("The members who were given a role in it."),
    groupCount: countSchema.describe("The groups that were given a role in it."),
    version: countSchema.describe("Rises with every change of its settings; the ETag tells it too."),
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
    alsoNeeds: ["projects:read"],
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
    alsoNeeds: ["projects:read"],
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
    alsoNeeds: ["projects:read"],
    id: "archiveProject",
    tag,
    summary: "Archive a project",
    description:
      "Closes a project to changes and to new access. It stays to be read and can be restored. One that is archived stays as it is.",
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
    alsoNeeds: ["projects:read"],
    id: "restoreProject",
    tag,
    summary: "Restore a project",
    description: "Opens an archived project again, as it was. One that is open stays so.",
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
