import { z } from "zod";
import { connectorKinds } from "@/lib/core/connectors";
import { cursorInput, idInput, limitInput, lineInput, searchInput } from "@/lib/core/input";
import { type Role, roles } from "@/lib/core/roles";

/** No group makes Owners: who owns an organization is said of each person alone, so that the last one can be guarded. */
export const groupRoles = roles.filter((role) => role !== "owner");

const scansBound = "The limit is a whole number from 1 to 10,000. Leave it empty for what the plan holds.";

/** What is set of a group. */
export const groupSettings = z.strictObject({
  name: lineInput("Name", 80).describe("No other group of the organization has it."),
  description: lineInput("Description", 300, 0).describe("What the group is for."),
  role: z
    .enum(groupRoles, "Choose a role, or none. A group cannot make anyone Owner.")
    .nullable()
    .describe("The organization role that its members have beside their own; null for none."),
  allowedConnectors: z
    .array(z.enum(connectorKinds, "Choose connectors of the list."))
    .max(connectorKinds.length)
    .transform((kinds) => connectorKinds.filter((kind) => kinds.includes(kind)))
    .nullable()
    .describe("The kinds of connectors that it may use; null for all, also later ones."),
  maxConcurrentScans: z
    .int(scansBound)
    .min(1, scansBound)
    .max(10_000, scansBound)
    .meta({ format: "int32" })
    .nullable()
    .describe("How many of its scans may run at once; null for as many as the plan holds."),
  isDefault: z
    .boolean()
    .describe("Whether everyone joins it who becomes a member. One group at most is the default."),
});
/** As it is stored; the role of one that was made otherwise may be any. */
export type GroupSettings = Omit<z.output<typeof groupSettings>, "role"> & { role: Role | null };

export const createGroupInput = groupSettings.extend({
  description: groupSettings.shape.description.default(""),
  role: groupSettings.shape.role.default(null),
  allowedConnectors: groupSettings.shape.allowedConnectors.default(null),
  maxConcurrentScans: groupSettings.shape.maxConcurrentScans.default(null),
  isDefault: groupSettings.shape.isDefault.default(false),
});
export type CreateGroupInput = z.output<typeof createGroupInput>;

export const groupChangeInput = groupSettings.partial();
export type GroupChange = z.output<typeof groupChangeInput>;

export const groupInput = z.strictObject({ groupId: idInput("group") });
export type GroupInput = z.output<typeof groupInput>;

const versionInput = z.coerce.number().int().min(0);

export type ChangeGroupInput = GroupInput & { version: number; change: GroupChange };

export const deleteGroupInput = groupInput.extend({
  version: versionInput,
  /** Its name, as a person types it who deletes a group with members. */
  confirm: z.string().max(200).optional(),
});
export type DeleteGroupInput = z.output<typeof deleteGroupInput>;

export const groupSorts = ["name", "members", "created"] as const;
export type GroupSort = (typeof groupSorts)[number];

export const groupFilter = z.strictObject({
  q: searchInput.optional(),
  role: z
    .enum(groupRoles, "role is a role that a group can give.")
    .optional()
    .describe("Only groups that give this role."),
  sort: z
    .enum(groupSorts, "sort is name, members or created.")
    .default("name")
    .describe("What the rows are ordered by; `members` is how many a group has."),
  order: z
    .enum(["asc", "desc"], "order is asc or desc.")
    .default("asc")
    .describe("`desc` turns the order round."),
  limit: limitInput,
  cursor: cursorInput,
});
export type GroupFilter = z.output<typeof groupFilter>;

/** For the list of a group's projects. */
export const groupProjectFilter = z.strictObject({
  q: searchInput.optional(),
  limit: limitInput,
  cursor: cursorInput,
});
export type GroupProjectFilter = z.output<typeof groupProjectFilter>;
