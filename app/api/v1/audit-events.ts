import { z } from "@hono/zod-openapi";
import { auditFilter } from "@/lib/domain/audit/input";
import { listAuditEvents } from "@/lib/domain/audit/queries";
import { endpoint } from "@/lib/web/endpoint";
import { idOf, nameSchema, pageSchema, timeSchema } from "./schemas";

const values = z.record(z.string().max(100), z.unknown()).nullable();

const auditEventSchema = z
  .strictObject({
    id: idOf("auditEvent"),
    sequence: z
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .openapi({ format: "int64" })
      .describe("Counts the organization's events without a gap."),
    at: timeSchema,
    action: z.string().max(60),
    outcome: z.enum(["done", "refused"]),
    actor: z.strictObject({ kind: z.string().max(20), id: z.string().max(40), name: nameSchema }),
    target: z
      .strictObject({ kind: z.string().max(20), id: z.string().max(40), name: z.string().max(254) })
      .nullable(),
    before: values,
    after: values,
    ip: z.string().max(45).nullable(),
    userAgent: z.string().max(400).nullable(),
    sessionId: z.string().max(40).nullable(),
    keyId: z.string().max(40).nullable(),
    requestId: z.string().max(64).nullable(),
    hash: z.string().max(64).describe("SHA-256 over the event and the hash of the one before it."),
  })
  .openapi("AuditEvent");

export const auditEvents = endpoint(
  {
    method: "get",
    path: "/audit-events",
    permission: "logs:read",
    id: "listAuditEvents",
    tag: "Audit log",
    summary: "List audit events",
    description: "What happened in the organization, the newest first, searched by keyword and by day.",
    query: auditFilter,
    answer: pageSchema("AuditEventPage", auditEventSchema),
  },
  async ({ actor, query }) => {
    const { rows, nextCursor } = await listAuditEvents(actor, query);
    const data = rows.map(
      ({ actorKind, actorId, actorName, targetKind, targetId, targetName, ...event }) => ({
        ...event,
        actor: { kind: actorKind, id: actorId, name: actorName },
        target: targetKind === null ? null : { kind: targetKind, id: targetId ?? "", name: targetName ?? "" },
      }),
    );
    return { data, nextCursor };
  },
);
