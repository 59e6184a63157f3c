"use client";

import { useEffect, useRef, useState } from "react";
import { create } from "@/app/(console)/orgs/[org]/keys/actions";
import { ActionForm } from "@/components/form/action-form";
import { RadioCards } from "@/components/form/choices";
import { Field, SelectField } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { SecretBox } from "@/components/ui/secret-box";
import { useOpenByAddress } from "@/components/ui/use-open-by-address";
import type { FormAction } from "@/lib/core/action-state";
import type { Scope } from "@/lib/core/roles";
import { ScopeChoices } from "./scope-choices";

type Made = { name: string; secret: string };

type CreateKeyDialogProps = {
  org: string;
  scopes: Scope[];
  lives: { value: string; label: string }[];
  defaultLife: string;
  mayMakeForOrganization: boolean;
  /** The API-only member who will hold it, where it is made for one. */
  holder?: { id: string; name: string };
};

/** Makes a key, then shows its secret this once, until someone says that they have it. */
export function CreateKeyDialog({
  org,
  scopes,
  lives,
  defaultLife,
  mayMakeForOrganization,
  holder,
}: CreateKeyDialogProps) {
  const [open, setOpen] = useOpenByAddress("create");
  const [made, setMade] = useState<Made | null>(null);

  function change(next: boolean) {
    setOpen(next);
    if (!next) setMade(null);
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="primary">Create API key</Button>
      </DialogTrigger>
      {made ? (
        <DialogContent
          title={`${made.name} is ready`}
          description="Copy the key now and keep it where your secrets live."
          dismissible={false}
        >
          <MadeKey {...made} />
        </DialogContent>
      ) : (
        <DialogContent
          title={holder ? `Create an API key for ${holder.name}` : "Create API key"}
          description={
            holder
              ? "It does what its scopes say, as far as this member may do it at the time."
              : "A key lets a script act in this organization. It never does more than you may do yourself."
          }
          size="lg"
        >
          <ActionForm
            action={create.bind(null, org) as FormAction<Made>}
            onDone={({ data }) => setMade(data ?? null)}
          >
            <Field
              name="name"
              label="Name"
              placeholder="CI pipeline"
              hint="So that you know later what it is for."
              required
              autoComplete="off"
            />
            {holder ? <input type="hidden" name="memberId" value={holder.id} /> : null}
            {mayMakeForOrganization && !holder ? (
              <RadioCards
                name="kind"
                legend="Whose key is it?"
                defaultValue="user"
                columns={2}
                options={[
                  { value: "user", label: "Mine", hint: "Ends when your access does." },
                  {
                    value: "organization",
                    label: "The organization's",
                    hint: "Stays when people leave; members see that it exists.",
                  },
                ]}
              />
            ) : (
              <input type="hidden" name="kind" value="user" />
            )}
            <ScopeChoices scopes={scopes} />
            <SelectField name="expiresInDays" label="Expires" options={lives} defaultValue={defaultLife} />
            <DialogActions>
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
              <SubmitButton pendingLabel="Creating…">Create key</SubmitButton>
            </DialogActions>
          </ActionForm>
        </DialogContent>
      )}
    </Dialog>
  );
}

function MadeKey({ secret }: Made) {
  const copy = useRef<HTMLButtonElement>(null);

  useEffect(() => copy.current?.focus(), []);

  return (
    <div className="flex flex-col gap-4">
      <SecretBox label="API key" value={secret} copyRef={copy} />
      <Alert tone="warning">
        This is the only time it is shown. If it is lost, revoke it and create another.
      </Alert>
      <DialogActions>
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogActions>
    </div>
  );
}
