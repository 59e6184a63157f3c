import { z } from "@hono/zod-openapi";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/core/errors";
import { idPattern } from "@/lib/core/ids";
import { idInput } from "@/lib/core/input";
import { cancelInvitation, inviteMembers, resendInvitation } from "@/lib/domain/invitations/commands";
import { invitationFilter, invitationInput, invitationStatuses } from "@/lib/domain/invitations/input";
import { findInvitation, findMadeInvitation, listInvitations } from "@/lib/domain/invitations/queries";
import { endpoint } from "@/lib/web/endpoint";
import {
  countQuery,
  emailSchema,
  groupRefs,
  idOf,
  messageSchema,
  nameSchema,
  pageAnswer,
  pageSchema,
  roleSchema,
  textOf,
  timeSchema,
} from "./schemas";

const params = z.object({ id: idInput("invitation") });

const senderPattern = new RegExp(`${idPattern("member").source}|${idPattern("key").source}`);

/** Who sent an invitation, or handed in a list of them. */
export const senderSchema = z
  .strictObject({
    kind: z.enum(["member", "key", "operator"]),
    id: textOf(30, senderPattern).nullable().describe("It may be gone by now; null for the operator."),
    name: nameSchema,
  })
  .openapi("Sender");

const invitationSchema = z
  .strictObject({
    id: idOf("invitation"),
    email: emailSchema,
    name: nameSchema.nullable(),
    role: roleSchema,
    groups: groupRefs,
    status: z.enum(invitationStatuses),
    mailStatus: z.enum(["queued", "sent", "failed"]).describe("What became of the last letter."),
    message: messageSchema.nullable().describe("What the inviter added to the letter."),
    expiresInDays: z.int().min(1).max(30).openapi({ format: "int32" }),
    invitedBy: senderSchema,
    invitedByName: nameSchema,
    createdAt: timeSchema,
    expiresAt: timeSchema,
    requestedAt: timeSchema
      .nullable()
      .describe("When a new one was asked for, after this one expired; null once it was sent again."),
  })
  .openapi("Invitation");

const invitationRef = z.strictObject({ id: idOf("invitation"), email: emailSchema }).openapi("InvitationRef");

export const invitations = endpoint(
  {
    method: "get",
    path: "/invitations",
    permission: "members:read",
    id: "listInvitations",
    tag: "Invitations",
    summary: "List invitations",
    description:
      "The organization's invitations, searched by name and email, filtered and sorted; the newest first unless asked otherwise.",
    query: invitationFilter.extend(countQuery),
    answer: pageSchema("InvitationPage", invitationSchema),
  },
  async ({ actor, query }) => pageAnswer(await listInvitations(actor, query)),
);

export const invitation = endpoint(
  {
    method: "get",
    path: "/invitations/{id}",
    permission: "members:read",
    id: "getInvitation",
    tag: "Invitations",
    summary: "One invitation",
    description: "An invitation by its id.",
    params,
    answer: invitationSchema,
  },
  ({ actor, params }) => findInvitation(actor, params.id),
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
      "Invites one person by email. They get a link that is good for as many days as asked, 7 unless said otherwise. " +
      "Nobody gives what they do not hold: the key needs every permission of the role, and `groups:write` for groups.",
    body: invitationInput,
    status: 201,
    answer: invitationSchema,
  },
  async ({ actor, body: { email, name, ...invited } }) => {
    const [verdict] = await inviteMembers(actor, { ...invited, emails: [{ address: email, name }] });
    if (verdict?.outcome !== "invited")
      throw new AppError(verdict?.code ?? "invalid", verdict?.reason ?? "This address cannot be invited.");
    return findMadeInvitation(actor, verdict.invitationId);
  },
);

type Deed = (actor: Actor, input: { invitationId: string }) => Promise<{ id: string; email: string }>;

/** A deed to one invitation that needs no more than to be named. Its body is an empty object. */
function deedTo(name: string, id: string, summary: string, description: string, run: Deed) {
  return endpoint(
    {
      method: "post",
      path: `/invitations/{id}/${name}`,
      permission: "members:write",
      id,
      tag: "Invitations",
      summary,
      description,
      params,
      body: z.strictObject({}),
      answer: invitationRef,
    },
    ({ actor, params }) => run(actor, { invitationId: params.id }),
  );
}

export const invitationDeeds = [
  deedTo(
    "resend",
    "resendInvitation",
    "Send an invitation again",
    "Mails a new link for an invitation that is pending or expired, good for the whole time again; the one before stops working.",
    resendInvitation,
  ),
  deedTo(
    "cancel",
    "cancelInvitation",
    "Cancel an invitation",
    "Takes an invitation back that is pending or expired. Its link stops working at once, and its seat is free.",
    cancelInvitation,
  ),
];
