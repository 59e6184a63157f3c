"use client";

import { useState } from "react";
import { exempt } from "@/app/(console)/orgs/[org]/security/actions";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { MemberPicker } from "./member-picker";

type ExemptionDialogProps = { org: string; zone: string; tomorrow: string };

/** Lets one member in without a second factor until a day. */
export function ExemptionDialog({ org, zone, tomorrow }: ExemptionDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Add exemption</Button>
      </DialogTrigger>
      <DialogContent
        title="Exempt a member"
        description="They get in without a second factor until the day that you name. After it they need one like everyone else."
      >
        <ActionForm action={exempt.bind(null, org)} onDone={() => setOpen(false)}>
          <MemberPicker org={org} />
          <Field
            name="reason"
            label="Reason"
            placeholder="Waiting for a new phone"
            autoComplete="off"
            maxLength={300}
            required
          />
          <Field
            name="until"
            label="Until"
            type="date"
            min={tomorrow}
            hint={`Through the end of this day, by the clock of ${zone}. At most a year.`}
            className="max-w-sm"
            required
          />
          <input type="hidden" name="zone" value={zone} />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Saving…">Exempt member</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
