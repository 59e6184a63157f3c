import { and, eq } from "drizzle-orm";
import { enter, pass, read } from "@/db/door";
import { memberships, organizationSlugs } from "@/db/schema";
import { now } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import type { TimeStyle } from "@/lib/core/format";
import type { RequestContext } from "@/lib/core/request";
import type { Permission, Role } from "@/lib/core/roles";
import type { SignInMethod } from "@/lib/core/sign-in";
import { announcedTo, type Facts, obstaclesTo, refusalFor, standingIn, type Visit } from "./gate";
import { type Permissions, permissionsOf, unionOf } from "./permissions";
import { heldRoles } from "./standing";
import { keepLimits, noteRefusedVisit } from "./visits";

/** Someone who has not said who they are. */
export type Stranger = {
  kind: "stranger";
  /** The secret of the browser's own cookie, which binds a link to the browser that asked for it. */
  browser: string | null;
  request: RequestContext;
};

/** A signed-in person, in no organization in particular. */
export type Person = {
  kind: "person";
  userId: string;
  name: string;
  email: string;
  sessionId: string;
  /** When a factor was last proven in this session. */
  factorAt: Date;
  /** When the session began, and when it was last active before this request. */
  signedInAt: Date;
  idleSince: Date;
  /** When it was last active, this request included, and the strictest limits of the organizations that it has entered. */
  activeAt: Date;
  idleLimitMinutes: number | null;
  absoluteLimitHours: number | null;
  /** The organization to lead them back to. */
  lastOrganizationId: string | null;
  /** IANA name of the zone in which they read dates; null for UTC. */
  timeZone: string | null;
  request: RequestContext;
};

/** Someone who has proven the first factor of an account that has, or owes, a second. */
export type Halfway = {
  kind: "halfway";
  userId: string;
  name: string;
  email: string;
  sessionId: string;
  method: SignInMethod;
  browser: string | null;
  request: RequestContext;
};

/** Someone who is signed in by a password that their organization does not accept any more, and is to replace it first. */
export type Overdue = {
  kind: "overdue";
  userId: string;
  name: string;
  email: string;
  sessionId: string;
  request: RequestContext;
};

/** Whoever holds a session. */
export type Holder = Person | Halfway | Overdue;

/** What every deed in an organization knows of it, with how moments read on its pages, in its letters and exports. */
export type ActingIn = TimeStyle & { id: string; slug: string; name: string; adminsManageAdmins: boolean };

/** Someone who acts in one organization: a member in person, a key, or the operator. */
export type Actor = {
  kind: "member" | "key" | "operator";
  /** A membership, a key, or `operator`. */
  id: string;
  name: string;
  organization: ActingIn;
  /** The member behind it; null for the organization's own keys and the operator. */
  memberId: string | null;
  userId: string | null;
  /** Whose rank it acts with, when one person changes another. */
  roles: readonly Role[];
  groupIds: readonly string[];
  permissions: Permissions;
  sessionId: string | null;
  /** From when on the organization will ask this member for a second factor that they do not have; null where it will not. */
  secondFactorDue: Date | null;
  /** How they came, for the gate to be asked again; null for the operator. */
  visit: Visit | null;
  /** When a factor was last proven in the session behind it; null where none is. */
  factorAt: Date | null;
  keyId: string | null;
  /** The SHA-256 of the secret that was shown; of a key that makes a call. */
  keyHash?: string;
  /** When they were last noted as here; null for whoever has not been, a key and the operator. */
  lastActiveAt: Date | null;
  /** The permissions that it has made use of in this request, where that is noted: of a key. */
  used?: Set<Permission>;
  request: RequestContext;
};

/** What an organization's address is made of; anything else is absent without asking. */
const slugPattern = /^[a-z0-9-]{1,80}$/;

/**
 * The actor that a signed-in person is in the organization whose address is, or once was, `slug`. Answers *not found*
 * for an organization that does not exist or is closed, that they do not belong to, or where they are disabled; and
 * refuses whoever its policies keep out.
 */
export async function memberActor(person: Person, slug: string): Promise<Actor> {
  const { actor, facts } = await memberAndFacts(person, slug);
  const [obstacle] = obstaclesTo({ via: "web", ...person }, facts, now());
  if (obstacle) {
    await noteRefusedVisit(person, actor, obstacle);
    throw refusalFor(obstacle, actor.organization.name, person.request.ip);
  }
  await keepLimits(person, facts.policy);
  return actor;
}

/** What a person would be in an organization, and what its gate knows of them; nothing is refused yet but strangers. */
export async function memberAndFacts(person: Person, slug: string): Promise<{ actor: Actor; facts: Facts }> {
  const { closedAt, ...found } = await memberOf(person, slug);
  if (closedAt) throw notFound("organization");
  return found;
}

/** The same of an organization that may be closed, for whoever may open it again. */
export async function memberOf(
  person: Person,
  slug: string,
): Promise<{ actor: Actor; facts: Facts; closedAt: Date | null }> {
  if (!slugPattern.test(slug)) throw notFound("organization");
  const standing = await read(pass({ userId: person.userId }), async (tx) => {
    const [mine] = await tx
      .select({ organizationId: memberships.organizationId, memberId: memberships.id })
      .from(organizationSlugs)
      .innerJoin(memberships, eq(memberships.organizationId, organizationSlugs.organizationId))
      .where(and(eq(organizationSlugs.slug, slug), eq(memberships.userId, person.userId)));
    if (!mine) return null;
    const { organizationId, memberId } = mine;
    await enter(tx, pass({ organizationId }));
    return standingIn(tx, organizationId, { ip: person.request.ip, memberId });
  });
  if (standing?.member?.status !== "active") throw notFound("organization");
  const { organization, closedAt, member, facts } = standing;
  const held = heldRoles(member.role, member.groups);
  const actor: Actor = {
    kind: "member",
    id: member.id,
    name: person.name,
    organization,
    memberId: member.id,
    userId: person.userId,
    roles: held,
    groupIds: member.groups.map((group) => group.id),
    permissions: unionOf(held),
    sessionId: person.sessionId,
    visit: { via: "web", idleSince: person.idleSince, signedInAt: person.signedInAt },
    secondFactorDue: announcedTo(facts, now()),
    factorAt: person.factorAt,
    keyId: null,
    lastActiveAt: member.lastActiveAt,
    request: person.request,
  };
  return { actor, facts, closedAt };
}

/** Whoever runs the operator's tool on the machine itself: everything an Owner may do, in one organization. */
export function operatorActor(organization: Actor["organization"]): Actor {
  return {
    kind: "operator",
    id: "operator",
    name: "operator",
    organization,
    memberId: null,
    userId: null,
    roles: ["owner"],
    groupIds: [],
    permissions: permissionsOf.owner,
    sessionId: null,
    visit: null,
    secondFactorDue: null,
    factorAt: null,
    keyId: null,
    lastActiveAt: null,
    request: { ip: null, userAgent: null, requestId: null },
  };
}
