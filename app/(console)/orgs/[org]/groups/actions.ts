"use server";

import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { idInput, searchInput } from "@/lib/core/input";
import { projectRoleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { findLosses } from "@/lib/domain/group-effects/queries";
import { addGroupMembers, removeGroupMembers } from "@/lib/domain/group-members/commands";
import { removeGroupMembersInput } from "@/lib/domain/group-members/input";
import { changeGroup, createGroup, deleteGroup } from "@/lib/domain/groups/commands";
import { deleteGroupInput, groupInput } from "@/lib/domain/groups/input";
import { memberFilter } from "@/lib/domain/members/input";
import { listMembers } from "@/lib/domain/members/queries";
import { giveProjectRole, takeProjectRole } from "@/lib/domain/projects/commands";
import { projectFilter } from "@/lib/domain/projects/input";
import { listProjects } from "@/lib/domain/projects/queries";
import { action } from "@/lib/web/action";
import { addMembersForm, createGroupForm, giveProjectForm, groupForm } from "./form-input";

export const create = action("member", {
  input: createGroupForm,
  lists: ["allowedConnectors"],
  run: async (actor, input) => {
    const { id } = await createGroup(actor, input);
    return { goTo: `/orgs/${actor.organization.slug}/groups/${id}` };
  },
});

export const save = action("member", {
  input: groupForm,
  lists: ["allowedConnectors"],
  run: async (actor, input) => {
    await changeGroup(actor, input);
    return { message: "Changes saved" };
  },
});

/** Who loses what when the group is deleted. */
export const preview = action("member", {
  input: groupInput,
  run: async (actor, { groupId }) => ({ data: await findLosses(actor, groupId), unchanged: true }),
});

export const remove = action("member", {
  input: deleteGroupInput,
  run: async (actor, input) => {
    await deleteGroup(actor, input);
    return { goTo: `/orgs/${actor.organization.slug}/groups` };
  },
});

/** So many are offered at a time; a search narrows them. */
const offered = 20;

export const findPeople = action("member", {
  input: groupInput.extend({ q: searchInput.optional() }),
  run: async (actor, { groupId, q }) => {
    const { rows, nextCursor } = await listMembers(
      actor,
      memberFilter.parse({ ...(q ? { q } : {}), sort: "name", limit: offered }),
    );
    const found = rows.map(({ id, name, email, groups }) => ({
      id,
      name,
      hint: email ?? "API-only",
      taken: groups.some((group) => group.id === groupId),
    }));
    return { data: { found, more: nextCursor !== null }, unchanged: true };
  },
});

export const add = action("member", {
  input: addMembersForm,
  lists: ["members"],
  run: async (actor, input) => {
    const verdicts = await addGroupMembers(actor, input);
    const added = verdicts.filter(({ outcome }) => outcome === "added").length;
    const refused = verdicts.flatMap((verdict) =>
      verdict.outcome === "refused" ? [{ who: verdict.name ?? verdict.given, reason: verdict.reason }] : [],
    );
    if (added === 0) {
      throw new AppError("invalid", "Nobody was added.", {
        fields: refused.map(({ who, reason }) => ({ field: "emails", message: `${who}: ${reason}` })),
      });
    }
    // Where some were refused the dialog stays and tells of both.
    const message = refused.length === 0 ? `${count(added, "member")} added` : undefined;
    return { message, data: { added, refused } };
  },
});

export const takeOut = action("member", {
  input: removeGroupMembersInput,
  lists: ["memberIds"],
  run: async (actor, input) => {
    const verdicts = await removeGroupMembers(actor, input);
    const removed = verdicts.filter(({ outcome }) => outcome === "removed").length;
    if (removed === 0)
      throw new AppError("conflict", "They are not in this group any more. Reload the page.");
    const left = verdicts.some(({ id }) => id === actor.memberId);
    // Whoever reaches only the groups that they are in has no page of this one any more.
    if (left && actor.permissions.get("groups:write") !== "all")
      return { goTo: `/orgs/${actor.organization.slug}/groups` };
    return { message: `${count(removed, "member")} taken out of the group` };
  },
});

export const findProjects = action("member", {
  input: z.strictObject({ groupId: idInput("group"), q: searchInput.optional() }),
  run: async (actor, { q }) => {
    const { rows, nextCursor } = await listProjects(
      actor,
      projectFilter.parse({ ...(q ? { q } : {}), limit: offered }),
    );
    const found = rows
      .filter(({ role }) => role === "admin")
      .map(({ id, name, description }) => ({ id, name, hint: description }));
    return { data: { found, more: nextCursor !== null }, unchanged: true };
  },
});

export const giveProject = action("member", {
  input: giveProjectForm,
  run: async (actor, input) => {
    const { name, role } = await giveProjectRole(actor, input);
    return { message: `${name} is ${projectRoleNames[role]} of the project now` };
  },
});

export const takeProject = action("member", {
  input: z.strictObject({ groupId: idInput("group"), projectId: idInput("project") }),
  run: async (actor, input) => {
    const { name } = await takeProjectRole(actor, input);
    return { message: `${name} has no role in this project any more` };
  },
});
