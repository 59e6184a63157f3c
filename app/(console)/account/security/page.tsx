import type { Metadata } from "next";
import { AccountShell } from "@/app/(console)/account/account-shell";
import { SettingCard, SettingPart } from "@/app/(console)/account/setting";
import { OtherSessions } from "@/components/factors/other-sessions";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import type { Person } from "@/lib/auth/actor";
import { sessionPerson } from "@/lib/auth/session";
import { listFactors } from "@/lib/domain/factors/queries";
import { page } from "@/lib/web/page";
import { dropAuthenticator } from "./actions";
import { AuthenticatorDialog, PasskeyDialog } from "./factor-dialogs";
import { PasskeyTable } from "./passkey-table";
import { PasswordDialog } from "./password-dialog";
import { RecoveryCodesPart } from "./recovery-codes-part";
import { whatRemovingMeans } from "./words";

export const metadata: Metadata = { title: "Security" };

type Factors = Awaited<ReturnType<typeof listFactors>>;

export default page(async () => {
  const person = await sessionPerson();
  const factors = await listFactors(person);
  const held = factors.passkeys.length + (factors.authenticator ? 1 : 0);
  const required = factors.requiredBy.length > 0;
  const shared = {
    person,
    factors,
    last: held === 1,
    mayRemove: held > 1 || !required,
  };
  return (
    <AccountShell person={person} at="/account/security">
      <div className="flex flex-col gap-6">
        <PasswordCard {...shared} />
        <SettingCard
          id="second-factor"
          title="Second factor"
          description="Something that only you have, asked for after your password or emailed link. Whoever learns your password still cannot sign in."
        >
          {required ? <Required by={factors.requiredBy} held={held} /> : null}
          <AuthenticatorPart {...shared} />
          <PasskeysPart {...shared} />
          <RecoveryCodesPart codes={factors.recoveryCodes} hasFactor={held > 0} {...shared} />
        </SettingCard>
      </div>
    </AccountShell>
  );
});

type PartProps = {
  person: Person;
  factors: Factors;
  /** Whether there is one factor, and no other. */
  last: boolean;
  mayRemove: boolean;
};

const list = new Intl.ListFormat("en");

function Required({ by, held }: { by: string[]; held: number }) {
  const title = `${list.format(by)} ${by.length === 1 ? "requires" : "require"} a second factor`;
  return (
    <Alert title={title} className="mb-5">
      {held === 0
        ? "You have none yet. Set one up now, or you will be asked to when you sign in next."
        : held === 1
          ? "You cannot remove the only one you have. To change it, add another first."
          : "You may remove one of yours, as long as another is left."}
    </Alert>
  );
}

function PasswordCard({ person, factors }: PartProps) {
  const { password, passwordRules, passwordRulesBy } = factors;
  return (
    <SettingCard
      id="password"
      title="Password"
      description={
        password === null ? (
          "You have none: you sign in by an emailed link or a passkey."
        ) : password.changedAt ? (
          <>
            Last changed <Time at={password.changedAt} />.
          </>
        ) : (
          "Set when you signed up."
        )
      }
      action={
        <PasswordDialog
          person={{ name: person.name, email: person.email }}
          isSet={password !== null}
          rules={passwordRules}
          rulesBy={passwordRulesBy}
        />
      }
    />
  );
}

function AuthenticatorPart({ person, factors, last, mayRemove }: PartProps) {
  const { authenticator } = factors;
  return (
    <SettingPart
      title={<>Authenticator app {authenticator ? <Badge tone="success">On</Badge> : null}</>}
      description={
        authenticator ? (
          <>
            On since <Time at={authenticator.createdAt} show="date" />,{" "}
            {authenticator.lastUsedAt ? (
              <>
                last used <Time at={authenticator.lastUsedAt} />.
              </>
            ) : (
              "not used yet."
            )}
          </>
        ) : (
          "An app on your phone shows six digits that change every half minute."
        )
      }
      action={
        <>
          <AuthenticatorDialog account={person.email} replaces={authenticator !== null} />
          {authenticator && mayRemove ? (
            <ConfirmDialog
              trigger={<Button aria-label="Remove authenticator app">Remove</Button>}
              title="Remove your authenticator app?"
              description={`Its codes no longer work. ${whatRemovingMeans(last)}`}
              confirmLabel="Remove authenticator app"
              pendingLabel="Removing…"
              danger
              action={dropAuthenticator}
            >
              <OtherSessions />
            </ConfirmDialog>
          ) : null}
        </>
      }
    />
  );
}

function PasskeysPart({ person, factors, ...rest }: PartProps) {
  const { passkeys } = factors;
  return (
    <SettingPart
      title="Passkeys"
      description="Sign in with your fingerprint, face or PIN, without a password and without a code. A false page gets nothing out of one."
      action={<PasskeyDialog account={person.email} />}
    >
      {passkeys.length === 0 ? (
        <p className="text-muted">You have no passkey yet.</p>
      ) : (
        <PasskeyTable passkeys={passkeys} {...rest} />
      )}
    </SettingPart>
  );
}
