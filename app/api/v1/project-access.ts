import { z } from "@hono/zod-openapi";
import { idPattern } from "@/lib/core/ids";
import { idInput } from "@/lib/core/input";
import { projectRoles } from "@/lib/core/roles";
import { giveProjectRole, takeProjectRole } from "@/lib/domain/projects/commands";
import {
  type HolderInput,
  projectAccessFilter,
  projectPeopleFilter,
  projectRoleInput,
} from "@/lib/domain/projects/input";
import { listProjectAccess, listProjectPeople } from "@/lib/domain/projects/queries";
import { endpoint } from "@/lib/web/endpoint";
import { keptOutSchema, projectWaySchema, waySchema } from "./access";
import { countQuery, countSchema, emailSchema, idOf, nameSchema, pageAnswer, pageSchema } from "./schemas";

const tag = "Projects";
const params = z.object({ id: idInput("project") });

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
          memberCount: countSchema.nullable().describe("Of a group."),
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
      "Gives a member or a group a role in a project, or another than they have; whoever has it keeps it. Nobody gives what they do not hold: the key needs every permission of the role. Whoever has no role in it yet has to be known to the key: a member by `members:read`, a group by `groups:read`.",
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
