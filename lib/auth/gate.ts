import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import {
  allowedNetworks,
  authenticators,
  memberships,
  networkLists,
  passkeys,
  secondFactorExemptions,
  securityPolicies,
  users,
} from "@/db/schema";
import { hour, minute, now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { networksAround } from "@/lib/core/networks";
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

const nothingDemanded = {
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

/**
 * The facts about someone who comes from `ip`, in one statement. Needs a transaction in the organization. An address is
 * looked up by the networks it lies in, so that a list of 10,000 costs what a list of ten does.
 */
export async function factsAbout(
  tx: Tx,
  organizationId: string,
  { ip, memberId }: { ip: string | null; memberId: string | null },
): Promise<Facts> {
  const inForce = sql`case when ${securityPolicies.trialUntil} > ${now().toISOString()}::timestamptz
    then ${securityPolicies.trialListId} else ${securityPolicies.networkListId} end`;
  const around = ip === null ? [] : networksAround(ip);
  const [found] = await tx
    .select({
      policy: {
        requireSecondFactor: securityPolicies.requireSecondFactor,
        secondFactorFrom: securityPolicies.secondFactorFrom,
        idleMinutes: securityPolicies.idleMinutes,
        absoluteHours: securityPolicies.absoluteHours,
      },
      forWeb: networkLists.forWeb,
      forKeys: networkLists.forKeys,
      addressAllowed: sql<boolean>`exists (
        select from ${allowedNetworks} where ${allowedNetworks.organizationId} = ${organizationId}
          and ${allowedNetworks.listId} = ${inForce}
          and ${allowedNetworks.cidr} = any(${sql.param([...around])}::text[]))`,
      hasFactor: sql<boolean>`exists (select from ${passkeys} where ${passkeys.userId} = ${users.id})
        or exists (select from ${authenticators}
          where ${authenticators.userId} = ${users.id} and ${authenticators.confirmedAt} is not null)`,
      apiOnly: users.apiOnly,
      exemptUntil: secondFactorExemptions.until,
    })
    .from(securityPolicies)
    .leftJoin(
      networkLists,
      and(
        eq(networkLists.organizationId, securityPolicies.organizationId),
        sql`${networkLists.id} = ${inForce}`,
      ),
    )
    .leftJoin(
      memberships,
      and(
        eq(memberships.organizationId, securityPolicies.organizationId),
        eq(memberships.id, memberId ?? ""),
      ),
    )
    .leftJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      secondFactorExemptions,
      and(
        eq(secondFactorExemptions.organizationId, securityPolicies.organizationId),
        eq(secondFactorExemptions.memberId, memberships.id),
      ),
    )
    .where(eq(securityPolicies.organizationId, organizationId));
  if (!found) return { policy: nothingDemanded, networks: null, addressAllowed: true, person: null };
  const { policy, forWeb, forKeys, addressAllowed, hasFactor, apiOnly, exemptUntil } = found;
  return {
    policy,
    networks: forWeb === null || forKeys === null ? null : { forWeb, forKeys },
    addressAllowed,
    person: apiOnly === null ? null : { hasFactor, apiOnly, exemptUntil },
  };
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

/** Refuses an address from which the organization's pages cannot be opened: who may not come in may not join either. */
export async function assertAddressAllowed(
  tx: Tx,
  { id, name }: { id: string; name: string },
  ip: string | null,
): Promise<void> {
  const { networks, addressAllowed } = await factsAbout(tx, id, { ip, memberId: null });
  if (networks?.forWeb && !addressAllowed) throw refusalFor("address-not-allowed", name, ip);
}
