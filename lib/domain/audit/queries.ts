import { and, desc, eq, getTableColumns, gte, ilike, lt, or, sql } from "drizzle-orm";
import { pass, read } from "@/db/door";
import { auditEvents, auditHeads } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { day } from "@/lib/core/clock";
import { openCursor, type Page, pageOf } from "@/lib/core/cursor";
import { containing } from "@/lib/core/text";
import type { AuditFilter } from "./input";

const { streamId: _, previousHash: __, ...shownColumns } = getTableColumns(auditEvents);

export type AuditRow = Omit<typeof auditEvents.$inferSelect, "streamId" | "previousHash">;

function mentions(text: string) {
  const pattern = containing(text);
  return or(
    ilike(auditEvents.action, pattern),
    ilike(auditEvents.actorName, pattern),
    ilike(auditEvents.targetName, pattern),
    eq(auditEvents.targetId, text),
    ilike(sql`host(${auditEvents.ip})`, pattern),
    ilike(sql`${auditEvents.before}::text`, pattern),
    ilike(sql`${auditEvents.after}::text`, pattern),
  );
}

/** A page of the organization's audit log, the newest first, searched by keyword and by day. */
export async function listAuditEvents(
  actor: Actor,
  { q, from, to, limit, cursor }: AuditFilter,
): Promise<Page<AuditRow>> {
  const grant = authorize(actor, "logs:read");
  const scope = JSON.stringify(["audit", grant.organizationId, q ?? "", from ?? "", to ?? ""]);
  const before = openCursor(cursor, scope);
  return read(grant, async (tx) => {
    const rows = await tx
      .select(shownColumns)
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.streamId, grant.organizationId),
          q ? mentions(q) : undefined,
          from ? gte(auditEvents.at, new Date(from)) : undefined,
          to ? lt(auditEvents.at, new Date(new Date(to).getTime() + day)) : undefined,
          before ? lt(auditEvents.sequence, Number(before[0])) : undefined,
        ),
      )
      .orderBy(desc(auditEvents.sequence))
      .limit(limit + 1);
    return pageOf(rows, limit, scope, (event) => [event.sequence]);
  });
}

/** What a check of a log's chain found: how far it is whole, and the first event that is not. */
export type ChainVerdict = { events: number; brokenAt: number | null; complaint: string | null };

/**
 * Checks every link of a stream's chain: each event's hash against its content and the event before, the numbering,
 * and the end against the chain's head. Names the first event that does not fit.
 */
export async function verifyChain(streamId: string): Promise<ChainVerdict> {
  return read(pass({ organizationId: streamId }), async (tx) => {
    const [broken] = await tx.execute<{ sequence: string; complaint: string }>(sql`
      with link as (
        select sequence, hash, previous_hash,
          audit_event_hash(audit_events) as due_hash,
          lag(hash, 1, '') over (order by sequence) as due_previous,
          row_number() over (order by sequence) as due_sequence
        from audit_events where stream_id = ${streamId}
      )
      select sequence, case
        when sequence <> due_sequence then 'events before it are missing'
        when previous_hash <> due_previous then 'it does not follow the event before it'
        else 'its content was changed'
      end as complaint
      from link
      where hash <> due_hash or previous_hash <> due_previous or sequence <> due_sequence
      order by sequence limit 1`);
    const [last] = await tx
      .select({ sequence: auditEvents.sequence, hash: auditEvents.hash })
      .from(auditEvents)
      .where(eq(auditEvents.streamId, streamId))
      .orderBy(desc(auditEvents.sequence))
      .limit(1);
    const [head] = await tx.select().from(auditHeads).where(eq(auditHeads.streamId, streamId));
    const events = last?.sequence ?? 0;
    if (broken) return { events, brokenAt: Number(broken.sequence), complaint: broken.complaint };
    if ((head?.hash ?? "") !== (last?.hash ?? ""))
      return { events, brokenAt: events + 1, complaint: "the log was cut off after the event before it" };
    return { events, brokenAt: null, complaint: null };
  });
}
