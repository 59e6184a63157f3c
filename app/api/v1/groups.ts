import { z } from "@hono/zod-openapi";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { connectorKinds } from "@/lib/core/connectors";
import { notFound } from "@/lib/core/errors";
import { idInput } from "@/lib/core/input";
import { projectRoles } from "@/lib/core/roles";
import { addGroupMembers, removeGroupMembers } from "@/lib/domain/group-members/commands";
import { memberRefusals, membersInput } from "@/lib/domain/group-members/input";
import { changeGroup, createGroup, deleteGroup } from "@/lib/domain/groups/commands";
import {
  createGroupInput,
  groupChangeInput,
  groupFilter,
  groupProjectFilter,
} from "@/lib/domain/groups/input";
import { findGroup, type Group, listGroupProjects, listGroups } from "@/lib/domain/groups/queries";
import { memberFilter } from "@/lib/domain/members/input";
import { listMembers } from "@/lib/domain/members/queries";
import { endpoint } from "@/lib/web/endpoint";
import {
  countQuery,
  countSchema,
  idOf,
  lineOf,
  memberSchema,
  nameSchema,
  pageAnswer,
  pageSchema,
  roleSchema,
  timeSchema,
} from "./schemas";

const groupSchema = z
  .strictObject({
    id: idOf("group"),
    name: nameSchema,
    description: lineOf(300),
    role: roleSchema.nullable().describe("The organization role that it gives its members; null for none."),
    isDefault: z.boolean().describe("Whether everyone joins it who becomes a member."),
    allowedConnectors: z
      .array(z.enum(connectorKinds))
      .max(connectorKinds.length)
      .nullable()
      .describe("The kinds of connectors it may use; null for all."),
    maxConcurrentScans: countSchema
      .nullable()
      .describe("How many scans it may have running at once; null for what the plan holds."),
    memberCount: countSchema,
    projectCount: countSchema.describe("The projects in which it gives a role, but for archived ones."),
    version: countSchema.describe("Rises with every change of its settings; the ETag tells it too."),
    createdAt: timeSchema,
  })
  .openapi("Group");

function shown({ projects, ...group }: Group) {
  return { ...group, projectCount: projects.count };
}

async function shownGroup(actor: Actor, groupId: string) {
  const { mayChange: _, mayDecide: __, ...group } = await findGroup(actor, groupId);
  return shown(group);
}

const tag = "Groups";
const params = z.object({ id: idInput("group") });
const versionOf = ({ version }: { version: number }) => version;
const groupRef = z.strictObject({ id: idOf("group"), name: nameSchema });

export const groups = endpoint(
  {
    method: "get",
    path: "/groups",
    permission: "groups:read",
    id: "listGroups",
    tag,
    summary: "List groups",
    description: "The organization's groups, searched by name and description.",
    query: groupFilter.extend(countQuery),
    answer: pageSchema("GroupPage", groupSchema),
  },
  async ({ actor, query }) => {
    const page = await listGroups(actor, query);
    return pageAnswer({ ...page, rows: page.rows.map(shown) });
  },
);

export const groupCreation = endpoint(
  {
    method: "post",
    path: "/groups",
    permission: "groups:write",
    alsoNeeds: ["groups:read"],
    id: "createGroup",
    tag,
    summary: "Create a group",
    description:
      "Makes a group. Nobody gives what they do not hold: the key needs every permission of the role that the group gives.",
    body: createGroupInput,
    status: 201,
    answer: groupSchema,
    versionOf,
  },
  async ({ actor, body }) => {
    authorize(actor, "groups:read"); // Before the deed: its answer is the group.
    const { id } = await createGroup(actor, body);
    return shownGroup(actor, id);
  },
);

export const group = endpoint(
  {
    method: "get",
    path: "/groups/{id}",
    permission: "groups:read",
    id: "getGroup",
    tag,
    summary: "One group",
    description: "A group by its id.",
    params,
    answer: groupSchema,
    versionOf,
  },
  ({ actor, params: { id } }) => shownGroup(actor, id),
);

export const groupChange = endpoint(
  {
    method: "patch",
    path: "/groups/{id}",
    permission: "groups:write",
    alsoNeeds: ["groups:read"],
    id: "changeGroup",
    tag,
    summary: "Change a group",
    description:
      "Changes the settings that are sent and leaves the others. A group that gives more than the key may do cannot be changed with it.",
    params,
    body: groupChangeInput,
    ifMatch: true,
    answer: groupSchema,
    versionOf,
  },
  async ({ actor, params: { id }, body, wanted }) => {
    authorize(actor, "groups:read"); // Before the deed: its answer is the group.
    await changeGroup(actor, { groupId: id, version: wanted, change: body });
    return shownGroup(actor, id);
  },
);

export const groupDeletion = endpoint(
  {
    method: "delete",
    path: "/groups/{id}",
    permission: "groups:write",
    id: "deleteGroup",
    tag,
    summary: "Delete a group",
    description: "Deletes a group. Its members lose what only it gave them, at once.",
    params,
    ifMatch: true,
    answer: groupRef,
  },
  async ({ actor, params: { id }, wanted }) => {
    const { name } = await deleteGroup(actor, { groupId: id, version: wanted });
    return { id, name };
  },
);

export const groupMembers = endpoint(
  {
    method: "get",
    path: "/groups/{id}/members",
    permission: "members:read",
    alsoNeeds: ["groups:read"],
    id: "listGroupMembers",
    tag,
    summary: "List the members of a group",
    description: "The members of one group.",
    params,
    query: memberFilter.omit({ group: true }).extend(countQuery),
    answer: pageSchema("GroupMemberPage", memberSchema),
  },
  async ({ actor, params: { id }, query }) => {
    const members = await listMembers(actor, { ...query, group: id });
    const known = actor.permissions.get("groups:read") === "all" || actor.groupIds.includes(id);
    // A group with members is there; only of an empty page, and of a group that may be hidden, has it to be asked.
    if (members.rows.length === 0 || !known) await findGroup(actor, id);
    return pageAnswer(members);
  },
);

const verdictSchema = z.strictObject({
  given: lineOf(254).describe("What was sent."),
  id: idOf("member").nullable(),
  name: nameSchema.nullable(),
  outcome: z.enum(["added", "refused"]),
  code: z
    .enum(memberRefusals)
    .nullable()
    .describe(
      "Why this one was refused: `already-member` is in the group already, `not-found` is no member that the key may know of. Null for who was added.",
    ),
  reason: lineOf(200).nullable().describe("The same in words."),
});

export const groupMemberAddition = endpoint(
  {
    method: "post",
    path: "/groups/{id}/members",
    permission: "groups:write",
    alsoNeeds: ["members:read"],
    id: "addGroupMembers",
    tag,
    summary: "Add members to a group",
    description:
      "Adds up to 100 members, by their ids or email addresses, and answers for each what became of it.",
    params,
    body: z.strictObject({ members: membersInput }),
    answer: z.strictObject({ data: z.array(verdictSchema).max(100) }).openapi("GroupMemberVerdicts"),
  },
  async ({ actor, params: { id }, body: { members } }) => ({
    data: (await addGroupMembers(actor, { groupId: id, members })).map((verdict) => ({
      given: verdict.given,
      id: verdict.id,
      name: verdict.name,
      ...(verdict.outcome === "refused"
        ? { outcome: verdict.outcome, code: verdict.code, reason: verdict.reason }
        : { outcome: "added" as const, code: null, reason: null }),
    })),
  }),
);

export const groupMemberRemoval = endpoint(
  {
    method: "delete",
    path: "/groups/{id}/members/{memberId}",
    permission: "groups:write",
    id: "removeGroupMember",
    tag,
    summary: "Take a member out of a group",
    description: "They lose what only this group gave them, at once.",
    params: params.extend({ memberId: idInput("member") }),
    answer: z.strictObject({ id: idOf("member"), name: nameSchema }).openapi("RemovedGroupMember"),
  },
  async ({ actor, params: { id, memberId } }) => {
    const [verdict] = await removeGroupMembers(actor, { groupId: id, memberIds: [memberId] });
    if (verdict?.outcome !== "removed" || verdict.name === null) throw notFound("member");
    return { id: memberId, name: verdict.name };
  },
);

export const groupProjects = endpoint(
  {
    method: "get",
    path: "/groups/{id}/projects",
    permission: "groups:read",
    alsoNeeds: ["projects:read"],
    id: "listGroupProjects",
    tag,
    summary: "List the projects of a group",
    description: "The projects in which it gives its members a role, by name.",
    params,
    query: groupProjectFilter.extend(countQuery),
    answer: pageSchema(
      "GroupProjectPage",
      z.strictObject({
        id: idOf("project"),
        name: nameSchema,
        role: z.enum(projectRoles),
        archived: z.boolean(),
      }),
    ),
  },
  async ({ actor, params: { id }, query }) => {
    const page = await listGroupProjects(actor, { ...query, groupId: id });
    return pageAnswer({ ...page, rows: page.rows.map(({ mayTake: _, ...project }) => project) });
  },
);
