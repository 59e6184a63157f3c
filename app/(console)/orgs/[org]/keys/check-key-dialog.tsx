"use client";

import { useEffect, useRef, useState } from "react";
import { check, revoke } from "@/app/(console)/orgs/[org]/keys/actions";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/core/action-state";
import type { checkKey } from "@/lib/domain/keys/queries";

type Found = NonNullable<Awaited<ReturnType<typeof checkKey>>>;

/** Tells of a key that turned up somewhere which one it is, with what stops it at hand. */
export function CheckKeyDialog({ org, onClose }: { org: string; onClose: () => void }) {
  const [found, setFound] = useState<Found | null | undefined>(undefined);
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Is this key ours?"
        description="Paste a key that turned up in a log, a chat or a repository. It is looked up by its hash and stored nowhere."
      >
        <ActionForm
          action={check.bind(null, org) as FormAction<{ found: Found | null }>}
          onDone={({ data }) => setFound(data?.found)}
        >
          <Field
            name="secret"
            label="The whole key"
            placeholder="stw_…"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <SubmitButton pendingLabel="Looking…" className="self-start">
            Look it up
          </SubmitButton>
        </ActionForm>
        {found === undefined ? null : found === null ? (
          <Alert className="mt-5" role="status" title="Not a key of this organization">
            Or none that you may see. It may be cut short, or be of another organization.
          </Alert>
        ) : (
          <FoundKey
            key={found.id}
            org={org}
            found={found}
            onRevoked={() => setFound({ ...found, ...revoked })}
          />
        )}
        <DialogActions className="mt-5">
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}

const revoked = { status: "revoked" } as const;

type FoundKeyProps = { org: string; found: Found; onRevoked: () => void };

function FoundKey({ org, found, onRevoked }: FoundKeyProps) {
  const open = useRef<HTMLAnchorElement>(null);
  const dangerous = isDangerous(found);

  // The button that was pressed is gone with the danger.
  useEffect(() => {
    if (found.status === "revoked") open.current?.focus();
  }, [found.status]);

  return (
    <Alert
      className="mt-5"
      role="status"
      tone={dangerous ? "warning" : "success"}
      title={
        <>
          {found.name}: {ownerOf(found)}
        </>
      }
    >
      <p>{stateOf(found)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {dangerous && found.may.revoke ? (
          <ActionForm action={revoke.bind(null, org)} onDone={onRevoked} className="gap-3">
            <input type="hidden" name="keyId" value={found.id} />
            <SubmitButton variant="danger" size="sm" pendingLabel="Revoking…">
              Revoke it now
            </SubmitButton>
          </ActionForm>
        ) : null}
        <ButtonLink ref={open} size="sm" href={`/orgs/${org}/keys/${found.id}`}>
          Open the key
        </ButtonLink>
      </div>
    </Alert>
  );
}

/** Whether what was pasted can still be used by whoever else found it. */
function isDangerous({ status, secret, previousUntil }: Found): boolean {
  return status === "live" && (secret === "present" || previousUntil !== null);
}

function ownerOf({ kind, mine, holder }: Found): string {
  if (kind === "organization") return "a key of the organization";
  return mine ? "a key of yours" : `a key of ${holder}`;
}

function stateOf({ status, secret, expiresAt, previousUntil }: Found) {
  if (status === "revoked") return "It was revoked. Nobody can use it.";
  if (status === "expired") return "It has expired. Nobody can use it.";
  if (secret === "present")
    return (
      <>
        It works, until <Time at={expiresAt} show="date" />. Whoever else found it can use it.
      </>
    );
  if (previousUntil)
    return (
      <>
        The key was rotated, but this secret from before still works until{" "}
        <Time at={previousUntil} show="exact" />.
      </>
    );
  return "The key was rotated, and this secret from before is refused. Nobody can use it.";
}
