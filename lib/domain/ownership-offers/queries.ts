import { and, eq, gt } from "drizzle-orm";
import { read } from "@/db/door";
import { memberships, ownershipOffers, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";

export type OwnershipOffer = {
  /** Whether it is the actor who is to answer it. */
  mine: boolean;
  to: { name: string; email: string };
  by: string;
  madeAt: Date;
  expiresAt: Date;
};

/** The offer to hand the organization over that waits for its answer, for Owners and for whoever it was made to; null else. */
export async function findOwnershipOffer(actor: Actor): Promise<OwnershipOffer | null> {
  const grant = authorize(actor, "organization:read");
  const [found] = await read(grant, (tx) =>
    tx
      .select({
        memberId: ownershipOffers.memberId,
        to: { name: users.name, email: users.email },
        by: ownershipOffers.offeredByName,
        madeAt: ownershipOffers.createdAt,
        expiresAt: ownershipOffers.expiresAt,
      })
      .from(ownershipOffers)
      .innerJoin(
        memberships,
        and(
          eq(memberships.organizationId, ownershipOffers.organizationId),
          eq(memberships.id, ownershipOffers.memberId),
        ),
      )
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(eq(ownershipOffers.organizationId, grant.organizationId), gt(ownershipOffers.expiresAt, now())),
      ),
  );
  if (!found) return null;
  const { memberId, ...offer } = found;
  const mine = memberId === actor.memberId;
  return mine || actor.permissions.has("organization:transfer") ? { ...offer, mine } : null;
}
