import type { Tx } from "@/db/door";
import { change, pass } from "@/db/door";
import { auditEvents } from "@/db/schema";
import type { Actor, Halfway, Holder, Overdue, Person, Stranger } from "@/lib/auth/actor";
import { refusalLadder, reserveAttempt } from "@/lib/auth/counters";
import { noteDeed } from "@/lib/auth/idempotency";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { type IdKind, newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import type { RequestContext } from "@/lib/core/request";

/** Every deed there is, as the audit log names it. */
export const auditActions = [
  "user.signed_up",
  "user.email_confirmed",
  "user.password_reset",
  "user.password_changed",
  "user.profile_changed",
  "user.email_change_asked",
  "user.email_changed",
  "user.unlocked",
  "user.deleted",
  "factor.authenticator_added",
  "factor.authenticator_removed",
  "factor.passkey_added",
  "factor.passkey_renamed",
  "factor.passkey_removed",
  "factor.recovery_codes_made",
  "session.stepped_up",
  "session.ended",
  "session.others_ended",
  "organization.created",
  "organization.changed",
  "organization.contact_asked",
  "organization.contact_confirmed",
  "organization.ownership_offered",
  "organization.ownership_withdrawn",
  "organization.ownership_declined",
  "organization.ownership_accepted",
  "organization.deleted",
  "organization.restored",
  "organization.left",
  "invitation.sent",
  "invitation.resent",
  "invitation.cancelled",
  "invitation.accepted",
  "invitation.import_started",
  "invitation.requested",
  "member.role_changed",
  "member.disabled",
  "member.enabled",
  "member.removed",
  "member.restored",
  "member.unlocked",
  "member.factors_reset",
  "member.sessions_ended",
  "member.groups_changed",
  "member.api_only_created",
  "group.created",
  "group.changed",
  "group.deleted",
  "group.member_added",
  "group.member_removed",
  "project.created",
  "project.changed",
  "project.archived",
  "project.restored",
  "project.access_given",
  "project.access_taken",
  "policy.changed",
  "policy.networks_confirmed",
  "policy.networks_dropped",
  "policy.member_exempted",
  "policy.exemption_ended",
  "policy.members_notified",
  "key.created",
  "key.changed",
  "key.rotated",
  "key.revoked",
  "key.reveal_sent",
  "key.revealed",
  "key.leaked",
  "key.handed_over",
  "key.overreached",
  "audit.verified",
  "audit.retention_changed",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Whoever may stand in the audit log as the one who did it. */
export type Author =
  | Pick<Actor, "kind" | "id" | "name" | "organization" | "sessionId" | "keyId" | "request">
  | Person
  | Halfway
  | Overdue
  | { kind: "user"; id: string; name: string; organizationId?: string; request: RequestContext };

/** What a deed was done to. */
export type AuditTarget = { kind: IdKind; id: string; name: string };

/** What the deed changed; secrets are never put in. */
export type AuditChange = { before?: Record<string, unknown>; after?: Record<string, unknown> };

function signature(author: Author) {
  const base = {
    actorKind: author.kind,
    actorName: author.name,
    ip: author.request.ip,
    userAgent: author.request.userAgent,
    requestId: author.request.requestId,
  };
  switch (author.kind) {
    case "person":
    case "halfway":
    case "overdue":
      return {
        ...base,
        actorKind: "user",
        streamId: author.userId,
        actorId: author.userId,
        sessionId: author.sessionId,
        keyId: null,
      };
    case "user":
      return {
        ...base,
        streamId: author.organizationId ?? author.id,
        actorId: author.id,
        sessionId: null,
        keyId: null,
      };
    default:
      return {
        ...base,
        streamId: author.organization.id,
        actorId: author.id,
        sessionId: author.sessionId,
        keyId: author.keyId,
      };
  }
}

async function write(
  tx: Tx,
  author: Author,
  action: AuditAction,
  outcome: "done" | "refused",
  target: AuditTarget | null,
  changed: AuditChange,
): Promise<void> {
  const event: Omit<typeof auditEvents.$inferInsert, "sequence" | "previousHash" | "hash"> = {
    ...signature(author),
    id: newId("auditEvent"),
    at: now(),
    action,
    outcome,
    targetKind: target?.kind ?? null,
    targetId: target?.id ?? null,
    targetName: target?.name ?? null,
    before: changed.before ?? null,
    after: changed.after ?? null,
  };
  // The trigger `chain` sets these three; nothing that is sent for them is believed.
  await tx.insert(auditEvents).values({ ...event, sequence: 0, previousHash: "", hash: "" });
}

/**
 * Writes a deed into the audit log, in the deed's own transaction: if it cannot be written, the deed does not happen. Where an
 * `Idempotency-Key` came with it, notes with that request that its deed is done, and refuses where another has taken it over.
 */
export async function recordAudit(
  tx: Tx,
  author: Author,
  action: AuditAction,
  target: AuditTarget | null,
  changed: AuditChange = {},
): Promise<void> {
  await write(tx, author, action, "done", target, changed);
  const { idempotency } = author.request;
  if (idempotency && author.kind === "key") await noteDeed(tx, author, idempotency);
}

/**
 * Writes into the audit log that a deed was refused for want of rights, in a transaction of its own. Of one that comes again
 * and again the last that is written says until when no more are.
 */
export async function recordRefusal(
  actor: Actor | Person,
  action: AuditAction,
  error: AppError,
  about: Record<string, unknown> = {},
): Promise<void> {
  const [id, reach] =
    actor.kind === "person"
      ? [actor.userId, { userId: actor.userId }]
      : [actor.id, { organizationId: actor.organization.id }];
  const recorded = async () => {
    const reserved = await reserveAttempt(`refused:${id}:${action}`, refusalLadder);
    if (!reserved.allowed) return;
    const until = reserved.heldUntil && { notWrittenUntil: reserved.heldUntil };
    const after = { ...about, reason: error.message, ...until };
    await change(pass(reach), (tx) => write(tx, actor, action, "refused", null, { after }));
  };
  await recorded().catch((failure) =>
    log.error({ error: failure, action }, "a refusal could not be written to the audit log"),
  );
}

/** A deed of the product: who does it comes first, what they gave second. */
export type Command<Who extends Actor | Holder | Stranger, Input, Result> = ((
  who: Who,
  input: Input,
) => Promise<Result>) & {
  readonly action: AuditAction | Unaudited;
};

/** What changes nothing that the audit log is about: ways to sign in, which have a log of their own, and asking for a proof. */
export type Unaudited = "sign-in" | "challenge";

function isAudited(action: AuditAction | Unaudited): action is AuditAction {
  return action !== "sign-in" && action !== "challenge";
}

/**
 * Makes a command. A refusal that was a matter of rights is written to the audit log under its
 * `action`, unless it is one that the audit log is not about.
 */
export function command<Who extends Actor | Holder | Stranger, Input, Result>(
  action: AuditAction | Unaudited,
  run: (who: Who, input: Input) => Promise<Result>,
): Command<Who, Input, Result> {
  const guarded = async (who: Who, input: Input) => {
    try {
      return await run(who, input);
    } catch (error) {
      if (error instanceof AppError && error.aboutRights && isAudited(action)) {
        if (who.kind !== "stranger" && who.kind !== "halfway" && who.kind !== "overdue")
          await recordRefusal(who, action, error);
      }
      throw error;
    }
  };
  return Object.assign(guarded, { action });
}
