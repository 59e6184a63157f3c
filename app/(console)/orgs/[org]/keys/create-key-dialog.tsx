"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { create } from "@/app/(console)/orgs/[org]/keys/actions";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { FormAction } from "@/lib/core/action-state";
import type { Scope } from "@/lib/core/roles";
import { HolderFields, type Whose } from "./holder-fields";
import { LifeField, type LifeOffer } from "./life-field";
import { NetworksField } from "./networks-field";
import { ScopeChoices } from "./scope-choices";
import { SecretInDialog } from "./secret-once";

type Made = { name: string; secret: string | null; kind: "user" | "organization" };

export type CreateKeyDialogProps = {
  org: string;
  /** What the maker can give. */
  scopes: Scope[];
  life: LifeOffer;
  /** Whose keys the maker may make, and whose they look at. */
  whose: readonly Whose[];
  likely: Whose;
  /** The one member for whom it is made, where that is settled. */
  holder?: { id: string; name: string; apiOnly: boolean };
  onClose: () => void;
};

/** Makes a key, then shows its secret this once, until someone says that they have it. */
export function CreateKeyDialog({ org, scopes, life, whose, likely, holder, onClose }: CreateKeyDialogProps) {
  const [made, setMade] = useState<(Made & { secret: string }) | null>(null);
  const router = useRouter();

  /** One that is the organization's is in a list of its own. */
  function leadToIt(kind: Made["kind"]) {
    if (holder || kind === (likely === "organization" ? "organization" : "user")) return;
    router.push(`/orgs/${org}/keys${kind === "organization" ? "?tab=organization" : ""}` as Route);
  }

  function close() {
    if (made) leadToIt(made.kind);
    onClose();
  }

  function finish(answer: Made | undefined) {
    if (answer && answer.secret !== null) return setMade({ ...answer, secret: answer.secret });
    if (answer) leadToIt(answer.kind);
    onClose();
  }

  return (
    <Dialog open onOpenChange={close}>
      {made ? (
        <DialogContent
          title={`${made.name} is ready`}
          description="Copy it now, before you go on."
          dismissible={false}
        >
          <SecretInDialog secret={made.secret} />
        </DialogContent>
      ) : (
        <DialogContent
          title={holder ? `Create an API key for ${holder.name}` : "Create API key"}
          description={
            holder
              ? `It does what its scopes say, as far as this member may do it at the time.${holder.apiOnly ? "" : " They get a link by email that shows it to them once, within 24 hours; you never see it."}`
              : "A key lets a script act in this organization. It never does more than you may do yourself."
          }
          size="lg"
        >
          <ActionForm action={create.bind(null, org) as FormAction<Made>} onDone={({ data }) => finish(data)}>
            <Field
              name="name"
              label="Name"
              placeholder="CI pipeline"
              hint="So that you know later what it is for."
              required
              autoComplete="off"
            />
            <HolderFields org={org} whose={whose} likely={likely} holder={holder} />
            <ScopeChoices scopes={scopes} />
            <LifeField {...life} />
            <NetworksField />
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
