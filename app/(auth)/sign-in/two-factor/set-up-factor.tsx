"use client";

import { useEffect, useRef, useState } from "react";
import { AuthShell } from "@/components/console/auth-shell";
import { AuthenticatorSetup } from "@/components/factors/authenticator-setup";
import { PasskeySetup } from "@/components/factors/passkey-setup";
import { RecoveryCodes } from "@/components/factors/recovery-codes";
import type { FactorMade } from "@/components/factors/types";
import { usePasskeySupport } from "@/components/passkey/webauthn";
import { Button, ButtonLink } from "@/components/ui/button";
import { addPasskey, confirmAuthenticator, startAuthenticator, startPasskey } from "./actions";
import { SomeoneElse } from "./someone-else";

type SetUpFactorProps = {
  signedIn: boolean;
  email: string;
  /** The organizations that demand a second factor. */
  owes: string[];
  callbackUrl: string;
};

type Way = "passkey" | "authenticator";

/** Sets up the second factor that an organization demands, then shows the recovery codes until they are kept. */
export function SetUpFactor({ signedIn, email, owes, callbackUrl }: SetUpFactorProps) {
  const [way, setWay] = useState<Way | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  function done({ recoveryCodes }: FactorMade) {
    setCodes(recoveryCodes);
    setWay(null);
  }

  if (codes) return <KeepCodes {...{ codes, email, callbackUrl }} />;
  if (signedIn && !way) {
    return (
      <AuthShell title="You are signed in" description={`As ${email}.`}>
        <ButtonLink href={callbackUrl} variant="primary" className="w-full">
          Continue
        </ButtonLink>
      </AuthShell>
    );
  }
  const another = (
    <p className="mt-5 border-t border-line pt-4">
      <button type="button" className="link" onClick={() => setWay(null)}>
        Choose another way
      </button>
    </p>
  );
  if (way === "passkey") {
    return (
      <AuthShell
        title="Create a passkey"
        description="Your device, your password manager or a security key keeps it, and asks for your fingerprint, face or PIN."
        footer={<SomeoneElse />}
      >
        <PasskeySetup start={startPasskey} add={addPasskey} onDone={done} />
        {another}
      </AuthShell>
    );
  }
  if (way === "authenticator") {
    return (
      <AuthShell title="Set up an authenticator app" footer={<SomeoneElse />}>
        <AuthenticatorSetup start={startAuthenticator} confirm={confirmAuthenticator} onDone={done} />
        {another}
      </AuthShell>
    );
  }
  return (
    <AuthShell
      title="Protect your account"
      description={`${new Intl.ListFormat("en").format(owes)} ${owes.length === 1 ? "asks" : "ask"} for a second factor: something that only you have, beside your password or link. Set one up now; it takes a minute.`}
      footer={<SomeoneElse />}
    >
      <Choices choose={setWay} />
    </AuthShell>
  );
}

function Choices({ choose }: { choose: (way: Way) => void }) {
  const supported = usePasskeySupport();
  return (
    <div className="flex flex-col gap-5">
      <noscript>
        <p>Setting it up needs JavaScript. Turn it on for this page and reload.</p>
      </noscript>
      {supported === false ? null : (
        <div className="flex flex-col gap-2">
          <p className="text-muted">
            The quickest: your device, your password manager or a security key, by fingerprint, face or PIN.
          </p>
          <Button variant="primary" onClick={() => choose("passkey")}>
            Use a passkey
          </Button>
        </div>
      )}
      <div className="flex flex-col gap-2">
        <p className="text-muted">An app on your phone that shows six digits, new ones every half minute.</p>
        <Button onClick={() => choose("authenticator")}>Use an authenticator app</Button>
      </div>
    </div>
  );
}

/** Focus goes to the codes and not to a button, where the Enter that made them could put them away. */
function KeepCodes({ codes, email, callbackUrl }: { codes: string[]; email: string; callbackUrl: string }) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => place.current?.focus(), []);

  return (
    <AuthShell
      title="Keep your recovery codes"
      description="Each signs you in once when your second factor is not at hand. They are shown only now: print them, or keep them in your password manager."
    >
      <div ref={place} tabIndex={-1} className="flex flex-col gap-5 outline-none">
        <RecoveryCodes codes={codes} account={email} />
        <ButtonLink href={callbackUrl} variant="primary">
          Continue
        </ButtonLink>
      </div>
    </AuthShell>
  );
}
