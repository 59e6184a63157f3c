import { and, eq } from "drizzle-orm";
import { attempt, change, pass, type Tx } from "@/db/door";
import { memberships, organizations, users } from "@/db/schema";
import type { Actor, Person } from "@/lib/auth/actor";
import { foundingLadder, reserveAttempt, tooOften } from "@/lib/auth/counters";
import { authorize } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { foldName, slugify } from "@/lib/core/text";
import { type Author, command, recordAudit } from "@/lib/domain/audit/record";
import { overtaken } from "@/lib/domain/audit/rules";
import { dropContactLinks, mailContactLink } from "@/lib/domain/contact-emails/rules";
import { leave } from "@/lib/domain/departures/rules";
import { assertAnotherOwner, lockOrganization } from "@/lib/domain/members/rules";
import type { AdminReachInput, ChangeOrganizationInput, LeaveInput, OrganizationInput } from "./input";
import {
  assertOwner,
  assertSlugLeft,
  assertTyped,
  differences,
  firstPlan,
  founder,
  organizationTarget,
  planOf,
  refuseTaken,
  storedOrganization,
  takenBy,
  usableSlug,
} from "./rules";

/**
 * Makes an organization with the person as its Owner. A contact address that is not their own waits to be confirmed, and
 * theirs stands in for it until then. Refuses a name that is taken after NFKC and case folding, and after ten within a day.
 */
export const createOrganization = command(
  "organization.created",
  async (person: Person, input: OrganizationInput) => {
    const id = newId("organization");
    const { email } = person;
    const own = { ...input, alertingEmail: email, invoicingEmail: email };
    return change(pass({ organizationId: id, userId: person.userId }), async (tx) => {
      const reserved = await reserveAttempt(`founding:${person.userId}`, foundingLadder, tx);
      if (!reserved.allowed)
        throw tooOften("You made ten organizations of late. Make the next one", reserved.heldUntil);
      const authorOf = (organization: { id: string }) => founder(person, organization);
      const made = await foundOrganization(tx, {
        id,
        ownerId: person.userId,
        input: own,
        authorOf,
        wanted: input,
      });
      const { set, asked } = planOf(await storedOrganization(tx, id), input);
      if (asked.length > 0) await tx.update(organizations).set(set).where(eq(organizations.id, id));
      for (const contact of asked) await mailContactLink(tx, made, contact);
      return made;
    });
  },
);

/**
 * What every way to make an organization shares: its row, its Owner's membership and the audit event, signed by
 * `authorOf` and telling what was `wanted`. Needs a transaction that reaches the organization `id`. Refuses a name that
 * is taken.
 */
export async function foundOrganization(
  tx: Tx,
  { id, ownerId, input, wanted = input, authorOf }: Founding,
): Promise<{ id: string; slug: string; name: string }> {
  const organization = await insertOrganization(tx, id, input);
  await tx.insert(memberships).values({
    organizationId: id,
    id: newId("member"),
    userId: ownerId,
    role: "owner",
    status: "active",
    lastActiveAt: now(),
    createdAt: now(),
  });
  await tx.update(users).set({ lastOrganizationId: id }).where(eq(users.id, ownerId));
  const { slug, name } = organization;
  await recordAudit(tx, authorOf(organization), "organization.created", organizationTarget(organization), {
    after: { ...wanted, slug },
  });
  return { id, slug, name };
}

type Founding = {
  id: string;
  ownerId: string;
  input: OrganizationInput;
  wanted?: OrganizationInput;
  authorOf: (organization: Actor["organization"]) => Author;
};

/** Gives the organization the address that its name suggests, or the same with a few signs of its id where that is taken. */
async function insertOrganization(tx: Tx, id: string, input: OrganizationInput) {
  const wanted = usableSlug(slugify(input.name));
  const row = { ...input, ...firstPlan, id, foldedName: foldName(input.name), createdAt: now() };
  const insert = (slug: string) => (part: Tx) =>
    part
      .insert(organizations)
      .values({ ...row, slug })
      .returning();
  const made = await attempt(tx, insert(wanted)).catch((error) => {
    if (takenBy(error) !== "slug") return refuseTaken(error);
    return attempt(tx, insert(`${wanted}-${id.slice(-6)}`)).catch(refuseTaken);
  });
  return made[0] as (typeof made)[number];
}

const settingsChanges = ["organization.changed", "organization.contact_confirmed"] as const;

/**
 * Changes the settings of the organization. Another contact address is mailed a link and waits for it to be opened; a former
 * address of the pages goes on leading to them. Refuses a version that is no longer the present one, a name or an address that
 * another organization has, and a sixth former address; whoever changes where alerts go proves first that it is them.
 */
export const changeOrganization = command(
  "organization.changed",
  async (actor: Actor, { version, change: wanted }: ChangeOrganizationInput) => {
    const grant = authorize(actor, "organization:write");
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const before = await storedOrganization(tx, grant.organizationId);
      const target = organizationTarget(before);
      if (before.version !== version) throw await overtaken(tx, grant, target, [...settingsChanges]);
      const { set, asked, dropped } = planOf(before, wanted);
      if (Object.keys(set).length === 0) return before;
      if (set.slug !== undefined) await assertSlugLeft(tx, before.id, set.slug);
      // Alerts tell of what an intruder does, so that one would have them go elsewhere first.
      if (asked.some(({ contact }) => contact === "alerting")) assertRecentFactor(actor);
      const here = eq(organizations.id, before.id);
      const [after] = await tx
        .update(organizations)
        .set({ ...set, version: version + 1 })
        .where(here)
        .returning()
        .catch(refuseTaken);
      if (!after) throw new Error("The organization vanished while it was locked.");
      for (const contact of dropped) await dropContactLinks(tx, before.id, contact);
      for (const contact of asked) await mailContactLink(tx, after, contact);
      await recordAudit(tx, actor, "organization.changed", target, differences(before, set));
      return after;
    });
  },
);

/** Says whether Admins may manage Admins. Only an Owner decides that; refuses a version that is no longer the present one. */
export const changeAdminReach = command(
  "organization.changed",
  async (actor: Actor, { version, adminsManageAdmins }: AdminReachInput): Promise<void> => {
    const grant = authorize(actor, "organization:write");
    assertOwner(actor);
    assertRecentFactor(actor);
    await change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const before = await storedOrganization(tx, grant.organizationId);
      const target = organizationTarget(before);
      if (before.version !== version) throw await overtaken(tx, grant, target, [...settingsChanges]);
      if (before.adminsManageAdmins === adminsManageAdmins) return;
      const set = { adminsManageAdmins };
      await tx
        .update(organizations)
        .set({ ...set, version: version + 1 })
        .where(eq(organizations.id, before.id));
      await recordAudit(tx, actor, "organization.changed", target, differences(before, set));
    });
  },
);

/** Leaves the organization, which ends one's keys there. Refuses unless its name is typed, and the last active Owner. */
export const leaveOrganization = command(
  "organization.left",
  async (actor: Actor, { confirm }: LeaveInput): Promise<void> => {
    const grant = authorize(actor, "organization:read");
    assertTyped(confirm, actor.organization.name);
    if (actor.kind !== "member") throw new AppError("forbidden", "Only a member in person can leave.");
    await change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const here = and(eq(memberships.organizationId, grant.organizationId), eq(memberships.id, actor.id));
      const [member] = await tx.select().from(memberships).where(here);
      if (!member) throw new AppError("conflict", "You are no longer a member.");
      if (member.role === "owner") {
        assertRecentFactor(actor);
        await assertAnotherOwner(tx, grant, member.id);
      }
      await leave(tx, actor, member, actor.name);
    });
  },
);
