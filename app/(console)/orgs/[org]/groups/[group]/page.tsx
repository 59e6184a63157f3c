import { SearchX, UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { takeOut } from "@/app/(console)/orgs/[org]/groups/actions";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { ActionForm } from "@/components/form/action-form";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { mayRead } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { findGroup, type Group, type GroupRights } from "@/lib/domain/groups/queries";
import { type MemberFilter, memberFilter } from "@/lib/domain/members/input";
import { listMembers } from "@/lib/domain/members/queries";
import { complaintsIn, filterFrom, page, startOver } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { AddMembersButton } from "./add-members-button";
import { GroupHeader } from "./group-header";
import { GroupProjects } from "./group-projects";
import { TakeOutBar } from "./take-out-bar";

export const metadata: Metadata = { title: "Group" };

type Search = Record<string, string | string[] | undefined>;
type Shown = { actor: Actor; group: Group & GroupRights; search: Search };

const withinGroup = memberFilter.pick({ q: true, limit: true, cursor: true });

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/groups/[group]">) => {
  const { org, group: groupId } = await params;
  const actor = await sessionActor(org);
  const [group, search] = [await findGroup(actor, groupId), await searchParams];
  if (!mayRead(actor, "members")) {
    return (
      <>
        <GroupHeader actor={actor} group={group} active="projects" />
        <GroupProjects actor={actor} group={group} search={search} />
      </>
    );
  }
  const filter = { ...filterFrom(withinGroup, search), group: group.id };
  return (
    <>
      <GroupHeader
        actor={actor}
        group={group}
        active="members"
        action={group.mayChange ? <AddMembersButton org={org} groupId={group.id} /> : null}
      />
      <Toolbar complaints={complaintsIn(withinGroup, search)}>
        <SearchField
          label="Search members of the group"
          placeholder="Name or email"
          defaultValue={filter.q}
        />
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={4} />}>
        <MemberTable actor={actor} group={group} filter={filter} search={search} />
      </Streamed>
    </>
  );
});

async function MemberTable({ actor, group, filter, search }: Shown & { filter: MemberFilter }) {
  const list = await startOver(listMembers, actor, filter);
  const { slug } = actor.organization;
  const path = `/orgs/${slug}/groups/${group.id}`;
  if (list.rows.length === 0) {
    return filter.q ? (
      <EmptyState
        icon={SearchX}
        title="Nobody in this group matches"
        action={<ButtonLink href={path}>Show everyone</ButtonLink>}
      >
        Search by a part of the name or the email address.
      </EmptyState>
    ) : (
      <EmptyState icon={UserPlus} title="Nobody is in this group yet">
        {group.mayChange
          ? "Add members by name, or paste a list of email addresses."
          : "Its members are listed here."}
      </EmptyState>
    );
  }
  const table = (
    <Table caption={`Members of ${group.name}`}>
      <TableHead>
        <TableRow>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Status</Th>
          <Th>Last active</Th>
        </TableRow>
      </TableHead>
      <TableBody>
        {list.rows.map((member) => (
          <TableRow key={member.id}>
            <Td label="Name" className="rows:min-w-64">
              <span className="flex items-center gap-3">
                {group.mayChange ? (
                  <input
                    type="checkbox"
                    name="memberIds"
                    value={member.id}
                    aria-label={`Select ${member.name}`}
                    className="shrink-0"
                  />
                ) : null}
                <Avatar name={member.name} className="size-8" />
                <span className="min-w-0">
                  <span className="block font-medium">
                    {member.name} {member.id === actor.memberId ? <Badge tone="accent">You</Badge> : null}
                  </span>
                  <span className="block text-sm font-normal text-muted">{member.email ?? "API-only"}</span>
                </span>
              </span>
            </Td>
            <Td label="Role" nowrap>
              {roleNames[member.role]}
            </Td>
            <Td label="Status" nowrap>
              {member.status === "active" ? (
                <Badge tone="success">Active</Badge>
              ) : (
                <Badge tone="warning">Disabled</Badge>
              )}
            </Td>
            <Td label="Last active" nowrap>
              {member.lastActiveAt ? (
                <Time at={member.lastActiveAt} />
              ) : (
                <span className="text-muted">Never</span>
              )}
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
  return (
    <>
      {group.mayChange ? (
        <ActionForm action={takeOut.bind(null, slug)} className="gap-0">
          <input type="hidden" name="groupId" value={group.id} />
          {table}
          <TakeOutBar />
        </ActionForm>
      ) : (
        table
      )}
      <ListPager
        path={path}
        search={search}
        page={list}
        noun="member"
        total={filter.q ? undefined : group.memberCount}
      />
    </>
  );
}
