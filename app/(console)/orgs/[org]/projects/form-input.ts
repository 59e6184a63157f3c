import { z } from "zod";
import { emailInput, idInput } from "@/lib/core/input";
import { projectChangeInput, projectInput, projectRoleInput } from "@/lib/domain/projects/input";

/** The forms of the projects' pages, read as what the domain takes. */

export const projectForm = z
  .strictObject({
    ...projectInput.shape,
    ...projectChangeInput.shape,
    version: z.coerce.number().int().min(0),
  })
  .transform(({ projectId, version, ...change }) => ({ projectId, version, change }));

const memberId = z.string("Choose a member.").pipe(idInput("member"));
const groupId = z.string("Choose a group.").pipe(idInput("group"));

export const giveForm = z.discriminatedUnion("to", [
  projectInput.extend({ to: z.literal("member"), memberId, role: projectRoleInput }),
  projectInput.extend({ to: z.literal("group"), groupId, role: projectRoleInput }),
  projectInput.extend({ to: z.literal("email"), email: emailInput, role: projectRoleInput }),
]);

export const takeForm = z.discriminatedUnion("to", [
  projectInput.extend({ to: z.literal("member"), memberId }),
  projectInput.extend({ to: z.literal("group"), groupId }),
]);
