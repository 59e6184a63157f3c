import { and, eq } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
import { groupMemberships, groups, memberships, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { AppError, invalidField, notFound } from "@/lib/core/errors";
import type { MemberStatus } from "@/lib/core/roles";
import { command, recordAudit } from "@/lib/domain/audit/record";
import type { ChangeRoleInput, MemberInput, RemoveMemberInput } from "./input";
import { assertAnotherOwner, assertGivable, assertManageable, lockOrganization } from "./rules";

/** Finds the member to be changed, with every role they hold, and refuses when they are out of the actor's reach. */
async function manageableMember(tx: Tx, grant: Grant, memberId: string) {
  const here = and(eq(memberships.organizationId, grant.organizationId), eq(memberships.id, memberId));
  const [member] = await tx
    .select({
      id: memberships.id,
      role: memberships.role,
      status: memberships.status,
      name: users.name,
      email: users.email,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(here);
  if (!member) throw notFound("member");
  const given = await tx
    .select({ role: groups.role })
    .from(groupMemberships)
    .innerJoin(
      groups,
      and(
        eq(groups.organizationId, groupMemberships.organizationId),
        eq(groups.id, groupMemberships.groupId),
      ),
    )
    .where(
      and(eq(groupMemberships.organizationId, grant.organizationId), eq(groupMemberships.memberId, memberId)),
    );
  assertManageable(grant.actor, {
    id: member.id,
    roles: [member.role, ...given.flatMap((group) => group.role ?? [])],
  });
  // Whoever makes, changes or shuts out an Owner proves first that it is them.
  if (member.role === "owner" || given.some((group) => group.role === "owner"))
    assertRecentFactor(grant.actor);
  return { ...member, here, target: { kind: "member", id: member.id, name: member.name } as const };
}

/** Gives a member another role. Refuses a role that may do more than the actor, whoever is out of reach, and the last Owner. */
export const changeMemberRole = command(
  "member.role_changed",
  async (actor: Actor, { memberId, role }: ChangeRoleInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const member = await manageableMember(tx, grant, memberId);
      assertGivable(actor, role);
      if (member.role === "owner" && role !== "owner") await assertAnotherOwner(tx, grant, member.id);
      await tx.update(memberships).set({ role }).where(member.here);
      await recordAudit(tx, actor, "member.role_changed", member.target, {
        before: { role: member.role },
        after: { role },
      });
      return { id: member.id, name: member.name, role };
    });
  },
);

async function setStatus(actor: Actor, memberId: string, status: MemberStatus) {
  const grant = authorize(actor, "members:write");
  return change(grant, async (tx) => {
    await lockOrganization(tx, grant);
    const member = await manageableMember(tx, grant, memberId);
    if (member.status === status) throw new AppError("conflict", `${member.name} is ${status} already.`);
    if (status === "disabled" && member.role === "owner") await assertAnotherOwner(tx, grant, member.id);
    await tx.update(memberships).set({ status }).where(member.here);
    await recordAudit(tx, actor, status === "active" ? "member.enabled" : "member.disabled", member.target, {
      before: { status: member.status },
      after: { status },
    });
    return { id: member.id, name: member.name, status };
  });
}

/** Shuts a member out, with all their sessions and keys, from the next request on. Refuses the last Owner. */
export const disableMember = command("member.disabled", (actor: Actor, { memberId }: MemberInput) =>
  setStatus(actor, memberId, "disabled"),
);

/** Lets a disabled member in again, as they were. */
export const enableMember = command("member.enabled", (actor: Actor, { memberId }: MemberInput) =>
  setStatus(actor, memberId, "active"),
);

/** Removes a member with their groups, project roles and user keys. Refuses unless their email is typed, and the last Owner. */
export const removeMember = command(
  "member.removed",
  async (actor: Actor, { memberId, confirm }: RemoveMemberInput) => {
    const grant = authorize(actor, "members:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const member = await manageableMember(tx, grant, memberId);
      if (confirm.trim().toLowerCase() !== member.email)
        throw invalidField("confirm", `Type ${member.email} to confirm.`);
      if (member.role === "owner") await assertAnotherOwner(tx, grant, member.id);
      await tx.delete(memberships).where(member.here);
      await recordAudit(tx, actor, "member.removed", member.target, {
        before: { role: member.role, email: member.email },
      });
      return { id: member.id, name: member.name };
    });
  },
);
