import type { Route } from "next";
import Link from "next/link";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { auditFilter } from "@/lib/domain/audit/input";
import { listAuditEvents } from "@/lib/domain/audit/queries";
import { describeEvent } from "@/lib/domain/audit/rules";

const shown = 6;

/** What was last done in the organization, for whoever may read its log. */
export async function RecentActivity({ actor }: { actor: Actor }) {
  const { rows } = await listAuditEvents(actor, auditFilter.parse({ limit: shown }));
  return (
    <Card>
      <CardHeader>
        <CardTitle>Recent activity</CardTitle>
      </CardHeader>
      <CardBody>
        {rows.length === 0 ? <p className="text-muted">Nothing stands in the log yet.</p> : null}
        <ul className="divide-y divide-line">
          {rows.map((event) => (
            <li
              key={event.id}
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0"
            >
              <span className="min-w-0 wrap-anywhere">
                <span className="font-medium">{event.actorName}</span> {describeEvent(event)}
              </span>
              <Time at={event.at} className="text-sm text-muted" />
            </li>
          ))}
        </ul>
        <Link
          href={`/orgs/${actor.organization.slug}/security/audit` as Route}
          className="link mt-2 inline-block"
        >
          Open the audit log
        </Link>
      </CardBody>
    </Card>
  );
}
