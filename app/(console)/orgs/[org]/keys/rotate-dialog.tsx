"use client";

import { useState } from "react";
import { rotate } from "@/app/(console)/orgs/[org]/keys/actions";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/core/action-state";
import type { KeyDialogProps } from "./key-dialog";
import { SecretInDialog } from "./secret-once";
import { overlapNames } from "./words";

type Rotated = { secret: string; expiresAt: Date; previousUntil: Date };

/** An hour is enough to put a new secret in its place by hand, and too little for a copy to be of use for long. */
const usualOverlap = "60";

/** Gives a key another secret, which is shown this once. */
export function RotateDialog({ org, of: key, onClose }: Omit<KeyDialogProps, "deed">) {
  const [rotated, setRotated] = useState<Rotated | null>(null);
  if (rotated)
    return (
      <Dialog open onOpenChange={onClose}>
        <DialogContent
          title={`${key.name} has a new secret`}
          description={
            <>
              It works until <Time at={rotated.expiresAt} show="date" />.{" "}
              {rotated.previousUntil > new Date() ? (
                <>
                  The old one works beside it until <Time at={rotated.previousUntil} show="exact" />.
                </>
              ) : (
                "The old one is refused from now on."
              )}
            </>
          }
          dismissible={false}
        >
          <SecretInDialog secret={rotated.secret} />
        </DialogContent>
      </Dialog>
    );
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={`Rotate ${key.name}`}
        description="The key keeps its scopes and networks and gets another secret, which lives as long again as this one did."
      >
        <ActionForm
          action={rotate.bind(null, org) as FormAction<Rotated>}
          onDone={({ data }) => (data ? setRotated(data) : onClose())}
        >
          <input type="hidden" name="keyId" value={key.id} />
          <SelectField
            name="overlapMinutes"
            label="The old secret goes on working for"
            hint={
              <>
                So that you can put the new one in its place without a gap. Never past{" "}
                <Time at={key.expiresAt} show="date" />, when it ends anyway. If it may be in wrong hands,
                choose not at all.
              </>
            }
            options={Object.entries(overlapNames).map(([value, label]) => ({ value, label }))}
            defaultValue={usualOverlap}
          />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Rotating…">Rotate key</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
