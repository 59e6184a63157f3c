import { SettingCard, SettingPart } from "@/app/(console)/account/setting";
import { MemberDeedButton } from "@/app/(console)/orgs/[org]/members/member-deed-button";
import { ButtonLink } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import type { Factors } from "@/lib/auth/factors";
import { mayRead } from "@/lib/auth/permissions";
import { count } from "@/lib/core/text";
import { findMemberAccount, type MemberAccount } from "@/lib/domain/member-accounts/queries";
import type { Member } from "@/lib/domain/members/queries";
import type { Deed } from "./profile-card";

type AccountCardProps = { actor: Actor; member: Member; deed: Deed };

/** How a member signs in, and where they are signed in now. */
export async function AccountCard({ actor, member, deed }: AccountCardProps) {
  const { factors, signedIn } = await findMemberAccount(actor, member.id);
  return (
    <SettingCard
      id="sign-in"
      title="Sign-in"
      action={
        mayRead(actor, "logs") ? (
          <ButtonLink href={`/orgs/${actor.organization.slug}/security/sign-ins?member=${member.id}`}>
            Show sign-ins
          </ButtonLink>
        ) : null
      }
    >
      <SettingPart
        title="Second factor"
        description={factorWords(factors, member)}
        action={
          deed && member.secondFactor === "has" ? (
            <MemberDeedButton {...deed} deed="reset-factors">
              Reset second factors
            </MemberDeedButton>
          ) : null
        }
      />
      <SettingPart
        title="Sessions"
        description={<SignedIn {...signedIn} />}
        action={
          deed && signedIn?.sessions ? (
            <MemberDeedButton {...deed} deed="end-sessions">
              End sessions
            </MemberDeedButton>
          ) : null
        }
      />
    </SettingCard>
  );
}

function SignedIn({ sessions, lastAt }: Partial<NonNullable<MemberAccount["signedIn"]>>) {
  if (sessions === undefined)
    return "Not shown, because the account also belongs to other organizations. To shut them out of this one, disable them.";
  if (!lastAt) return "Signed in nowhere at the moment.";
  return (
    <>
      Signed in on {count(sessions, "browser")}, last active <Time at={lastAt} />.
    </>
  );
}

function factorWords({ authenticator, passkeys, recoveryCodes }: Factors, member: Member): string {
  const held = [
    ...(authenticator ? ["an authenticator app"] : []),
    ...(passkeys > 0 ? [count(passkeys, "passkey")] : []),
  ];
  if (held.length === 0)
    return member.secondFactor === "exempt" ? "None, and exempt for now." : "None has been set up.";
  return `Has ${held.join(" and ")}, with ${count(recoveryCodes, "recovery code")} left.`;
}
