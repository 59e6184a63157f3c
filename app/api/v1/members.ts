import { z } from "@hono/zod-openapi";
import { authorize } from "@/lib/auth/permissions";
import { idInput } from "@/lib/core/input";
import { roles } from "@/lib/core/roles";
import { endMemberSessions, resetSecondFactors, unlockMember } from "@/lib/domain/member-accounts/commands";
import {
  changeMemberGroups,
  changeMemberRole,
  createApiOnlyMember,
  disableMember,
  enableMember,
  removeMember,
} from "@/lib/domain/members/commands";
import {
  apiOnlyInput,
  changeRoleInput,
  memberFilter,
  memberGroupsInput,
  removeMemberInput,
} from "@/lib/domain/members/input";
import { findMember, listMembers } from "@/lib/domain/members/queries";
import { restoreMember } from "@/lib/domain/removed-members/commands";
import { removedMemberFilter } from "@/lib/domain/removed-members/input";
import { listRemovedMembers } from "@/lib/domain/removed-members/queries";
import { endpoint } from "@/lib/web/endpoint";
import {
  countQuery,
  emailSchema,
  idOf,
  memberSchema,
  nameSchema,
  pageAnswer,
  pageSchema,
  timeSchema,
} from "./schemas";

const params = z.object({ id: idInput("member") });
const doneSchema = z.strictObject({ id: idOf("member"), name: nameSchema }).openapi("MemberDone");

export const members = endpoint(
  {
    method: "get",
    path: "/members",
    permission: "members:read",
    id: "listMembers",
    tag: "Members",
    summary: "List members",
    description:
      "The organization's members, searched by name and email, filtered and sorted; in the order in which they joined unless asked otherwise.",
    query: memberFilter.extend(countQuery),
    answer: pageSchema("MemberPage", memberSchema),
  },
  async ({ actor, query }) => {
    const { total, ...page } = await listMembers(actor, query);
    return pageAnswer(query.count ? { ...page, total } : page);
  },
);

export const member = endpoint(
  {
    method: "get",
    path: "/members/{id}",
    permission: "members:read",
    id: "getMember",
    tag: "Members",
    summary: "One member",
    description: "A member by their id.",
    params,
    answer: memberSchema,
  },
  ({ actor, params }) => findMember(actor, params.id),
);

export const memberChange = endpoint(
  {
    method: "patch",
    path: "/members/{id}",
    permission: "members:write",
    alsoNeeds: ["members:read"],
    id: "changeMember",
    tag: "Members",
    summary: "Change a member's role",
    description:
      "Gives a member another role. Nobody gives what they do not hold, and an Admin changes no Owner and no other Admin. The email address belongs to the person and cannot be changed. Whoever has the role already is answered as they are.",
    params,
    body: changeRoleInput.omit({ memberId: true }),
    answer: memberSchema,
  },
  async ({ actor, params, body }) => {
    authorize(actor, "members:read"); // Before the change: its answer is the member.
    await changeMemberRole(actor, { memberId: params.id, ...body });
    return findMember(actor, params.id);
  },
);

export const memberRemoval = endpoint(
  {
    method: "delete",
    path: "/members/{id}",
    permission: "members:write",
    id: "removeMember",
    tag: "Members",
    summary: "Remove a member",
    description:
      "Removes a member at once. They can be restored for 30 days. Their live keys are revoked, or handed over to the organization with those of their scopes that this key has too.",
    params,
    query: removeMemberInput.pick({ keys: true }),
    answer: doneSchema,
  },
  ({ actor, params, query }) => removeMember(actor, { memberId: params.id, ...query }),
);

export const apiOnlyMember = endpoint(
  {
    method: "post",
    path: "/api-only-members",
    permission: "members:write",
    id: "createApiOnlyMember",
    tag: "Members",
    summary: "Add an API-only member",
    description:
      "Makes a member who holds API keys and never signs in. It takes a seat and needs every permission of the role.",
    body: apiOnlyInput,
    status: 201,
    answer: z
      .strictObject({ id: idOf("member"), name: nameSchema, role: z.enum(roles) })
      .openapi("CreatedApiOnlyMember"),
  },
  ({ actor, body }) => createApiOnlyMember(actor, body),
);

export const memberGroups = endpoint(
  {
    method: "put",
    path: "/members/{id}/groups",
    permission: "groups:write",
    alsoNeeds: ["members:read"],
    id: "setMemberGroups",
    tag: "Members",
    summary: "Set a member's groups",
    description:
      "Puts a member into these groups and takes them out of all others. Refuses groups that give more than the key holds. Where these are their groups already, nothing changes.",
    params,
    body: memberGroupsInput.omit({ memberId: true }),
    answer: memberSchema,
  },
  async ({ actor, params, body }) => {
    await changeMemberGroups(actor, { memberId: params.id, ...body });
    return findMember(actor, params.id);
  },
);

type Deed = (
  actor: Parameters<typeof disableMember>[0],
  input: { memberId: string },
) => Promise<{ id: string; name: string }>;

/** A deed to one member that needs no more than to be named. Its body is an empty object. */
function deedTo(name: string, id: string, summary: string, description: string, run: Deed) {
  return endpoint(
    {
      method: "post",
      path: `/members/{id}/${name}`,
      permission: "members:write",
      id,
      tag: "Members",
      summary,
      description,
      params,
      body: z.strictObject({}),
      answer: doneSchema,
    },
    async ({ actor, params }) => {
      const done = await run(actor, { memberId: params.id });
      return { id: done.id, name: done.name };
    },
  );
}

export const memberDeeds = [
  deedTo(
    "disable",
    "disableMember",
    "Disable a member",
    "Shuts a member out at once, in every session and by every key. Nothing of theirs is deleted. Who is disabled stays so.",
    disableMember,
  ),
  deedTo(
    "enable",
    "enableMember",
    "Enable a member",
    "Lets a disabled member in again. Who is active stays so.",
    enableMember,
  ),
  deedTo(
    "unlock",
    "unlockMember",
    "Unlock a member's account",
    "Ends what holds a member's password after too many wrong ones, if anything does. Refused for an account that is active in another organization too.",
    unlockMember,
  ),
  deedTo(
    "reset-second-factors",
    "resetSecondFactors",
    "Reset a member's second factors",
    "Removes their authenticator app, passkeys and recovery codes, ends their sessions and tells them by mail; without any, nothing happens. Refused for an account that is active in another organization too.",
    resetSecondFactors,
  ),
  deedTo(
    "end-sessions",
    "endMemberSessions",
    "End a member's sessions",
    "Signs a member out wherever they are signed in. They can sign in again. Refused for an account that is active in another organization too.",
    endMemberSessions,
  ),
  deedTo(
    "restore",
    "restoreMember",
    "Restore a removed member",
    "Makes someone who was removed within the last 30 days a member again, with their role, groups and project roles. Takes a seat.",
    restoreMember,
  ),
];

const removedMemberSchema = z
  .strictObject({
    id: idOf("member"),
    name: nameSchema,
    email: emailSchema.nullable(),
    apiOnly: z.boolean(),
    role: z.enum(roles),
    joinedAt: timeSchema,
    removedAt: timeSchema,
    removedByName: nameSchema,
    restorableUntil: timeSchema,
  })
  .openapi("RemovedMember");

export const removedMembers = endpoint(
  {
    method: "get",
    path: "/removed-members",
    permission: "members:write",
    id: "listRemovedMembers",
    tag: "Members",
    summary: "List removed members",
    description: "Who was removed within the last 30 days and can be restored, the latest first.",
    query: removedMemberFilter.extend(countQuery),
    answer: pageSchema("RemovedMemberPage", removedMemberSchema),
  },
  async ({ actor, query }) => pageAnswer(await listRemovedMembers(actor, query)),
);
