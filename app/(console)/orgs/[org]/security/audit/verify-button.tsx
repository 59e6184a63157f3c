"use client";

import { useEffect } from "react";
import { verify } from "@/app/(console)/orgs/[org]/security/audit/actions";
import { ActionForm } from "@/components/form/action-form";
import { useActionForm } from "@/components/form/form-context";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";

/** How far a check has come and with what it goes on, or the first event that is broken. */
export type CheckAnswer =
  | { next: string; events: number; of: number }
  | { brokenAt: number; complaint: string | null };

/** Checks the whole log, shows how far it has come, and stays with what is wrong where something is. */
export function VerifyButton({ org }: { org: string }) {
  return (
    <ActionForm
      action={verify.bind(null, org) as FormAction<CheckAnswer>}
      onDone={() => "keep"}
      className="gap-3"
    >
      <Steps />
    </ActionForm>
  );
}

/** A long log is checked step by step; each goes on by itself from where the one before came to. */
function Steps() {
  const { formId, state, pending } = useActionForm();
  const answer = state.status === "done" ? (state.data as CheckAnswer | undefined) : undefined;
  const step = answer && "next" in answer ? answer : null;
  const broken = answer && "brokenAt" in answer ? answer : null;

  useEffect(() => {
    if (!step || pending) return;
    const form = document.getElementById(formId);
    if (form instanceof HTMLFormElement) form.requestSubmit();
  }, [step, pending, formId]);

  return (
    <>
      <input type="hidden" name="from" value={step?.next ?? ""} />
      <SubmitButton variant="secondary" size="sm" pendingLabel="Verifying…" className="self-start">
        {step ? "Go on" : "Verify now"}
      </SubmitButton>
      {step ? (
        <div role="status" className="flex flex-col gap-1 text-muted">
          {step.events.toLocaleString("en")} of {count(step.of, "event")} verified so far
          <progress
            value={step.events}
            max={step.of}
            aria-label="Verified so far"
            className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
          />
        </div>
      ) : null}
      {broken ? (
        <Alert tone="danger" role="alert" title={`Event ${broken.brokenAt.toLocaleString("en")} is broken`}>
          {broken.complaint}. Someone with access to the database changed this log. Keep a copy of the
          database as it is, and ask whoever runs Steward for you.
        </Alert>
      ) : null}
    </>
  );
}
