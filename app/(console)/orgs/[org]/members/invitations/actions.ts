"use server";

import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { searchInput } from "@/lib/core/input";
import { roleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { listGivableGroups } from "@/lib/domain/groups/queries";
import { cancelInvitation, inviteMembers, resendInvitation } from "@/lib/domain/invitations/commands";
import { invitationIdInput, inviteInput } from "@/lib/domain/invitations/input";
import { action } from "@/lib/web/action";
import { bulkInput, doToEach } from "./bulk";
import { letterInput, letterOf } from "./letter";

export const invite = action("member", {
  input: inviteInput,
  lists: ["groupIds"],
  run: async (actor, input) => {
    const verdicts = await inviteMembers(actor, input);
    const sent = verdicts.filter((verdict) => verdict.outcome === "invited").length;
    const refused = verdicts.flatMap((verdict) =>
      verdict.outcome === "refused" ? [{ email: verdict.email, reason: verdict.reason }] : [],
    );
    if (sent === 0) {
      throw new AppError("invalid", "No invitation was sent.", {
        fields: refused.map(({ email, reason }) => ({ field: "emails", message: `${email}: ${reason}` })),
      });
    }
    // Where some were refused the dialog stays and tells of both.
    const told = sent === 1 ? "Invitation sent" : `${count(sent, "invitation")} sent`;
    return { message: refused.length === 0 ? told : undefined, data: { sent, refused } };
  },
});

export const previewLetter = action("member", {
  input: letterInput,
  run: async (actor, input) => ({ data: await letterOf(actor, input), unchanged: true }),
});

export const offerGroups = action("member", {
  input: z.strictObject({ q: searchInput.optional() }),
  run: async (actor, { q }) => {
    const groups = actor.permissions.has("groups:write") ? await listGivableGroups(actor, q) : [];
    const choices = groups.map(({ id, name, role }) => ({
      value: id,
      label: name,
      hint: role ? `Gives the role ${roleNames[role]}` : undefined,
    }));
    return { data: { choices }, unchanged: true };
  },
});

export const resend = action("member", {
  input: invitationIdInput,
  run: async (actor, input) => {
    const { email } = await resendInvitation(actor, input);
    return { message: `Invitation sent again to ${email}` };
  },
});

export const cancel = action("member", {
  input: invitationIdInput,
  run: async (actor, input) => {
    const { email } = await cancelInvitation(actor, input);
    return { message: `Invitation to ${email} cancelled` };
  },
});

export const bulk = action("member", {
  input: bulkInput,
  lists: ["invitationIds"],
  run: async (actor, input) => ({ data: { results: await doToEach(actor, input) }, unchanged: true }),
});
