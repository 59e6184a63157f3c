import { z } from "zod";
import { cursorInput, idInput, limitInput, lineInput, searchInput } from "@/lib/core/input";
import { projectRoles } from "@/lib/core/roles";

export const projectFilter = z.strictObject({
  q: searchInput.optional(),
  status: z.enum(["active", "archived", "all"], "status is active, archived or all.").default("active"),
  sort: z.enum(["name", "created"], "sort is name or created.").default("name"),
  order: z.enum(["asc", "desc"], "order is asc or desc.").default("asc"),
  limit: limitInput,
  cursor: cursorInput,
});
export type ProjectFilter = z.output<typeof projectFilter>;

const settings = {
  name: lineInput("Name", 80),
  description: lineInput("Description", 300, 0),
};

export const createProjectInput = z.strictObject({
  name: settings.name,
  description: settings.description.default(""),
});
export type CreateProjectInput = z.output<typeof createProjectInput>;

export const projectInput = z.strictObject({ projectId: idInput("project") });
export type ProjectInput = z.output<typeof projectInput>;

/** What a change names stays else as it was. */
export const projectChangeInput = z.strictObject(settings).partial();
export type ProjectChange = z.output<typeof projectChangeInput>;

export type ChangeProjectInput = ProjectInput & { version: number; change: ProjectChange };

export const projectRoleInput = z.enum(projectRoles, "Choose a project role.");

/** Whoever holds a project role: a member or everyone in a group. */
export const holderInput = z.union([
  z.strictObject({ memberId: idInput("member") }),
  z.strictObject({ groupId: idInput("group") }),
]);
export type HolderInput = z.output<typeof holderInput>;

/** Beside them someone who is known by their address alone. */
export type NewHolderInput = HolderInput | { email: string };

export type GiveProjectRoleInput = ProjectInput &
  NewHolderInput & { role: z.output<typeof projectRoleInput> };
export type TakeProjectRoleInput = ProjectInput & HolderInput;

export const projectAccessFilter = z.strictObject({
  q: searchInput.optional(),
  kind: z.enum(["member", "group"], "kind is member or group.").optional(),
  limit: limitInput,
  cursor: cursorInput,
});
export type ProjectAccessFilter = z.output<typeof projectAccessFilter>;

export const projectPeopleFilter = z.strictObject({
  q: searchInput.optional(),
  limit: limitInput,
  cursor: cursorInput,
});
export type ProjectPeopleFilter = z.output<typeof projectPeopleFilter>;
