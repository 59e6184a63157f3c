import { z } from "zod";
import {
  cursorInput,
  emailInput,
  idInput,
  limitInput,
  lineInput,
  searchInput,
  textInput,
  withoutLink,
} from "@/lib/core/input";
import { roles } from "@/lib/core/roles";

/** More than this in one go is the work of an import. */
const mostAtOnce = 100;

/** More groups than anyone is put into at once. */
export const mostGroups = 100;

const roleInput = z.enum(roles, "Choose a role.");
const groupIdsInput = z
  .array(idInput("group"))
  .max(mostGroups, `Choose at most ${mostGroups} groups.`)
  .default([]);
const nameInput = lineInput("Name", 100).check(withoutLink("Name"));

/** What mail programs turn into a link by themselves: a scheme, or a dot between letters. */
const linkLike = /[a-z]+:\/\/\S*|mailto:\S*|[\p{L}\d-]+\.\p{L}{2,}\S*/iu;

/** Text alone, since a link in it would borrow our name. */
const messageInput = textInput("Message", 500)
  .superRefine((text, ctx) => {
    const [link] = text.match(linkLike) ?? [];
    if (link)
      ctx.addIssue(
        `The letter must hold no link but its own, and “${link.slice(0, 60)}” would become one. Reword it.`,
      );
  })
  .transform((text) => text || undefined)
  .optional()
  .describe("What you add to the letter: plain text of some lines, without links.");

/** How long an invitation may hold, in days. */
export const invitationLife = { shortest: 1, longest: 30, usual: 7 } as const;

const lifeWords = `Choose from ${invitationLife.shortest} to ${invitationLife.longest} days.`;
const expiresInDaysInput = z.coerce
  .number(lifeWords)
  .int(lifeWords)
  .min(invitationLife.shortest, lifeWords)
  .max(invitationLife.longest, lifeWords)
  .default(invitationLife.usual)
  .describe("For how many days the link is good.")
  .meta({ format: "int32" });

/** How invitations are sent, whatever they are about. */
export const sendingInput = z.strictObject({ message: messageInput, expiresInDays: expiresInDaysInput });
export type SendingInput = z.output<typeof sendingInput>;

/** One invitation, as the API takes it. */
export const invitationInput = sendingInput.extend({
  email: emailInput.describe("Where the letter goes, and the address that they sign in with."),
  name: nameInput
    .optional()
    .describe("What the letter calls them, and their new account unless they say otherwise."),
  role: roleInput.describe("The organization role that they get."),
  groupIds: groupIdsInput.describe("The groups that they join."),
});

/** Takes a pasted list apart: addresses between commas, semicolons, white space or lines, with or without a name before `<…>`. */
function parseAddresses(pasted: string): { address: string; name?: string }[] {
  return pasted.split(/[,;\n\r]+/).flatMap((part) => {
    const named = part.match(/^(.*)<([^<>]*)>\s*$/);
    if (named)
      return [{ address: (named[2] ?? "").trim(), name: named[1]?.replace(/["']/g, "").trim() || undefined }];
    return part
      .split(/\s+/)
      .filter(Boolean)
      .map((address) => ({ address }));
  });
}

/** What the form sends: a pasted list, of which the bad rows are told apart and the good ones still go. */
export const inviteInput = sendingInput.extend({
  emails: z
    .string("Enter at least one email address.")
    .max(40_000, "This is too much text at once.")
    .transform(parseAddresses)
    .refine((rows) => rows.length > 0, "Enter at least one email address.")
    .refine((rows) => rows.length <= mostAtOnce, `Invite at most ${mostAtOnce} people at once.`),
  role: roleInput,
  groupIds: groupIdsInput,
});
export type InviteInput = z.output<typeof inviteInput>;

/** Judges one row of the list; the words say what is wrong with it. */
export function judgeRow(row: {
  address: string;
  name?: string;
}): { email: string; name?: string } | { complaint: string } {
  const parsed = z
    .object({ email: emailInput, name: nameInput.optional() })
    .safeParse({ email: row.address, name: row.name });
  return parsed.success
    ? parsed.data
    : { complaint: parsed.error.issues[0]?.message ?? "This is not an email address." };
}

export const invitationIdInput = z.strictObject({ invitationId: idInput("invitation") });
export type InvitationIdInput = z.output<typeof invitationIdInput>;

export const invitationStatuses = ["pending", "expired", "accepted", "cancelled"] as const;

/** What a list of invitations can be narrowed to: a status, or what wants looking after among those that wait. */
export const invitationStates = [...invitationStatuses, "undelivered", "requested"] as const;
export type InvitationState = (typeof invitationStates)[number];

export const invitationSorts = ["sent", "email", "expires"] as const;
export type InvitationSort = (typeof invitationSorts)[number];

export const invitationFilter = z.strictObject({
  q: searchInput.optional(),
  email: emailInput.optional().describe("Only those to this address, whatever its case."),
  status: z
    .enum(invitationStates, "status is pending, expired, accepted, cancelled, undelivered or requested.")
    .optional()
    .describe(
      "`undelivered`: pending or expired, and the last letter could not be delivered. `requested`: expired, and a new one was asked for.",
    ),
  sort: z
    .enum(invitationSorts, "sort is sent, email or expires.")
    .optional()
    .describe("What the rows are ordered by: `sent` unless given."),
  order: z
    .enum(["asc", "desc"], "order is asc or desc.")
    .optional()
    .describe("`desc` by `sent` and `asc` by all else, unless given."),
  limit: limitInput,
  cursor: cursorInput,
});
export type InvitationFilter = z.output<typeof invitationFilter>;

export const acceptInput = z.strictObject({
  token: z.string().min(1).max(200),
  /** What a new account is to be called; an account that is there keeps its name. */
  name: nameInput.or(z.literal("").transform(() => undefined)).optional(),
});
export type AcceptInput = z.output<typeof acceptInput>;
