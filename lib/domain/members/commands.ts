import { and, eq, inArray } from "drizzle-orm";
import { change } from "@/db/door";
import { groupMemberships, memberships, removedMembers, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { groupsOf, heldRoles } from "@/lib/auth/standing";
import { removalPhrase } from "@/lib/core/bulk";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type MemberStatus, roleNames } from "@/lib/core/roles";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { endMembership } from "@/lib/domain/departures/rules";
import { endExemptionsOfAdmins } from "@/lib/domain/exemptions/rules";
import { assertGivableGroups } from "@/lib/domain/groups/rules";
import { freeSeats, noFreeSeat } from "@/lib/domain/invitations/rules";
import { handOverKeysOf } from "@/lib/domain/keys/rules";
import type {
  ApiOnlyInput,
  ChangeRoleInput,
  MemberGroupsInput,
  MemberInput,
  RemoveMemberInput,
} from "./input";
import {
  addMembership,
  assertAnotherOwner,
  assertConfirmed,
  assertGivable,
  assertManageable,
  joinGroups,
  lockOrganization,
  manageableMember,
  visibleMember,
} from "./rules";

/**
 * Gives a member another role. Refuses a role that may do more than the actor, whoever is out of reach, and the last Owner.
 * Here as in the other deeds, whoever has what is asked for already is answered as they are, and nothing is written.
 */
export const changeMemberRole = command(
  "member.role_changed",
  async (actor: Actor, { memberId, role, seen }: ChangeRoleInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const member = await manageableMember(tx, grant, memberId);
      assertGivable(actor, role);
      const given = { id: member.id, name: member.name, role };
      if (member.role === role) return given;
      if (seen && seen !== member.role) {
        const message = `${member.name} is ${roleNames[member.role]} by now: someone else changed it. Choose again.`;
        throw new AppError("conflict", message);
      }
      if (role === "owner" && member.apiOnly)
        throw new AppError("conflict", "An API-only member cannot be Owner, because it never signs in.");
      if (member.role === "owner" && role !== "owner") await assertAnotherOwner(tx, grant, member.id);
      await tx.update(memberships).set({ role }).where(member.here);
      await recordAudit(tx, actor, "member.role_changed", member.target, {
        before: { role: member.role },
        after: { role },
      });
      await endExemptionsOfAdmins(tx, actor);
      return given;
    });
  },
);

async function setStatus(actor: Actor, memberId: string, status: MemberStatus) {
  const grant = authorize(actor, "members:write");
  return change(grant, async (tx) => {
    await lockOrganization(tx, grant);
    const member = await manageableMember(tx, grant, memberId);
    const set = { id: member.id, name: member.name, status };
    if (member.status === status) return set;
    if (status === "active") for (const role of member.roles) assertGivable(actor, role);
    if (status === "disabled" && member.role === "owner") await assertAnotherOwner(tx, grant, member.id);
    await tx.update(memberships).set({ status }).where(member.here);
    await recordAudit(tx, actor, status === "active" ? "member.enabled" : "member.disabled", member.target, {
      before: { status: member.status },
      after: { status },
    });
    return set;
  });
}

/** Shuts a member out, with all their sessions and keys, from the next request on. Refuses the last Owner. */
export const disableMember = command("member.disabled", (actor: Actor, { memberId }: MemberInput) =>
  setStatus(actor, memberId, "disabled"),
);

/** Lets a disabled member in again, as they were. Refuses when a role they get back, or one of their groups', may do more than the actor. */
export const enableMember = command("member.enabled", (actor: Actor, { memberId }: MemberInput) =>
  setStatus(actor, memberId, "active"),
);

/**
 * Puts a member into these groups and takes them out of all others. A Team Leader decides about the groups they are in;
 * the others stay as they are. Refuses groups that give more than the actor holds, in either direction.
 */
export const changeMemberGroups = command(
  "member.groups_changed",
  async (actor: Actor, { memberId, groupIds, seen }: MemberGroupsInput) => {
    const grant = authorize(actor, "groups:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const member = await visibleMember(tx, actor, memberId);
      const before = await groupsOf(tx, grant.organizationId, memberId);
      const [wanted, held] = [new Set(groupIds), new Set(before.map(({ id }) => id))];
      const within = (id: string) => grant.reach === "all" || actor.groupIds.includes(id);
      const added = groupIds.filter((id) => !held.has(id));
      const left = before.filter(({ id }) => !wanted.has(id) && within(id));
      const changed = [...added, ...left.map(({ id }) => id)];
      if (changed.length === 0) return { id: memberId, name: member.name };
      if (seen && !sameIds(seen, [...held].filter(within)))
        throw new AppError(
          "conflict",
          `Someone else changed the groups of ${member.name}. Reload to see them as they are now.`,
        );
      await assertGivableGroups(tx, actor, changed);
      // To leave a group that makes someone an Owner or Admin is to be demoted.
      if (left.some(({ role }) => role === "owner" || role === "admin"))
        assertManageable(actor, { id: member.id, roles: heldRoles(member.role, before) });
      await tx
        .delete(groupMemberships)
        .where(
          and(
            eq(groupMemberships.organizationId, grant.organizationId),
            eq(groupMemberships.memberId, memberId),
            inArray(groupMemberships.groupId, ["", ...left.map(({ id }) => id)]),
          ),
        );
      await joinGroups(tx, grant.organizationId, memberId, added);
      await recordAudit(
        tx,
        actor,
        "member.groups_changed",
        { kind: "member", id: memberId, name: member.name },
        {
          before: { groupIds: [...held] },
          after: { groupIds: [...held].filter((id) => !changed.includes(id)).concat(added) },
        },
      );
      await endExemptionsOfAdmins(tx, actor);
      return { id: memberId, name: member.name };
    });
  },
);

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join();
}

/** An address that no mail can reach (RFC 2606), because every account has one; it is shown nowhere. */
const unreachable = (userId: string) => `${userId}@api-only.invalid`;

/** Makes a member who holds keys and never signs in. Refuses a role that may do more than the actor, and takes a free seat. */
export const createApiOnlyMember = command(
  "member.api_only_created",
  async (actor: Actor, { name, role, groupIds }: ApiOnlyInput) => {
    const grant = authorize(actor, "members:write");
    assertGivable(actor, role);
    return change(grant, async (tx) => {
      const { seats } = await lockOrganization(tx, grant);
      await assertGivableGroups(tx, actor, groupIds);
      if ((await freeSeats(tx, grant.organizationId, seats)) <= 0) throw noFreeSeat();
      const userId = newId("user");
      await tx.insert(users).values({
        id: userId,
        email: unreachable(userId),
        name,
        apiOnly: true,
        emailVerifiedAt: now(),
        createdAt: now(),
      });
      const { organizationId } = grant;
      const { id } = await addMembership(tx, { organizationId, userId, role, groupIds });
      await recordAudit(
        tx,
        actor,
        "member.api_only_created",
        { kind: "member", id, name },
        { after: { role, groupIds } },
      );
      return { id, name, role };
    });
  },
);

/**
 * Removes a member, who can be restored for 30 days with their groups and project roles. Their live keys are revoked with
 * them or handed over to the organization. Refuses a person who has not typed whom they remove, and the last Owner.
 */
export const removeMember = command(
  "member.removed",
  async (actor: Actor, { memberId, confirm, among = 1, keys = "revoke" }: RemoveMemberInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const { organizationId } = grant;
      const member = await manageableMember(tx, grant, memberId);
      const called = member.apiOnly ? member.name : member.email;
      assertConfirmed(actor, confirm, among > 1 ? removalPhrase(among) : called);
      if (member.role === "owner") await assertAnotherOwner(tx, grant, member.id);
      if (keys === "hand-over") await handOverKeysOf(tx, actor, member);
      const { id, userId, name, email, role, joinedAt } = member;
      const before = await endMembership(tx, actor, { organizationId, id, role });
      await tx.insert(removedMembers).values({
        ...before,
        organizationId,
        id,
        userId,
        name,
        email,
        joinedAt,
        removedAt: now(),
        removedByName: actor.name,
      });
      await recordAudit(tx, actor, "member.removed", member.target, {
        before: { ...before, ...(member.apiOnly ? {} : { email }) },
      });
      return { id, name };
    });
  },
);
