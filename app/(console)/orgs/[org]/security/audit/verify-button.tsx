"use client";

import { useState } from "react";
import { verify } from "@/app/(console)/orgs/[org]/security/audit/actions";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import type { FormAction } from "@/lib/core/action-state";

type Broken = { brokenAt: number; complaint: string | null };

/** Checks the whole log at once, and stays with what is wrong where something is. */
export function VerifyButton({ org }: { org: string }) {
  const [broken, setBroken] = useState<Broken | null>(null);
  return (
    <ActionForm
      action={verify.bind(null, org) as FormAction<Broken | null>}
      onDone={({ data }) => setBroken(data ?? null)}
      className="gap-3"
    >
      <SubmitButton variant="secondary" size="sm" pendingLabel="Verifying…" className="self-start">
        Verify now
      </SubmitButton>
      {broken ? (
        <Alert tone="danger" role="alert" title={`Event ${broken.brokenAt.toLocaleString("en")} is broken`}>
          {broken.complaint}. Someone with access to the database changed this log. Keep a copy of the
          database as it is, and ask whoever runs Steward for you.
        </Alert>
      ) : null}
    </ActionForm>
  );
}
