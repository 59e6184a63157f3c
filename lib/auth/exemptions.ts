import { and, eq, not, sql } from "drizzle-orm";
import { groupMemberships, groups, memberships, secondFactorExemptions } from "@/db/schema";

const ranks = sql`('owner', 'admin')`;

/** Whether a member is Owner or Admin, by their own role or a group's, as a condition on `memberships`. */
export const isAdministrator = sql`(${memberships.role} in ${ranks} or exists (
  select from ${groupMemberships} join ${groups}
    on ${groups.organizationId} = ${groupMemberships.organizationId} and ${groups.id} = ${groupMemberships.groupId}
  where ${groupMemberships.organizationId} = ${memberships.organizationId}
    and ${groupMemberships.memberId} = ${memberships.id} and ${groups.role} in ${ranks}))`;

/**
 * Joins a member's exemption from the second factor to `memberships`. That of someone who has become Owner or Admin counts
 * for nothing, because they could undo the requirement.
 */
export const ownExemption = and(
  eq(secondFactorExemptions.organizationId, memberships.organizationId),
  eq(secondFactorExemptions.memberId, memberships.id),
  not(isAdministrator),
);
