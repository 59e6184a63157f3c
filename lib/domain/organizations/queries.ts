import { and, asc, count, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { enter, pass, read } from "@/db/door";
import { apiKeys, invitations, memberships, organizations, users } from "@/db/schema";
import { type Actor, memberAndFacts, type Person } from "@/lib/auth/actor";
import { factsAbout, type Obstacle, obstaclesTo, refusalFor } from "@/lib/auth/gate";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { MemberStatus, Role } from "@/lib/core/roles";

export type MyOrganization = {
  slug: string;
  name: string;
  role: Role;
  status: MemberStatus;
  plan: string;
  /** Null where the person is disabled, or kept out by a policy: the organization is theirs to know of, not to look into. */
  members: number | null;
  lastActiveAt: Date | null;
};

/** Every organization of the person, the one they were in last first; one that keeps them out says so and no more. */
export async function listMyOrganizations(person: Person): Promise<MyOrganization[]> {
  return read(pass({ userId: person.userId }), async (tx) => {
    const mine = await tx
      .select({
        id: organizations.id,
        memberId: memberships.id,
        slug: organizations.slug,
        name: organizations.name,
        role: memberships.role,
        status: memberships.status,
        plan: organizations.plan,
        lastActiveAt: memberships.lastActiveAt,
      })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(eq(memberships.userId, person.userId))
      .orderBy(
        asc(memberships.status),
        sql`${memberships.lastActiveAt} desc nulls last`,
        desc(memberships.createdAt),
      );
    const listed: MyOrganization[] = [];
    for (const { id, memberId, ...organization } of mine) {
      if (organization.status === "disabled") {
        listed.push({ ...organization, members: null });
        continue;
      }
      await enter(tx, pass({ organizationId: id }));
      const facts = await factsAbout(tx, id, { ip: person.request.ip, memberId });
      if (obstaclesTo({ via: "web", ...person }, facts, now()).length > 0) {
        listed.push({ ...organization, members: null });
        continue;
      }
      const [members] = await tx
        .select({ total: count() })
        .from(memberships)
        .where(eq(memberships.organizationId, id));
      listed.push({ ...organization, members: members?.total ?? 0 });
    }
    return listed;
  });
}

/** The organization that the person was in last, if they are still an active member of it. */
export async function findLastOrganization(person: Person): Promise<{ slug: string } | null> {
  return read(pass({ userId: person.userId }), async (tx) => {
    const [last] = await tx
      .select({ slug: organizations.slug })
      .from(users)
      .innerJoin(organizations, eq(organizations.id, users.lastOrganizationId))
      .innerJoin(
        memberships,
        and(eq(memberships.organizationId, organizations.id), eq(memberships.userId, users.id)),
      )
      .where(and(eq(users.id, person.userId), eq(memberships.status, "active")));
    return last ?? null;
  });
}

/** The organization as its own pages and the API show it. */
export async function findOrganization(actor: Actor) {
  const grant = authorize(actor, "organization:read");
  return read(grant, async (tx) => {
    const [organization] = await tx
      .select()
      .from(organizations)
      .where(eq(organizations.id, grant.organizationId));
    if (!organization) throw new Error("The organization of a grant is gone.");
    const { foldedName: _, adminsManageAdmins: __, ...shown } = organization;
    return shown;
  });
}

/** The numbers on an organization's first page. */
export async function summarizeOrganization(actor: Actor) {
  const grant = authorize(actor, "organization:read");
  return read(grant, async (tx) => {
    const [organization, [members], [pending], [keys]] = await Promise.all([
      tx
        .select({ seats: organizations.seats, plan: organizations.plan })
        .from(organizations)
        .where(eq(organizations.id, grant.organizationId)),
      tx
        .select({ total: count() })
        .from(memberships)
        .where(eq(memberships.organizationId, grant.organizationId)),
      tx
        .select({ total: count() })
        .from(invitations)
        .where(
          and(
            eq(invitations.organizationId, grant.organizationId),
            eq(invitations.status, "pending"),
            gt(invitations.expiresAt, now()),
          ),
        ),
      tx
        .select({ total: count() })
        .from(apiKeys)
        .where(
          and(
            eq(apiKeys.organizationId, grant.organizationId),
            isNull(apiKeys.revokedAt),
            gt(apiKeys.expiresAt, now()),
          ),
        ),
    ]);
    return {
      plan: organization[0]?.plan ?? "",
      seats: organization[0]?.seats ?? 0,
      members: members?.total ?? 0,
      pendingInvitations: pending?.total ?? 0,
      liveKeys: keys?.total ?? 0,
    };
  });
}

/** What keeps a member out of an organization at this moment, in words; null when nothing does, or they are no member. */
export async function explainRefusal(
  person: Person,
  slug: string,
): Promise<{ name: string; obstacle: Obstacle; words: string } | null> {
  const found = await memberAndFacts(person, slug).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not-found") return null;
    throw error;
  });
  const [obstacle] = found ? obstaclesTo({ via: "web", ...person }, found.facts, now()) : [];
  if (!found || !obstacle) return null;
  const { name } = found.actor.organization;
  return { name, obstacle, words: refusalFor(obstacle, name, person.request.ip).message };
}
