import type { Metadata } from "next";
import { PageHeader } from "@/components/console/page-header";
import { DateFilter } from "@/components/ui/date-filter";
import { DownloadLink } from "@/components/ui/download-link";
import { FilterChip } from "@/components/ui/filter-chip";
import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { type AuditFilter, actionGroups, auditFilter } from "@/lib/domain/audit/input";
import { findAuditName } from "@/lib/domain/audit/queries";
import { groupNames, outcomeNames } from "@/lib/domain/audit/rules";
import { complaintsIn, filterFrom, page, withParams } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { AuditTable } from "./audit-table";
import { Proof } from "./proof";

export const metadata: Metadata = { title: "Audit log" };

type Search = Record<string, string | string[] | undefined>;

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/security/audit">) => {
  const actor = await sessionActor((await params).org);
  authorize(actor, "logs:read");
  const search = await searchParams;
  const filter = filterFrom(auditFilter, search);
  const path = `/orgs/${actor.organization.slug}/security/audit`;
  const exported = (format: string) =>
    withParams(`${path}/export`, search, { cursor: null, limit: null, format });
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What was done here, by whom, and what was refused. Nothing in it can be changed unseen."
        action={
          <>
            <DownloadLink href={exported("csv")}>Export CSV</DownloadLink>
            <DownloadLink href={exported("jsonl")}>Export JSON Lines</DownloadLink>
          </>
        }
      />
      <Streamed key="proof" fallback={<Skeleton className="mb-4 h-17" />}>
        <Proof actor={actor} />
      </Streamed>
      <Toolbar
        keep={{ actor: filter.actor, target: filter.target }}
        complaints={complaintsIn(auditFilter, search)}
      >
        <SearchField
          label="Search the audit log"
          placeholder="Person, action, target, value, address"
          defaultValue={filter.q}
        />
        <SelectFilter
          name="group"
          label="Actions"
          value={filter.group ?? ""}
          options={[
            { value: "", label: "Every action" },
            ...actionGroups.map((group) => ({ value: group, label: groupNames[group] })),
          ]}
        />
        <SelectFilter
          name="outcome"
          label="Outcome"
          value={filter.outcome ?? ""}
          options={[
            { value: "", label: "Every outcome" },
            ...Object.entries(outcomeNames).map(([value, label]) => ({ value, label })),
          ]}
        />
        <DateFilter name="from" label="From" value={filter.from ?? ""} />
        <DateFilter name="to" label="To" value={filter.to ?? ""} />
        <Subjects actor={actor} filter={filter} search={search} path={path} />
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={4} />}>
        <AuditTable actor={actor} filter={filter} search={search} path={path} />
      </Streamed>
    </>
  );
});

type SubjectsProps = { actor: Actor; filter: AuditFilter; search: Search; path: string };

/** Whose events these are alone, where the list is narrowed to someone or something. */
async function Subjects({ actor, filter, search, path }: SubjectsProps) {
  const without = (name: "actor" | "target") => withParams(path, search, { [name]: null, cursor: null });
  const by = filter.actor && (await findAuditName(actor, { actor: filter.actor }));
  const about = filter.target && (await findAuditName(actor, { target: filter.target }));
  return (
    <>
      {filter.actor ? (
        <FilterChip as="Done by" name={by ?? filter.actor} removeHref={without("actor")} />
      ) : null}
      {filter.target ? (
        <FilterChip as="Activity of" name={about ?? filter.target} removeHref={without("target")} />
      ) : null}
    </>
  );
}
