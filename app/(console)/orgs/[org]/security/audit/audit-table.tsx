import { ScrollText, SearchX } from "lucide-react";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import type { AuditFilter } from "@/lib/domain/audit/input";
import { listAuditEvents } from "@/lib/domain/audit/queries";
import { describeEvent } from "@/lib/domain/audit/rules";
import { startOver, withParams } from "@/lib/web/page";
import { EventDetails } from "./event-details";
import { actorKinds } from "./event-words";

type AuditTableProps = {
  actor: Actor;
  filter: AuditFilter;
  search: Record<string, string | string[] | undefined>;
  path: string;
};

/** A page of the log, each row of which opens to its whole event. */
export async function AuditTable({ actor, filter, search, path }: AuditTableProps) {
  const list = await startOver(listAuditEvents, actor, filter);
  const { searchedTo, nextCursor } = list;
  if (list.rows.length === 0 && searchedTo)
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing found so far"
        action={
          <ButtonLink href={withParams(path, search, { cursor: nextCursor })}>Search further back</ButtonLink>
        }
      >
        The log was searched back to <Time at={searchedTo} show="exact" />. Short words are looked for in a
        part of it at a time; with three letters or digits in a row all of it is searched at once.
      </EmptyState>
    );
  if (list.rows.length === 0) return <NoEvents filter={filter} path={path} />;
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
          {list.rows.map((event) => (
            <TableRow key={event.id}>
              <Td label="Actor" className="rows:min-w-40">
                <span className="font-medium">{event.actorName}</span>
                <span className="block text-sm font-normal text-muted">
                  {[actorKinds[event.actorKind], event.ip].filter(Boolean).join(" · ")}
                </span>
              </Td>
              <Td label="Action" className="rows:min-w-64">
                {describeEvent(event)}{" "}
                {event.outcome === "refused" ? <Badge tone="danger">Refused</Badge> : null}
                <EventDetails event={event} path={path} />
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
      {searchedTo ? (
        <p className="mt-4 text-muted">
          The log was searched back to <Time at={searchedTo} show="exact" />. The next page searches on from
          there.
        </p>
      ) : null}
      <ListPager path={path} search={search} page={list} noun="event" />
    </>
  );
}

function NoEvents({ filter, path }: Pick<AuditTableProps, "filter" | "path">) {
  const { limit: _, cursor: __, ...selection } = filter;
  if (Object.values(selection).every((value) => !value)) {
    return (
      <EmptyState icon={ScrollText} title="Nothing has happened yet">
        What people and keys do here, and what they are refused, stands here from then on.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing fits this search"
      action={<ButtonLink href={path}>Show everything</ButtonLink>}
    >
      Search by a person, a deed, what it was done to, a value or a network address.
    </EmptyState>
  );
}
