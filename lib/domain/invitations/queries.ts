import { and, eq, gt, ilike, isNotNull, lte, or, type SQL, sql } from "drizzle-orm";
import { enter, pass, read, type Tx } from "@/db/door";
import { askPage, keyset, type SortKey, uncounted } from "@/db/keyset";
import { groups, invitations, organizations, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { peekToken, tokenPass } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";
import type { Counting, Page } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import type { Role } from "@/lib/core/roles";
import { containing } from "@/lib/core/text";
import { type Sender, senderOf } from "@/lib/domain/senders/rules";
import type { InvitationFilter, InvitationSort, InvitationState, invitationStatuses } from "./input";
import { assertReadable, isAsked } from "./rules";

export type InvitationRow = {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  groups: { id: string; name: string }[];
  status: (typeof invitationStatuses)[number];
  mailStatus: "queued" | "sent" | "failed";
  message: string | null;
  expiresInDays: number;
  invitedBy: Sender;
  invitedByName: string;
  createdAt: Date;
  expiresAt: Date;
  /** When a new one was asked for, after this one ran out. */
  requestedAt: Date | null;
};

const waiting = eq(invitations.status, "pending");

function inState(state: InvitationState | undefined): SQL | undefined {
  switch (state) {
    case undefined:
      return undefined;
    case "pending":
      return and(waiting, gt(invitations.expiresAt, now()));
    case "expired":
      return and(waiting, lte(invitations.expiresAt, now()));
    case "undelivered":
      return and(waiting, eq(invitations.mailStatus, "failed"));
    case "requested":
      return and(waiting, isNotNull(invitations.requestedAt));
    default:
      return eq(invitations.status, state);
  }
}

function select(tx: Tx, counted = uncounted) {
  const ran = sql`${invitations.status} = 'pending' and ${invitations.expiresAt} <= ${now().toISOString()}::timestamptz`;
  return tx
    .select({
      id: invitations.id,
      email: invitations.email,
      name: invitations.name,
      role: invitations.role,
      groups: sql<{ id: string; name: string }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', ${groups.id}, 'name', ${groups.name}) order by ${groups.name})
        from ${groups} where ${groups.organizationId} = ${invitations.organizationId}
          and ${groups.id} = any(${invitations.groupIds})), '[]')`,
      status: sql<InvitationRow["status"]>`case when ${ran} then 'expired' else ${invitations.status} end`,
      mailStatus: invitations.mailStatus,
      message: invitations.message,
      expiresInDays: invitations.expiresInDays,
      invitedBy: senderOf(invitations.invitedBy, invitations.invitedByKey, invitations.invitedByName),
      invitedByName: invitations.invitedByName,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
      requestedAt: invitations.requestedAt,
      ...counted,
    })
    .from(invitations);
}

const byId: SortKey = { by: invitations.id, type: "text" };
const sorts: Record<InvitationSort, { keys: SortKey[]; keyOf: (row: InvitationRow) => (string | Date)[] }> = {
  // Ids sort by birth.
  sent: { keys: [byId], keyOf: ({ id }) => [id] },
  email: {
    keys: [{ by: invitations.email, type: "text" }, byId],
    keyOf: ({ email, id }) => [email, id],
  },
  expires: {
    keys: [{ by: invitations.expiresAt, type: "timestamptz" }, byId],
    keyOf: ({ expiresAt, id }) => [expiresAt, id],
  },
};

/** A page of the organization's invitations, the newest first unless sorted otherwise. */
export async function listInvitations(
  actor: Actor,
  filter: InvitationFilter & Counting,
): Promise<Page<InvitationRow>> {
  const grant = assertReadable(actor);
  const { q = "", email, status, sort = "sent", order = sort === "sent" ? "desc" : "asc" } = filter;
  const list = keyset<InvitationRow>({
    ...sorts[sort],
    descending: order === "desc",
    cursor: filter.cursor,
    scope: JSON.stringify(["invitations", grant.organizationId, q, email, status ?? "", sort, order]),
    limit: filter.limit,
    count: filter.count,
  });
  const pattern = containing(q);
  return read(grant, (tx) =>
    askPage(tx, list, (beyond, counted) =>
      select(tx, counted).where(
        and(
          eq(invitations.organizationId, grant.organizationId),
          email === undefined ? undefined : eq(invitations.email, email),
          inState(status),
          q ? or(ilike(invitations.email, pattern), ilike(invitations.name, pattern)) : undefined,
          beyond,
        ),
      ),
    ),
  );
}

/** One invitation. Answers *not found* for one of another organization. */
export async function findInvitation(actor: Actor, invitationId: string): Promise<InvitationRow> {
  return findIn(assertReadable(actor), invitationId);
}

async function findIn(grant: Grant, invitationId: string): Promise<InvitationRow> {
  const here = and(eq(invitations.organizationId, grant.organizationId), eq(invitations.id, invitationId));
  const [found] = await read(grant, (tx) => select(tx).where(here));
  if (!found) throw notFound("invitation");
  return found;
}

/** An invitation that the actor has just made, told to them without leave to read those of others. */
export async function findMadeInvitation(actor: Actor, invitationId: string): Promise<InvitationRow> {
  const grant = authorize(actor, "members:write");
  return findIn(grant, invitationId);
}

/** What the page behind an invitation link shows. */
export type InvitationLetter =
  | { state: "gone" }
  | { state: "closed"; organization: string }
  | {
      state: "expired";
      organization: string;
      /** When a new one was asked for; null where it may be asked for now. */
      askedAt: Date | null;
    }
  | {
      state: "open";
      organization: string;
      slug: string;
      inviter: string;
      role: Role;
      email: string;
      name: string | null;
      message: string | null;
      /** Whether the address has an account by now, which keeps its name. */
      hasAccount: boolean;
    };

/** Looks at an invitation by its link, without spending anything: a scanner may open it as often as it likes. */
export async function openInvitation(secret: string): Promise<InvitationLetter> {
  const token = await peekToken("invitation", secret);
  if (!token?.organizationId) return { state: "gone" };
  return read(tokenPass(secret), async (tx) => {
    await enter(tx, pass({ organizationId: token.organizationId as string }));
    const [found] = await tx
      .select({
        invitation: invitations,
        organization: organizations.name,
        slug: organizations.slug,
        closedAt: organizations.deletedAt,
      })
      .from(invitations)
      .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
      .where(eq(invitations.id, token.subjectId));
    if (found?.invitation.status !== "pending") return { state: "gone" };
    const { organization, slug, closedAt, invitation } = found;
    if (closedAt) return { state: "closed", organization };
    // A link that ended before its invitation was replaced by a newer one.
    if (token.expiresAt <= now() && invitation.expiresAt > now()) return { state: "gone" };
    if (token.expiresAt <= now()) {
      return { state: "expired", organization, askedAt: isAsked(invitation) ? invitation.requestedAt : null };
    }
    const provenAccount = and(eq(users.email, invitation.email), isNotNull(users.emailVerifiedAt));
    const account = await tx.select({ id: users.id }).from(users).where(provenAccount);
    return {
      state: "open",
      organization,
      slug,
      inviter: invitation.invitedByName,
      role: invitation.role,
      email: invitation.email,
      name: invitation.name,
      message: invitation.message,
      hasAccount: account.length > 0,
    };
  });
}
