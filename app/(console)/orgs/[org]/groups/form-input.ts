import { z } from "zod";
import { connectorKinds } from "@/lib/core/connectors";
import { idInput } from "@/lib/core/input";
import { projectRoles } from "@/lib/core/roles";
import { addGroupMembersInput } from "@/lib/domain/group-members/input";
import { createGroupInput, groupChangeInput, groupRoles } from "@/lib/domain/groups/input";

/** The forms of the groups' pages, read as what the domain takes. */

const text = z.string().trim();
const checkbox = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** What every form of a group's settings has. */
const settings = {
  name: text,
  description: text,
  connectors: z.enum(["all", "chosen"]).default("all"),
  allowedConnectors: z.array(z.enum(connectorKinds, "Choose connectors of the list.")),
  maxConcurrentScans: text.transform((typed) => (typed === "" ? null : Number(typed))),
  /** These two are in the form of those alone who may decide on them. */
  role: z
    .enum(["", ...groupRoles], "Choose a role, or none. A group cannot make anyone Owner.")
    .transform((chosen) => chosen || null)
    .optional(),
  decides: checkbox,
  isDefault: checkbox,
};

type Fields = z.output<z.ZodObject<typeof settings>>;

function drafted({ connectors, decides, role, isDefault, ...rest }: Fields) {
  return {
    ...rest,
    allowedConnectors: connectors === "all" ? null : rest.allowedConnectors,
    ...(decides ? { role: role ?? null, isDefault } : {}),
  };
}

export const createGroupForm = z
  .strictObject(settings)
  .transform((fields): z.input<typeof createGroupInput> => drafted(fields))
  .pipe(createGroupInput);

const which = { groupId: idInput("group"), version: z.coerce.number().int().min(0) };
const changeInput = groupChangeInput.extend(which);

export const groupForm = z
  .strictObject({ ...settings, ...which })
  .transform(
    ({ groupId, version, ...fields }): z.input<typeof changeInput> => ({
      groupId,
      version,
      ...drafted(fields),
    }),
  )
  .pipe(changeInput)
  .transform(({ groupId, version, ...change }) => ({ groupId, version, change }));

/** People who were ticked, and addresses that were pasted with commas, spaces or lines between. */
export const addMembersForm = z
  .strictObject({ groupId: idInput("group"), members: z.array(z.string()), emails: z.string().max(40_000) })
  .transform(({ emails, members, ...rest }) => ({
    ...rest,
    members: [...members, ...emails.split(/[\s,;]+/).filter(Boolean)],
  }))
  .pipe(addGroupMembersInput);

export const giveProjectForm = z.strictObject({
  groupId: idInput("group"),
  projectId: z.string("Choose a project.").pipe(idInput("project")),
  role: z.enum(projectRoles, "Choose a project role."),
});
