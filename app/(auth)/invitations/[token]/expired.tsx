import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Time } from "@/components/ui/time";
import { askAgain } from "./actions";

type ExpiredInvitationProps = {
  token: string;
  organization: string;
  /** When a new one was asked for within the last day. */
  askedAt: Date | null;
};

/** The page of an invitation that ran out, from which a new one can be asked for. */
export function ExpiredInvitation({ token, organization, askedAt }: ExpiredInvitationProps) {
  if (askedAt)
    return (
      <AuthShell
        title="You asked for a new invitation"
        description={
          <>
            Whoever invites people to {organization} was told <Time at={askedAt} />. The new invitation comes
            by mail.
          </>
        }
      />
    );
  return (
    <AuthShell
      title="This invitation has expired"
      description={`You can ask for a new one. Whoever invited you to ${organization} gets a mail and decides.`}
    >
      <ActionForm action={askAgain}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton pendingLabel="Asking…">Ask for a new invitation</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
}
