"use client";

import { type ComponentType, type ReactNode, useCallback, useRef, useState } from "react";
import type { PasskeyQuestion } from "@/components/passkey/webauthn";
import type { FormAction } from "@/lib/core/action-state";
import { StepUpContext } from "./step-up-context";

export type ProofWay = "passkey" | "totp" | "recovery-code" | "password" | "email-code";

export type StepUpActions = {
  /** In which ways a proof can be given, the best first. */
  begin: FormAction<{ ways: ProofWay[]; passkey: PasskeyQuestion | null }>;
  mailCode: FormAction<{ email: string }>;
  prove: FormAction;
};

export type StepUpDialogProps = StepUpActions & { open: boolean; settle: (proven: boolean) => void };

export type StepUpProviderProps = StepUpActions & { children: ReactNode };

/** Lets every form below ask for a proof in a dialog, which is loaded when it is first needed. */
export function StepUpProvider({ children, ...actions }: StepUpProviderProps) {
  const [StepUpDialog, setDialog] = useState<ComponentType<StepUpDialogProps> | null>(null);
  const [open, setOpen] = useState(false);
  const answer = useRef<((proven: boolean) => void) | null>(null);

  const ask = useCallback(async () => {
    try {
      const loaded = await import("./step-up-dialog");
      setDialog(() => loaded.StepUpDialog);
    } catch {
      return false;
    }
    answer.current?.(false);
    const proven = new Promise<boolean>((resolve) => {
      answer.current = resolve;
    });
    setOpen(true);
    return proven;
  }, []);

  function settle(proven: boolean) {
    setOpen(false);
    answer.current?.(proven);
    answer.current = null;
  }

  return (
    <StepUpContext value={ask}>
      {children}
      {StepUpDialog ? <StepUpDialog {...actions} open={open} settle={settle} /> : null}
    </StepUpContext>
  );
}
