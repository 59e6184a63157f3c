import { SearchX, UsersRound } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { sortHead } from "@/app/(console)/orgs/[org]/sort-head";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { type GroupFilter, groupFilter, groupRoles } from "@/lib/domain/groups/input";
import { type Group, listGroups } from "@/lib/domain/groups/queries";
import { complaintsIn, filterFrom, page, startOver } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";

export const metadata: Metadata = { title: "Groups" };

type Search = Record<string, string | string[] | undefined>;

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/groups">) => {
  const actor = await sessionActor((await params).org);
  const { reach } = authorize(actor, "groups:read");
  const search = await searchParams;
  const filter = filterFrom(groupFilter, search);
  const path = `/orgs/${actor.organization.slug}/groups`;
  return (
    <>
      <PageHeader
        title="Groups"
        description={
          reach === "all"
            ? "Members who have something in common: a role, projects, or a team."
            : "The groups you are in, and what they give you."
        }
        action={
          mayCreate(actor) ? (
            <ButtonLink variant="primary" href={`${path}/new`}>
              Create group
            </ButtonLink>
          ) : null
        }
      />
      <Toolbar
        keep={{ sort: search.sort as string, order: search.order as string }}
        complaints={complaintsIn(groupFilter, search)}
      >
        <SearchField label="Search groups" placeholder="Name or description" defaultValue={filter.q} />
        <SelectFilter
          name="role"
          label="Role it gives"
          value={filter.role ?? ""}
          options={[
            { value: "", label: "Every role" },
            ...groupRoles.map((role) => ({ value: role, label: `Gives ${roleNames[role]}` })),
          ]}
        />
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={5} />}>
        <GroupTable actor={actor} filter={filter} search={search} />
      </Streamed>
    </>
  );
});

const mayCreate = ({ permissions }: Actor) => permissions.get("groups:write") === "all";

async function GroupTable({ actor, filter, search }: { actor: Actor; filter: GroupFilter; search: Search }) {
  const list = await startOver(listGroups, actor, filter);
  const path = `/orgs/${actor.organization.slug}/groups`;
  if (list.rows.length === 0) return <NoGroups actor={actor} filtered={Boolean(filter.q || filter.role)} />;
  const head = sortHead({ path, search, filter });
  return (
    <>
      <Table caption="Groups">
        <TableHead>
          <TableRow>
            <Th>{head("name", "Name")}</Th>
            <Th align="right">{head("members", "Members")}</Th>
            <Th>Role it gives</Th>
            <Th>Projects</Th>
            <Th>Concurrent scans</Th>
            <Th>{head("created", "Created")}</Th>
          </TableRow>
        </TableHead>
        <TableBody>
          {list.rows.map((group) => (
            <TableRow key={group.id}>
              <Td label="Name" className="rows:min-w-64">
                <Link href={`${path}/${group.id}` as Route} className="font-medium hover:underline">
                  {group.name}
                </Link>{" "}
                {group.isDefault ? <Badge tone="accent">Default</Badge> : null}
                <span className="block text-sm font-normal text-muted">{group.description}</span>
              </Td>
              <Td label="Members" align="right" className="tabular">
                {group.memberCount.toLocaleString("en")}
              </Td>
              <Td label="Role it gives" nowrap>
                {group.role ? roleNames[group.role] : <span className="text-muted">None</span>}
              </Td>
              <Td label="Projects" className="rows:min-w-36">
                <Projects {...group.projects} />
              </Td>
              <Td label="Concurrent scans" nowrap>
                {group.maxConcurrentScans === null ? (
                  <span className="text-muted">As the plan</span>
                ) : (
                  `At most ${group.maxConcurrentScans.toLocaleString("en")}`
                )}
              </Td>
              <Td label="Created" nowrap>
                <Time at={group.createdAt} show="date" />
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ListPager path={path} search={search} page={list} noun="group" />
    </>
  );
}

function Projects({ count, names }: Group["projects"]) {
  if (count === 0) return <span className="text-muted">None</span>;
  const rest = count - names.length;
  return `${names.join(", ")}${rest > 0 ? ` and ${rest.toLocaleString("en")} more` : ""}`;
}

function NoGroups({ actor, filtered }: { actor: Actor; filtered: boolean }) {
  const path = `/orgs/${actor.organization.slug}/groups`;
  if (filtered)
    return (
      <EmptyState
        icon={SearchX}
        title="No group matches this search"
        action={<ButtonLink href={path}>Show every group</ButtonLink>}
      >
        Search by a part of the name or the description.
      </EmptyState>
    );
  if (!mayCreate(actor))
    return (
      <EmptyState icon={UsersRound} title="You are in no group yet">
        Groups that an Owner or Admin puts you in are listed here.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={UsersRound}
      title="No group yet"
      action={<ButtonLink href={`${path}/new`}>Create group</ButtonLink>}
    >
      Create one to give a role or projects to many members at once.
    </EmptyState>
  );
}
