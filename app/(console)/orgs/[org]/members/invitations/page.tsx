import { MailPlus } from "lucide-react";
import type { Metadata } from "next";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { cancel, resend } from "@/app/(console)/orgs/[org]/members/actions";
import { InviteButton } from "@/app/(console)/orgs/[org]/members/invite-button";
import { MembersTabs } from "@/app/(console)/orgs/[org]/members/tabs";
import { PageHeader } from "@/components/console/page-header";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectFilter } from "@/components/ui/select-filter";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import { sessionActor } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { invitationFilter, invitationStatuses } from "@/lib/domain/invitations/input";
import { type InvitationRow, listInvitations } from "@/lib/domain/invitations/queries";
import { filterFrom, page, startOver } from "@/lib/web/page";

export const metadata: Metadata = { title: "Invitations" };

const statusWords = {
  pending: "Pending",
  expired: "Expired",
  accepted: "Accepted",
  cancelled: "Cancelled",
} as const;
const statusTones = {
  pending: "accent",
  expired: "warning",
  accepted: "success",
  cancelled: "neutral",
} as const;

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/members/invitations">) => {
  const actor = await sessionActor((await params).org);
  const { invite: _, ...search } = await searchParams;
  const filter = filterFrom(invitationFilter, search);
  const list = await startOver(listInvitations, actor, filter);
  const { rows } = list;
  const home = `/orgs/${actor.organization.slug}`;
  const path = `${home}/members/invitations`;
  return (
    <>
      <PageHeader
        title="Invitations"
        description="Everyone you invited, and where each invitation stands."
        action={<InviteButton actor={actor} />}
      />
      <MembersTabs home={home} active="invitations" />
      <Toolbar>
        <SelectFilter
          name="status"
          label="Status"
          value={filter.status ?? ""}
          options={[
            { value: "", label: "Every status" },
            ...invitationStatuses.map((status) => ({ value: status, label: statusWords[status] })),
          ]}
        />
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState
          icon={MailPlus}
          title={
            filter.status
              ? `No ${statusWords[filter.status].toLowerCase()} invitation`
              : "Nobody is invited yet"
          }
          action={
            filter.status ? (
              <ButtonLink href={path}>Show every invitation</ButtonLink>
            ) : (
              <ButtonLink href={`${path}?invite=1`}>Invite members</ButtonLink>
            )
          }
        >
          {filter.status
            ? "Invitations with another status are not shown."
            : "People you invite are listed here, with whether they accepted."}
        </EmptyState>
      ) : (
        <>
          <Table caption="Invitations">
            <TableHead>
              <TableRow>
                <Th>Email</Th>
                <Th>Role</Th>
                <Th>Status</Th>
                <Th>Invited by</Th>
                <Th>Expires</Th>
                <Th>
                  <span className="sr-only">Actions</span>
                </Th>
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((invitation) => (
                <TableRow key={invitation.id}>
                  <Td label="Email" className="rows:min-w-64">
                    <span className="font-medium">{invitation.email}</span>
                    {invitation.name ? (
                      <span className="block text-sm font-normal text-muted">{invitation.name}</span>
                    ) : null}
                  </Td>
                  <Td label="Role" className="rows:min-w-32">
                    <span className="whitespace-nowrap">{roleNames[invitation.role]}</span>
                    {invitation.groups.length > 0 ? (
                      <span className="block text-sm text-muted">
                        {invitation.groups.map((group) => group.name).join(", ")}
                      </span>
                    ) : null}
                  </Td>
                  <Td label="Status" nowrap>
                    <span className="inline-flex flex-wrap gap-1">
                      <Badge tone={statusTones[invitation.status]}>{statusWords[invitation.status]}</Badge>
                      {invitation.mailStatus === "failed" && invitation.status === "pending" ? (
                        <Badge tone="danger">Not sent</Badge>
                      ) : null}
                    </span>
                  </Td>
                  <Td label="Invited by" className="rows:min-w-36">
                    {invitation.invitedByName}
                    <Time at={invitation.createdAt} className="block text-sm text-muted" />
                  </Td>
                  <Td label="Expires" nowrap>
                    {invitation.status === "pending" || invitation.status === "expired" ? (
                      <Time at={invitation.expiresAt} />
                    ) : (
                      <span className="text-muted">–</span>
                    )}
                  </Td>
                  <Td align="right" nowrap>
                    <RowActions org={actor.organization.slug} invitation={invitation} />
                  </Td>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <ListPager path={path} search={search} page={list} noun="invitation" />
        </>
      )}
    </>
  );
});

function RowActions({ org, invitation: { id, email, status } }: { org: string; invitation: InvitationRow }) {
  if (status !== "pending" && status !== "expired") return null;
  return (
    <div className="flex justify-end gap-2">
      <ActionForm action={resend.bind(null, org)} className="gap-0">
        <input type="hidden" name="invitationId" value={id} />
        <SubmitButton variant="secondary" size="sm" pendingLabel="Sending…" aria-label={`Resend to ${email}`}>
          Resend
        </SubmitButton>
      </ActionForm>
      <ConfirmDialog
        trigger={
          <Button variant="ghost" size="sm" aria-label={`Cancel invitation to ${email}`}>
            Cancel
          </Button>
        }
        title="Cancel this invitation?"
        description={`The link that ${email} was sent stops working at once.`}
        confirmLabel="Cancel invitation"
        danger
        fields={{ invitationId: id }}
        action={cancel.bind(null, org)}
      />
    </div>
  );
}
