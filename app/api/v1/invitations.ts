import { z } from "@hono/zod-openapi";
import { AppError } from "@/lib/core/errors";
import { inviteMembers } from "@/lib/domain/invitations/commands";
import { invitationFilter, invitationInput, invitationStatuses } from "@/lib/domain/invitations/input";
import { listInvitations } from "@/lib/domain/invitations/queries";
import { endpoint } from "@/lib/web/endpoint";
import {
  emailSchema,
  groupRefs,
  idOf,
  nameSchema,
  pageAnswer,
  pageSchema,
  roleSchema,
  timeSchema,
} from "./schemas";

const invitationSchema = z
  .strictObject({
    id: idOf("invitation"),
    email: emailSchema,
    name: nameSchema.nullable(),
    role: roleSchema,
    groups: groupRefs,
    status: z.enum(invitationStatuses),
    mailStatus: z.enum(["queued", "sent", "failed"]).describe("What became of the last letter."),
    invitedByName: nameSchema,
    createdAt: timeSchema,
    expiresAt: timeSchema,
  })
  .openapi("Invitation");

export const invitations = endpoint(
  {
    method: "get",
    path: "/invitations",
    permission: "members:read",
    id: "listInvitations",
    tag: "Invitations",
    summary: "List invitations",
    description: "The organization's invitations, the newest first.",
    query: invitationFilter,
    answer: pageSchema("InvitationPage", invitationSchema),
  },
  async ({ actor, query }) => pageAnswer(await listInvitations(actor, query)),
);

export const invite = endpoint(
  {
    method: "post",
    path: "/invitations",
    permission: "members:write",
    id: "createInvitation",
    tag: "Invitations",
    summary: "Invite someone",
    description:
      "Invites one person by email. They get a link that is good for 7 days. Nobody gives what they do not hold: " +
      "the key needs every permission of the role, and `groups:write` for groups.",
    body: invitationInput,
    status: 201,
    answer: z.strictObject({ id: idOf("invitation"), email: emailSchema }).openapi("CreatedInvitation"),
  },
  async ({ actor, body: { email, name, role, groupIds } }) => {
    const [verdict] = await inviteMembers(actor, { emails: [{ address: email, name }], role, groupIds });
    if (verdict?.outcome !== "invited")
      throw new AppError(verdict?.code ?? "invalid", verdict?.reason ?? "This address cannot be invited.");
    return { id: verdict.invitationId, email: verdict.email };
  },
);
