import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { memberships, ownershipOffers, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { day, now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";

/** So long an offer waits for its answer. */
export const offerLifeMs = 7 * day;

/** Refuses whoever acts without being a member in person: an organization changes hands between people. */
export function assertInPerson(actor: Actor): asserts actor is Actor & { memberId: string } {
  if (actor.kind !== "member")
    throw new AppError("forbidden", "Only a member in person hands an organization over, or takes it over.");
}

/** The offer that waits to be answered, if there is one. Needs the organization's lock. */
export async function liveOffer(tx: Tx, organizationId: string) {
  const [offer] = await tx
    .select()
    .from(ownershipOffers)
    .where(and(eq(ownershipOffers.organizationId, organizationId), gt(ownershipOffers.expiresAt, now())));
  return offer;
}

/** A member with their account. */
export async function memberAndAccount(tx: Tx, organizationId: string, memberId: string) {
  const [member] = await tx
    .select({
      id: memberships.id,
      role: memberships.role,
      status: memberships.status,
      name: users.name,
      email: users.email,
      apiOnly: users.apiOnly,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.id, memberId)));
  return member;
}

export type MemberAndAccount = NonNullable<Awaited<ReturnType<typeof memberAndAccount>>>;

/** Why an organization cannot be offered to a member; null where it can. */
export function unfitToOwn({ name, role, status, apiOnly }: MemberAndAccount): string | null {
  if (role === "owner") return `${name} is an Owner already.`;
  if (status !== "active") return `${name} is disabled. Enable them first.`;
  return apiOnly ? `${name} never signs in, and cannot accept.` : null;
}

/** Whether a member may still hand over what they offered. */
export function stillOwns(member: MemberAndAccount | undefined): member is MemberAndAccount {
  return member?.role === "owner" && member.status === "active";
}
