import { z } from "zod";
import { cursorInput, emailInput, idInput, limitInput, lineInput } from "@/lib/core/input";
import { roles } from "@/lib/core/roles";

/** More than this in one go is the work of an import. */
const mostAtOnce = 100;

const roleInput = z.enum(roles, "Choose a role.");
const groupIdsInput = z.array(idInput("group")).max(100, "Choose at most 100 groups.").default([]);
const nameInput = lineInput("Name", 100);

/** One invitation, as the API takes it. */
export const invitationInput = z.strictObject({
  email: emailInput,
  name: nameInput.optional(),
  role: roleInput,
  groupIds: groupIdsInput,
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
export const inviteInput = z.strictObject({
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

export const invitationFilter = z.strictObject({
  status: z.enum(invitationStatuses, "status is pending, expired, accepted or cancelled.").optional(),
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
