"use client";

import { create } from "@/app/(console)/orgs/[org]/projects/actions";
import { ActionForm } from "@/components/form/action-form";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { useOpenByAddress } from "@/components/ui/use-open-by-address";

/** Makes a project and leads to it. */
export function CreateProject({ org }: { org: string }) {
  const [open, setOpen] = useOpenByAddress("create");
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">Create project</Button>
      </DialogTrigger>
      <DialogContent
        title="Create project"
        description="Owners and Admins reach it at once. You decide next who else gets in."
      >
        <ActionForm action={create.bind(null, org)}>
          <Field name="name" label="Name" placeholder="Payments Gateway" required autoComplete="off" />
          <Field
            name="description"
            label="Description"
            hint="So that others know what it is about."
            optional
            autoComplete="off"
          />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Creating…">Create project</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
