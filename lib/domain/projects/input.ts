import { z } from "zod";
import { cursorInput, idInput, limitInput, lineInput, searchInput } from "@/lib/core/input";
import { projectRoles } from "@/lib/core/roles";

export const projectFilter = z.strictObject({
  q: searchInput.optional(),
  status: z
    .enum(["active", "archived", "all"], "status is active, archived or all.")
    .default("active")
    .describe("Whether projects that are closed to changes are listed too, or alone."),
  sort: z
    .enum(["name", "created"], "sort is name or created.")
    .default("name")
    .describe("What the rows are ordered by."),
  order: z
    .enum(["asc", "desc"], "order is asc or desc.")
    .default("asc")
    .describe("`desc` turns the order round."),
  limit: limitInput,
  cursor: cursorInput,
});
export type ProjectFilter = z.output<typeof projectFilter>;

const settings = {
  name: lineInput("Name", 80).describe("No other project of the organization has it."),
  description: lineInput("Description", 300, 0).describe("What the project is about."),
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

export const projectRoleInput = z
  .enum(projectRoles, "Choose a project role.")
  .describe("The role in this project, in place of one that they were given before.");

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
  kind: z
    .enum(["member", "group"], "kind is member or group.")
    .optional()
    .describe("Only what was given to members, or only to groups."),
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
