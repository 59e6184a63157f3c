import type { ownershipOffers } from "@/db/schema";
import { day } from "@/lib/core/clock";
import type { Player } from "./cast";
import { daysBefore } from "./moments";

/** The founder of the small organization has just offered it to the guest who is Admin there. */
export function offerOf(
  organizationId: string,
  cast: Player[],
  today: Date,
): typeof ownershipOffers.$inferInsert {
  const founder = cast[0] as Player;
  const heir = cast.findLast(({ role }) => role === "admin") as Player;
  const createdAt = daysBefore(today, 2);
  return {
    organizationId,
    memberId: heir.memberId,
    offeredBy: founder.memberId,
    offeredByName: founder.name,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 7 * day),
  };
}
