import type { Metadata } from "next";
import { signOut } from "@/app/(auth)/sign-in/actions";
import { confirmEmail } from "@/app/(console)/account/actions";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { sessionPerson } from "@/lib/auth/session";
import { peekToken } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Confirm your new email" };

/** Where the link in the mail to a new address lands. Opening it does nothing, since mail scanners open links; the button does. */
export default page(async ({ searchParams }: PageProps<"/account/email/confirm">) => {
  const person = await sessionPerson();
  const { token } = await searchParams;
  const found =
    typeof token === "string" && token.length <= 200 ? await peekToken("change-email", token) : null;
  if (!found || found.expiresAt <= now()) {
    return (
      <AuthShell
        title={found ? "This link has expired" : "This link is no longer valid"}
        description={
          found
            ? "It worked for an hour. Ask for the change again."
            : "It may have been used, or a newer one has replaced it."
        }
      >
        <ButtonLink href="/account" variant="primary" className="w-full">
          Your account
        </ButtonLink>
      </AuthShell>
    );
  }
  if (found.subjectId !== person.userId) {
    return (
      <AuthShell
        title="This link is for another account"
        description={`You are signed in as ${person.email}, so nothing was changed. Sign in with the account that asked, then open the link again.`}
      >
        <ActionForm action={signOut}>
          <SubmitButton pendingLabel="Signing out…">Sign out</SubmitButton>
        </ActionForm>
      </AuthShell>
    );
  }
  return (
    <AuthShell
      title="Confirm your new email"
      description="From then on you sign in with it. Your other sessions are signed out."
    >
      <dl className="mb-6 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 rounded-lg border border-line bg-canvas p-4">
        <dt className="text-muted">Now</dt>
        <dd className="min-w-0 wrap-anywhere">{person.email}</dd>
        <dt className="text-muted">New</dt>
        <dd className="min-w-0 font-medium wrap-anywhere">{String(found.payload.email)}</dd>
      </dl>
      <ActionForm action={confirmEmail}>
        <input type="hidden" name="token" value={String(token)} />
        <SubmitButton pendingLabel="Changing…">Change email</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
});
