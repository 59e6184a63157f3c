import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { PageHeader } from "@/components/console/page-header";
import { Avatar } from "@/components/ui/avatar";
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
import { authorize, grantableRoles } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { roleNames, roles } from "@/lib/core/roles";
import { type MemberFilter, memberFilter } from "@/lib/domain/members/input";
import { listMembers } from "@/lib/domain/members/queries";
import { mayManage } from "@/lib/domain/members/rules";
import { filterFrom, page, startOver } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { InviteButton } from "./invite-button";
import { MemberMenu } from "./member-menu";
import { MembersTabs } from "./tabs";

export const metadata: Metadata = { title: "Members" };

type Search = Record<string, string | string[] | undefined>;

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/members">) => {
  const actor = await sessionActor((await params).org);
  const { reach } = authorize(actor, "members:read");
  const mayInvite = actor.permissions.has("members:write");
  const { invite: _, ...search } = await searchParams;
  const filter = filterFrom(memberFilter, search);
  const home = `/orgs/${actor.organization.slug}`;
  return (
    <>
      <PageHeader
        title="Members"
        description={
          reach === "all" ? "Everyone in this organization." : "Everyone in the groups you are in."
        }
        action={mayInvite ? <InviteButton actor={actor} /> : null}
      />
      {mayInvite ? <MembersTabs home={home} active="members" /> : null}
      <Toolbar>
        <SearchField label="Search members" placeholder="Name or email" defaultValue={filter.q} />
        <SelectFilter
          name="role"
          label="Role"
          value={filter.role ?? ""}
          options={[
            { value: "", label: "Every role" },
            ...roles.map((role) => ({ value: role, label: roleNames[role] })),
          ]}
        />
        <SelectFilter
          name="status"
          label="Status"
          value={filter.status ?? ""}
          options={[
            { value: "", label: "Every status" },
            { value: "active", label: "Active" },
            { value: "disabled", label: "Disabled" },
          ]}
        />
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={5} />}>
        <MemberTable actor={actor} filter={filter} search={search} />
      </Streamed>
    </>
  );
});

async function MemberTable({
  actor,
  filter,
  search,
}: {
  actor: Actor;
  filter: MemberFilter;
  search: Search;
}) {
  const list = await startOver(listMembers, actor, filter);
  const { rows } = list;
  const path = `/orgs/${actor.organization.slug}/members`;
  const mayChange = actor.permissions.has("members:write");
  const givable = grantableRoles(actor.permissions).map((role) => ({ value: role, label: roleNames[role] }));
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={SearchX}
        title="No member matches this search"
        action={<ButtonLink href={path}>Show everyone</ButtonLink>}
      >
        Search by a part of the name or the email address.
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption="Members">
        <TableHead>
          <TableRow>
            <Th>Name</Th>
            <Th>Role</Th>
            <Th>Groups</Th>
            <Th>Status</Th>
            <Th>Last active</Th>
            {mayChange ? (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            ) : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((member) => (
            <TableRow key={member.id}>
              <Td label="Name" className="rows:min-w-64">
                <span className="flex items-center gap-3">
                  <Avatar name={member.name} className="size-8" />
                  <span className="min-w-0">
                    <span className="block font-medium">
                      {member.name} {member.id === actor.memberId ? <Badge tone="accent">You</Badge> : null}
                    </span>
                    <span className="block text-sm font-normal text-muted">{member.email}</span>
                  </span>
                </span>
              </Td>
              <Td label="Role" nowrap>
                {roleNames[member.role]}
              </Td>
              <Td label="Groups" className="rows:min-w-32">
                {member.groups.length === 0 ? (
                  <span className="text-muted">None</span>
                ) : (
                  <span className="inline-flex flex-wrap gap-1 cards:justify-end">
                    {member.groups.map((group) => (
                      <Badge key={group.id}>{group.name}</Badge>
                    ))}
                  </span>
                )}
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
              {mayChange ? (
                <Td align="right">
                  {mayManage(actor, [member.role]) && member.id !== actor.memberId ? (
                    <MemberMenu org={actor.organization.slug} member={member} roles={givable} />
                  ) : null}
                </Td>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ListPager path={path} search={search} page={list} noun="member" />
    </>
  );
}
