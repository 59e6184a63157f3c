import { and, eq, gt } from "drizzle-orm";
import { read } from "@/db/door";
import { keyset } from "@/db/keyset";
import { memberships, secondFactorExemptions, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { ownExemption } from "@/lib/auth/exemptions";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import type { Page } from "@/lib/core/cursor";
import { shownEmail } from "@/lib/domain/members/rules";
import type { ExemptionFilter } from "./input";

export type Exemption = {
  memberId: string;
  name: string;
  /** Null for an API-only member, who has none. */
  email: string | null;
  reason: string;
  until: Date;
  grantedByName: string;
  createdAt: Date;
};

/** A page of who needs no second factor for a while, until when, and why, by name. */
export async function listExemptions(
  actor: Actor,
  { limit, cursor }: ExemptionFilter,
): Promise<Page<Exemption>> {
  const grant = authorize(actor, "security:read");
  const list = keyset<Exemption & { sortName: string }>({
    keys: [
      { by: memberships.sortName, type: "text" },
      { by: memberships.id, type: "text" },
    ],
    cursor,
    scope: JSON.stringify(["exemptions", grant.organizationId]),
    limit,
    keyOf: ({ sortName, memberId }) => [sortName, memberId],
  });
  const found = await read(grant, (tx) =>
    tx
      .select({
        memberId: secondFactorExemptions.memberId,
        name: users.name,
        email: shownEmail,
        reason: secondFactorExemptions.reason,
        until: secondFactorExemptions.until,
        grantedByName: secondFactorExemptions.grantedByName,
        createdAt: secondFactorExemptions.createdAt,
        sortName: memberships.sortName,
      })
      .from(secondFactorExemptions)
      .innerJoin(memberships, ownExemption)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(secondFactorExemptions.organizationId, grant.organizationId),
          gt(secondFactorExemptions.until, now()),
          list.where,
        ),
      )
      .orderBy(...list.orderBy)
      .limit(list.fetch),
  );
  const page = list.page(found);
  return { ...page, rows: page.rows.map(({ sortName: _, ...exemption }) => exemption) };
}
