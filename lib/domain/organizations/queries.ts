import { and, desc, eq, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { enter, pass, read, type Tx } from "@/db/door";
import { keyset, type SortKey } from "@/db/keyset";
import {
  apiKeys,
  authenticators,
  invitations,
  memberships,
  organizations,
  passkeys,
  securityPolicies,
  users,
} from "@/db/schema";
import { type Actor, memberAndFacts, type Person } from "@/lib/auth/actor";
import { type Obstacle, obstaclesTo, refusalFor, standingIn } from "@/lib/auth/gate";
import { authorize } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import type { Page } from "@/lib/core/cursor";
import { AppError } from "@/lib/core/errors";
import type { MemberStatus, Role } from "@/lib/core/roles";
import { containing } from "@/lib/core/text";
import type { MyOrganizationFilter } from "./input";
import { storedOrganization } from "./rules";

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

/** In which order a person's organizations stand: those they are active in, the one they were in last first. */
const latestFirst: SortKey[] = [
  { by: sql`(${memberships.status} = 'active')::int`, type: "int" },
  { by: sql`coalesce(${memberships.lastActiveAt}, '-infinity'::timestamptz)`, type: "timestamptz" },
  { by: memberships.id, type: "text" },
];

/** The open organizations of a person; what a policy says of them is not asked. */
function mine(tx: Tx, { userId }: Person, q?: string, beyond?: SQL) {
  const { lastActiveAt, role, status } = memberships;
  return tx
    .select({
      id: organizations.id,
      memberId: memberships.id,
      slug: organizations.slug,
      name: organizations.name,
      role,
      status,
      plan: organizations.plan,
      members: organizations.memberCount,
      lastActiveAt,
      guarded: isNotNull(securityPolicies.organizationId).mapWith(Boolean),
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .leftJoin(securityPolicies, eq(securityPolicies.organizationId, organizations.id))
    .where(
      and(
        eq(memberships.userId, userId),
        isNull(organizations.deletedAt),
        q
          ? or(ilike(organizations.name, containing(q)), ilike(organizations.slug, containing(q)))
          : undefined,
        beyond,
      ),
    )
    .orderBy(...latestFirst.map(({ by }) => desc(by)))
    .$dynamic();
}

/** A page of the person's open organizations, the one they were in last first; one that keeps them out says so and no more. */
export async function listMyOrganizations(
  person: Person,
  { q, limit, cursor }: MyOrganizationFilter,
): Promise<Page<MyOrganization>> {
  const list = keyset<Awaited<ReturnType<typeof mine>>[number]>({
    keys: latestFirst,
    descending: true,
    cursor,
    scope: JSON.stringify(["my-organizations", person.userId, q ?? ""]),
    limit,
    keyOf: ({ status, lastActiveAt, memberId }) => [
      status === "active" ? 1 : 0,
      lastActiveAt ?? "-infinity",
      memberId,
    ],
  });
  return read(pass({ userId: person.userId }), async (tx) => {
    const page = list.page(
      await mine(tx, person, q, list.where)
        .orderBy(...list.orderBy)
        .limit(list.fetch),
    );
    const listed: MyOrganization[] = [];
    for (const { id, memberId, guarded, members, ...organization } of page.rows) {
      const open =
        organization.status === "active" && !(guarded && (await isKeptOut(tx, person, id, memberId)));
      listed.push({ ...organization, members: open ? members : null });
    }
    return { ...page, rows: listed };
  });
}

/** Whether the policy of an organization keeps a member out at this moment. Widens the transaction to the organization. */
async function isKeptOut(tx: Tx, person: Person, organizationId: string, memberId: string): Promise<boolean> {
  await enter(tx, pass({ organizationId }));
  const standing = await standingIn(tx, organizationId, { ip: person.request.ip, memberId });
  return standing === null || obstaclesTo({ via: "web", ...person }, standing.facts, now()).length > 0;
}

/** Where a person may go from the switcher: the open organizations in which they are active. */
export async function listPlaces(person: Person): Promise<Pick<MyOrganization, "slug" | "name" | "role">[]> {
  const rows = await read(pass({ userId: person.userId }), (tx) => mine(tx, person));
  return rows
    .filter(({ status }) => status === "active")
    .map(({ slug, name, role }) => ({ slug, name, role }));
}

/** The organization that the person was in last, if it is open and they are still an active member of it. */
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
      .where(
        and(eq(users.id, person.userId), eq(memberships.status, "active"), isNull(organizations.deletedAt)),
      );
    return last ?? null;
  });
}

/** The organization as its own pages and the API show it. */
export async function findOrganization(actor: Actor) {
  const grant = authorize(actor, "organization:read");
  const stored = await read(grant, (tx) => storedOrganization(tx, grant.organizationId));
  return shownOrganization(stored);
}

/** What is shown of a stored organization. */
export function shownOrganization({
  foldedName: _,
  deletedAt: __,
  defaultGroupId: ___,
  memberCount: members,
  ...shown
}: typeof organizations.$inferSelect) {
  return { ...shown, members };
}

/** The numbers on an organization's first page. */
export async function summarizeOrganization(actor: Actor) {
  const grant = authorize(actor, "organization:read");
  const at = now().toISOString();
  const [summary] = await read(grant, (tx) =>
    tx
      .select({
        plan: organizations.plan,
        seats: organizations.seats,
        members: organizations.memberCount,
        pendingInvitations: sql<number>`(select count(*)::int from ${invitations}
          where ${invitations.organizationId} = ${organizations.id} and ${invitations.status} = 'pending'
            and ${invitations.expiresAt} > ${at}::timestamptz)`,
        liveKeys: sql<number>`(select count(*)::int from ${apiKeys}
          where ${apiKeys.organizationId} = ${organizations.id} and ${apiKeys.revokedAt} is null
            and ${apiKeys.expiresAt} > ${at}::timestamptz)`,
        requiresSecondFactor: sql<boolean>`coalesce(${securityPolicies.requireSecondFactor}, false)`,
      })
      .from(organizations)
      .leftJoin(securityPolicies, eq(securityPolicies.organizationId, organizations.id))
      .where(eq(organizations.id, grant.organizationId)),
  );
  if (!summary) throw new Error("The organization of a grant is gone.");
  return summary;
}

/** How many of the active members who sign in have a second factor. */
export async function countSecondFactors(actor: Actor): Promise<{ members: number; withFactor: number }> {
  const grant = authorize(actor, "security:read");
  const whoSignIn = sql`from ${memberships} join ${users} on ${users.id} = ${memberships.userId}
    where ${memberships.organizationId} = ${grant.organizationId} and ${memberships.status} = 'active'
      and not ${users.apiOnly}`;
  // Looked up for few members and joined for many, as a condition on each row could not be.
  const [counted] = await read(grant, (tx) =>
    tx.execute<{ members: number; withFactor: number }>(sql`select
      (select count(*)::int ${whoSignIn}) as "members",
      (select count(*)::int ${whoSignIn} and ${memberships.userId} in (
        select ${passkeys.userId} from ${passkeys}
        union all
        select ${authenticators.userId} from ${authenticators} where ${authenticators.confirmedAt} is not null
      )) as "withFactor"`),
  );
  return counted ?? { members: 0, withFactor: 0 };
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
