import { and, asc, eq, exists, gt, ilike, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { change, pass, read, type Tx } from "@/db/door";
import { groupMemberships, groups, memberships, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { fromNow, minute, now } from "@/lib/core/clock";
import { openCursor, type Page, pageOf } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import type { MemberStatus, Role } from "@/lib/core/roles";
import { containing } from "@/lib/core/text";
import type { MemberFilter } from "./input";

export type Member = {
  id: string;
  name: string;
  email: string;
  role: Role;
  status: MemberStatus;
  groups: { id: string; name: string }[];
  lastActiveAt: Date | null;
  createdAt: Date;
};

const memberFields = {
  id: memberships.id,
  name: users.name,
  email: users.email,
  role: memberships.role,
  status: memberships.status,
  lastActiveAt: memberships.lastActiveAt,
  createdAt: memberships.createdAt,
  groups: sql<{ id: string; name: string }[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', ${groups.id}, 'name', ${groups.name}) order by ${groups.name})
    from ${groupMemberships} join ${groups}
      on ${groups.organizationId} = ${groupMemberships.organizationId} and ${groups.id} = ${groupMemberships.groupId}
    where ${groupMemberships.organizationId} = ${memberships.organizationId} and ${groupMemberships.memberId} = ${memberships.id}
  ), '[]')`,
};

/** A Team Leader sees the members of the groups they are in, and themselves. */
function withinReach(tx: Tx, grant: Grant): SQL | undefined {
  if (grant.reach === "all") return undefined;
  const { groupIds, memberId } = grant.actor;
  const inMyGroups = groupIds.length
    ? exists(
        tx
          .select({ one: sql`1` })
          .from(groupMemberships)
          .where(
            and(
              eq(groupMemberships.organizationId, memberships.organizationId),
              eq(groupMemberships.memberId, memberships.id),
              inArray(groupMemberships.groupId, [...groupIds]),
            ),
          ),
      )
    : undefined;
  return or(eq(memberships.id, memberId ?? ""), inMyGroups);
}

/** A page of the organization's members, in the order in which they joined. */
export async function listMembers(
  actor: Actor,
  { q, role, status, limit, cursor }: MemberFilter,
): Promise<Page<Member>> {
  const grant = authorize(actor, "members:read");
  const scope = JSON.stringify(["members", grant.organizationId, q ?? "", role ?? "", status ?? ""]);
  const after = openCursor(cursor, scope);
  return read(grant, async (tx) => {
    const rows = await tx
      .select(memberFields)
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(memberships.organizationId, grant.organizationId),
          withinReach(tx, grant),
          role && eq(memberships.role, role),
          status && eq(memberships.status, status),
          q ? or(ilike(users.name, containing(q)), ilike(users.email, containing(q))) : undefined,
          after ? gt(memberships.id, String(after[0])) : undefined,
        ),
      )
      .orderBy(asc(memberships.id))
      .limit(limit + 1);
    return pageOf(rows, limit, scope, (member) => [member.id]);
  });
}

/** One member. Answers *not found* for whoever is not there, is elsewhere or is out of reach. */
export async function findMember(actor: Actor, memberId: string): Promise<Member> {
  const grant = authorize(actor, "members:read");
  return read(grant, async (tx) => {
    const [member] = await tx
      .select(memberFields)
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(memberships.organizationId, grant.organizationId),
          eq(memberships.id, memberId),
          withinReach(tx, grant),
        ),
      );
    if (!member) throw notFound("member");
    return member;
  });
}

/** A member's visit is written down at most this often. */
const visitGrainMs = minute;

/** Remembers that a member is here: their last activity, and the organization to lead them back to. */
export async function noteVisit(actor: Actor): Promise<void> {
  if (actor.kind !== "member" || actor.userId === null) return;
  const { id, userId, organization } = actor;
  await change(pass({ organizationId: organization.id }), async (tx) => {
    const [noted] = await tx
      .update(memberships)
      .set({ lastActiveAt: now() })
      .where(
        and(
          eq(memberships.organizationId, organization.id),
          eq(memberships.id, id),
          or(isNull(memberships.lastActiveAt), lt(memberships.lastActiveAt, fromNow(-visitGrainMs))),
        ),
      )
      .returning({ id: memberships.id });
    if (noted)
      await tx.update(users).set({ lastOrganizationId: organization.id }).where(eq(users.id, userId));
  });
}
