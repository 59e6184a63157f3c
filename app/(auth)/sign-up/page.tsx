import type { Metadata } from "next";
import Link from "next/link";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { NewPasswordField } from "@/components/form/new-password-field";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { env } from "@/lib/core/env";
import { signUp } from "./actions";

export const metadata: Metadata = { title: "Create an account" };

export default function SignUpPage() {
  if (env().SIGN_UP === "invitation") {
    return (
      <AuthShell
        title="Accounts are made by invitation"
        description="Ask an administrator of your organization to invite you. The invitation comes by email."
      >
        <ButtonLink href="/sign-in" variant="primary" className="w-full">
          Sign in
        </ButtonLink>
      </AuthShell>
    );
  }
  return (
    <AuthShell
      title="Create your account"
      footer={
        <>
          Have one already?{" "}
          <Link href="/sign-in" className="link">
            Sign in
          </Link>
        </>
      }
    >
      <ActionForm action={signUp}>
        <Field name="name" label="Name" autoComplete="name" maxLength={100} required />
        <Field name="email" label="Email" type="email" autoComplete="username" required />
        <NewPasswordField
          name="password"
          label="Password"
          ownFields={{ name: "name", email: "email" }}
          required
        />
        <SubmitButton pendingLabel="Creating…">Create account</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
}
