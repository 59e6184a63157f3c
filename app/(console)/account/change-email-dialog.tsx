"use client";

import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { changeEmail } from "./actions";

export function ChangeEmailDialog({ email }: { email: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Change email</Button>
      </DialogTrigger>
      <DialogContent
        title="Change email"
        description={`We mail a link to the new address. You keep ${email} until you open it.`}
      >
        <ActionForm action={changeEmail} onDone={() => setOpen(false)}>
          <Field name="email" label="New email" type="email" autoComplete="email" required />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Sending…">Send link</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
