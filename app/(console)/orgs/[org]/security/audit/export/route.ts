import { sessionActor } from "@/lib/auth/session";
import type { CsvColumns } from "@/lib/core/csv";
import { auditExportFilter } from "@/lib/domain/audit/input";
import { type AuditRow, eachAuditEvent } from "@/lib/domain/audit/queries";
import { describeEvent, outcomeNames, shownEvent } from "@/lib/domain/audit/rules";
import { csvFile, download, linesFile } from "@/lib/web/download";
import { filterFrom } from "@/lib/web/page";

const valuesText = (values: Record<string, unknown> | null) => values && JSON.stringify(values);

const columns: CsvColumns<AuditRow> = [
  ["Number", ({ sequence }) => sequence],
  ["Time (UTC)", ({ at }) => at],
  ["Actor", ({ actorName }) => actorName],
  ["What happened", describeEvent],
  ["Action", ({ action }) => action],
  ["Outcome", ({ outcome }) => outcomeNames[outcome]],
  ["Target", ({ targetName }) => targetName],
  ["Before", ({ before }) => valuesText(before)],
  ["After", ({ after }) => valuesText(after)],
  ["IP address", ({ ip }) => ip],
  ["User agent", ({ userAgent }) => userAgent],
  ["Actor kind", ({ actorKind }) => actorKind],
  ["Actor ID", ({ actorId }) => actorId],
  ["Target kind", ({ targetKind }) => targetKind],
  ["Target ID", ({ targetId }) => targetId],
  ["Session", ({ sessionId }) => sessionId],
  ["Key", ({ keyId }) => keyId],
  ["Request", ({ requestId }) => requestId],
  ["Event", ({ id }) => id],
  ["Hash", ({ hash }) => hash],
];

type Context = RouteContext<"/orgs/[org]/security/audit/export">;

/** The audit log under the page's filter, whole, as CSV or as the API's JSON Lines. */
export const GET = download(async (request, { params }: Context) => {
  const actor = await sessionActor((await params).org);
  const given = Object.fromEntries(new URL(request.url).searchParams);
  const { format, limit: _, cursor: __, ...selection } = filterFrom(auditExportFilter, given);
  const name = `audit-log-${actor.organization.slug}`;
  const events = eachAuditEvent(actor, selection);
  return format === "jsonl" ? linesFile(name, events, shownEvent) : csvFile(name, events, columns);
});
