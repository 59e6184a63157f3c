"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { send } from "@/components/form/send";
import { useStepUp } from "@/components/form/step-up-context";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SecretBox } from "@/components/ui/secret-box";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionState, FormAction } from "@/lib/core/action-state";
import { OtherSessions } from "./other-sessions";
import type { AuthenticatorStart, FactorMade } from "./types";

export type AuthenticatorSetupProps = {
  start: FormAction<AuthenticatorStart>;
  confirm: FormAction<FactorMade>;
  onDone: (made: FactorMade) => void;
  offerOtherSessions?: boolean;
};

/** Pairs an authenticator app: a picture to scan or a key to type, then the first code as proof. */
export function AuthenticatorSetup({ start, confirm, onDone, offerOtherSessions }: AuthenticatorSetupProps) {
  const [begun, begin] = useBegun(start);

  if (begun?.status === "refused") {
    return (
      <Alert
        tone="warning"
        title="Setting up has not begun"
        action={
          <Button size="sm" onClick={begin}>
            Try again
          </Button>
        }
      >
        {begun.message}
      </Alert>
    );
  }
  const data = begun?.status === "done" ? begun.data : undefined;
  return (
    <div className="flex flex-col gap-5">
      {data ? <Pairing {...data} /> : <PairingSkeleton />}
      {data ? (
        <ActionForm<FactorMade>
          action={confirm}
          onDone={(answer) => onDone({ recoveryCodes: answer.data?.recoveryCodes ?? null })}
        >
          <input type="hidden" name="authenticatorId" value={data.authenticatorId} />
          <Field
            name="code"
            label="Code"
            hint="The six digits that the app shows now."
            inputMode="numeric"
            autoComplete="one-time-code"
            required
          />
          {offerOtherSessions ? <OtherSessions /> : null}
          <SubmitButton pendingLabel="Checking…">Turn on</SubmitButton>
        </ActionForm>
      ) : null}
    </div>
  );
}

/** The server's beginning of the set-up, asked for as soon as this is shown. */
function useBegun(start: FormAction<AuthenticatorStart>) {
  const [begun, setBegun] = useState<ActionState<AuthenticatorStart> | null>(null);
  const { ensure } = useStepUp();
  const asked = useRef(false);

  const begin = useCallback(async () => {
    setBegun(null);
    setBegun(await ensure(() => send(start, {})));
  }, [start, ensure]);

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void begin();
  }, [begin]);

  return [begun, begin] as const;
}

function Pairing({ secret, uri, qr }: AuthenticatorStart) {
  return (
    <>
      <p className="text-pretty">
        Scan this with an authenticator app, such as the one of your password manager. Using that device now?{" "}
        <a href={uri} className="link">
          Open the app
        </a>
        .
      </p>
      {/* Scanners want dark on white, in the dark too. */}
      {/* biome-ignore lint/performance/noImgElement: the picture comes in the page itself. */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
        alt="QR code for your authenticator app"
        width={184}
        height={184}
        className="self-center rounded-lg border border-line bg-[#fff] p-2"
      />
      <SecretBox label="Or type this key into the app" value={secret} />
    </>
  );
}

function PairingSkeleton() {
  return (
    <div role="status" className="flex flex-col items-center gap-5">
      <span className="sr-only">Preparing…</span>
      <Skeleton className="h-11 w-full" />
      <Skeleton className="size-46" />
      <Skeleton className="h-16 w-full" />
    </div>
  );
}
