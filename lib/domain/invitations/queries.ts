import { and, desc, eq, gt, inArray, isNotNull, lt, lte, type SQL } from "drizzle-orm";
import { enter, pass, read, type Tx } from "@/db/door";
import { groups, invitations, organizations, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { peekToken, tokenPass } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";
import { openCursor, type Page, pageOf } from "@/lib/core/cursor";
import { notFound } from "@/lib/core/errors";
import type { Role } from "@/lib/core/roles";
import type { InvitationFilter, invitationStatuses } from "./input";

export type InvitationRow = {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  groups: { id: string; name: string }[];
  status: (typeof invitationStatuses)[number];
  mailStatus: "queued" | "sent" | "failed";
  invitedByName: string;
  createdAt: Date;
  expiresAt: Date;
};

function inStatus(status: InvitationFilter["status"]): SQL | undefined {
  switch (status) {
    case undefined:
      return undefined;
    case "pending":
      return and(eq(invitations.status, "pending"), gt(invitations.expiresAt, now()));
    case "expired":
      return and(eq(invitations.status, "pending"), lte(invitations.expiresAt, now()));
    default:
      return eq(invitations.status, status);
  }
}

/** A page of the organization's invitations, the newest first. */
export async function listInvitations(
  actor: Actor,
  { status, limit, cursor }: InvitationFilter,
): Promise<Page<InvitationRow>> {
  const grant = authorize(actor, "members:read");
  // A Team Leader, who sees some members only, has no business with whom others invited.
  if (grant.reach !== "all") throw notFound();
  const scope = JSON.stringify(["invitations", grant.organizationId, status ?? ""]);
  const before = openCursor(cursor, scope);
  return read(grant, async (tx) => {
    const rows = await tx
      .select()
      .from(invitations)
      .where(
        and(
          eq(invitations.organizationId, grant.organizationId),
          inStatus(status),
          before ? lt(invitations.id, String(before[0])) : undefined,
        ),
      )
      .orderBy(desc(invitations.id))
      .limit(limit + 1);
    const names = await groupNames(
      tx,
      grant.organizationId,
      rows.flatMap((row) => row.groupIds),
    );
    const shown = rows.map(
      ({ groupIds, organizationId: _, mailId: __, invitedBy: ___, decidedAt: ____, ...row }) => ({
        ...row,
        groups: groupIds.flatMap((id) => names.get(id) ?? []),
        status: row.status === "pending" && row.expiresAt <= now() ? ("expired" as const) : row.status,
      }),
    );
    return pageOf(shown, limit, scope, (row) => [row.id]);
  });
}

async function groupNames(tx: Tx, organizationId: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string }>();
  const found = await tx
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(eq(groups.organizationId, organizationId), inArray(groups.id, ids)));
  return new Map(found.map((group) => [group.id, group]));
}

/** What the page behind an invitation link shows. */
export type InvitationLetter =
  | { state: "gone" }
  | { state: "expired"; organization: string }
  | {
      state: "open";
      organization: string;
      slug: string;
      inviter: string;
      role: Role;
      email: string;
      name: string | null;
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
      .select({ invitation: invitations, organization: organizations.name, slug: organizations.slug })
      .from(invitations)
      .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
      .where(eq(invitations.id, token.subjectId));
    if (found?.invitation.status !== "pending") return { state: "gone" };
    const { organization, slug, invitation } = found;
    // A link that ended before its invitation was replaced by a newer one.
    if (token.expiresAt <= now() && invitation.expiresAt > now()) return { state: "gone" };
    if (token.expiresAt <= now()) return { state: "expired", organization };
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
      hasAccount: account.length > 0,
    };
  });
}
