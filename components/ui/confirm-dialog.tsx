"use client";

import { type ReactNode, useId, useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import type { FormAction } from "@/lib/core/action-state";
import { Button } from "./button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "./dialog";
import { useFocusKept } from "./use-focus-kept";

export type ConfirmDialogProps = {
  /** The button that opens it; leave it out when `open` steers the dialog, as from a menu. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** What has to be typed before the deed can be done. It is sent as the field `typedName`. */
  typed?: string;
  typedLabel?: ReactNode;
  typedName?: string;
  /** Takes capitals for small letters, as in an email address. */
  typedFold?: boolean;
  confirmLabel: ReactNode;
  pendingLabel?: ReactNode;
  danger?: boolean;
  action: FormAction;
  /** Sent along as hidden fields. */
  fields?: Record<string, string>;
  onDone?: () => void;
};

/** Names what will happen to whom, and does it by a server action. Closes and tells when done. */
export function ConfirmDialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  children,
  typed,
  typedLabel,
  typedName = "confirm",
  typedFold,
  confirmLabel,
  pendingLabel,
  danger,
  action,
  fields = {},
  onDone,
}: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [entry, setEntry] = useState("");
  const entryId = useId();
  const keepFocus = useFocusKept();
  const fold = (text: string) => (typedFold ? text.trim().toLowerCase() : text.trim());

  function setOpen(next: boolean) {
    setOwnOpen(next);
    setEntry("");
    onOpenChange?.(next);
  }

  return (
    <Dialog open={open ?? ownOpen} onOpenChange={setOpen}>
      {trigger ? <DialogTrigger asChild>{trigger}</DialogTrigger> : null}
      <DialogContent title={title} description={description}>
        <ActionForm
          action={action}
          onDone={() => {
            keepFocus();
            setOpen(false);
            onDone?.();
          }}
        >
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {children}
          {typed ? (
            <div>
              <label htmlFor={entryId} className="block">
                {typedLabel ?? (
                  <>
                    Type <strong className="font-semibold break-all select-all">{typed}</strong> to confirm
                  </>
                )}
              </label>
              <input
                id={entryId}
                name={typedName}
                value={entry}
                onChange={(event) => setEntry(event.target.value)}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="control mt-1.5"
              />
            </div>
          ) : null}
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton
              variant={danger ? "danger" : "primary"}
              pendingLabel={pendingLabel}
              disabled={typed !== undefined && fold(entry) !== fold(typed)}
            >
              {confirmLabel}
            </SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
