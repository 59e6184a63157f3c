import type { Metadata } from "next";
import Link from "next/link";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { askForReset } from "./actions";

export const metadata: Metadata = { title: "Reset your password" };

export default function ResetPasswordPage() {
  return (
    <AuthShell
      title="Reset your password"
      description="We email you a link to choose a new one."
      footer={
        <Link href="/sign-in" className="link">
          Back to sign in
        </Link>
      }
    >
      <ActionForm action={askForReset}>
        <Field name="email" label="Email" type="email" autoComplete="username" required />
        <SubmitButton pendingLabel="Sending…">Email me a link</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
}
