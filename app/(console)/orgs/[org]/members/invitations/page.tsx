import { MailPlus } from "lucide-react";
import type { Metadata } from "next";
import { cancel, resend } from "@/app/(console)/orgs/[org]/members/actions";
import { MembersTabs } from "@/app/(console)/orgs/[org]/members/tabs";
import { PageHeader } from "@/components/console/page-header";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pagination";
import { SelectFilter } from "@/components/ui/select-filter";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import { sessionActor } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { invitationFilter, invitationStatuses } from "@/lib/domain/invitations/input";
import { type InvitationRow, listInvitations } from "@/lib/domain/invitations/queries";
import { filterFrom, page, withParams } from "@/lib/web/page";

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
  const search = await searchParams;
  const filter = filterFrom(invitationFilter, search);
  const { rows, nextCursor } = await listInvitations(actor, filter);
  const home = `/orgs/${actor.organization.slug}`;
  const path = `${home}/members/invitations`;
  return (
    <>
      <PageHeader title="Invitations" description="Whom you asked to join, and what became of it." />
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
          title={filter.status ? "No invitation of this kind" : "Nobody is invited yet"}
          action={<ButtonLink href={`${home}/members`}>Go to members</ButtonLink>}
        >
          Invite people from the members page. Until they accept, they are listed here.
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
                  <Td label="Email" className="sm:min-w-60">
                    <span className="font-medium wrap-anywhere">{invitation.email}</span>
                    {invitation.name ? (
                      <span className="block text-sm text-muted">{invitation.name}</span>
                    ) : null}
                  </Td>
                  <Td label="Role">
                    {roleNames[invitation.role]}
                    {invitation.groups.length > 0 ? (
                      <span className="block text-sm text-muted">
                        {invitation.groups.map((group) => group.name).join(", ")}
                      </span>
                    ) : null}
                  </Td>
                  <Td label="Status">
                    <span className="inline-flex flex-wrap gap-1">
                      <Badge tone={statusTones[invitation.status]}>{statusWords[invitation.status]}</Badge>
                      {invitation.mailStatus === "failed" && invitation.status === "pending" ? (
                        <Badge tone="danger">Not sent</Badge>
                      ) : null}
                    </span>
                  </Td>
                  <Td label="Invited by">
                    {invitation.invitedByName}
                    <Time at={invitation.createdAt} className="block text-sm text-muted" />
                  </Td>
                  <Td label="Expires">
                    {invitation.status === "pending" || invitation.status === "expired" ? (
                      <Time at={invitation.expiresAt} />
                    ) : (
                      <span className="text-muted">–</span>
                    )}
                  </Td>
                  <Td align="right">
                    <RowActions org={actor.organization.slug} invitation={invitation} />
                  </Td>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Pager
            summary={count(rows.length, "invitation")}
            previousHref={filter.cursor ? withParams(path, search, { cursor: null }) : null}
            nextHref={nextCursor ? withParams(path, search, { cursor: nextCursor }) : null}
          />
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
            Cancel invitation
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
