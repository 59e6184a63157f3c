import { and, eq, gt } from "drizzle-orm";
import { read } from "@/db/door";
import { memberships, secondFactorExemptions, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { ownExemption } from "@/lib/auth/exemptions";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";

/** Who needs no second factor for a while, until when, and why. */
export async function listExemptions(actor: Actor) {
  const grant = authorize(actor, "security:read");
  return read(grant, (tx) =>
    tx
      .select({
        memberId: secondFactorExemptions.memberId,
        name: users.name,
        email: users.email,
        reason: secondFactorExemptions.reason,
        until: secondFactorExemptions.until,
        grantedByName: secondFactorExemptions.grantedByName,
      })
      .from(secondFactorExemptions)
      .innerJoin(memberships, ownExemption)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(secondFactorExemptions.organizationId, grant.organizationId),
          gt(secondFactorExemptions.until, now()),
        ),
      )
      .orderBy(users.name),
  );
}
