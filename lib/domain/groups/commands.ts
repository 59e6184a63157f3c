import { and, eq, ne } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
import { groupMemberships, groups, organizations } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { AppError, invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { foldName } from "@/lib/core/text";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { overtaken } from "@/lib/domain/audit/rules";
import { endExemptionsOfAdmins } from "@/lib/domain/exemptions/rules";
import { assertGivable, assertManageable, lockOrganization } from "@/lib/domain/members/rules";
import type { ChangeGroupInput, CreateGroupInput, DeleteGroupInput, GroupSettings } from "./input";
import {
  assertDefaultable,
  changedIn,
  defaultGroupOf,
  isAdministrative,
  type LockedGroup,
  lockedGroup,
  nameTaken,
  settingsOf,
} from "./rules";

const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: "group", id, name }) as const;

const here = ({ organizationId }: Grant, groupId: string) =>
  and(eq(groups.organizationId, organizationId), eq(groups.id, groupId));

/** Leave to do what concerns the whole organization and not one group alone. */
function assertReachesAll({ reach }: Grant, deed: string): void {
  if (reach !== "all") throw new AppError("forbidden", `Only Owners and Admins of the organization ${deed}.`);
}

/** Refuses to let an Admin take from others what a group makes them, Owner or Admin (rule 2). */
async function assertDismissible(tx: Tx, actor: Actor, { id, role }: LockedGroup): Promise<void> {
  if (role === null || !isAdministrative(role)) return;
  const [other] = await tx
    .select({ id: groupMemberships.memberId })
    .from(groupMemberships)
    .where(
      and(
        eq(groupMemberships.organizationId, actor.organization.id),
        eq(groupMemberships.groupId, id),
        ne(groupMemberships.memberId, actor.memberId ?? ""),
      ),
    )
    .limit(1);
  if (other) assertManageable(actor, { id: other.id, roles: [role] });
}

/** Makes this group, or none, the one that new members join. Whoever was it before is told of in the log too. */
async function setDefault(tx: Tx, grant: Grant, groupId: string | null): Promise<void> {
  const before = await defaultGroupOf(tx, grant);
  await tx
    .update(organizations)
    .set({ defaultGroupId: groupId })
    .where(eq(organizations.id, grant.organizationId));
  if (before === null || groupId === null) return;
  const [former] = await tx.select().from(groups).where(here(grant, before));
  if (!former) return;
  await tx
    .update(groups)
    .set({ version: former.version + 1 })
    .where(here(grant, before));
  await recordAudit(tx, grant.actor, "group.changed", targetOf(former), {
    before: { isDefault: true },
    after: { isDefault: false },
  });
}

/** Refuses a name that another group has, however it is written. Needs the organization's lock. */
async function assertNameFree(tx: Tx, { organizationId }: Grant, name: string): Promise<void> {
  const [taken] = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.organizationId, organizationId), eq(groups.foldedName, foldName(name))));
  if (taken) throw nameTaken();
}

/** Makes a group. Refuses a name that is taken, and a role that may do more than the actor. */
export const createGroup = command("group.created", async (actor: Actor, input: CreateGroupInput) => {
  const grant = authorize(actor, "groups:write");
  assertReachesAll(grant, "create groups");
  return change(grant, async (tx) => {
    await lockOrganization(tx, grant);
    if (input.role) assertGivable(actor, input.role);
    assertDefaultable(input);
    await assertNameFree(tx, grant, input.name);
    const { isDefault, ...settings } = input;
    const group = { ...settings, id: newId("group"), version: 0 };
    await tx.insert(groups).values({
      ...group,
      organizationId: grant.organizationId,
      foldedName: foldName(input.name),
      createdAt: now(),
    });
    await recordAudit(tx, actor, "group.created", targetOf(group), { after: input });
    if (isDefault) await setDefault(tx, grant, group.id);
    return { ...group, isDefault };
  });
});

/** Refuses what of a change is beyond the actor: the role that a group gives, and which one new members join. */
async function assertChangeable(
  tx: Tx,
  grant: Grant,
  before: LockedGroup,
  after: GroupSettings,
): Promise<void> {
  if (after.role !== before.role) {
    assertReachesAll(grant, "change the role that a group gives");
    if (after.role) assertGivable(grant.actor, after.role);
    await assertDismissible(tx, grant.actor, before);
  }
  if (after.isDefault !== before.isDefault) assertReachesAll(grant, "choose which group new members join");
  assertDefaultable(after);
  if (foldName(after.name) !== before.foldedName) await assertNameFree(tx, grant, after.name);
}

/**
 * Changes the settings of a group, those that are sent. Refuses a version that is no longer the present one, a name that
 * is taken, and a role that may do more than the actor. A Team Leader changes neither its role nor whether it is the default.
 */
export const changeGroup = command(
  "group.changed",
  async (actor: Actor, { groupId, version, change: wanted }: ChangeGroupInput) => {
    const grant = authorize(actor, "groups:write");
    return change(grant, async (tx) => {
      const group = await lockedGroup(tx, grant, groupId);
      if (group.version !== version) throw await overtaken(tx, grant, targetOf(group));
      const before = settingsOf(group);
      const after = { ...before, ...wanted };
      const changed = changedIn(before, after);
      if (changed.length === 0) return { id: groupId, ...after, version };
      await assertChangeable(tx, grant, group, after);
      const { isDefault, ...settings } = after;
      await tx
        .update(groups)
        .set({ ...settings, foldedName: foldName(after.name), version: version + 1 })
        .where(here(grant, groupId));
      const only = (from: GroupSettings) => Object.fromEntries(changed.map((name) => [name, from[name]]));
      await recordAudit(tx, actor, "group.changed", targetOf({ id: groupId, name: after.name }), {
        before: only(before),
        after: only(after),
      });
      if (isDefault !== group.isDefault) await setDefault(tx, grant, isDefault ? groupId : null);
      if (isAdministrative(after.role)) await endExemptionsOfAdmins(tx, actor);
      return { id: groupId, ...after, version: version + 1 };
    });
  },
);

/**
 * Deletes a group with what it gave its members. Refuses a version that is no longer the present one, and, of a group with
 * members, a person who has not typed its name.
 */
export const deleteGroup = command(
  "group.deleted",
  async (actor: Actor, { groupId, version, confirm = "" }: DeleteGroupInput) => {
    const grant = authorize(actor, "groups:write");
    return change(grant, async (tx) => {
      const group = await lockedGroup(tx, grant, groupId);
      assertReachesAll(grant, "delete groups");
      assertRecentFactor(actor);
      if (group.version !== version) throw await overtaken(tx, grant, targetOf(group));
      await assertDismissible(tx, actor, group);
      if (actor.kind === "member" && group.memberCount > 0 && confirm.trim() !== group.name)
        throw invalidField("confirm", `Type ${group.name} to confirm.`);
      await tx.delete(groups).where(here(grant, groupId));
      if (group.isDefault) await setDefault(tx, grant, null);
      await recordAudit(tx, actor, "group.deleted", targetOf(group), {
        before: { ...settingsOf(group), members: group.memberCount },
      });
      return { id: groupId, name: group.name, wasDefault: group.isDefault };
    });
  },
);
