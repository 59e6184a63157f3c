import { z } from "zod";
import { mostAtOnce } from "@/lib/core/bulk";
import { cursorInput, emailInput, idInput, limitInput, lineInput, searchInput } from "@/lib/core/input";
import { memberStatuses, type Role, roles } from "@/lib/core/roles";

export const roleInput = z.enum(roles, "Choose a role.");

export const memberSorts = ["joined", "name", "last-active"] as const;
export type MemberSort = (typeof memberSorts)[number];

export const factorStates = ["has", "none", "exempt"] as const;
export type FactorState = (typeof factorStates)[number];

/** Within how many days someone was last active, or that they never were. */
export const activities = ["7", "30", "90", "never"] as const;

export const memberFilter = z.strictObject({
  q: searchInput.optional(),
  email: emailInput.optional().describe("Only who has this address, whatever its case."),
  role: roleInput.optional().describe("The member's own role, whatever roles their groups give."),
  group: idInput("group").optional().describe("Only the members of this group."),
  factor: z
    .enum(factorStates, "factor is has, none or exempt.")
    .optional()
    .describe("Whether they have a second factor, have none, or are exempt for now."),
  status: z
    .enum(memberStatuses, "status is active or disabled.")
    .optional()
    .describe("Only those who may enter, or only those who are shut out."),
  active: z
    .enum(activities, "active is 7, 30, 90 or never.")
    .optional()
    .describe("Last active within so many days, or never."),
  sort: z
    .enum(memberSorts, "sort is joined, name or last-active.")
    .optional()
    .describe("What the rows are ordered by: `joined` unless given."),
  order: z
    .enum(["asc", "desc"], "order is asc or desc.")
    .optional()
    .describe("`desc` by `last-active` and `asc` by all else, unless given."),
  limit: limitInput,
  cursor: cursorInput,
});
export type MemberFilter = z.output<typeof memberFilter>;

export const memberInput = z.strictObject({ memberId: idInput("member") });
export type MemberInput = z.output<typeof memberInput>;

export const changeRoleInput = memberInput.extend({
  role: roleInput.describe(
    "Their own role in the organization from now on, beside those that their groups give.",
  ),
  seen: roleInput
    .optional()
    .describe("The role that you saw. Where it is another by now, nothing is changed and the answer is 409."),
});
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

/** More groups than anyone is in. */
export const mostGroups = 1_000;

export const groupIdsInput = z
  .array(idInput("group"), "Choose groups.")
  .max(mostGroups, `At most ${mostGroups.toLocaleString("en")} groups.`)
  .transform((chosen) => [...new Set(chosen)]);

export const memberGroupsInput = memberInput.extend({
  groupIds: groupIdsInput.describe("Every group that they are to be in; none takes them out of all."),
  seen: groupIdsInput
    .optional()
    .describe(
      "The groups that you saw. Where they are others by now, nothing is changed and the answer is 409.",
    ),
});
export type MemberGroupsInput = z.output<typeof memberGroupsInput>;

/** An API-only member cannot own an organization, because an Owner has to be able to sign in. */
const apiOnlyRoles = roles.filter((role): role is Exclude<Role, "owner"> => role !== "owner");

export const apiOnlyInput = z.strictObject({
  name: lineInput("Name", 80).describe("What it stands for, such as a pipeline or a service."),
  role: z
    .enum(apiOnlyRoles, "Choose a role. An API-only member cannot be Owner.")
    .describe("The organization role, within which its keys act."),
  groupIds: groupIdsInput.default([]).describe("The groups that it joins."),
});
export type ApiOnlyInput = z.output<typeof apiOnlyInput>;

export const keyFates = ["revoke", "hand-over"] as const;

export const removeMemberInput = memberInput.extend({
  /** What whoever removes them in person has to type: the member's email, or the name of one who has none; of many, the phrase. */
  confirm: z.string("Type the member's email.").max(400).optional(),
  /** How many members were confirmed at once. */
  among: z.coerce.number<number>().int().min(1).max(mostAtOnce).optional(),
  keys: z
    .enum(keyFates, "Keys are revoked, or handed over to the organization.")
    .default("revoke")
    .describe("What becomes of their live keys."),
});
export type RemoveMemberInput = z.input<typeof removeMemberInput>;
