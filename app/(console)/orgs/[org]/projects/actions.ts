"use server";

import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/core/errors";
import { searchInput } from "@/lib/core/input";
import { projectRoleNames } from "@/lib/core/roles";
import { groupFilter } from "@/lib/domain/groups/input";
import { listGroups } from "@/lib/domain/groups/queries";
import { memberFilter } from "@/lib/domain/members/input";
import { listMembers } from "@/lib/domain/members/queries";
import {
  archiveProject,
  changeProject,
  createProject,
  giveProjectRole,
  restoreProject,
  takeProjectRole,
} from "@/lib/domain/projects/commands";
import { createProjectInput, projectInput } from "@/lib/domain/projects/input";
import { findProject } from "@/lib/domain/projects/queries";
import { action } from "@/lib/web/action";
import { giveForm, projectForm, takeForm } from "./form-input";

export const create = action("member", {
  input: createProjectInput,
  run: async (actor, input) => {
    const { id } = await createProject(actor, input);
    return { goTo: `/orgs/${actor.organization.slug}/projects/${id}` };
  },
});

export const save = action("member", {
  input: projectForm,
  run: async (actor, input) => {
    await changeProject(actor, input);
    return { message: "Changes saved" };
  },
});

export const archive = action("member", {
  input: projectInput,
  run: async (actor, input) => {
    const { name } = await archiveProject(actor, input);
    return { message: `${name} is archived` };
  },
});

export const restore = action("member", {
  input: projectInput,
  run: async (actor, input) => {
    const { name } = await restoreProject(actor, input);
    return { message: `${name} is restored` };
  },
});

/** So many are offered at a time; a search narrows them. */
const offered = 20;
const findInput = z.strictObject({ q: searchInput.optional() });
const filterOf = (q: string | undefined) => ({ ...(q ? { q } : {}), sort: "name", limit: offered });

export const findPeople = action("member", {
  input: findInput,
  run: async (actor, { q }) => {
    const { rows, nextCursor } = await listMembers(
      actor,
      memberFilter.parse({ ...filterOf(q), status: "active" }),
    );
    const found = rows.map(({ id, name, email }) => ({ id, name, hint: email ?? "API-only" }));
    return { data: { found, more: nextCursor !== null }, unchanged: true };
  },
});

export const findGroups = action("member", {
  input: findInput,
  run: async (actor, { q }) => {
    const { rows, nextCursor } = await listGroups(actor, groupFilter.parse(filterOf(q)));
    const found = rows.map(({ id, name, description }) => ({ id, name, hint: description }));
    return { data: { found, more: nextCursor !== null }, unchanged: true };
  },
});

/** Where someone is led who has changed their own part in a project so that its page of access is closed to them. */
async function wayOn(actor: Actor, projectId: string): Promise<{ goTo?: string }> {
  const home = `/orgs/${actor.organization.slug}/projects`;
  try {
    const { role } = await findProject(actor, projectId);
    return role === "admin" ? {} : { goTo: `${home}/${projectId}` };
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return { goTo: home };
    throw error;
  }
}

export const give = action("member", {
  input: giveForm,
  run: async (actor, input) => {
    const { name, role } = await giveProjectRole(actor, input);
    const message = `${name} is ${projectRoleNames[role]} of this project now`;
    return { message, ...(await wayOn(actor, input.projectId)) };
  },
});

export const take = action("member", {
  input: takeForm,
  run: async (actor, input) => {
    const { name } = await takeProjectRole(actor, input);
    const message = `${name} has no role of their own in this project any more`;
    return { message, ...(await wayOn(actor, input.projectId)) };
  },
});
