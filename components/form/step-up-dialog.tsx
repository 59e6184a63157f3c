"use client";

import { useEffect, useState } from "react";
import { PasskeyForm } from "@/components/passkey/passkey-form";
import { usePasskeySupport } from "@/components/passkey/webauthn";
import { Alert } from "@/components/ui/alert";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { type ActionState, idle } from "@/lib/core/action-state";
import { ActionForm } from "./action-form";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { send } from "./send";
import type { ProofWay, StepUpActions, StepUpDialogProps } from "./step-up-provider";
import { SubmitButton } from "./submit-button";

const otherWays: Record<ProofWay, string> = {
  passkey: "Use a passkey",
  totp: "Use your authenticator app",
  "recovery-code": "Use a recovery code",
  password: "Use your password",
  "email-code": "Email me a code",
};

/** Asks for a proof that whoever sits there is still the one who signed in, and says whether it was given. */
export function StepUpDialog({ open, settle, ...actions }: StepUpDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => next || settle(false)}>
      <DialogContent
        title="Confirm that it is you"
        description="What you are about to do matters, so we ask once more. This holds for ten minutes."
      >
        <Ways {...actions} onProven={() => settle(true)} />
      </DialogContent>
    </Dialog>
  );
}

function Ways({ onProven, ...actions }: StepUpActions & { onProven: () => void }) {
  const supported = usePasskeySupport();
  const [begun, setBegun] = useState<ActionState<{ ways: ProofWay[] }>>(idle);
  const [chosen, setChosen] = useState<ProofWay | null>(null);
  const { begin } = actions;

  useEffect(() => {
    void send(begin, {}).then(setBegun);
  }, [begin]);

  if (begun.status === "refused") {
    return (
      <Alert tone="danger" role="alert">
        {begun.message}
      </Alert>
    );
  }
  if (begun.status === "idle" || !begun.data) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">Loading…</span>
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-9 w-full" />
      </div>
    );
  }
  const ways = begun.data.ways.filter((way) => way !== "passkey" || supported);
  const way = chosen ?? ways[0] ?? "recovery-code";
  return (
    <div className="flex flex-col gap-5">
      <OneWay key={way} way={way} {...actions} onProven={onProven} />
      {ways.length > 1 ? (
        <ul className="flex flex-col items-start gap-2 border-t border-line pt-4">
          {ways
            .filter((other) => other !== way)
            .map((other) => (
              <li key={other}>
                <button type="button" className="link" onClick={() => setChosen(other)}>
                  {otherWays[other]}
                </button>
              </li>
            ))}
        </ul>
      ) : null}
    </div>
  );
}

type OneWayProps = StepUpActions & { way: ProofWay; onProven: () => void };

function OneWay({ way, begin, mailCode, prove, onProven }: OneWayProps) {
  if (way === "passkey") {
    return (
      <PasskeyForm
        begin={async () => {
          const begun = await send(begin, {});
          return begun.status === "done" ? { status: "done", data: begun.data?.passkey ?? undefined } : begun;
        }}
        finish={prove}
        fields={{ way }}
        label={otherWays.passkey}
        onDone={onProven}
        autoFocus
      />
    );
  }
  if (way === "email-code") return <ByMail {...{ mailCode, prove, onProven }} />;
  return (
    <ActionForm action={prove} onDone={onProven} toast={false}>
      <input type="hidden" name="way" value={way} />
      {way === "password" ? <PasswordField name="password" label="Password" autoFocus /> : null}
      {way === "totp" ? <SixDigits hint="The six digits that your authenticator app shows." /> : null}
      {way === "recovery-code" ? (
        <Field
          name="code"
          label="Recovery code"
          hint="One of the ten that you kept. Each works once."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      ) : null}
      <SubmitButton pendingLabel="Checking…">Confirm</SubmitButton>
    </ActionForm>
  );
}

function SixDigits({ hint }: { hint: string }) {
  return (
    <Field name="code" label="Code" hint={hint} inputMode="numeric" autoComplete="one-time-code" autoFocus />
  );
}

function ByMail({ mailCode, prove, onProven }: Pick<OneWayProps, "mailCode" | "prove" | "onProven">) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <>
      {sentTo === null ? null : (
        <ActionForm action={prove} onDone={onProven} toast={false}>
          <input type="hidden" name="way" value="email-code" />
          <SixDigits hint={`We sent six digits to ${sentTo}. They work for ten minutes.`} />
          <SubmitButton pendingLabel="Checking…">Confirm</SubmitButton>
        </ActionForm>
      )}
      <ActionForm action={mailCode} onDone={({ data }) => setSentTo(data?.email ?? "you")} toast={false}>
        <SubmitButton variant={sentTo === null ? "primary" : "secondary"} pendingLabel="Sending…">
          {sentTo === null ? otherWays["email-code"] : "Send another code"}
        </SubmitButton>
      </ActionForm>
    </>
  );
}
