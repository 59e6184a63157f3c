import type { ReactNode } from "react";
import { SettingCard } from "@/app/(console)/account/setting";
import { MemberDeedButton } from "@/app/(console)/orgs/[org]/members/member-deed-button";
import type { MemberDialogProps } from "@/app/(console)/orgs/[org]/members/member-dialog";
import { StatusBadges } from "@/app/(console)/orgs/[org]/members/status-badges";
import { ButtonLink } from "@/components/ui/button";
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
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-[10rem_1fr]">
        <Entry term="Name">{member.name}</Entry>
        {member.email ? (
          <Entry term="Email">
            <span className="break-all">{member.email}</span>
            <span className="mt-0.5 block max-w-prose text-sm text-muted">
              An email address cannot be edited here, because it is how they prove who they are. They can
              change it themselves in their account. If they have lost the mailbox, invite the new address and
              remove this member.
            </span>
          </Entry>
        ) : null}
        <Entry term="Role">
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
        </Entry>
        <Entry term="Status">
          <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <StatusBadges member={member} />
            {deed && member.lockedUntil ? (
              <MemberDeedButton {...deed} deed="unlock">
                Unlock
              </MemberDeedButton>
            ) : null}
          </span>
        </Entry>
        <Entry term="Last active">
          {member.lastActiveAt ? (
            <Time at={member.lastActiveAt} />
          ) : (
            <span className="text-muted">Never</span>
          )}
        </Entry>
        <Entry term="Joined">
          <Time at={member.createdAt} show="date" />
        </Entry>
      </dl>
    </SettingCard>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted max-sm:-mb-3">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
