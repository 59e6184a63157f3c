import { SettingCard, SettingPart } from "@/app/(console)/account/setting";
import { MemberDeedButton } from "@/app/(console)/orgs/[org]/members/member-deed-button";
import { ButtonLink } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import type { Factors } from "@/lib/auth/factors";
import { mayRead } from "@/lib/auth/permissions";
import { count } from "@/lib/core/text";
import { findMemberAccount } from "@/lib/domain/member-accounts/queries";
import type { Member } from "@/lib/domain/members/queries";
import type { Deed } from "./profile-card";

type AccountCardProps = { actor: Actor; member: Member; deed: Deed };

/** How a member signs in, and where they are signed in now. */
export async function AccountCard({ actor, member, deed }: AccountCardProps) {
  const { factors, sessions, lastSessionAt } = await findMemberAccount(actor, member.id);
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
        description={
          lastSessionAt ? (
            <>
              Signed in on {count(sessions, "browser")}, last active <Time at={lastSessionAt} />.
            </>
          ) : (
            "Signed in nowhere at the moment."
          )
        }
        action={
          deed && sessions > 0 ? (
            <MemberDeedButton {...deed} deed="end-sessions">
              End sessions
            </MemberDeedButton>
          ) : null
        }
      />
    </SettingCard>
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
