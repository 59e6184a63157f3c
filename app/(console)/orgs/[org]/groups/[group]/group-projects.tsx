import { FolderKey, SearchX } from "lucide-react";
import { takeProject } from "@/app/(console)/orgs/[org]/groups/actions";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { projectRoleNames } from "@/lib/core/roles";
import { groupProjectFilter } from "@/lib/domain/groups/input";
import { type Group, listGroupProjects } from "@/lib/domain/groups/queries";
import { complaintsIn, filterFrom, startOver } from "@/lib/web/page";

type GroupProjectsProps = {
  actor: Actor;
  group: Group;
  search: Record<string, string | string[] | undefined>;
};

/** The projects in which a group gives a role, and the way to take it away where that is this person's to decide. */
export async function GroupProjects({ actor, group, search }: GroupProjectsProps) {
  if (!mayRead(actor, "projects")) return null;
  const filter = { ...filterFrom(groupProjectFilter, search), groupId: group.id };
  const list = await startOver(listGroupProjects, actor, filter);
  const { slug } = actor.organization;
  const path = `/orgs/${slug}/groups/${group.id}${mayRead(actor, "members") ? "/projects" : ""}`;
  if (list.rows.length === 0 && !filter.q) {
    return (
      <EmptyState icon={FolderKey} title="No project yet">
        The projects in which everyone in this group has a role are listed here.
      </EmptyState>
    );
  }
  return (
    <>
      <Toolbar complaints={complaintsIn(groupProjectFilter, search)}>
        <SearchField label="Search projects of the group" placeholder="Name" defaultValue={filter.q} />
      </Toolbar>
      {list.rows.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No project of this group matches"
          action={<ButtonLink href={path}>Show every project</ButtonLink>}
        >
          Search by a part of the name.
        </EmptyState>
      ) : (
        <>
          <Table caption={`Projects of ${group.name}`}>
            <TableHead>
              <TableRow>
                <Th>Project</Th>
                <Th>Role it gives</Th>
                <ActionsTh />
              </TableRow>
            </TableHead>
            <TableBody>
              {list.rows.map((project) => (
                <TableRow key={project.id}>
                  <Td label="Project" className="rows:min-w-64 font-medium">
                    {project.name} {project.archived ? <Badge>Archived</Badge> : null}
                  </Td>
                  <Td label="Role it gives" nowrap>
                    {projectRoleNames[project.role]}
                  </Td>
                  <Td align="right" nowrap>
                    {project.mayTake ? (
                      <ConfirmDialog
                        trigger={
                          <Button size="sm" aria-label={`Take away ${project.name}`}>
                            Take away
                          </Button>
                        }
                        title={`Take ${project.name} away from ${group.name}?`}
                        description="Members who have no other way into the project lose access to it at once."
                        confirmLabel="Take away"
                        danger
                        fields={{ groupId: group.id, projectId: project.id }}
                        action={takeProject.bind(null, slug)}
                      />
                    ) : null}
                  </Td>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <ListPager path={path} search={search} page={list} noun="project" />
        </>
      )}
    </>
  );
}
