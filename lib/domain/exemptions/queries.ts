import { and, eq, gt } from "drizzle-orm";
import { read } from "@/db/door";
import { askPage, keyset } from "@/db/keyset";
import { memberships, secondFactorExemptions, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { ownExemption } from "@/lib/auth/exemptions";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import type { Counting, Page } from "@/lib/core/cursor";
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
  { limit, cursor, count }: ExemptionFilter & Counting,
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
    count,
    keyOf: ({ sortName, memberId }) => [sortName, memberId],
  });
  const page = await read(grant, (tx) =>
    askPage(tx, list, (beyond, counted) =>
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
          ...counted,
        })
        .from(secondFactorExemptions)
        .innerJoin(memberships, ownExemption)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(
          and(
            eq(secondFactorExemptions.organizationId, grant.organizationId),
            gt(secondFactorExemptions.until, now()),
            beyond,
          ),
        ),
    ),
  );
  return { ...page, rows: page.rows.map(({ sortName: _, ...exemption }) => exemption) };
}
