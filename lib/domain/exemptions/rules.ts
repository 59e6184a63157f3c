import { and, eq, gt, inArray } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { memberships, secondFactorExemptions, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { isAdministrator } from "@/lib/auth/exemptions";
import { now } from "@/lib/core/clock";
import { recordAudit } from "@/lib/domain/audit/record";

/**
 * Ends the exemptions of whoever is Owner or Admin by now, by their own role or a group's, and writes it down: part of
 * every deed that may give such a role. Needs the organization's lock.
 */
export async function endExemptionsOfAdmins(tx: Tx, actor: Actor): Promise<void> {
  const { id: memberId, organizationId } = memberships;
  const here = eq(secondFactorExemptions.organizationId, actor.organization.id);
  const ended = await tx
    .select({ memberId, name: users.name, before: secondFactorExemptions })
    .from(secondFactorExemptions)
    .innerJoin(
      memberships,
      and(
        eq(organizationId, secondFactorExemptions.organizationId),
        eq(memberId, secondFactorExemptions.memberId),
      ),
    )
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(here, gt(secondFactorExemptions.until, now()), isAdministrator));
  if (ended.length === 0) return;
  const theirs = inArray(
    secondFactorExemptions.memberId,
    ended.map(({ memberId }) => memberId),
  );
  await tx.delete(secondFactorExemptions).where(and(here, theirs));
  for (const { memberId: id, name, before } of ended) {
    const { reason, until } = before;
    await recordAudit(
      tx,
      actor,
      "policy.exemption_ended",
      { kind: "member", id, name },
      {
        before: { reason, until },
      },
    );
  }
}
