import { Folder, SearchX } from "lucide-react";
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
import { projectRoleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { type ProjectFilter, projectFilter } from "@/lib/domain/projects/input";
import { listProjects, type Project } from "@/lib/domain/projects/queries";
import { complaintsIn, filterFrom, page, startOver } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { CreateProject } from "./create-project";

export const metadata: Metadata = { title: "Projects" };

type Search = Record<string, string | string[] | undefined>;

const mayCreate = ({ permissions }: Actor) => permissions.get("projects:write") === "all";

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/projects">) => {
  const actor = await sessionActor((await params).org);
  const { reach } = authorize(actor, "projects:read");
  const { create: _, ...search } = await searchParams;
  const filter = filterFrom(projectFilter, search);
  return (
    <>
      <PageHeader
        title="Projects"
        description={
          reach === "all"
            ? "Everything this organization works on."
            : "The projects in which you have a role."
        }
        action={mayCreate(actor) ? <CreateProject org={actor.organization.slug} /> : null}
      />
      <Toolbar
        keep={{ sort: search.sort as string, order: search.order as string }}
        complaints={complaintsIn(projectFilter, search)}
      >
        <SearchField label="Search projects" placeholder="Name or description" defaultValue={filter.q} />
        <SelectFilter
          name="status"
          label="Status"
          value={filter.status === "active" ? "" : filter.status}
          options={[
            { value: "", label: "Active" },
            { value: "archived", label: "Archived" },
            { value: "all", label: "Active and archived" },
          ]}
        />
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={4} />}>
        <ProjectTable actor={actor} filter={filter} search={search} />
      </Streamed>
    </>
  );
});

type TableProps = { actor: Actor; filter: ProjectFilter; search: Search };

async function ProjectTable({ actor, filter, search }: TableProps) {
  const list = await startOver(listProjects, actor, filter);
  const path = `/orgs/${actor.organization.slug}/projects`;
  if (list.rows.length === 0) return <NoProjects actor={actor} filter={filter} path={path} />;
  const head = sortHead({ path, search, filter });
  return (
    <>
      <Table caption="Projects">
        <TableHead>
          <TableRow>
            <Th>{head("name", "Name")}</Th>
            <Th>Your role</Th>
            <Th>Access given to</Th>
            <Th>{head("created", "Created")}</Th>
          </TableRow>
        </TableHead>
        <TableBody>
          {list.rows.map((project) => (
            <TableRow key={project.id}>
              <Td label="Name" className="rows:min-w-64">
                <Link href={`${path}/${project.id}` as Route} className="font-medium hover:underline">
                  {project.name}
                </Link>{" "}
                {project.archivedAt ? <Badge tone="warning">Archived</Badge> : null}
                <span className="block text-sm font-normal text-muted">{project.description}</span>
              </Td>
              <Td label="Your role" nowrap>
                {projectRoleNames[project.role]}
              </Td>
              <Td label="Access given to" nowrap>
                <Given {...project} />
              </Td>
              <Td label="Created" nowrap>
                <Time at={project.createdAt} />
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ListPager path={path} search={search} page={list} noun="project" />
    </>
  );
}

function Given({ memberCount, groupCount }: Pick<Project, "memberCount" | "groupCount">) {
  if (memberCount + groupCount === 0) return <span className="text-muted">Nobody yet</span>;
  const given = [
    ...(groupCount > 0 ? [count(groupCount, "group")] : []),
    ...(memberCount > 0 ? [count(memberCount, "member")] : []),
  ];
  return given.join(", ");
}

/** What belongs here, by who looks and what they look for. */
function NoProjects({ actor, filter, path }: { actor: Actor; filter: ProjectFilter; path: string }) {
  if (filter.q)
    return (
      <EmptyState
        icon={SearchX}
        title="No project matches this search"
        action={<ButtonLink href={path}>Show every active project</ButtonLink>}
      >
        Search by a part of the name or the description.
      </EmptyState>
    );
  if (filter.status === "archived")
    return (
      <EmptyState
        icon={Folder}
        title="No project is archived"
        action={<ButtonLink href={path}>Show active projects</ButtonLink>}
      >
        Projects that are done with are kept here, to be read and restored.
      </EmptyState>
    );
  if (!mayCreate(actor))
    return (
      <EmptyState icon={Folder} title="No project yet">
        Projects in which an Admin gives you a role are listed here. Ask the Admin of a project, or of the
        organization, to let you in.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Folder}
      title="No project yet"
      action={<ButtonLink href={`${path}?create=1`}>Create project</ButtonLink>}
    >
      A project holds what belongs together, with settings of its own. Create one, then decide who gets in.
    </EmptyState>
  );
}
