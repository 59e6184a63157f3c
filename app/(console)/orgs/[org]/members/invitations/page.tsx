import type { Metadata } from "next";
import { InviteButton } from "@/app/(console)/orgs/[org]/members/invite-button";
import { MembersTabs } from "@/app/(console)/orgs/[org]/members/tabs";
import { PageHeader } from "@/components/console/page-header";
import { ButtonLink } from "@/components/ui/button";
import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Toolbar } from "@/components/ui/toolbar";
import { authorize, grantableRoles } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { invitationFilter, invitationStates } from "@/lib/domain/invitations/input";
import { complaintsIn, filterFrom, page } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { BulkBar } from "./bulk-bar";
import { InvitationTable } from "./invitation-table";
import { stateNames } from "./words";

export const metadata: Metadata = { title: "Invitations" };

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/members/invitations">) => {
  const actor = await sessionActor((await params).org);
  authorize(actor, "members:write");
  const { invite: _, ...search } = await searchParams;
  const filter = filterFrom(invitationFilter, search);
  const { slug } = actor.organization;
  const roles = grantableRoles(actor.permissions).map((role) => ({ value: role, label: roleNames[role] }));
  return (
    <>
      <PageHeader
        title="Invitations"
        description="Everyone who was invited, and where each invitation stands."
        action={
          <>
            <ButtonLink href={`/orgs/${slug}/members/import`}>Import a file</ButtonLink>
            <InviteButton org={slug} roles={roles} />
          </>
        }
      />
      <MembersTabs home={`/orgs/${slug}`} active="invitations" />
      <Toolbar
        keep={{ sort: filter.sort, order: filter.order }}
        complaints={complaintsIn(invitationFilter, search)}
      >
        <SearchField label="Search invitations" placeholder="Name or email" defaultValue={filter.q} />
        <SelectFilter
          name="status"
          label="Status"
          value={filter.status ?? ""}
          options={[
            { value: "", label: "Every status" },
            ...invitationStates.map((state) => ({ value: state, label: stateNames[state] })),
          ]}
        />
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={5} />}>
        <InvitationTable actor={actor} filter={filter} search={search} />
      </Streamed>
      <BulkBar org={slug} />
    </>
  );
});
