import type { Route } from "next";
import Link from "next/link";
import { AuthShell } from "@/components/console/auth-shell";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { PasskeyForm } from "@/components/passkey/passkey-form";
import { beginPasskey, prove } from "./actions";
import { SomeoneElse } from "./someone-else";

type ProveFactorProps = {
  email: string;
  factors: { authenticator: boolean; passkey: boolean; recoveryCodes: number };
  byRecoveryCode: boolean;
  callbackUrl: string;
};

/** Asks for the second factor, by the best way that the account has; a recovery code has a view of its own. */
export function ProveFactor({ email, factors, byRecoveryCode, callbackUrl }: ProveFactorProps) {
  const here = `/sign-in/two-factor?callbackUrl=${encodeURIComponent(callbackUrl)}`;
  if (byRecoveryCode) {
    return (
      <AuthShell
        title="Use a recovery code"
        description={
          <>
            One of the ten codes that <Account>{email}</Account> was given. Each works once.
          </>
        }
        footer={<SomeoneElse />}
      >
        <ActionForm key="recovery-code" action={prove}>
          <input type="hidden" name="way" value="recovery-code" />
          <input type="hidden" name="callbackUrl" value={callbackUrl} />
          <Field
            name="code"
            label="Recovery code"
            placeholder="xxxxx-xxxxx"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
          />
          <SubmitButton pendingLabel="Signing in…">Continue</SubmitButton>
        </ActionForm>
        <OtherWay href={here}>Use your second factor</OtherWay>
      </AuthShell>
    );
  }
  return (
    <AuthShell
      title="Confirm that it is you"
      description={
        <>
          <Account>{email}</Account> is protected by a second factor: something that only you have, asked for
          after your password or link.
        </>
      }
      footer={<SomeoneElse />}
    >
      <div className="flex flex-col gap-5">
        {factors.passkey ? (
          <PasskeyForm
            begin={beginPasskey}
            finish={prove}
            fields={{ way: "passkey", callbackUrl }}
            label="Use a passkey"
          />
        ) : null}
        {factors.authenticator ? (
          <ActionForm key="totp" action={prove}>
            <input type="hidden" name="way" value="totp" />
            <input type="hidden" name="callbackUrl" value={callbackUrl} />
            <Field
              name="code"
              label="Code"
              hint="The six digits that your authenticator app shows."
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              autoFocus
            />
            <SubmitButton variant={factors.passkey ? "secondary" : "primary"} pendingLabel="Signing in…">
              Continue
            </SubmitButton>
          </ActionForm>
        ) : null}
      </div>
      {factors.recoveryCodes > 0 ? (
        <OtherWay href={`${here}&way=recovery-code`}>Use a recovery code</OtherWay>
      ) : null}
    </AuthShell>
  );
}

function Account({ children }: { children: string }) {
  return <strong className="font-medium text-ink">{children}</strong>;
}

/** A way is an address, so that it can be changed without JavaScript. */
function OtherWay({ href, children }: { href: string; children: string }) {
  return (
    <p className="mt-5 border-t border-line pt-4">
      <Link href={href as Route} className="link">
        {children}
      </Link>
    </p>
  );
}
