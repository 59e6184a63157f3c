import { z } from "@hono/zod-openapi";
import { cursorPattern } from "@/lib/core/input";
import { setAuditRetention, verifyAuditLog } from "@/lib/domain/audit/commands";
import { keptDaysInput } from "@/lib/domain/audit/input";
import { findRetention } from "@/lib/domain/audit/queries";
import { endpoint } from "@/lib/web/endpoint";
import { lineOf, textOf, timeSchema } from "./schemas";

const tag = "Audit log";

const days = keptDaysInput
  .meta({ format: "int32" })
  .describe("For how many days an event is kept; null keeps all of them.");

const retentionSchema = z.strictObject({ days }).openapi("AuditRetention");

const retention = endpoint(
  {
    method: "get",
    path: "/audit-log/retention",
    permission: "logs:read",
    id: "getAuditRetention",
    tag,
    summary: "How long the log is kept",
    description: "For how many days events stay in the audit log.",
    answer: retentionSchema,
  },
  async ({ actor }) => ({ days: await findRetention(actor) }),
);

const retentionSetting = endpoint(
  {
    method: "put",
    path: "/audit-log/retention",
    permission: "security:write",
    alsoNeeds: ["logs:write"],
    id: "setAuditRetention",
    tag,
    summary: "Set how long the log is kept",
    description:
      "Says for how many days events stay in the audit log. What is older goes within a day, for good; a signed stub stays in its place, so that the rest can be verified.",
    body: z.strictObject({ days }),
    answer: retentionSchema,
  },
  ({ actor, body }) => setAuditRetention(actor, body),
);

const place = z.int().min(0).max(Number.MAX_SAFE_INTEGER).openapi({ format: "int64" });
const cursor = textOf(500, cursorPattern);

const checkSchema = z
  .strictObject({
    whole: z.boolean().describe("Whether nothing of what was checked so far was changed or removed."),
    checked: place.describe("How many events were checked so far."),
    events: place.describe("How many events there are."),
    removedUpTo: place.describe(
      "The last event that went because it was older than the log is kept; 0 for none.",
    ),
    sealedUpTo: place.describe("The last event under a seal that holds; 0 for none."),
    sealedAt: timeSchema.nullable(),
    brokenAt: place.nullable().describe("The `sequence` of the first event that does not fit."),
    complaint: lineOf(500).nullable().describe("What is wrong with it."),
    nextCursor: cursor.nullable().describe("Send it as `cursor` to check on; null when the check is over."),
  })
  .openapi("AuditCheck");

const check = endpoint(
  {
    method: "post",
    path: "/audit-log/verify",
    permission: "logs:write",
    id: "verifyAuditLog",
    tag,
    summary: "Verify the log",
    description:
      "Checks the log from its first event on: each event's hash against its content and the event before it, the numbering, the end and every seal. One request comes as far as a second or so takes it, some 50,000 events; send its `nextCursor` on, within an hour, until that is null. The last step writes the outcome into the log, and seals it where it is whole.",
    body: z.strictObject({
      cursor: cursor.optional().describe("The `nextCursor` of the step before; left out, the check begins."),
    }),
    answer: checkSchema,
  },
  async ({ actor, body }) => {
    const { events, of, next, ...verdict } = await verifyAuditLog(actor, { from: body.cursor });
    return {
      whole: verdict.brokenAt === null,
      checked: events,
      events: of,
      ...verdict,
      nextCursor: next,
    };
  },
);

/** What concerns the log itself: whether it is whole, and how long it is kept. */
export const auditLog = [check, retention, retentionSetting];
