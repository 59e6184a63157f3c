import { and, eq, inArray, or } from "drizzle-orm";
import { change } from "@/db/door";
import { groupMemberships, memberships, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { endExemptionsOfAdmins } from "@/lib/domain/exemptions/rules";
import { isAdministrative, lockedGroup } from "@/lib/domain/groups/rules";
import { assertManageable } from "@/lib/domain/members/rules";
import type { AddGroupMembersInput, MemberRefusal, RemoveGroupMembersInput } from "./input";
import { membersWithinReach } from "./rules";

/** What became of one row of a list of members. */
export type MemberVerdict = { given: string; id: string | null; name: string | null } & (
  | { outcome: "added" | "removed" }
  | { outcome: "refused"; code: MemberRefusal; reason: string }
);

/**
 * Adds members to a group, by their ids or email addresses. Answers for each what became of it: those who are in it
 * already, or whom the actor does not know of, are refused by themselves, and the others still go.
 */
export const addGroupMembers = command(
  "group.member_added",
  async (actor: Actor, { groupId, members: given }: AddGroupMembersInput): Promise<MemberVerdict[]> => {
    const grant = authorize(actor, "groups:write");
    const known = authorize(actor, "members:read");
    return change(grant, async (tx) => {
      const group = await lockedGroup(tx, grant, groupId);
      const found = await tx
        .select({
          id: memberships.id,
          name: users.name,
          email: users.email,
          inside: groupMemberships.groupId,
        })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .leftJoin(
          groupMemberships,
          and(
            eq(groupMemberships.organizationId, memberships.organizationId),
            eq(groupMemberships.memberId, memberships.id),
            eq(groupMemberships.groupId, groupId),
          ),
        )
        .where(
          and(
            eq(memberships.organizationId, grant.organizationId),
            membersWithinReach(known),
            or(
              inArray(memberships.id, given),
              inArray(
                users.email,
                given.map((one) => one.toLowerCase()),
              ),
            ),
          ),
        );
      const inside = new Set(found.flatMap((member) => (member.inside ? [member.id] : [])));
      const verdicts: MemberVerdict[] = [];
      for (const one of given) {
        const member = found.find(({ id, email }) => id === one || email === one.toLowerCase());
        verdicts.push(judged(one, member, inside));
        if (member) inside.add(member.id);
      }
      const added = verdicts.flatMap(({ outcome, id, name }) =>
        outcome === "added" && id && name ? [{ kind: "member", id, name } as const] : [],
      );
      if (added.length > 0)
        await tx.insert(groupMemberships).values(
          added.map(({ id: memberId }) => ({
            organizationId: grant.organizationId,
            groupId,
            memberId,
            createdAt: now(),
          })),
        );
      const after = { groupId, group: group.name };
      for (const target of added) await recordAudit(tx, actor, "group.member_added", target, { after });
      if (isAdministrative(group.role)) await endExemptionsOfAdmins(tx, actor);
      return verdicts;
    });
  },
);

function judged(
  given: string,
  member: { id: string; name: string } | undefined,
  inside: ReadonlySet<string>,
): MemberVerdict {
  if (!member)
    return {
      given,
      id: null,
      name: null,
      outcome: "refused",
      code: "not-found",
      reason: "No member of this id or email address.",
    };
  const { id, name } = member;
  return inside.has(id)
    ? { given, id, name, outcome: "refused", code: "already-member", reason: "In this group already." }
    : { given, id, name, outcome: "added" };
}

/**
 * Takes members out of a group, and answers for each what became of it. Refuses to have an Admin take from others what
 * the group makes them, Owner or Admin.
 */
export const removeGroupMembers = command(
  "group.member_removed",
  async (actor: Actor, { groupId, memberIds }: RemoveGroupMembersInput): Promise<MemberVerdict[]> => {
    const grant = authorize(actor, "groups:write");
    return change(grant, async (tx) => {
      const group = await lockedGroup(tx, grant, groupId);
      const { role } = group;
      if (role !== null && isAdministrative(role))
        for (const id of memberIds) assertManageable(actor, { id, roles: [role] });
      const within = and(
        eq(groupMemberships.organizationId, grant.organizationId),
        eq(groupMemberships.groupId, groupId),
        inArray(groupMemberships.memberId, memberIds),
      );
      const found = await tx
        .select({ id: memberships.id, name: users.name })
        .from(groupMemberships)
        .innerJoin(
          memberships,
          and(
            eq(memberships.organizationId, groupMemberships.organizationId),
            eq(memberships.id, groupMemberships.memberId),
          ),
        )
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(within);
      await tx.delete(groupMemberships).where(within);
      const before = { groupId, group: group.name };
      for (const { id, name } of found)
        await recordAudit(tx, actor, "group.member_removed", { kind: "member", id, name }, { before });
      const names = new Map(found.map(({ id, name }) => [id, name]));
      return [...new Set(memberIds)].map((id): MemberVerdict => {
        const name = names.get(id) ?? null;
        return name === null
          ? { given: id, id: null, name, outcome: "refused", code: "not-found", reason: "Not in this group." }
          : { given: id, id, name, outcome: "removed" };
      });
    });
  },
);
