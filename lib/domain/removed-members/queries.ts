import { and, eq, ilike, or, sql } from "drizzle-orm";
import { read } from "@/db/door";
import { askPage, keyset } from "@/db/keyset";
import { removedMembers, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { day } from "@/lib/core/clock";
import type { Counting, Page } from "@/lib/core/cursor";
import type { Role } from "@/lib/core/roles";
import { containing } from "@/lib/core/text";
import type { RemovedMemberFilter } from "./input";
import { restorable, restorableDays } from "./rules";

export type RemovedMember = {
  id: string;
  /** As they were called when they were removed. */
  name: string;
  email: string | null;
  apiOnly: boolean;
  role: Role;
  joinedAt: Date;
  removedAt: Date;
  removedByName: string;
  /** Until when they can be restored. */
  restorableUntil: Date;
};

/** A page of who was removed within the last 30 days, the latest first. */
export async function listRemovedMembers(
  actor: Actor,
  { q, limit, cursor, count }: RemovedMemberFilter & Counting,
): Promise<Page<RemovedMember>> {
  const grant = authorize(actor, "members:write");
  const list = keyset<Omit<RemovedMember, "restorableUntil">>({
    keys: [
      { by: removedMembers.removedAt, type: "timestamptz" },
      { by: removedMembers.id, type: "text" },
    ],
    descending: true,
    cursor,
    scope: JSON.stringify(["removed-members", grant.organizationId, q ?? ""]),
    limit,
    count,
    keyOf: ({ removedAt, id }) => [removedAt, id],
  });
  const page = await read(grant, (tx) =>
    askPage(tx, list, (beyond, counted) =>
      tx
        .select({
          id: removedMembers.id,
          name: removedMembers.name,
          email: sql<string | null>`case when ${users.apiOnly} then null else ${removedMembers.email} end`,
          apiOnly: users.apiOnly,
          role: removedMembers.role,
          joinedAt: removedMembers.joinedAt,
          removedAt: removedMembers.removedAt,
          removedByName: removedMembers.removedByName,
          ...counted,
        })
        .from(removedMembers)
        .innerJoin(users, eq(users.id, removedMembers.userId))
        .where(
          and(
            restorable(grant.organizationId),
            q
              ? or(ilike(removedMembers.name, containing(q)), ilike(removedMembers.email, containing(q)))
              : undefined,
            beyond,
          ),
        ),
    ),
  );
  const until = ({ removedAt }: { removedAt: Date }) => new Date(removedAt.getTime() + restorableDays * day);
  return { ...page, rows: page.rows.map((row) => ({ ...row, restorableUntil: until(row) })) };
}
