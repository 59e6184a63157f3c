import { SettingCard } from "@/app/(console)/account/setting";
import { MemberDeedButton } from "@/app/(console)/orgs/[org]/members/member-deed-button";
import type { MemberDialogProps } from "@/app/(console)/orgs/[org]/members/member-dialog";
import { StatusBadges } from "@/app/(console)/orgs/[org]/members/status-badges";
import { ButtonLink } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { roleNames } from "@/lib/core/roles";
import type { Member } from "@/lib/domain/members/queries";

/** What a deed to this member is told, for whoever may do one; null for all others. */
export type Deed = Pick<MemberDialogProps, "org" | "member" | "roles"> | null;

type ProfileCardProps = { actor: Actor; member: Member; deed: Deed };

/** Who this is, and what may be changed about it here and what only by themselves. */
export function ProfileCard({ actor, member, deed }: ProfileCardProps) {
  const ownerHint =
    member.role === "admin" && actor.roles.includes("owner")
      ? actor.organization.adminsManageAdmins
        ? "Other Admins may change this member too."
        : "Only Owners may change this member."
      : null;
  return (
    <SettingCard id="profile" title="Profile">
      <Facts>
        <Fact term="Name">{member.name}</Fact>
        {member.email ? (
          <Fact term="Email">
            <span className="break-all">{member.email}</span>
            <span className="mt-0.5 block max-w-prose text-sm text-muted">
              An email address cannot be edited here, because it is how they prove who they are. They can
              change it themselves in their account. If they have lost the mailbox, invite the new address and
              remove this member.
            </span>
          </Fact>
        ) : null}
        <Fact term="Role">
          <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
            {roleNames[member.role]}
            {deed ? (
              <MemberDeedButton {...deed} deed="role">
                Change role
              </MemberDeedButton>
            ) : null}
          </span>
          {ownerHint ? (
            <span className="mt-0.5 block text-sm text-muted">
              {ownerHint}{" "}
              <ButtonLink variant="link" href={`/orgs/${actor.organization.slug}/settings`}>
                Change this in the settings
              </ButtonLink>
            </span>
          ) : null}
        </Fact>
        <Fact term="Status">
          <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <StatusBadges member={member} />
            {deed && member.lockedUntil ? (
              <MemberDeedButton {...deed} deed="unlock">
                Unlock
              </MemberDeedButton>
            ) : null}
          </span>
        </Fact>
        <Fact term="Last active">
          {member.lastActiveAt ? (
            <Time at={member.lastActiveAt} />
          ) : (
            <span className="text-muted">Never</span>
          )}
        </Fact>
        <Fact term="Joined">
          <Time at={member.createdAt} show="date" />
        </Fact>
      </Facts>
    </SettingCard>
  );
}
