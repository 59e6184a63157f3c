"use server";

import { AppError } from "@/lib/core/errors";
import { roleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { cancelInvitation, inviteMembers, resendInvitation } from "@/lib/domain/invitations/commands";
import { invitationIdInput, inviteInput } from "@/lib/domain/invitations/input";
import { changeMemberRole, disableMember, enableMember, removeMember } from "@/lib/domain/members/commands";
import { changeRoleInput, memberInput, removeMemberInput } from "@/lib/domain/members/input";
import { action } from "@/lib/web/action";

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

export const changeRole = action("member", {
  input: changeRoleInput,
  run: async (actor, input) => {
    const { name, role } = await changeMemberRole(actor, input);
    return { message: `${name} is ${roleNames[role]} now` };
  },
});

export const disable = action("member", {
  input: memberInput,
  run: async (actor, input) => {
    const { name } = await disableMember(actor, input);
    return { message: `${name} is disabled` };
  },
});

export const enable = action("member", {
  input: memberInput,
  run: async (actor, input) => {
    const { name } = await enableMember(actor, input);
    return { message: `${name} is active again` };
  },
});

export const remove = action("member", {
  input: removeMemberInput,
  run: async (actor, input) => {
    const { name } = await removeMember(actor, input);
    return { message: `${name} was removed` };
  },
});
