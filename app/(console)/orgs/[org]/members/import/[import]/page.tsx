import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { DownloadLink } from "@/components/ui/download-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Progress } from "@/components/ui/progress";
import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { notFound } from "@/lib/core/errors";
import { type Role, roleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { importInput, importRowFilter, type RowOutcome } from "@/lib/domain/invitation-imports/input";
import { type ImportResult, listImportRows } from "@/lib/domain/invitation-imports/queries";
import { complaintsIn, filterFrom, page, startOver } from "@/lib/web/page";
import { KeepLooking } from "./keep-looking";

export const metadata: Metadata = { title: "Import" };

const outcomeNames: Record<RowOutcome, string> = {
  invited: "Invited",
  refused: "Not invited",
  waiting: "Waiting",
};

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/members/import/[import]">) => {
  const given = await params;
  const actor = await sessionActor(given.org);
  authorize(actor, "members:write");
  const { data: one } = importInput.safeParse({ importId: given.import });
  if (!one) throw notFound("import");
  const search = await searchParams;
  const filter = filterFrom(importRowFilter, search);
  const list = await startOver(
    (_, narrowed) => listImportRows(actor, { ...one, ...narrowed }),
    actor,
    filter,
  );
  const { import: found } = list;
  const home = `/orgs/${actor.organization.slug}/members`;
  const path = `${home}/import/${found.id}`;
  return (
    <>
      <PageHeader
        title={`Import of ${count(found.total, "row")}`}
        description={
          <>
            Started by {found.createdByName}, <Time at={found.createdAt} />. Each row is judged by what they
            may do when its turn comes. You may close this page.
          </>
        }
        back={{ href: `${home}/import`, label: "Import invitations" }}
        action={
          found.refused > 0 ? (
            <DownloadLink href={`${path}/export`}>Download who was not invited</DownloadLink>
          ) : null
        }
      />
      <Card className="mb-6">
        <CardBody>
          <Progress
            done={found.invited + found.refused}
            total={found.total}
            running={found.finishedAt === null}
          />
          <p className="tabular mt-3">
            {count(found.invited, "invitation")} sent, {found.refused.toLocaleString("en")} not invited.
          </p>
          {found.finishedAt === null ? <KeepLooking /> : null}
        </CardBody>
      </Card>
      <Toolbar complaints={complaintsIn(importRowFilter, search)}>
        <SearchField label="Search rows" placeholder="Name or email" defaultValue={filter.q} />
        <SelectFilter
          name="outcome"
          label="Outcome"
          value={filter.outcome ?? ""}
          options={[
            { value: "", label: "Every row" },
            ...Object.entries(outcomeNames).map(([value, label]) => ({ value, label })),
          ]}
        />
      </Toolbar>
      {list.rows.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No row matches this search"
          action={<ButtonLink href={path}>Show every row</ButtonLink>}
        />
      ) : (
        <>
          <ResultTable rows={list.rows} />
          <ListPager path={path} search={search} page={list} noun="row" />
        </>
      )}
    </>
  );
});

function ResultTable({ rows }: { rows: ImportResult[] }) {
  return (
    <Table caption="Rows">
      <TableHead>
        <TableRow>
          <Th>Row</Th>
          <Th>Email</Th>
          <Th>Role</Th>
          <Th>Groups</Th>
          <Th>Outcome</Th>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ position, email, name, role, groups, outcome, reason }) => (
          <TableRow key={position}>
            <Td label="Row" className="tabular">
              {position}
            </Td>
            <Td label="Email" className="rows:min-w-52">
              <bdi>{email || "–"}</bdi>
              {name ? (
                <span className="block text-sm text-muted">
                  <bdi>{name}</bdi>
                </span>
              ) : null}
            </Td>
            <Td label="Role" className="rows:min-w-28">
              <bdi>{roleNames[role as Role] ?? (role || "–")}</bdi>
            </Td>
            <Td label="Groups" className="rows:min-w-36">
              <bdi>{groups.join(", ") || "–"}</bdi>
            </Td>
            <Td label="Outcome" className="rows:min-w-60">
              {reason ?? (
                <Badge tone={outcome === "invited" ? "success" : "neutral"}>{outcomeNames[outcome]}</Badge>
              )}
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
