import { and, eq, sql } from "drizzle-orm";
import { change, pass, read, type Tx } from "@/db/door";
import { memberships, organizations, tokens, users } from "@/db/schema";
import { type Actor, memberOf, type Person } from "@/lib/auth/actor";
import { obstaclesTo, refusalFor, standingIn } from "@/lib/auth/gate";
import { authorize } from "@/lib/auth/permissions";
import { heldRoles } from "@/lib/auth/standing";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError, notFound } from "@/lib/core/errors";
import { formatExact } from "@/lib/core/format";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { lockOrganization } from "@/lib/domain/members/rules";
import { assertTyped, organizationTarget } from "@/lib/domain/organizations/rules";
import { sendMail } from "@/lib/jobs/mail";
import type { DeleteInput, RestoreInput } from "./input";
import { removedAt } from "./rules";

/**
 * Deletes the organization: it is closed at once to everyone and every key, and removed for good thirty days later. Until
 * then an Owner can restore it; all of them are told by mail. Refuses unless its name is typed.
 */
export const deleteOrganization = command(
  "organization.deleted",
  async (actor: Actor, { confirm }: DeleteInput): Promise<{ name: string }> => {
    const grant = authorize(actor, "organization:delete");
    const { organization } = actor;
    assertTyped(confirm, organization.name);
    assertRecentFactor(actor);
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const deletedAt = now();
      const until = removedAt(deletedAt);
      await tx.update(organizations).set({ deletedAt }).where(eq(organizations.id, organization.id));
      const target = organizationTarget(organization);
      await recordAudit(tx, actor, "organization.deleted", target, {
        after: { deletedAt, removedAt: until },
      });
      const about = {
        organization: organization.name,
        by: actor.name,
        until: formatExact(until, organization),
        link: `${env().APP_URL}/orgs`,
      };
      for (const { name, email } of await ownersOf(tx, organization.id))
        await sendMail(tx, email, { template: "organization-deleted", props: { name, ...about } });
      return { name: organization.name };
    });
  },
);

function ownersOf(tx: Tx, organizationId: string) {
  return tx
    .select({ name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.role, "owner"),
        eq(memberships.status, "active"),
      ),
    );
}

/** A deleted organization, locked; null where it is open, or removed for good. */
async function lockClosed(tx: Tx, organizationId: string) {
  const [found] = await tx
    .select({ id: organizations.id, name: organizations.name, closedAt: organizations.deletedAt })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("update");
  return found?.closedAt ? { ...found, closedAt: found.closedAt } : null;
}

/** Whether a member is an active Owner at this moment, by their own role or a group's. */
async function isOwner(tx: Tx, { id: memberId, organization }: Actor): Promise<boolean> {
  const standing = await standingIn(tx, organization.id, { ip: null, memberId });
  const member = standing?.member;
  return member?.status === "active" && heldRoles(member.role, member.groups).includes("owner");
}

/**
 * Opens a deleted organization again, as it was. Refuses whoever is no Owner of it or is kept out by its policies, and when
 * it is open already or its thirty days are over.
 */
export const restoreOrganization = command(
  "organization.restored",
  async (person: Person, { slug }: RestoreInput): Promise<{ id: string; slug: string; name: string }> => {
    const { actor, facts } = await memberOf(person, slug);
    const { organization, permissions } = actor;
    if (!permissions.has("organization:delete")) throw notFound("organization", { aboutRights: true });
    const [obstacle] = obstaclesTo({ via: "web", ...person }, facts, now());
    if (obstacle) throw refusalFor(obstacle, organization.name, person.request.ip);
    assertRecentFactor(person);
    return change(pass({ organizationId: organization.id }), async (tx) => {
      const closed = await lockClosed(tx, organization.id);
      if (!closed)
        throw new AppError("conflict", `${organization.name} was restored already, or is removed for good.`);
      if (removedAt(closed.closedAt) <= now())
        throw new AppError("gone", `The 30 days to restore ${organization.name} are over.`);
      if (!(await isOwner(tx, actor))) throw notFound("organization", { aboutRights: true });
      await tx.update(organizations).set({ deletedAt: null }).where(eq(organizations.id, closed.id));
      await recordAudit(tx, actor, "organization.restored", organizationTarget(closed), {
        before: { deletedAt: closed.closedAt },
      });
      return { id: closed.id, slug: organization.slug, name: closed.name };
    });
  },
);

/** Removes for good the organizations that were deleted thirty days ago, each in a transaction of its own. */
export async function removeClosedOrganizations(): Promise<void> {
  const due = await read(pass({}), (tx) =>
    tx.execute<{ id: string }>(sql`select id from closed_organizations() as id`),
  );
  for (const { id } of due) await change(pass({ organizationId: id }), (tx) => removeForGood(tx, id));
}

/** What it looked like when it was listed may be over: it is asked once more under its lock. */
async function removeForGood(tx: Tx, organizationId: string): Promise<void> {
  // A hundred thousand members take longer than a request may.
  await tx.execute(sql`set local statement_timeout = '10min'`);
  const closed = await lockClosed(tx, organizationId);
  if (!closed || removedAt(closed.closedAt) > now()) return;
  await tx.delete(tokens).where(eq(tokens.organizationId, organizationId));
  await tx.execute(sql`select remove_closed_organization(${organizationId})`);
}
