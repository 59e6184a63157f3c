import type { Metadata, Route } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { PasswordField } from "@/components/form/password-field";
import { SubmitButton } from "@/components/form/submit-button";
import { PasskeyForm } from "@/components/passkey/passkey-form";
import { Alert } from "@/components/ui/alert";
import { sessionHalfwayOrNull, sessionOverdueOrNull, sessionPersonOrNull } from "@/lib/auth/session";
import { env } from "@/lib/core/env";
import { beginPasskeySignIn, signIn, signInWithPasskey } from "./actions";
import { wantedPath, wayOn } from "./way-on";

export const metadata: Metadata = { title: "Sign in" };

const notices: Record<string, string> = {
  "password-reset": "Your password is changed, and you are signed out everywhere. Sign in with the new one.",
  unlocked: "Your account is unlocked. Sign in.",
  "account-deleted": "Your account is deleted.",
  joined: "You are a member now. Sign in to continue.",
};

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const search = await searchParams;
  const callbackUrl = wantedPath(search.callbackUrl);
  if (await sessionPersonOrNull()) redirect(callbackUrl as Route);
  if (await sessionHalfwayOrNull()) redirect(wayOn(true, callbackUrl) as Route);
  if (await sessionOverdueOrNull())
    redirect(`/sign-in/new-password?callbackUrl=${encodeURIComponent(callbackUrl)}` as Route);
  const notice = notices[String(search.notice)];
  return (
    <AuthShell
      title="Sign in"
      footer={
        env().SIGN_UP === "open" ? (
          <>
            New here?{" "}
            <Link href="/sign-up" className="link">
              Create an account
            </Link>
          </>
        ) : undefined
      }
    >
      {notice ? (
        <Alert tone="success" className="mb-5">
          {notice}
        </Alert>
      ) : null}
      <ActionForm action={signIn}>
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        <Field name="email" label="Email" type="email" autoComplete="username webauthn" required />
        <div>
          <PasswordField name="password" label="Password" />
          <Link href="/reset-password" className="link mt-1.5 inline-block text-sm">
            Forgot your password?
          </Link>
        </div>
        <div className="flex flex-col gap-2">
          <SubmitButton name="way" value="password" pendingLabel="Signing in…">
            Sign in
          </SubmitButton>
          <SubmitButton name="way" value="link" variant="secondary" pendingLabel="Sending…">
            Email me a link
          </SubmitButton>
        </div>
      </ActionForm>
      <div className="mt-2">
        <PasskeyForm
          begin={beginPasskeySignIn}
          finish={signInWithPasskey}
          fields={{ callbackUrl }}
          label="Sign in with a passkey"
          variant="secondary"
          autofill
        />
      </div>
    </AuthShell>
  );
}
