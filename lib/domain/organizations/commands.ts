import { and, eq } from "drizzle-orm";
import { change, pass, type Tx } from "@/db/door";
import { memberships, organizations, users } from "@/db/schema";
import type { Actor, Person } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { foldName, slugify } from "@/lib/core/text";
import { type Author, command, recordAudit } from "@/lib/domain/audit/record";
import { assertAnotherOwner, lockOrganization } from "@/lib/domain/members/rules";
import type { LeaveInput, OrganizationInput } from "./input";
import { assertTyped, firstPlan, founder, nameTaken, usableSlug } from "./rules";

/** Makes an organization with the person as its Owner. Refuses a name that is taken after NFKC and case folding. */
export const createOrganization = command(
  "organization.created",
  async (person: Person, input: OrganizationInput) => {
    const id = newId("organization");
    return change(pass({ organizationId: id, userId: person.userId }), (tx) =>
      foundOrganization(tx, { id, ownerId: person.userId, input, authorOf: (made) => founder(person, made) }),
    );
  },
);

/**
 * What every way to make an organization shares: its row, its Owner's membership and the audit event, signed by
 * `authorOf`. Needs a transaction that reaches the organization `id`. Refuses a name that is taken.
 */
export async function foundOrganization(
  tx: Tx,
  { id, ownerId, input, authorOf }: Founding,
): Promise<{ id: string; slug: string; name: string }> {
  const wanted = usableSlug(slugify(input.name));
  for (const slug of [wanted, `${wanted}-${id.slice(-6)}`]) {
    const [organization] = await tx
      .insert(organizations)
      .values({ ...input, ...firstPlan, id, slug, foldedName: foldName(input.name), createdAt: now() })
      .onConflictDoNothing({ target: organizations.slug })
      .returning()
      .catch(refuseTakenName);
    if (!organization) continue;
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
    await recordAudit(
      tx,
      authorOf(organization),
      "organization.created",
      { kind: "organization", id, name: input.name },
      { after: { ...input, slug } },
    );
    return { id, slug, name: input.name };
  }
  throw nameTaken();
}

type Founding = {
  id: string;
  ownerId: string;
  input: OrganizationInput;
  authorOf: (organization: Actor["organization"]) => Author;
};

function refuseTakenName(error: unknown): never {
  const { constraint_name: constraint } = ((error as Error).cause ?? error) as { constraint_name?: string };
  throw constraint === "organizations_folded_name_key" ? nameTaken() : error;
}

/** Leaves the organization. Refuses unless its name is typed, and the last active Owner. */
export const leaveOrganization = command(
  "organization.left",
  async (actor: Actor, { confirm }: LeaveInput): Promise<void> => {
    const grant = authorize(actor, "organization:read");
    assertTyped(confirm, actor.organization.name);
    if (actor.kind !== "member") throw new AppError("forbidden", "Only a member in person can leave.");
    await change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const [member] = await tx
        .select()
        .from(memberships)
        .where(and(eq(memberships.organizationId, grant.organizationId), eq(memberships.id, actor.id)));
      if (!member) throw new AppError("conflict", "You are no longer a member.");
      if (member.role === "owner") {
        assertRecentFactor(actor);
        await assertAnotherOwner(tx, grant, member.id);
      }
      await tx
        .delete(memberships)
        .where(and(eq(memberships.organizationId, grant.organizationId), eq(memberships.id, actor.id)));
      await recordAudit(
        tx,
        actor,
        "organization.left",
        { kind: "member", id: actor.id, name: actor.name },
        { before: { role: member.role } },
      );
    });
  },
);
