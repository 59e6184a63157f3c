"use server";

import { z } from "zod";
import { searchInput } from "@/lib/core/input";
import { roleNames } from "@/lib/core/roles";
import { groupFilter } from "@/lib/domain/groups/input";
import { listGivableGroups, listGroups } from "@/lib/domain/groups/queries";
import { listKeys } from "@/lib/domain/keys/queries";
import { endMemberSessions, resetSecondFactors, unlockMember } from "@/lib/domain/member-accounts/commands";
import {
  changeMemberRole,
  createApiOnlyMember,
  disableMember,
  enableMember,
  removeMember,
} from "@/lib/domain/members/commands";
import { apiOnlyInput, changeRoleInput, memberInput, removeMemberInput } from "@/lib/domain/members/input";
import { action } from "@/lib/web/action";
import { bulkInput, doToEach } from "./bulk";

export const changeRole = action("member", {
  input: changeRoleInput,
  run: async (actor, input) => {
    const { name, role } = await changeMemberRole(actor, input);
    return { message: `${name} is ${roleNames[role]} now` };
  },
});

export const disable = action("member", {
  input: memberInput,
  run: async (actor, input) => {
    const { name } = await disableMember(actor, input);
    return { message: `${name} is disabled` };
  },
});

export const enable = action("member", {
  input: memberInput,
  run: async (actor, input) => {
    const { name } = await enableMember(actor, input);
    return { message: `${name} is active again` };
  },
});

export const unlock = action("member", {
  input: memberInput,
  run: async (actor, input) => {
    const { name } = await unlockMember(actor, input);
    return { message: `${name} is unlocked` };
  },
});

export const resetFactors = action("member", {
  input: memberInput,
  run: async (actor, input) => {
    const { name } = await resetSecondFactors(actor, input);
    return { message: `The second factors of ${name} were reset` };
  },
});

export const endSessions = action("member", {
  input: memberInput,
  run: async (actor, input) => {
    const { name } = await endMemberSessions(actor, input);
    return { message: `${name} was signed out everywhere` };
  },
});

export const remove = action("member", {
  input: removeMemberInput.required({ confirm: true }).extend({ after: z.literal("list").optional() }),
  run: async (actor, { after, ...input }) => {
    const { name } = await removeMember(actor, input);
    if (after === "list") return { goTo: `/orgs/${actor.organization.slug}/members` };
    return { message: `${name} was removed` };
  },
});

export const createApiOnly = action("member", {
  input: apiOnlyInput,
  run: async (actor, input) => {
    const { id } = await createApiOnlyMember(actor, input);
    return { goTo: `/orgs/${actor.organization.slug}/members/${id}` };
  },
});

export const liveKeys = action("member", {
  input: memberInput,
  run: async (actor, { memberId }) => {
    const { rows } = await listKeys(actor, { member: memberId, limit: 100 });
    const keys = rows.filter(({ status }) => status === "live").map(({ id, name }) => ({ id, name }));
    return { data: { keys }, unchanged: true };
  },
});

/** So many groups are offered at a time; a search narrows them. */
const offered = 8;

export const findGroups = action("member", {
  input: z.strictObject({ q: searchInput.optional(), givable: z.enum(["yes", "no"]) }),
  run: async (actor, { q = "", givable }) => {
    const fitting =
      givable === "yes"
        ? (await listGivableGroups(actor, q)).slice(0, offered + 1)
        : (await listGroups(actor, groupFilter.parse({ ...(q ? { q } : {}), limit: offered + 1 }))).rows;
    const found = fitting.slice(0, offered).map(({ id, name }) => ({ id, name }));
    return { data: { found, more: fitting.length > offered }, unchanged: true };
  },
});

export const bulk = action("member", {
  input: bulkInput,
  lists: ["memberIds"],
  run: async (actor, input) => ({ data: { results: await doToEach(actor, input) }, unchanged: true }),
});
