"use client";

import { createApiOnly } from "@/app/(console)/orgs/[org]/members/actions";
import { ActionForm } from "@/components/form/action-form";
import { Field, SelectField } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";

export type ApiOnlyDialogProps = {
  org: string;
  roles: { value: string; label: string }[];
  onClose: () => void;
};

/** Makes an API-only member and leads to their page, where their keys are made. */
export function ApiOnlyDialog({ org, roles, onClose }: ApiOnlyDialogProps) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Add an API-only member"
        description="It holds API keys with a role of its own and never signs in. It takes a seat."
      >
        <ActionForm action={createApiOnly.bind(null, org)}>
          <Field
            name="name"
            label="Name"
            placeholder="Deploy robot"
            hint="What it stands for, such as a pipeline or a service."
            autoComplete="off"
            required
          />
          <SelectField
            name="role"
            label="Role"
            options={roles.filter(({ value }) => value !== "owner")}
            defaultValue="user"
          />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Adding…">Add member</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
