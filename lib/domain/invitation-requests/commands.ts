import { and, eq } from "drizzle-orm";
import { change, enter, pass } from "@/db/door";
import { invitations } from "@/db/schema";
import type { Person, Stranger } from "@/lib/auth/actor";
import { assertAddressAllowed } from "@/lib/auth/gate";
import { findToken, peekToken, tokenPass } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { isAsked, targetOf } from "@/lib/domain/invitations/rules";
import { lockOrganization } from "@/lib/domain/members/rules";
import { sendMail } from "@/lib/jobs/mail";
import type { AskInput } from "./input";
import { inviters } from "./rules";

/**
 * Asks for a new invitation with the link of one that ran out: whoever invited hears of it by mail, or, when they are gone,
 * some of those who may invite. At most once a day; until then it is refused.
 */
export const askForInvitation = command(
  "invitation.requested",
  async (who: Person | Stranger, { token: secret }: AskInput): Promise<{ organization: string }> => {
    const organizationId = (await peekToken("invitation", secret))?.organizationId ?? "";
    return change(tokenPass(secret), async (tx) => {
      await enter(tx, pass({ organizationId }));
      const organization = organizationId ? await lockOrganization(tx, { organizationId }) : null;
      const token = await findToken(tx, "invitation", secret);
      const here = and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.id, token?.subjectId ?? ""),
      );
      const [invitation] = await tx.select().from(invitations).where(here);
      if (!organization || invitation?.status !== "pending" || invitation.expiresAt > now())
        throw new AppError("gone", "This invitation is no longer valid. Look for a newer mail.");
      await assertAddressAllowed(tx, organization, who.request.ip);
      if (isAsked(invitation))
        throw new AppError(
          "rate-limited",
          "A new invitation was asked for within the last day. Wait for an answer.",
        );
      await tx.update(invitations).set({ requestedAt: now() }).where(here);
      const { email, name } = invitation;
      const link = `${env().APP_URL}/orgs/${organization.slug}/members/invitations?status=requested`;
      for (const { name: greeted, email: to } of await inviters(tx, invitation)) {
        const props = { name: greeted, organization: organization.name, invitee: name ?? email, email, link };
        await sendMail(tx, to, { template: "invitation-requested", props });
      }
      await recordAudit(
        tx,
        { kind: "user", id: invitation.id, name: name ?? email, organizationId, request: who.request },
        "invitation.requested",
        targetOf(invitation),
      );
      return { organization: organization.name };
    });
  },
);
