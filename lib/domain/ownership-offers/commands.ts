import { and, eq } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
import { memberships, ownershipOffers } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { fromNow, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError, invalidField, notFound } from "@/lib/core/errors";
import { formatExact } from "@/lib/core/format";
import type { Role } from "@/lib/core/roles";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { endExemptionsOfAdmins } from "@/lib/domain/exemptions/rules";
import { lockOrganization } from "@/lib/domain/members/rules";
import { sendMail } from "@/lib/jobs/mail";
import type { OfferInput } from "./input";
import {
  assertInPerson,
  liveOffer,
  type MemberAndAccount,
  memberAndAccount,
  offerLifeMs,
  stillOwns,
  unfitToOwn,
} from "./rules";

const asTarget = ({ id, name }: MemberAndAccount) => ({ kind: "member", id, name }) as const;

const pageOf = ({ organization }: Actor) => `${env().APP_URL}/orgs/${organization.slug}/ownership`;

function dropOffer(tx: Tx, { organizationId }: Grant) {
  return tx.delete(ownershipOffers).where(eq(ownershipOffers.organizationId, organizationId));
}

/**
 * Offers the organization to an active member, who becomes its Owner by accepting within seven days. Refuses whoever could
 * not accept, and a second offer while one waits.
 */
export const offerOwnership = command(
  "organization.ownership_offered",
  async (actor: Actor, { memberId }: OfferInput): Promise<{ name: string }> => {
    const grant = authorize(actor, "organization:transfer");
    assertInPerson(actor);
    assertRecentFactor(actor);
    return change(grant, async (tx) => {
      const { organizationId } = grant;
      await lockOrganization(tx, grant);
      if (!stillOwns(await memberAndAccount(tx, organizationId, actor.memberId)))
        throw new AppError("forbidden", "Only who is Owner by their own role can hand it over.");
      const member = await memberAndAccount(tx, organizationId, memberId);
      if (!member) throw notFound("member");
      const unfit = unfitToOwn(member);
      if (unfit) throw invalidField("memberId", unfit);
      const waiting = await liveOffer(tx, organizationId);
      if (waiting)
        throw new AppError(
          "conflict",
          `${waiting.offeredByName} has offered it to someone already. Withdraw that offer first.`,
        );
      await dropOffer(tx, grant);
      const expiresAt = fromNow(offerLifeMs);
      await tx.insert(ownershipOffers).values({
        organizationId,
        memberId,
        offeredBy: actor.memberId,
        offeredByName: actor.name,
        createdAt: now(),
        expiresAt,
      });
      await recordAudit(tx, actor, "organization.ownership_offered", asTarget(member), {
        after: { expiresAt },
      });
      const { name: organization } = actor.organization;
      const until = formatExact(expiresAt, actor.organization);
      const props = { name: member.name, organization, by: actor.name, until, link: pageOf(actor) };
      await sendMail(tx, member.email, { template: "ownership-offered", props });
      return { name: member.name };
    });
  },
);

/** Takes an offer back that nobody has answered yet. */
export const withdrawOwnership = command(
  "organization.ownership_withdrawn",
  async (actor: Actor, _: object): Promise<void> => {
    const grant = authorize(actor, "organization:transfer");
    assertInPerson(actor);
    await change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const offer = await liveOffer(tx, grant.organizationId);
      const member = offer && (await memberAndAccount(tx, grant.organizationId, offer.memberId));
      if (!member)
        throw new AppError("conflict", "No offer waits any more: it was answered, or has run out.");
      await dropOffer(tx, grant);
      await recordAudit(tx, actor, "organization.ownership_withdrawn", asTarget(member));
    });
  },
);

/** The offer that the actor is to answer, with who made it, under the organization's lock. */
async function ownOffer(tx: Tx, grant: Grant, memberId: string) {
  await lockOrganization(tx, grant);
  const offer = await liveOffer(tx, grant.organizationId);
  if (offer?.memberId !== memberId)
    throw new AppError(
      "conflict",
      "This offer was withdrawn, or has run out. Ask an Owner to make it again.",
    );
  const offerer = await memberAndAccount(tx, grant.organizationId, offer.offeredBy);
  return { offer, offerer };
}

function setRole(tx: Tx, { organizationId }: Grant, memberId: string, role: Role) {
  return tx
    .update(memberships)
    .set({ role })
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.id, memberId)));
}

/**
 * Takes the organization over: the actor becomes its Owner, and whoever offered it an Admin. Refuses when they are no
 * active Owner any more, and when the offer is not there any more.
 */
export const acceptOwnership = command(
  "organization.ownership_accepted",
  async (actor: Actor, _: object): Promise<void> => {
    const grant = authorize(actor, "organization:read");
    assertInPerson(actor);
    assertRecentFactor(actor);
    await change(grant, async (tx) => {
      const { offerer, offer } = await ownOffer(tx, grant, actor.memberId);
      if (!stillOwns(offerer))
        throw new AppError(
          "conflict",
          `${offer.offeredByName} is no Owner any more, so the offer holds no longer. Ask an Owner to make it again.`,
        );
      const self = await memberAndAccount(tx, grant.organizationId, actor.memberId);
      await setRole(tx, grant, actor.memberId, "owner");
      await setRole(tx, grant, offerer.id, "admin");
      await dropOffer(tx, grant);
      await recordAudit(tx, actor, "organization.ownership_accepted", asTarget(offerer), {
        before: { owner: offerer.name, role: self?.role },
        after: { owner: actor.name, formerOwner: "admin" },
      });
      await endExemptionsOfAdmins(tx, actor);
      await answer(tx, actor, offerer, "accepted");
    });
  },
);

/** Declines to take the organization over; everything stays as it is. */
export const declineOwnership = command(
  "organization.ownership_declined",
  async (actor: Actor, _: object): Promise<void> => {
    const grant = authorize(actor, "organization:read");
    assertInPerson(actor);
    await change(grant, async (tx) => {
      const { offerer } = await ownOffer(tx, grant, actor.memberId);
      await dropOffer(tx, grant);
      await recordAudit(tx, actor, "organization.ownership_declined", offerer ? asTarget(offerer) : null);
      if (offerer) await answer(tx, actor, offerer, "declined");
    });
  },
);

/** Tells whoever made the offer what became of it. */
async function answer(
  tx: Tx,
  actor: Actor,
  { name, email }: MemberAndAccount,
  outcome: "accepted" | "declined",
): Promise<void> {
  const { name: organization } = actor.organization;
  const props = { name, organization, by: actor.name, outcome, link: pageOf(actor) };
  await sendMail(tx, email, { template: "ownership-answered", props });
}
