import type { Metadata } from "next";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { sessionPersonOrNull } from "@/lib/auth/session";
import { roleNames } from "@/lib/core/roles";
import { openInvitation } from "@/lib/domain/invitations/queries";
import { accept, signOutAndReturn } from "./actions";
import { ExpiredInvitation } from "./expired";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

/** Opening the link accepts nothing, since mail scanners open links; the button does. */
export default async function InvitationPage({ params }: PageProps<"/invitations/[token]">) {
  const { token } = await params;
  const invitation = await openInvitation(token);
  if (invitation.state === "gone") {
    return (
      <AuthShell
        title="This invitation is no longer valid"
        description="It may have been accepted already, taken back, or replaced by a newer one. Look for a newer mail, or ask whoever invited you."
      >
        <ButtonLink href="/sign-in" variant="primary" className="w-full">
          Sign in
        </ButtonLink>
      </AuthShell>
    );
  }
  if (invitation.state === "closed") {
    return (
      <AuthShell
        title={`${invitation.organization} is closed`}
        description="Its Owner deleted it, so nobody can join it. If it is restored, this link works again until it expires."
      />
    );
  }
  if (invitation.state === "expired") return <ExpiredInvitation token={token} {...invitation} />;
  const person = await sessionPersonOrNull();
  const other = person && person.email !== invitation.email ? person : null;
  return (
    <AuthShell
      title={`Join ${invitation.organization}`}
      description={`${invitation.inviter} invites you to work together in Steward.`}
    >
      <dl className="mb-6 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 rounded-lg border border-line bg-canvas p-4">
        <dt className="text-muted">Organization</dt>
        <dd className="min-w-0 font-medium break-words">{invitation.organization}</dd>
        <dt className="text-muted">Your role</dt>
        <dd>{roleNames[invitation.role]}</dd>
        <dt className="text-muted">For</dt>
        <dd className="min-w-0 break-words">{invitation.email}</dd>
      </dl>
      {invitation.message ? (
        <figure className="mb-6 border-l-2 border-line pl-4">
          <figcaption className="text-sm text-muted">{invitation.inviter} writes:</figcaption>
          <blockquote className="mt-1 whitespace-pre-wrap wrap-anywhere">{invitation.message}</blockquote>
        </figure>
      ) : null}
      {other ? (
        <ActionForm action={signOutAndReturn}>
          <Alert tone="warning" title={`You are signed in as ${other.email}`}>
            This invitation is for another address, so nothing was accepted.
          </Alert>
          <input type="hidden" name="token" value={token} />
          <SubmitButton pendingLabel="Signing out…">Sign out and continue</SubmitButton>
        </ActionForm>
      ) : (
        <ActionForm action={accept}>
          <input type="hidden" name="token" value={token} />
          {invitation.hasAccount ? null : (
            <Field
              name="name"
              label="Your name"
              autoComplete="name"
              defaultValue={invitation.name ?? ""}
              hint="What your colleagues see. You sign in by a link that we email you."
              optional
            />
          )}
          <SubmitButton pendingLabel="Joining…">Accept invitation</SubmitButton>
        </ActionForm>
      )}
    </AuthShell>
  );
}
