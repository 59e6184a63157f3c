import { UserRoundX } from "lucide-react";
import type { Metadata } from "next";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { restore } from "@/app/(console)/orgs/[org]/members/removed/actions";
import { MembersTabs } from "@/app/(console)/orgs/[org]/members/tabs";
import { PageHeader } from "@/components/console/page-header";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import { sessionActor } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { removedMemberFilter } from "@/lib/domain/removed-members/input";
import { listRemovedMembers } from "@/lib/domain/removed-members/queries";
import { complaintsIn, filterFrom, page, startOver } from "@/lib/web/page";

export const metadata: Metadata = { title: "Removed members" };

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/members/removed">) => {
  const actor = await sessionActor((await params).org);
  const search = await searchParams;
  const filter = filterFrom(removedMemberFilter, search);
  const list = await startOver(listRemovedMembers, actor, filter);
  const home = `/orgs/${actor.organization.slug}`;
  const path = `${home}/members/removed`;
  return (
    <>
      <PageHeader
        title="Removed members"
        description="Who was removed within the last 30 days. To restore someone gives back their role, groups and project roles, and takes a seat."
      />
      <MembersTabs home={home} active="removed" />
      {list.rows.length > 0 || filter.q ? (
        <Toolbar complaints={complaintsIn(removedMemberFilter, search)}>
          <SearchField label="Search removed members" placeholder="Name or email" defaultValue={filter.q} />
        </Toolbar>
      ) : null}
      {list.rows.length === 0 ? (
        <EmptyState
          icon={UserRoundX}
          title={filter.q ? "Nobody removed matches this search" : "Nobody was removed lately"}
          action={
            filter.q ? (
              <ButtonLink href={path}>Show everyone removed</ButtonLink>
            ) : (
              <ButtonLink href={`${home}/members`}>Show members</ButtonLink>
            )
          }
        >
          Whoever is removed stands here for 30 days and can be restored as they were.
        </EmptyState>
      ) : (
        <>
          <Table caption="Removed members">
            <TableHead>
              <TableRow>
                <Th>Name</Th>
                <Th>Role</Th>
                <Th>Removed</Th>
                <Th>Restorable until</Th>
                <ActionsTh />
              </TableRow>
            </TableHead>
            <TableBody>
              {list.rows.map((member) => (
                <TableRow key={member.id}>
                  <Td label="Name" className="rows:min-w-64">
                    <span className="block font-medium">{member.name}</span>
                    <span className="block text-sm font-normal text-muted">{member.email ?? "API only"}</span>
                  </Td>
                  <Td label="Role" nowrap>
                    {roleNames[member.role]}
                  </Td>
                  <Td label="Removed">
                    <Time at={member.removedAt} />
                    <span className="block text-sm text-muted">by {member.removedByName}</span>
                  </Td>
                  <Td label="Restorable until" nowrap>
                    <Time at={member.restorableUntil} show="date" />
                  </Td>
                  <Td align="right" nowrap>
                    <ActionForm action={restore.bind(null, actor.organization.slug)} className="gap-2">
                      <input type="hidden" name="memberId" value={member.id} />
                      <SubmitButton
                        variant="secondary"
                        size="sm"
                        pendingLabel="Restoring…"
                        aria-label={`Restore ${member.name}`}
                      >
                        Restore
                      </SubmitButton>
                    </ActionForm>
                  </Td>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <ListPager path={path} search={search} page={list} noun="removed member" />
        </>
      )}
    </>
  );
});
