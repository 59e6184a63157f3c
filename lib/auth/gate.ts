import { and, eq, type SQLWrapper, sql } from "drizzle-orm";
import type { SelectedFields } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { kept, type Tx } from "@/db/door";
import {
  allowedNetworks,
  authenticators,
  groupMemberships,
  groups,
  memberships,
  networkLists,
  organizations,
  passkeys,
  secondFactorExemptions,
  securityPolicies,
  users,
} from "@/db/schema";
import { hour, minute, now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { networksAround } from "@/lib/core/networks";
import type { MemberStatus, Role } from "@/lib/core/roles";
import type { ActingIn } from "./actor";
import { ownExemption } from "./exemptions";
import { type PolicyRow, requiresFactorAt } from "./policy";

/** The one gate before an organization: pages, actions, exports, keys and invitations all pass here. */

/** What keeps someone out of an organization although they belong to it. */
export type Obstacle = "second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old";

/** How someone comes: in a session of the web app, or by a key. */
export type Visit = { via: "web"; idleSince: Date; signedInAt: Date } | { via: "key" };

/** What the gate knows of whoever comes. */
export type Facts = {
  policy: Pick<PolicyRow, "requireSecondFactor" | "secondFactorFrom" | "idleMinutes" | "absoluteHours">;
  /** What the list of networks that holds restricts; null where none holds. */
  networks: { forWeb: boolean; forKeys: boolean } | null;
  addressAllowed: boolean;
  /** Of the member; an organization's own key has no person who could show a factor. */
  person: { hasFactor: boolean; apiOnly: boolean; exemptUntil: Date | null } | null;
};

/**
 * What keeps a visit out at a moment, the reason that weighs most first; pure. The preview of a policy asks this too, so
 * that what it tells is what will be.
 */
export function obstaclesTo(
  visit: Visit,
  { policy, networks, addressAllowed, person }: Facts,
  at: Date,
): Obstacle[] {
  const obstacles: Obstacle[] = [];
  if (networks && !addressAllowed && (visit.via === "web" ? networks.forWeb : networks.forKeys))
    obstacles.push("address-not-allowed");
  if (visit.via === "web") {
    const { idleMinutes, absoluteHours } = policy;
    if (absoluteHours !== null && at.getTime() - visit.signedInAt.getTime() >= absoluteHours * hour)
      obstacles.push("session-too-old");
    if (idleMinutes !== null && at.getTime() - visit.idleSince.getTime() >= idleMinutes * minute)
      obstacles.push("session-idle");
  }
  if (person && requiresFactorAt(policy, at) && !person.hasFactor && !person.apiOnly) {
    if (person.exemptUntil === null || person.exemptUntil <= at) obstacles.push("second-factor-owed");
  }
  return obstacles;
}

/** From when on someone will owe a second factor that they do not have yet; null where none is announced to them. */
export function announcedTo({ policy, person }: Facts, at: Date): Date | null {
  const { requireSecondFactor, secondFactorFrom: from } = policy;
  if (!requireSecondFactor || from === null || from <= at) return null;
  if (!person || person.hasFactor || person.apiOnly) return null;
  return person.exemptUntil !== null && person.exemptUntil > from ? null : from;
}

/** What the gate asks of an organization's policy, as columns of `security_policies`. */
export const demanded = {
  requireSecondFactor: securityPolicies.requireSecondFactor,
  secondFactorFrom: securityPolicies.secondFactorFrom,
  idleMinutes: securityPolicies.idleMinutes,
  absoluteHours: securityPolicies.absoluteHours,
};

/** What holds where an organization has no policy of its own. */
export const nothingDemanded = {
  requireSecondFactor: false,
  secondFactorFrom: null,
  idleMinutes: null,
  absoluteHours: null,
};

/** Which of the two lists holds at this moment: the one on trial as long as its trial lasts, else the confirmed one. */
export function listInForce({
  networkListId,
  trialListId,
  trialUntil,
}: Pick<PolicyRow, "networkListId" | "trialListId" | "trialUntil">): string | null {
  return trialUntil !== null && trialUntil > now() ? trialListId : networkListId;
}

/** What is true of an organization, and of a member in it, at one moment. */
export type Standing = {
  organization: ActingIn;
  /** Since when it is closed to everyone; null while it is open. */
  closedAt: Date | null;
  member: {
    id: string;
    userId: string;
    role: Role;
    status: MemberStatus;
    lastActiveAt: Date | null;
    groups: { id: string; role: Role | null }[];
  } | null;
  facts: Facts;
};

/** The groups of a member and the roles that these give, as a column beside `memberships`; each looked up by itself. */
const groupsHeld = sql<{ id: string; role: Role | null }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', ${groupMemberships.groupId}, 'role', (
      select ${groups.role} from ${groups}
      where ${groups.organizationId} = ${groupMemberships.organizationId} and ${groups.id} = ${groupMemberships.groupId}
    )) order by ${groupMemberships.groupId})
  from ${groupMemberships}
  where ${groupMemberships.organizationId} = ${memberships.organizationId}
    and ${groupMemberships.memberId} = ${memberships.id}), '[]')`;

/** The question of an organization, a member of it and the facts about whoever comes; `more` is asked along with it. */
export function standingQuestion<More extends SelectedFields>(
  db: Database,
  organizationId: SQLWrapper,
  memberId: SQLWrapper,
  more: More,
) {
  const inForce = sql`case when ${securityPolicies.trialUntil} > ${sql.placeholder("at")}::timestamptz
    then ${securityPolicies.trialListId} else ${securityPolicies.networkListId} end`;
  return db
    .select({
      organization: {
        id: organizations.id,
        slug: organizations.slug,
        name: organizations.name,
        adminsManageAdmins: organizations.adminsManageAdmins,
        dateFormat: organizations.dateFormat,
        timeFormat: organizations.timeFormat,
        timeZone: organizations.timeZone,
      },
      closedAt: organizations.deletedAt,
      member: {
        id: memberships.id,
        userId: memberships.userId,
        role: memberships.role,
        status: memberships.status,
        lastActiveAt: memberships.lastActiveAt,
      },
      groups: groupsHeld,
      policy: demanded,
      forWeb: networkLists.forWeb,
      forKeys: networkLists.forKeys,
      addressAllowed: sql<boolean>`case when ${networkLists.id} is null then false else exists (
        select from ${allowedNetworks} where ${allowedNetworks.organizationId} = ${organizations.id}
          and ${allowedNetworks.listId} = ${networkLists.id}
          and ${allowedNetworks.cidr} = any(string_to_array(${sql.placeholder("around")}, ' '))) end`,
      hasFactor: sql<boolean>`exists (select from ${passkeys} where ${passkeys.userId} = ${users.id})
        or exists (select from ${authenticators}
          where ${authenticators.userId} = ${users.id} and ${authenticators.confirmedAt} is not null)`,
      apiOnly: users.apiOnly,
      exemptUntil: secondFactorExemptions.until,
      ...more,
    })
    .from(organizations)
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, organizations.id), eq(memberships.id, memberId)),
    )
    .leftJoin(users, eq(users.id, memberships.userId))
    .leftJoin(securityPolicies, eq(securityPolicies.organizationId, organizations.id))
    .leftJoin(
      networkLists,
      and(
        eq(networkLists.organizationId, securityPolicies.organizationId),
        sql`${networkLists.id} = ${inForce}`,
      ),
    )
    .leftJoin(secondFactorExemptions, ownExemption)
    .where(eq(organizations.id, organizationId));
}

const askStanding = kept((db) =>
  standingQuestion(db, sql.placeholder("organizationId"), sql.placeholder("memberId"), {}),
);

/** What the question of a standing is asked with, beside who it is about. */
export function standingValues(ip: string | null) {
  return { at: now().toISOString(), around: ip === null ? "" : networksAround(ip) };
}

/** A row of the question as a standing. */
export function standingOf({
  organization,
  closedAt,
  member,
  groups: held,
  policy,
  forWeb,
  forKeys,
  ...of
}: Awaited<ReturnType<typeof askStanding>>[number]): Standing {
  return {
    organization,
    closedAt,
    member: member && { ...member, groups: held },
    facts: {
      policy: policy ?? nothingDemanded,
      networks: forWeb === null || forKeys === null ? null : { forWeb, forKeys },
      addressAllowed: of.addressAllowed,
      person:
        of.apiOnly === null
          ? null
          : { hasFactor: of.hasFactor, apiOnly: of.apiOnly, exemptUntil: of.exemptUntil },
    },
  };
}

/**
 * An organization, a member of it and the facts about whoever comes from `ip`, in one statement; null where there is no
 * such organization. Needs a transaction in it. An address is looked up by the networks it lies in, so that a list of
 * 10,000 costs what a list of ten does.
 */
export async function standingIn(
  tx: Tx,
  organizationId: string,
  { ip, memberId }: { ip: string | null; memberId: string | null },
): Promise<Standing | null> {
  const values = { ...standingValues(ip), organizationId, memberId: memberId ?? "" };
  const [found] = await askStanding(tx, values);
  return found ? standingOf(found) : null;
}

/** The refusal that an obstacle is, in words for whoever meets it. */
export function refusalFor(obstacle: Obstacle, organization: string, ip: string | null): AppError {
  switch (obstacle) {
    case "address-not-allowed":
      return new AppError(
        "address-not-allowed",
        `${organization} lets in only the networks on its list, and ${ip ?? "your address"} is not among them. Come from another network, or ask its administrators.`,
      );
    case "second-factor-owed":
      return new AppError(
        "second-factor-required",
        `${organization} requires a second factor. Set one up in your account, and you are back at once.`,
      );
    case "session-idle":
      return new AppError(
        "unauthenticated",
        `${organization} ends sessions that were idle for too long. Sign in again.`,
      );
    case "session-too-old":
      return new AppError("unauthenticated", `${organization} asks for a new sign-in by now. Sign in again.`);
  }
}

/**
 * Refuses to let someone join from an address from which the organization's pages cannot be opened, and while it is
 * closed: who may not come in may not join either.
 */
export async function assertAddressAllowed(
  tx: Tx,
  { id, name }: { id: string; name: string },
  ip: string | null,
): Promise<void> {
  const standing = await standingIn(tx, id, { ip, memberId: null });
  if (!standing || standing.closedAt) throw new AppError("gone", `${name} was deleted. Nobody can join it.`);
  const { networks, addressAllowed } = standing.facts;
  if (networks?.forWeb && !addressAllowed) throw refusalFor("address-not-allowed", name, ip);
}
