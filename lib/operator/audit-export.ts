import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { eq, sql } from "drizzle-orm";
import { read } from "@/db/door";
import { auditSeals, auditSigners } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize, type Grant } from "@/lib/auth/permissions";
import { now } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { isProof, ownPublicKey } from "@/lib/core/seals";
import { verifyAuditLog } from "@/lib/domain/audit/commands";
import { exportFormat, exportVersion } from "./audit-check";

const rowsAtOnce = 2_000;

/** Each event as the line of an export, the oldest first. PostgreSQL writes it, so that no digit of a number is lost. */
async function* eventLines(grant: Grant, upTo: number): AsyncGenerator<string> {
  const stream = grant.organizationId;
  let after = 0;
  for (;;) {
    const rows = await read(grant, (tx) =>
      tx.execute<{ sequence: string; line: string }>(sql`
        select sequence, json_build_object(
          'type', 'event', 'streamId', stream_id, 'sequence', sequence, 'id', id,
          'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          'action', action, 'outcome', outcome, 'actorKind', actor_kind, 'actorId', actor_id, 'actorName', actor_name,
          'targetKind', target_kind, 'targetId', target_id, 'targetName', target_name,
          'before', "before", 'after', "after", 'ip', host(ip), 'userAgent', user_agent, 'sessionId', session_id,
          'keyId', key_id, 'requestId', request_id, 'previousHash', previous_hash, 'hash', hash
        )::text as line
        from audit_events where stream_id = ${stream} and sequence > ${after} and sequence <= ${upTo}
        order by sequence limit ${rowsAtOnce}`),
    );
    for (const { line } of rows) yield `${line}\n`;
    const last = rows.at(-1);
    if (!last) return;
    after = Number(last.sequence);
  }
}

async function* lines(actor: Actor, upTo: number): AsyncGenerator<string> {
  const grant = authorize(actor, "logs:read");
  const { id, slug, name } = actor.organization;
  const [seals, signers] = await read(grant, async (tx) => [
    await tx.select().from(auditSeals).where(eq(auditSeals.streamId, id)).orderBy(auditSeals.sequence),
    await tx.select().from(auditSigners),
  ]);
  const head = { exportedAt: now(), organization: { id, slug, name }, publicKey: ownPublicKey() };
  yield `${JSON.stringify({ type: exportFormat, version: exportVersion, ...head })}\n`;
  for (const { createdAt: _, ...signer } of signers)
    if (!isProof(signer)) yield `${JSON.stringify({ type: "key", ...signer })}\n`;
  for (const seal of seals) if (seal.sequence <= upTo) yield `${JSON.stringify({ type: "seal", ...seal })}\n`;
  yield* eventLines(grant, upTo);
}

/**
 * Writes the organization's log with its seals to a file that can be checked anywhere. The log is checked and sealed
 * first, so that the file's last event is a sealed one. Refuses a log that is broken.
 */
export async function exportLog(actor: Actor, file: string): Promise<{ events: number; file: string }> {
  let verdict = await verifyAuditLog(actor, {});
  while (verdict.next) verdict = await verifyAuditLog(actor, { from: verdict.next });
  if (verdict.brokenAt !== null)
    throw new AppError("conflict", `Event ${verdict.brokenAt} is broken: ${verdict.complaint}.`);
  const [sealed] = await read(authorize(actor, "logs:read"), (tx) =>
    tx
      .select({ upTo: sql<number>`max(${auditSeals.sequence})`.mapWith(Number) })
      .from(auditSeals)
      .where(eq(auditSeals.streamId, actor.organization.id)),
  );
  const upTo = sealed?.upTo ?? 0;
  await pipeline(Readable.from(lines(actor, upTo)), createWriteStream(file, { flags: "wx", mode: 0o600 }));
  return { events: upTo - verdict.removedUpTo, file };
}
