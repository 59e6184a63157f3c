import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { groupMemberships, groups, type invitations, memberships, users } from "@/db/schema";
import { mayGrant, permissionsOf } from "@/lib/auth/permissions";
import { roles } from "@/lib/core/roles";

/** So many administrators are asked when whoever invited is gone. */
const mostAsked = 5;

/** Whom to ask for a new invitation: whoever invited, as long as they still may, else some who may, those first who were here last. */
export async function inviters(
  tx: Tx,
  invitation: typeof invitations.$inferSelect,
): Promise<{ name: string; email: string }[]> {
  const { organizationId } = invitation;
  const mayInvite = roles.filter(
    (role) =>
      permissionsOf[role].has("members:write") &&
      mayGrant(permissionsOf[role], permissionsOf[invitation.role]),
  );
  const byGroup = tx
    .select({ memberId: groupMemberships.memberId })
    .from(groupMemberships)
    .innerJoin(
      groups,
      and(
        eq(groups.organizationId, groupMemberships.organizationId),
        eq(groups.id, groupMemberships.groupId),
      ),
    )
    .where(and(eq(groupMemberships.organizationId, organizationId), inArray(groups.role, mayInvite)));
  const found = await tx
    .select({ id: memberships.id, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.status, "active"),
        eq(users.apiOnly, false),
        or(inArray(memberships.role, mayInvite), inArray(memberships.id, byGroup)),
      ),
    )
    .orderBy(
      desc(eq(memberships.id, invitation.invitedBy ?? "")),
      sql`${memberships.lastActiveAt} desc nulls last`,
      memberships.id,
    )
    .limit(mostAsked);
  return found[0]?.id === invitation.invitedBy ? found.slice(0, 1) : found;
}
