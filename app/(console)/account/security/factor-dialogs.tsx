"use client";

import {
  addPasskey,
  confirmAuthenticator,
  startAuthenticator,
  startPasskey,
} from "@/app/(auth)/sign-in/two-factor/actions";
import { AuthenticatorSetup } from "@/components/factors/authenticator-setup";
import { PasskeySetup } from "@/components/factors/passkey-setup";
import type { FactorMade } from "@/components/factors/types";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import type { FormAction } from "@/lib/core/action-state";
import { renewCodes } from "./actions";
import { FactorDialog } from "./factor-dialog";

export function AuthenticatorDialog({ account, replaces }: { account: string; replaces: boolean }) {
  return (
    <FactorDialog
      label={replaces ? "Replace" : "Set up"}
      spokenLabel={replaces ? "Replace authenticator app" : "Set up authenticator app"}
      title={replaces ? "Replace your authenticator app" : "Set up an authenticator app"}
      description={
        replaces
          ? "The app you have now works until the new one is confirmed, and no longer after."
          : "An app on your phone shows six digits that change every half minute."
      }
      account={account}
      told={replaces ? "Authenticator app replaced" : "Authenticator app is on"}
      setUp={(done) => (
        <AuthenticatorSetup
          start={startAuthenticator}
          confirm={confirmAuthenticator}
          onDone={done}
          offerOtherSessions
        />
      )}
    />
  );
}

export function PasskeyDialog({ account }: { account: string }) {
  return (
    <FactorDialog
      label="Add a passkey"
      title="Add a passkey"
      description="Your device, your password manager or a security key keeps it, and asks for your fingerprint, face or PIN."
      account={account}
      told="Passkey added"
      setUp={(done) => (
        <PasskeySetup start={startPasskey} add={addPasskey} onDone={done} offerOtherSessions />
      )}
    />
  );
}

export function NewCodesDialog({ account, left }: { account: string; left: number }) {
  return (
    <FactorDialog
      label="Make new codes"
      title="Make new recovery codes?"
      description={
        left > 0
          ? "The codes you have now stop working at once, also the ones you printed or saved."
          : "You get ten codes, each good for one sign-in."
      }
      account={account}
      setUp={(done) => (
        <ActionForm
          action={renewCodes as FormAction<FactorMade>}
          onDone={({ data }) => {
            if (data) done(data);
          }}
        >
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Making…">Make new codes</SubmitButton>
          </DialogActions>
        </ActionForm>
      )}
    />
  );
}
