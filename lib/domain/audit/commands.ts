import { and, asc, eq, gt, sql } from "drizzle-orm";
import { change, pass, read, type Tx } from "@/db/door";
import { auditEvents, auditHeads, auditRetentions, auditSeals, auditSigners } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { auditCheckLadder, reserveAttempt, tooOften } from "@/lib/auth/counters";
import { authorize } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { day, fromNow, minute, now } from "@/lib/core/clock";
import { openCursor, packCursor } from "@/lib/core/cursor";
import { log } from "@/lib/core/log";
import {
  beginning,
  isProvenByFirst,
  keyIdOf,
  keysOfOurs,
  ownPublicKey,
  type Place,
  proofOf,
  type Seal,
  sealText,
  signText,
  type Verdict,
  voucherText,
} from "@/lib/core/seals";
import { lockOrganization } from "@/lib/domain/members/rules";
import type { RetentionInput, VerifyInput } from "./input";
import { verifyGrowth, verifyLog, verifyOn } from "./queries";
import { command, recordAudit } from "./record";

/**
 * Makes this installation's key known where it was not: its public half stays beside the seals, proven as ours, and it
 * vouches for the other keys that are ours, so that what they sealed holds after AUTH_SECRET was changed, to and fro.
 */
async function introduceKey(tx: Tx): Promise<string> {
  const publicKey = ownPublicKey();
  const keyId = keyIdOf(publicKey);
  const known = await tx.select().from(auditSigners);
  const vouchers = [...keysOfOurs(known)]
    .filter(([id]) => !known.some((signer) => signer.keyId === id && signer.vouchedBy === keyId))
    .map(([id, key]) => {
      const voucher = { keyId: id, publicKey: key, vouchedBy: keyId };
      return { ...voucher, signature: signText(voucherText(voucher)) };
    });
  const missing = isProvenByFirst(keyId, known) ? vouchers : [...vouchers, proofOf({ keyId, publicKey })];
  if (missing.length > 0)
    await tx
      .insert(auditSigners)
      .values(missing.map((signer) => ({ ...signer, createdAt: now() })))
      .onConflictDoNothing();
  return keyId;
}

async function setSeal(
  tx: Tx,
  streamId: string,
  kind: Seal["kind"],
  { sequence, hash }: Place,
): Promise<void> {
  const keyId = await introduceKey(tx);
  const said = { streamId, kind, sequence, hash, at: now() };
  await tx
    .insert(auditSeals)
    .values({ ...said, keyId, signature: signText(sealText(said)) })
    .onConflictDoNothing();
}

/** Every check tries every seal, and none goes away: of those that are asked for, so many are set in a day. */
const mostSealsADay = 24;

/** Seals a stream at its end, unless that was done again and again. */
async function sealEnd(tx: Tx, streamId: string): Promise<void> {
  const fresh = and(
    eq(auditSeals.streamId, streamId),
    eq(auditSeals.kind, "end"),
    gt(auditSeals.at, fromNow(-day)),
  );
  if ((await tx.$count(auditSeals, fresh)) >= mostSealsADay) return;
  const [head] = await tx.select().from(auditHeads).where(eq(auditHeads.streamId, streamId));
  if (head) await setSeal(tx, streamId, "end", head);
}

/** Refuses to begin another check of a log that was checked again and again. */
async function assertCheckable(organizationId: string): Promise<void> {
  const reserved = await reserveAttempt(`audit-check:${organizationId}`, auditCheckLadder);
  if (!reserved.allowed)
    throw tooOften("The log was checked often enough of late. Check it again", reserved.heldUntil);
}

/** So long may a check take from its first step to its last; one that was left lying begins anew. */
const checkMinutes = 60;

/** What a step of a check found, of how many events; and with what the next one goes on, or null where the log was checked to its end. */
export type CheckStep = Verdict & { of: number; next: string | null };

/**
 * Checks the organization's log a step at a time, so that no request waits for millions of events. The last step writes
 * down what was found, and seals the log if it is whole. Refuses to begin again and again.
 */
export const verifyAuditLog = command(
  "audit.verified",
  async (actor: Actor, { from }: VerifyInput): Promise<CheckStep> => {
    const grant = authorize(actor, "logs:write");
    const scope = `audit check ${grant.organizationId}`;
    const [sequence, hash, begun] = openCursor(from, scope) ?? [];
    const goesOn = Number(begun) > fromNow(-checkMinutes * minute).getTime();
    if (!goesOn) await assertCheckable(grant.organizationId);
    const reached = goesOn ? { sequence: Number(sequence), hash: String(hash) } : beginning;
    const { verdict, of, next } = await verifyOn(grant.organizationId, reached);
    if (next) {
      const key = [next.sequence, next.hash, goesOn ? Number(begun) : now().getTime()];
      return { ...verdict, of, next: packCursor(key, scope) };
    }
    const { brokenAt, complaint } = verdict;
    await change(grant, async (tx) => {
      const after = brokenAt === null ? { result: "whole" } : { result: "broken", brokenAt, complaint };
      await recordAudit(tx, actor, "audit.verified", null, { after });
      if (brokenAt === null) await sealEnd(tx, grant.organizationId);
    });
    return { ...verdict, of, next: null };
  },
);

/**
 * Says how long the log is kept. What is older goes away with the next daily sweep; a signed stub stays in its place. Asks for both, leave to set
 * rules and leave to deal with the log: what is gone is gone for good.
 */
export const setAuditRetention = command(
  "audit.retention_changed",
  async (actor: Actor, { days }: RetentionInput): Promise<{ days: number | null }> => {
    authorize(actor, "logs:write");
    const grant = authorize(actor, "security:write");
    assertRecentFactor(actor);
    const { organizationId } = grant;
    await change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const ours = eq(auditRetentions.organizationId, organizationId);
      const [before] = await tx.delete(auditRetentions).where(ours).returning();
      if (days !== null) await tx.insert(auditRetentions).values({ organizationId, days });
      await recordAudit(tx, actor, "audit.retention_changed", null, {
        before: { keepDays: before?.days ?? null },
        after: { keepDays: days },
      });
    });
    return { days };
  },
);

/** The names of streams that a function of the owner tells; it has no other way to see beyond one organization. */
async function streams(ask: "audit_streams_to_seal" | "audit_streams_to_cut"): Promise<string[]> {
  const rows = await read(pass({}), (tx) =>
    tx.execute<{ id: string }>(sql`select id from ${sql.raw(ask)}() as id`),
  );
  return rows.map(({ id }) => id);
}

/** Checks what a stream has grown by since it was sealed last, and seals it at its end. One that is broken gets no seal. */
export async function sealLog(streamId: string): Promise<void> {
  const { last, broken } = await verifyGrowth(streamId);
  if (broken) log.error({ streamId, ...broken }, "an audit log is broken, so it was not sealed");
  else await change(pass({ organizationId: streamId }), (tx) => setSeal(tx, streamId, "end", last));
}

/** Seals every stream that has grown since it was sealed last. */
export async function sealGrownLogs(): Promise<void> {
  for (const streamId of await streams("audit_streams_to_seal")) await sealLog(streamId);
}

/** How many events go at once, so that no transaction is long. */
const cutAtOnce = 5_000;

/**
 * Removes what an organization keeps no longer, and leaves a signed stub in the place of it. A log that is broken stays
 * as it is, so that no proof of that is removed by rule.
 */
export async function shortenLog(organizationId: string): Promise<void> {
  const { brokenAt } = await verifyLog(organizationId);
  if (brokenAt !== null) {
    log.error({ organizationId, brokenAt }, "an audit log is broken, so nothing was removed from it");
    return;
  }
  let removed: number;
  do removed = await change(pass({ organizationId }), (tx) => cut(tx, organizationId));
  while (removed === cutAtOnce);
}

/** Removes old events from the logs of all organizations that do not keep everything. */
export async function shortenLogs(): Promise<void> {
  for (const organizationId of await streams("audit_streams_to_cut")) await shortenLog(organizationId);
}

/** Removes the oldest events up to the first that is to be kept; at most `cutAtOnce`. Answers how many. */
async function cut(tx: Tx, organizationId: string): Promise<number> {
  const [retention] = await tx.select().from(auditRetentions);
  if (!retention) return 0;
  const keptFrom = fromNow(-retention.days * day).toISOString();
  const oldest = await tx
    .select({
      sequence: auditEvents.sequence,
      hash: auditEvents.hash,
      // By the server's clock too, since it is what the owner's function goes by.
      old: sql<boolean>`at < least(${keptFrom}::timestamptz, now() - make_interval(days => ${retention.days}))`,
    })
    .from(auditEvents)
    .where(eq(auditEvents.streamId, organizationId))
    .orderBy(asc(auditEvents.sequence))
    .limit(cutAtOnce);
  const kept = oldest.findIndex(({ old }) => !old);
  const count = kept === -1 ? oldest.length : kept;
  const last = oldest[count - 1];
  if (!last) return 0;
  await setSeal(tx, organizationId, "cut", last);
  await tx.execute(sql`select cut_audit_events(${organizationId}, ${last.sequence})`);
  return count;
}
