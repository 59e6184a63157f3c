import { and, eq } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
import { memberships, secondFactorExemptions, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { Grant } from "@/lib/auth/permissions";
import { holdingsOf } from "@/lib/auth/standing";
import { now } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { lockOrganization, shownEmail } from "@/lib/domain/members/rules";
import { guardian } from "@/lib/domain/security/rules";
import type { EndExemptionInput, ExemptionInput } from "./input";

const exemptionOf = ({ organizationId }: Grant, memberId: string) =>
  and(
    eq(secondFactorExemptions.organizationId, organizationId),
    eq(secondFactorExemptions.memberId, memberId),
  );

/** Lets a member in without a second factor for a while, saying why. Who is exempt so already stays as they are. */
export const exemptMember = command(
  "policy.member_exempted",
  async (actor: Actor, { memberId, reason, until }: ExemptionInput) => {
    const grant = guardian(actor);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const { email, ...member } = await memberOf(tx, grant, memberId);
      if (email === null)
        throw new AppError("conflict", "An API-only member is never asked for a second factor.");
      const held = await holdingsOf(tx, grant.organizationId, memberId);
      if (held?.roles.some((role) => role === "owner" || role === "admin"))
        throw new AppError(
          "conflict",
          "Owners and Admins are never exempt. They could undo the requirement.",
        );
      const [before] = await tx
        .select({
          reason: secondFactorExemptions.reason,
          until: secondFactorExemptions.until,
          grantedByName: secondFactorExemptions.grantedByName,
          createdAt: secondFactorExemptions.createdAt,
        })
        .from(secondFactorExemptions)
        .where(exemptionOf(grant, memberId));
      if (before?.reason === reason && before.until.getTime() === until.getTime())
        return { memberId, name: member.name, email, ...before };
      const exemption = { reason, until, grantedByName: actor.name, createdAt: now() };
      await tx
        .insert(secondFactorExemptions)
        .values({ organizationId: grant.organizationId, memberId, ...exemption })
        .onConflictDoUpdate({
          target: [secondFactorExemptions.organizationId, secondFactorExemptions.memberId],
          set: exemption,
        });
      await recordAudit(tx, actor, "policy.member_exempted", member, { after: { reason, until } });
      return { memberId, name: member.name, email, ...exemption };
    });
  },
);

/** Ends a member's exemption, at once. */
export const endExemption = command(
  "policy.exemption_ended",
  async (actor: Actor, { memberId }: EndExemptionInput) => {
    const grant = guardian(actor);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const { email: _, ...member } = await memberOf(tx, grant, memberId);
      const [ended] = await tx.delete(secondFactorExemptions).where(exemptionOf(grant, memberId)).returning();
      if (!ended) throw notFound("exemption");
      const before = { reason: ended.reason, until: ended.until };
      await recordAudit(tx, actor, "policy.exemption_ended", member, { before });
      return { memberId, name: member.name };
    });
  },
);

async function memberOf(tx: Tx, { organizationId }: Grant, memberId: string) {
  const [member] = await tx
    .select({ id: memberships.id, name: users.name, email: shownEmail })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.id, memberId)));
  if (!member) throw notFound("member");
  return { kind: "member", ...member } as const;
}
