import type { z } from "zod";
import { renderLetter } from "@/emails/letters";
import type { Actor } from "@/lib/auth/actor";
import { env } from "@/lib/core/env";
import { roleNames } from "@/lib/core/roles";
import { sendingInput } from "@/lib/domain/invitations/input";
import { roleInput } from "@/lib/domain/members/input";

export const letterInput = sendingInput.extend({ role: roleInput });

/** What an invitation will say, as its plain text, with an address in the place of the link that each person gets for themselves. */
export async function letterOf(actor: Actor, input: z.output<typeof letterInput>) {
  const { subject, text } = await renderLetter({
    template: "invitation",
    props: {
      organization: actor.organization.name,
      inviter: actor.name,
      role: roleNames[input.role],
      link: `${env().APP_URL}/invitations/…`,
      expiresInDays: input.expiresInDays,
      inviteeName: null,
      message: input.message ?? null,
    },
  });
  return { subject, text };
}
