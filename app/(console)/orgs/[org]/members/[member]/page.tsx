import type { Metadata } from "next";
import { Activity } from "@/app/(console)/orgs/[org]/activity";
import { MemberDeedButton } from "@/app/(console)/orgs/[org]/members/member-deed-button";
import { forMenu } from "@/app/(console)/orgs/[org]/members/member-table";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { grantableRoles } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { notFound } from "@/lib/core/errors";
import { idPattern } from "@/lib/core/ids";
import { roleNames } from "@/lib/core/roles";
import { findMember } from "@/lib/domain/members/queries";
import { mayManage } from "@/lib/domain/members/rules";
import { page } from "@/lib/web/page";
import { AccessCard } from "./access-card";
import { AccountCard } from "./account-card";
import { GroupsCard } from "./groups-card";
import { KeysCard } from "./keys-card";
import { ProfileCard } from "./profile-card";

export const metadata: Metadata = { title: "Member" };

export default page(async ({ params }: PageProps<"/orgs/[org]/members/[member]">) => {
  const { org, member: id } = await params;
  const actor = await sessionActor(org);
  if (!idPattern("member").test(id)) throw notFound("member");
  const member = await findMember(actor, id);
  const home = `/orgs/${actor.organization.slug}`;
  const mayChange = actor.permissions.has("members:write");
  const manageable = mayChange && id !== actor.memberId && mayManage(actor, [member.role]);
  const roles = grantableRoles(actor.permissions).map((role) => ({ value: role, label: roleNames[role] }));
  const deed = { org: actor.organization.slug, member: forMenu(member), roles };
  return (
    <>
      <PageHeader
        back={{ href: `${home}/members`, label: "Members" }}
        title={
          <>
            {member.name} {id === actor.memberId ? <Badge tone="accent">You</Badge> : null}
          </>
        }
        description={member.email ?? "An API-only member: holds API keys and never signs in."}
        action={
          manageable ? (
            <>
              <MemberDeedButton {...deed} deed={member.status === "active" ? "disable" : "enable"}>
                {member.status === "active" ? "Disable" : "Enable"}
              </MemberDeedButton>
              <MemberDeedButton {...deed} deed="remove">
                Remove
              </MemberDeedButton>
            </>
          ) : null
        }
      />
      <div className="flex flex-col gap-6">
        <ProfileCard actor={actor} member={member} deed={manageable ? deed : null} />
        <GroupsCard actor={actor} member={member} />
        <AccessCard actor={actor} memberId={id} />
        {mayChange && !member.apiOnly ? (
          <AccountCard actor={actor} member={member} deed={manageable ? deed : null} />
        ) : null}
        <KeysCard actor={actor} member={member} />
        <Activity actor={actor} target={id} />
      </div>
    </>
  );
});
