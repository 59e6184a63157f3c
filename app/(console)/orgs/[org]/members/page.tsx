import type { Metadata } from "next";
import { PageHeader } from "@/components/console/page-header";
import { TableSkeleton } from "@/components/ui/skeleton";
import { authorize, grantableRoles } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { memberFilter } from "@/lib/domain/members/input";
import { filterFrom, page } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { ApiOnlyButton } from "./api-only-button";
import { BulkBar } from "./bulk-bar";
import { InviteButton } from "./invite-button";
import { MemberTable } from "./member-table";
import { MembersToolbar } from "./members-toolbar";
import { MembersTabs } from "./tabs";

export const metadata: Metadata = { title: "Members" };

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/members">) => {
  const actor = await sessionActor((await params).org);
  const { reach } = authorize(actor, "members:read");
  const mayChange = actor.permissions.has("members:write");
  const { invite: _, ...search } = await searchParams;
  const filter = filterFrom(memberFilter, search);
  const { slug } = actor.organization;
  const roles = grantableRoles(actor.permissions).map((role) => ({ value: role, label: roleNames[role] }));
  return (
    <>
      <PageHeader
        title="Members"
        description={
          reach === "all" ? "Everyone in this organization." : "Everyone in the groups you are in."
        }
        action={
          mayChange ? (
            <>
              <ApiOnlyButton org={slug} roles={roles} />
              <InviteButton org={slug} roles={roles} />
            </>
          ) : null
        }
      />
      {mayChange ? <MembersTabs home={`/orgs/${slug}`} active="members" /> : null}
      <MembersToolbar actor={actor} filter={filter} search={search} />
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={6} />}>
        <MemberTable actor={actor} filter={filter} search={search} roles={roles} />
      </Streamed>
      {mayChange ? (
        <BulkBar org={slug} roles={roles} mayGroup={actor.permissions.has("groups:write")} />
      ) : null}
    </>
  );
});
