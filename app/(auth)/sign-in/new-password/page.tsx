import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { signOut } from "@/app/(auth)/sign-in/actions";
import { wantedPath } from "@/app/(auth)/sign-in/way-on";
import { AuthShell } from "@/components/console/auth-shell";
import { OtherSessions } from "@/components/factors/other-sessions";
import { ActionForm } from "@/components/form/action-form";
import { NewPasswordField } from "@/components/form/new-password-field";
import { SubmitButton } from "@/components/form/submit-button";
import { sessionOverdue, sessionPersonOrNull } from "@/lib/auth/session";
import { findOverdue } from "@/lib/domain/sign-in/queries";
import { page } from "@/lib/web/page";
import { replace } from "./actions";

export const metadata: Metadata = { title: "New password" };

export default page(async ({ searchParams }: PageProps<"/sign-in/new-password">) => {
  const callbackUrl = wantedPath((await searchParams).callbackUrl);
  if (await sessionPersonOrNull()) redirect(callbackUrl as Route);
  const { name, email, ...overdue } = await sessionOverdue();
  const { passwordRules, passwordRulesBy, reason } = await findOverdue({ name, email, ...overdue });
  return (
    <AuthShell
      title="Choose a new password"
      description={
        <>
          <strong className="font-medium text-ink">{email}</strong> is signed in.{" "}
          {whyInWords(reason, passwordRulesBy)} Choose another, and you go on where you were going.
        </>
      }
      footer={
        <ActionForm action={signOut}>
          <SubmitButton variant="link" pendingLabel="Signing out…">
            Sign out
          </SubmitButton>
        </ActionForm>
      }
    >
      <ActionForm action={replace}>
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        {/* Tells password managers whose password it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <NewPasswordField
          name="password"
          label="New password"
          rules={passwordRules}
          rulesBy={passwordRulesBy}
          own={{ name, email }}
          required
          autoFocus
        />
        <OtherSessions />
        <SubmitButton pendingLabel="Changing…">Change password and continue</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
});

function whyInWords(reason: "rules" | "age", by: string | null): string {
  const whose = by ?? "Your organization";
  return reason === "age"
    ? "Your password is older than your organization accepts."
    : `${whose} asks for more of a password than yours has.`;
}
