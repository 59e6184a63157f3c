import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { memberships, projectRoles } from "@/db/schema";
import { groupsOf } from "@/lib/auth/standing";
import type { Role } from "@/lib/core/roles";
import { type Author, recordAudit } from "@/lib/domain/audit/record";
import { revokeKeysOf } from "@/lib/domain/keys/rules";

type Membership = { organizationId: string; id: string; role: Role };

/** What a member holds beside their role and loses with their membership, as the log tells it. */
async function possessionsOf(tx: Tx, { organizationId, id }: Membership) {
  const held = await groupsOf(tx, organizationId, id);
  const grants = await tx
    .select({ projectId: projectRoles.projectId, role: projectRoles.role })
    .from(projectRoles)
    .where(and(eq(projectRoles.organizationId, organizationId), eq(projectRoles.memberId, id)));
  return { groupIds: held.map((group) => group.id), projectRoles: grants };
}

/**
 * Ends a membership with all that hangs on it: keys that were not handed over before are revoked, each with its event.
 * Answers what was held, for the log and for a return. Needs the organization's lock.
 */
export async function endMembership(tx: Tx, author: Author, membership: Membership) {
  const { organizationId, id, role } = membership;
  const possessions = await possessionsOf(tx, membership);
  await revokeKeysOf(tx, author, membership);
  await tx
    .delete(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.id, id)));
  return { role, ...possessions };
}

/** Ends the membership of someone who goes of their own accord, by leaving or by deleting their account. */
export async function leave(tx: Tx, author: Author, membership: Membership, name: string): Promise<void> {
  const before = await endMembership(tx, author, membership);
  await recordAudit(tx, author, "organization.left", { kind: "member", id: membership.id, name }, { before });
}
