import { SearchX, UserPlus } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { decides, ProjectHead, projectAt } from "@/app/(console)/orgs/[org]/projects/project-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { notFound } from "@/lib/core/errors";
import { projectAccessFilter, projectPeopleFilter } from "@/lib/domain/projects/input";
import { listProjectAccess, listProjectPeople, type Project } from "@/lib/domain/projects/queries";
import { complaintsIn, filterFrom, page, startOver } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { AccessTable } from "./access-table";
import { GiveAccess } from "./give-access";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "People and groups of a project" };

type Search = Record<string, string | string[] | undefined>;

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/projects/[project]/access">) => {
  const given = await params;
  const actor = await sessionActor(given.org);
  const project = await projectAt(actor, given);
  if (!decides(actor, project)) throw notFound("project");
  const search = await searchParams;
  const everyone = search.view === "everyone";
  const { view: _, ...filters } = search;
  const { q } = filterFrom(projectPeopleFilter, filters);
  return (
    <>
      <ProjectHead actor={actor} project={project} active="access" />
      <Toolbar
        complaints={complaintsIn(projectPeopleFilter, filters)}
        end={project.archivedAt ? null : <GiveButton actor={actor} project={project} />}
      >
        <SearchField label="Search people and groups" placeholder="Name or email" defaultValue={q} />
        <SelectFilter
          name="view"
          label="Shown"
          value={everyone ? "everyone" : ""}
          options={[
            { value: "", label: "Roles given here" },
            { value: "everyone", label: "Everyone who gets in, and why" },
          ]}
        />
      </Toolbar>
      <Streamed key={JSON.stringify(search)} fallback={<TableSkeleton columns={3} />}>
        {everyone ? (
          <People actor={actor} project={project} search={search} filters={filters} />
        ) : (
          <Given actor={actor} project={project} search={search} filters={filters} />
        )}
      </Streamed>
    </>
  );
});

function GiveButton({ actor, project }: { actor: Actor; project: Project }) {
  return (
    <GiveAccess
      org={actor.organization.slug}
      projectId={project.id}
      ways={[
        ...(mayRead(actor, "members") ? [{ value: "member", label: "A member" }] : []),
        ...(actor.permissions.get("members:read") === "all"
          ? []
          : [{ value: "email", label: "A member, by their email address" }]),
        ...(mayRead(actor, "groups") ? [{ value: "group", label: "Everyone in a group" }] : []),
      ]}
    />
  );
}

type PartProps = { actor: Actor; project: Project; search: Search; filters: Search };

const pathOf = (actor: Actor, { id }: Project) => `/orgs/${actor.organization.slug}/projects/${id}/access`;

async function Given({ actor, project, search, filters }: PartProps) {
  const filter = filterFrom(projectAccessFilter, filters);
  const list = await startOver((who, given) => listProjectAccess(who, project.id, given), actor, filter);
  const path = pathOf(actor, project);
  if (list.rows.length === 0)
    return filter.q ? (
      <Nobody path={path} />
    ) : (
      <EmptyState icon={UserPlus} title="Nobody was given a role here yet">
        Owners and Admins of the organization reach every project. Give access to a member, or to everyone in
        a group, for others to get in.
      </EmptyState>
    );
  return (
    <>
      <p className="mb-3 text-muted">
        Owners and Admins of the organization reach every project, and need no role here.
      </p>
      <AccessTable actor={actor} project={project} rows={list.rows} />
      <ListPager path={path} search={search} page={list} noun="role" />
    </>
  );
}

async function People({ actor, project, search, filters }: PartProps) {
  const filter = filterFrom(projectPeopleFilter, filters);
  const list = await startOver((who, given) => listProjectPeople(who, project.id, given), actor, filter);
  const path = pathOf(actor, project);
  if (list.rows.length === 0) return <Nobody path={`${path}?view=everyone`} />;
  return (
    <>
      {actor.permissions.get("members:read") === "all" ? (
        <p className="mb-3">
          <Link
            href={
              `/orgs/${actor.organization.slug}/roles/permission?permission=projects:write&projectId=${project.id}` as Route
            }
            className="text-accent-ink underline-offset-4 hover:underline"
          >
            Who may do what in this project?
          </Link>
        </p>
      ) : null}
      <PeopleTable rows={list.rows} />
      <ListPager path={path} search={search} page={list} noun="member" />
    </>
  );
}

function Nobody({ path }: { path: string }) {
  return (
    <EmptyState
      icon={SearchX}
      title="Nobody with access matches this search"
      action={<ButtonLink href={path}>Show everyone</ButtonLink>}
    >
      Search by a part of the name or the email address.
    </EmptyState>
  );
}
