import { MailPlus, SearchX } from "lucide-react";
import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { SelectAll, SelectBox } from "@/app/(console)/orgs/[org]/members/select-box";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ActionsTh, SortLink, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { roleNames } from "@/lib/core/roles";
import type { InvitationFilter, InvitationSort, InvitationState } from "@/lib/domain/invitations/input";
import { type InvitationRow, listInvitations } from "@/lib/domain/invitations/queries";
import { startOver, withParams } from "@/lib/web/page";
import { RowActions } from "./row-actions";
import { listName, stateNames, stateTones } from "./words";

type Search = Record<string, string | string[] | undefined>;
type InvitationTableProps = { actor: Actor; filter: InvitationFilter; search: Search };

const waits = ({ status }: InvitationRow) => status === "pending" || status === "expired";
const named = ({ id, email }: InvitationRow) => ({ id, name: email, called: email });

/** A page of the list of invitations. */
export async function InvitationTable({ actor, filter, search }: InvitationTableProps) {
  const list = await startOver(listInvitations, actor, filter);
  const { rows } = list;
  const { slug } = actor.organization;
  const path = `/orgs/${slug}/members/invitations`;
  if (rows.length === 0) return <NoInvitation path={path} filtered={Boolean(filter.q || filter.status)} />;
  const sorted = (by: InvitationSort, label: string, first: "asc" | "desc" = "asc") => {
    const direction = (filter.sort ?? "sent") === by ? (filter.order ?? first) : null;
    const other = first === "asc" ? "desc" : "asc";
    const order = direction === first ? other : first;
    return (
      <SortLink href={withParams(path, search, { sort: by, order, cursor: null })} direction={direction}>
        {label}
      </SortLink>
    );
  };
  return (
    <>
      <Table caption="Invitations">
        <TableHead>
          <TableRow>
            <Th>
              <span className="flex items-center gap-3">
                <SelectAll org={listName(slug)} members={rows.filter(waits).map(named)} />
                {sorted("email", "Email")}
              </span>
            </Th>
            <Th>Role</Th>
            <Th>Status</Th>
            <Th>{sorted("sent", "Invited", "desc")}</Th>
            <Th>{sorted("expires", "Expires")}</Th>
            <ActionsTh />
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((invitation) => (
            <TableRow key={invitation.id}>
              <Td label="Email" className="rows:min-w-76">
                <span className="flex items-start gap-3">
                  {waits(invitation) ? (
                    <span className="pt-0.5">
                      <SelectBox org={listName(slug)} member={named(invitation)} />
                    </span>
                  ) : (
                    <span className="w-4 shrink-0 cards:hidden" />
                  )}
                  <span className="min-w-0">
                    <span className="font-medium">{invitation.email}</span>
                    {invitation.name ? (
                      <span className="block text-sm font-normal text-muted">{invitation.name}</span>
                    ) : null}
                  </span>
                </span>
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
                <span className="inline-flex flex-wrap gap-1 cards:justify-end">
                  {statesOf(invitation).map((state) => (
                    <Badge key={state} tone={stateTones[state]}>
                      {stateNames[state]}
                    </Badge>
                  ))}
                </span>
              </Td>
              <Td label="Invited" className="rows:min-w-36">
                {invitation.invitedByName}
                <Time at={invitation.createdAt} className="block text-sm text-muted" />
              </Td>
              <Td label="Expires" nowrap>
                {waits(invitation) ? (
                  <Time at={invitation.expiresAt} />
                ) : (
                  <span className="text-muted">–</span>
                )}
              </Td>
              <Td align="right" nowrap>
                {waits(invitation) ? <RowActions org={slug} {...named(invitation)} /> : null}
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ListPager path={path} search={search} page={list} noun="invitation" />
    </>
  );
}

function statesOf(invitation: InvitationRow): InvitationState[] {
  if (!waits(invitation)) return [invitation.status];
  return [
    invitation.status,
    ...(invitation.mailStatus === "failed" ? (["undelivered"] as const) : []),
    ...(invitation.requestedAt ? (["requested"] as const) : []),
  ];
}

function NoInvitation({ path, filtered }: { path: string; filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState
        icon={SearchX}
        title="No invitation matches this search"
        action={<ButtonLink href={path}>Show every invitation</ButtonLink>}
      >
        Search by a part of the name or the email address, or take the filter away.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={MailPlus}
      title="Nobody is invited yet"
      action={<ButtonLink href={`${path}?invite=1`}>Invite members</ButtonLink>}
    >
      People you invite are listed here, with whether they accepted.
    </EmptyState>
  );
}
