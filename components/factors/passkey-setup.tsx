"use client";

import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { send } from "@/components/form/send";
import { SubmitButton } from "@/components/form/submit-button";
import { makePasskey, type PasskeyOrder, usePasskeySupport } from "@/components/passkey/webauthn";
import { Alert } from "@/components/ui/alert";
import { type ActionState, type FormAction, idle } from "@/lib/core/action-state";
import { OtherSessions } from "./other-sessions";
import type { FactorMade } from "./types";

export type PasskeySetupProps = {
  start: FormAction<PasskeyOrder>;
  add: FormAction<FactorMade>;
  onDone: (made: FactorMade) => void;
  offerOtherSessions?: boolean;
};

const proposedName = "This device";

/** Makes a passkey, on this device or on another that the browser offers, under a name to know it by. */
export function PasskeySetup({ start, add, onDone, offerOtherSessions }: PasskeySetupProps) {
  const supported = usePasskeySupport();
  const [hint, setHint] = useState("");

  async function create(_: ActionState<FactorMade>, form: FormData): Promise<ActionState<FactorMade>> {
    setHint("");
    const begun = await send(start, {});
    if (begun.status === "refused") return begun;
    if (begun.status === "idle" || !begun.data) return idle;
    const made = await makePasskey(begun.data);
    if (made.response === null) {
      setHint(made.why);
      return idle;
    }
    // A name that is refused now would leave a passkey on the device that we do not know.
    if (!String(form.get("name")).trim()) form.set("name", proposedName);
    form.set("response", made.response);
    return send(add, form);
  }

  if (supported === false) {
    return (
      <Alert tone="warning" title="This browser knows no passkeys">
        Use a newer browser, or an authenticator app instead.
      </Alert>
    );
  }
  return (
    <ActionForm<FactorMade>
      action={create}
      onDone={({ data }) => onDone({ recoveryCodes: data?.recoveryCodes ?? null })}
    >
      <Field
        name="name"
        label="Name of the passkey"
        defaultValue={proposedName}
        maxLength={60}
        autoComplete="off"
        hint="So that you can tell it from others later."
      />
      {offerOtherSessions ? <OtherSessions /> : null}
      <div className="flex flex-col gap-2">
        <SubmitButton pendingLabel="Waiting for your device…">Create passkey</SubmitButton>
        <p role="status" className="text-sm text-muted empty:hidden">
          {hint}
        </p>
      </div>
    </ActionForm>
  );
}
