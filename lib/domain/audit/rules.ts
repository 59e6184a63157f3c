import { and, desc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { auditEvents } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { formatRelative } from "@/lib/core/format";
import { findPlaces } from "@/lib/domain/audit-search/rules";
import type { ActionGroup } from "./input";
import type { AuditRow } from "./queries";
import type { AuditAction, AuditTarget } from "./record";

/** What each deed reads like after the name of who did it; `%` is what it was done to. */
const sentences: Record<AuditAction, string> = {
  "user.signed_up": "asked for an account",
  "user.email_confirmed": "confirmed their email",
  "user.password_changed": "changed their password",
  "user.profile_changed": "changed their profile",
  "user.email_change_asked": "asked to change their email",
  "user.email_changed": "changed their email",
  "user.unlocked": "unlocked the account of %",
  "user.deleted": "deleted their account",
  "factor.authenticator_added": "set up an authenticator app",
  "factor.authenticator_removed": "removed their authenticator app",
  "factor.passkey_added": "added the passkey %",
  "factor.passkey_renamed": "renamed the passkey %",
  "factor.passkey_removed": "removed the passkey %",
  "factor.recovery_codes_made": "made new recovery codes",
  "session.stepped_up": "confirmed that it was them",
  "session.ended": "signed out one of their sessions",
  "session.others_ended": "signed out their other sessions",
  "user.password_reset": "reset their password",
  "organization.created": "created the organization",
  "organization.changed": "changed the organization's settings",
  "organization.contact_asked": "sent the link to confirm the address % again",
  "organization.contact_confirmed": "confirmed the address %",
  "organization.ownership_offered": "offered to hand the organization over to %",
  "organization.ownership_withdrawn": "withdrew the offer to hand over the organization",
  "organization.ownership_declined": "declined to take the organization over",
  "organization.ownership_accepted": "took the organization over",
  "organization.deleted": "deleted the organization",
  "organization.restored": "restored the organization",
  "organization.left": "left the organization",
  "invitation.sent": "invited %",
  "invitation.resent": "sent the invitation to % again",
  "invitation.cancelled": "cancelled the invitation to %",
  "invitation.accepted": "accepted the invitation",
  "invitation.import_started": "began to import invitations",
  "invitation.requested": "asked for a new invitation",
  "member.role_changed": "changed the role of %",
  "member.disabled": "disabled %",
  "member.enabled": "enabled %",
  "member.removed": "removed %",
  "member.restored": "restored %",
  "member.unlocked": "unlocked the account of %",
  "member.factors_reset": "reset the second factors of %",
  "member.sessions_ended": "signed % out everywhere",
  "member.groups_changed": "changed the groups of %",
  "member.api_only_created": "created the API-only member %",
  "group.created": "created the group %",
  "group.changed": "changed the group %",
  "group.deleted": "deleted the group %",
  "group.member_added": "added % to a group",
  "group.member_removed": "took % out of a group",
  "project.created": "created the project %",
  "project.changed": "changed the project %",
  "project.archived": "archived the project %",
  "project.restored": "restored the project %",
  "project.access_given": "gave access to the project %",
  "project.access_taken": "took away access to the project %",
  "policy.changed": "changed the security policy",
  "policy.networks_confirmed": "confirmed the list of allowed networks",
  "policy.networks_dropped": "went back to the list of allowed networks before",
  "policy.member_exempted": "exempted % from the second factor",
  "policy.exemption_ended": "ended the exemption of %",
  "policy.members_notified": "reminded members to set up a second factor",
  "key.created": "made the API key %",
  "key.changed": "changed the API key %",
  "key.rotated": "rotated the API key %",
  "key.revoked": "revoked the API key %",
  "key.reveal_sent": "sent the link to the API key % again",
  "key.revealed": "opened the link to the API key %",
  "key.leaked": "was reported as leaked, and was revoked",
  "key.handed_over": "handed the API key % over to the organization",
  "key.overreached": "made a call beyond its scopes",
  "audit.verified": "had the audit log verified",
  "audit.retention_changed": "changed how long the audit log is kept",
};

/** An event as a sentence without its subject: "invited ada@example.com". */
export function describeEvent({
  action,
  outcome,
  targetName,
}: Pick<AuditRow, "action" | "outcome" | "targetName">): string {
  const sentence = (sentences[action as AuditAction] ?? action).replace("%", targetName ?? "");
  return outcome === "refused" ? `tried, and was refused: ${sentence.trim()}` : sentence;
}

/** What each group of deeds is called in a list of them. */
export const groupNames: Record<ActionGroup, string> = {
  user: "Accounts",
  factor: "Factors",
  session: "Sessions",
  organization: "Organization",
  invitation: "Invitations",
  member: "Members",
  group: "Groups",
  project: "Projects",
  policy: "Security policy",
  key: "API keys",
  audit: "Audit log",
};

/** What the outcomes of a deed are called in lists. */
export const outcomeNames: Record<AuditRow["outcome"], string> = { done: "Done", refused: "Refused" };

/** An event as the API and its exports write it. */
export function shownEvent(event: AuditRow) {
  const { actorKind, actorId, actorName, targetKind, targetId, targetName, ...rest } = event;
  return {
    ...rest,
    actor: { kind: actorKind, id: actorId, name: actorName },
    target: targetKind === null ? null : { kind: targetKind, id: targetId ?? "", name: targetName ?? "" },
  };
}

/** By whose clock days are counted: people read the organization's, and a program's answer is not to change with a setting. */
export function dayZone({ kind, organization }: Actor): string {
  return kind === "member" ? organization.timeZone : "UTC";
}

/** A change lies hardly ever further back among the deeds on one thing. */
const lookedAt = 20;

/**
 * The refusal of a change of what somebody else has changed since it was read: says who it was, what they changed and when.
 * `actions` are the deeds that count as such a change, where not all that is done to the target does.
 */
export async function overtaken(
  tx: Tx,
  { organizationId }: { organizationId: string },
  target: AuditTarget,
  actions?: AuditAction[],
): Promise<AppError> {
  const { places } = await findPlaces(tx, organizationId, { target: target.id, outcome: "done" }, lookedAt);
  const [last] = await tx
    .select({ by: auditEvents.actorName, at: auditEvents.at, after: auditEvents.after })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.streamId, organizationId),
        inArray(auditEvents.sequence, places),
        actions && inArray(auditEvents.action, actions),
      ),
    )
    .orderBy(desc(auditEvents.sequence))
    .limit(1);
  const what = Object.keys(last?.after ?? {}).map((name) =>
    name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  );
  const how = what.length > 0 ? ` (${what.join(", ")})` : "";
  const told = last
    ? `${last.by} changed ${target.name} ${formatRelative(last.at, now())}${how}.`
    : `${target.name} was changed meanwhile.`;
  return new AppError("precondition-failed", `${told} Nothing of yours was saved.`);
}
