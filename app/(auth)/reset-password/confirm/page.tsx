import type { Metadata } from "next";
import { choosePassword } from "@/app/(auth)/reset-password/actions";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { NewPasswordField } from "@/components/form/new-password-field";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { peekToken } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ChoosePasswordPage({ searchParams }: PageProps<"/reset-password/confirm">) {
  const { token } = await searchParams;
  const found =
    typeof token === "string" && token.length <= 200 ? await peekToken("reset-password", token) : null;
  if (!found || found.expiresAt <= now()) {
    return (
      <AuthShell title="This link is no longer valid" description="Links work once, for ten minutes.">
        <ButtonLink href="/reset-password" variant="primary" className="w-full">
          Get a new link
        </ButtonLink>
      </AuthShell>
    );
  }
  return (
    <AuthShell title="Choose a new password" description="You will be signed out everywhere.">
      <ActionForm action={choosePassword}>
        <input type="hidden" name="token" value={String(token)} />
        <NewPasswordField name="password" label="New password" required autoFocus />
        <SubmitButton pendingLabel="Saving…">Change password</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
}
