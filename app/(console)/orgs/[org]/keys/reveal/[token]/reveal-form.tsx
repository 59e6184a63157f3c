"use client";

import { type ReactNode, useEffect, useState } from "react";
import { reveal } from "@/app/(console)/orgs/[org]/keys/actions";
import { SecretOnce } from "@/app/(console)/orgs/[org]/keys/secret-once";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import type { FormAction } from "@/lib/core/action-state";

type RevealFormProps = {
  org: string;
  token: string;
  /** What the key is, which is told before it is shown. */
  children: ReactNode;
};

/** Makes the secret and shows it, this once, at the press of a button. */
export function RevealForm({ org, token, children }: RevealFormProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [ready, setReady] = useState(false);

  // Without the script that shows it the secret would be made and lost.
  useEffect(() => setReady(true), []);

  if (secret !== null)
    return (
      <>
        <SecretOnce secret={secret}>
          Keep it where your secrets live. If it is lost, have the key rotated.
        </SecretOnce>
        <ButtonLink href={`/orgs/${org}/keys`} className="self-start">
          Done
        </ButtonLink>
      </>
    );
  return (
    <>
      {children}
      <ActionForm
        action={reveal.bind(null, org) as FormAction<{ secret: string }>}
        onDone={({ data }) => setSecret(data?.secret ?? null)}
      >
        <input type="hidden" name="token" value={token} />
        <p className="text-muted">It is shown once. Have the place ready in which you keep it.</p>
        <noscript>
          <p>The key can only be shown with JavaScript.</p>
        </noscript>
        <SubmitButton disabled={!ready} pendingLabel="Making the key…" className="self-start">
          Show the key
        </SubmitButton>
      </ActionForm>
    </>
  );
}
