import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { DateFilter } from "@/components/ui/date-filter";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { type AuditFilter, auditFilter } from "@/lib/domain/audit/input";
import { listAuditEvents } from "@/lib/domain/audit/queries";
import { describeEvent } from "@/lib/domain/audit/rules";
import { filterFrom, page, startOver } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { EventDetails } from "./event-details";

export const metadata: Metadata = { title: "Audit log" };

type Search = Record<string, string | string[] | undefined>;

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/security/audit">) => {
  const actor = await sessionActor((await params).org);
  authorize(actor, "logs:read");
  const search = await searchParams;
  const filter = filterFrom(auditFilter, search);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What was done here, by whom, and what was refused. Nothing in it can be changed."
      />
      <Toolbar>
        <SearchField
          label="Search the audit log"
          placeholder="Person, action, target, address"
          defaultValue={filter.q}
        />
        <DateFilter name="from" label="From" value={filter.from ?? ""} />
        <DateFilter name="to" label="To" value={filter.to ?? ""} />
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={4} />}>
        <AuditTable actor={actor} filter={filter} search={search} />
      </Streamed>
    </>
  );
});

async function AuditTable({ actor, filter, search }: { actor: Actor; filter: AuditFilter; search: Search }) {
  const list = await startOver(listAuditEvents, actor, filter);
  const { rows } = list;
  const path = `/orgs/${actor.organization.slug}/security/audit`;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={ScrollText}
        title="Nothing fits this search"
        action={<ButtonLink href={path}>Show everything</ButtonLink>}
      >
        Search by a person, a deed, what it was done to, or a network address.
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption="Audit events">
        <TableHead>
          <TableRow>
            <Th>Actor</Th>
            <Th>Action</Th>
            <Th>Target</Th>
            <Th>Time</Th>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((event) => (
            <TableRow key={event.id}>
              <Td label="Actor" className="rows:min-w-40">
                <span className="font-medium">{event.actorName}</span>
                <span className="block text-sm font-normal text-muted">
                  {[actorWords[event.actorKind], event.ip?.replace(/\/(32|128)$/, "")]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </Td>
              <Td label="Action" className="rows:min-w-64">
                {describeEvent(event)}{" "}
                {event.outcome === "refused" ? <Badge tone="danger">Refused</Badge> : null}
                <EventDetails event={event} />
              </Td>
              <Td label="Target" className="rows:min-w-32">
                {event.targetName ?? <span className="text-muted">–</span>}
              </Td>
              <Td label="Time" nowrap>
                <Time at={event.at} />
                <Time at={event.at} show="exact" className="block text-xs text-muted" />
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ListPager path={path} search={search} page={list} noun="event" />
    </>
  );
}

const actorWords: Record<string, string> = {
  member: "Member",
  user: "Person",
  key: "API key",
  operator: "Operator",
};
