import { z } from "@hono/zod-openapi";
import type { Actor } from "@/lib/auth/actor";
import { type AuditListFilter, anyIdPattern, auditListFilter } from "@/lib/domain/audit/input";
import { eachAuditEvent, listAuditEvents } from "@/lib/domain/audit/queries";
import { shownEvent } from "@/lib/domain/audit/rules";
import { endpoint } from "@/lib/web/endpoint";
import {
  idOf,
  ipSchema,
  lineOf,
  logPageSchema,
  nameSchema,
  textOf,
  timeSchema,
  userAgentSchema,
} from "./schemas";

/** What acts or is acted on; the log outlives any list of them. */
const kind = textOf(20, /^[a-z]+([A-Z][a-z]+)*$/);
const anyId = textOf(30, anyIdPattern);
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
    action: textOf(60, /^[a-z]+\.[a-z_]+$/),
    outcome: z.enum(["done", "refused"]),
    actor: z.strictObject({ kind, id: anyId, name: nameSchema }),
    target: z.strictObject({ kind, id: anyId, name: lineOf(254) }).nullable(),
    before: values,
    after: values,
    ip: ipSchema.nullable(),
    userAgent: userAgentSchema.nullable(),
    sessionId: idOf("session").nullable(),
    keyId: idOf("key").nullable(),
    requestId: z.uuid().max(36).nullable(),
    hash: textOf(64, /^[0-9a-f]{64}$/).describe("SHA-256 over the event and the hash of the one before it."),
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
    description:
      "What happened in the organization, the newest first, by actor, action or group of actions, target, outcome, keyword and time. `/docs/api/audit-actions` tells what each action is.\n\nWith `order=asc` it is the oldest first, and `after` leads on from the last event that you have, for ever: events are numbered one after the other as they are written, so that none is passed by. `/docs/api/follow-logs` shows how.\n\nA page may have fewer events than `limit`, or none, while its `nextCursor` leads on: the oldest first, with an action and a keyword, or with a keyword without three letters or digits in a row, what you ask for is looked for in a part of the log at a time. The log grows without end, so it is not counted. With `format=jsonl` everything that fits is answered at once, an event on each line; `limit` and `cursor` are of no effect then.",
    query: auditListFilter,
    answer: logPageSchema("AuditEventPage", auditEventSchema),
    lines: ({ actor, query }) => shownEvents(actor, query),
  },
  async ({ actor, query: { format: _, ...filter } }) => {
    const { rows, nextCursor } = await listAuditEvents(actor, filter);
    return { data: rows.map(shownEvent), nextCursor };
  },
);

async function* shownEvents(
  actor: Actor,
  { format: _, limit: __, cursor: ___, ...selection }: AuditListFilter,
) {
  for await (const event of eachAuditEvent(actor, selection)) yield shownEvent(event);
}
