import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { sessionStranger } from "@/lib/auth/session";
import { isBoundTo, peekToken } from "@/lib/auth/tokens";
import type { FormAction } from "@/lib/core/action-state";
import { now } from "@/lib/core/clock";

type ConfirmLinkProps = {
  purpose: "sign-in-link" | "confirm-email";
  token: string | string[] | undefined;
  action: FormAction;
  title: string;
  again: { href: string; label: string };
};

/** Where a mailed link lands. Opening it does nothing, since mail scanners open links; the button does. */
export async function ConfirmLink({ purpose, token, action, title, again }: ConfirmLinkProps) {
  const found = typeof token === "string" && token.length <= 200 ? await peekToken(purpose, token) : null;
  if (!found || found.expiresAt <= now()) {
    return (
      <AuthShell
        title={found ? "This link has expired" : "This link is no longer valid"}
        description={
          found ? "Links work for ten minutes." : "It may have been used, or a newer one has replaced it."
        }
      >
        <ButtonLink href={again.href} variant="primary" className="w-full">
          {again.label}
        </ButtonLink>
      </AuthShell>
    );
  }
  const bound = isBoundTo(found, (await sessionStranger()).browser);
  return (
    <AuthShell
      title={title}
      description={
        bound
          ? "Press the button to sign in."
          : "You opened the link in another browser than the one that asked for it."
      }
    >
      <ActionForm action={action}>
        <input type="hidden" name="token" value={String(token)} />
        {bound ? null : (
          <Field
            name="code"
            label="Code"
            inputMode="numeric"
            autoComplete="one-time-code"
            hint="Six digits, in the browser where you asked for the link."
            required
            autoFocus
          />
        )}
        <SubmitButton pendingLabel="Signing in…">Continue</SubmitButton>
      </ActionForm>
    </AuthShell>
  );
}
