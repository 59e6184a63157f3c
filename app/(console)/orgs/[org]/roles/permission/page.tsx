import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { RolesTabs } from "@/app/(console)/orgs/[org]/roles/tabs";
import { permissionName } from "@/app/(console)/orgs/[org]/roles/words";
import { PageHeader } from "@/components/console/page-header";
import { Alert } from "@/components/ui/alert";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { type Permission, permissions } from "@/lib/core/roles";
import { type WhoMayFilter, whoMayFilter } from "@/lib/domain/access/input";
import { type WhoMay, whichKeysMay, whoMay } from "@/lib/domain/access/queries";
import { projectScopes } from "@/lib/domain/access/rules";
import { projectFilter } from "@/lib/domain/projects/input";
import { findProject, listProjects } from "@/lib/domain/projects/queries";
import { complaintsIn, filterFrom, page, startOver } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { KeyHoldings, MemberHoldings } from "./holdings";

export const metadata: Metadata = { title: "Who may do this" };

type Search = Record<string, string | string[] | undefined>;

/** What is asked first, as the page opens. */
const firstAsked: Permission = "members:write";

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/roles/permission">) => {
  const actor = await sessionActor((await params).org);
  authorize(actor, "members:write");
  const { keys, ...search } = await searchParams;
  const asked = filterFrom(whoMayFilter.partial({ permission: true }), search);
  const permission = asked.permission ?? firstAsked;
  const inProjects = (projectScopes as readonly Permission[]).includes(permission);
  const filter = { ...asked, permission, projectId: inProjects ? asked.projectId : undefined };
  const ofKeys = keys === "1";
  return (
    <>
      <PageHeader
        title="Roles"
        description="Choose a deed to see everyone who may do it, and each way by which they may."
      />
      <RolesTabs actor={actor} active="permission" />
      <Toolbar complaints={complaintsIn(whoMayFilter.partial({ permission: true }), search)}>
        <div className="max-sm:w-full">
          <SelectFilter
            name="permission"
            label="Deed"
            value={permission}
            options={permissions.map((value) => ({ value, label: permissionName(value) }))}
          />
        </div>
        {inProjects ? (
          <Streamed key={permission} fallback={<Skeleton className="h-9 w-48" />}>
            <ProjectChoice actor={actor} chosen={filter.projectId} />
          </Streamed>
        ) : null}
        <SelectFilter
          name="keys"
          label="Who"
          value={ofKeys ? "1" : ""}
          options={[
            { value: "", label: "Members" },
            { value: "1", label: "API keys" },
          ]}
        />
        <SearchField
          label={ofKeys ? "Search keys" : "Search members"}
          placeholder={ofKeys ? "Name of the key" : "Name or email"}
          defaultValue={filter.q}
        />
      </Toolbar>
      <Streamed key={JSON.stringify([filter, ofKeys])} fallback={<TableSkeleton columns={3} />}>
        {ofKeys ? (
          <Keys actor={actor} filter={filter} search={{ ...search, keys }} />
        ) : (
          <Members actor={actor} filter={filter} search={search} />
        )}
      </Streamed>
    </>
  );
});

/** So many projects are offered, by name; any other is asked about from its own page. */
const offered = 100;

async function ProjectChoice({ actor, chosen }: { actor: Actor; chosen: string | undefined }) {
  const { rows } = await listProjects(actor, projectFilter.parse({ limit: offered }));
  const other = chosen && !rows.some(({ id }) => id === chosen) ? [await findProject(actor, chosen)] : [];
  return (
    <SelectFilter
      name="projectId"
      label="Project"
      value={chosen ?? ""}
      options={[
        { value: "", label: "Anywhere" },
        ...[...other, ...rows].map(({ id, name }) => ({ value: id, label: `In ${name}` })),
      ]}
    />
  );
}

type PartProps = { actor: Actor; filter: WhoMayFilter; search: Search };

async function Members({ actor, filter, search }: PartProps) {
  const list = await startOver(whoMay, actor, filter);
  return (
    <Answer {...{ actor, filter, search, list }} noun="member" nobody="Nobody may do this">
      <MemberHoldings rows={list.rows} home={`/orgs/${actor.organization.slug}`} />
    </Answer>
  );
}

async function Keys({ actor, filter, search }: PartProps) {
  const list = await startOver(whichKeysMay, actor, filter);
  return (
    <Answer {...{ actor, filter, search, list }} noun="key" nobody="No API key may do this">
      <KeyHoldings rows={list.rows} />
    </Answer>
  );
}

type AnswerProps = PartProps & {
  list: WhoMay<unknown>;
  noun: string;
  nobody: string;
  children: ReactNode;
};

/** The rows of either answer, or that there are none, with the way on. */
function Answer({ actor, filter, search, list, noun, nobody, children }: AnswerProps) {
  return (
    <>
      {list.project?.archived ? (
        <Alert tone="warning" className="mb-4">
          {list.project.name} is archived: it can be read, and is closed to changes until it is restored.
        </Alert>
      ) : null}
      {list.rows.length === 0 ? (
        <EmptyState icon={SearchX} title={nobody}>
          {filter.q
            ? "None that this search finds."
            : "Choose another deed, or anywhere instead of one project."}
        </EmptyState>
      ) : (
        <>
          {children}
          <ListPager
            path={`/orgs/${actor.organization.slug}/roles/permission`}
            search={search}
            page={list}
            noun={noun}
          />
        </>
      )}
    </>
  );
}
