"use client";

import { useState } from "react";
import { invite } from "@/app/(console)/orgs/[org]/members/actions";
import { ActionForm } from "@/components/form/action-form";
import { CheckboxGroup } from "@/components/form/choices";
import { SelectField, TextArea } from "@/components/form/field";
import { FormActions } from "@/components/form/form-actions";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";

type Result = { sent: number; refused: { email: string; reason: string }[] };

type InviteDialogProps = {
  org: string;
  roles: { value: string; label: string }[];
  groups: { value: string; label: string; hint?: string }[];
};

/** Invites one or many. When some rows were refused it stays open and says which and why. */
export function InviteDialog({ org, roles, groups }: InviteDialogProps) {
  const [open, setOpen] = useState(false);
  const [result, setResult] = useState<Result | null>(null);

  function change(next: boolean) {
    setOpen(next);
    setResult(null);
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="primary">Invite members</Button>
      </DialogTrigger>
      <DialogContent
        title="Invite members"
        description="Each person gets an email with a link that works for 7 days. A pending invitation takes a seat."
      >
        <ActionForm
          action={invite.bind(null, org) as FormAction<Result>}
          onDone={({ data }) => (data && data.refused.length > 0 ? setResult(data) : change(false))}
        >
          {result ? (
            <Alert
              tone="warning"
              role="alert"
              title={`${result.sent > 0 ? `${count(result.sent, "invitation")} sent, ` : ""}${count(result.refused.length, "address")} not invited`.replace(
                "addresss",
                "addresses",
              )}
            >
              <ul className="mt-1 flex flex-col gap-1">
                {result.refused.map(({ email, reason }) => (
                  <li key={email}>
                    <span className="font-medium break-all">{email}</span>: {reason}
                  </li>
                ))}
              </ul>
            </Alert>
          ) : null}
          <TextArea
            name="emails"
            label="Email addresses"
            rows={3}
            hint="One or many: paste a list with commas, spaces or lines between."
            placeholder="ada@example.com, grace@example.com"
            required
          />
          <SelectField name="role" label="Role" options={roles} defaultValue="user" />
          {groups.length > 0 ? (
            <CheckboxGroup name="groupIds" legend="Groups" options={groups} columns={2} />
          ) : null}
          <FormActions>
            <SubmitButton pendingLabel="Sending…">Send invitations</SubmitButton>
            <DialogClose asChild>
              <Button variant="ghost">Cancel</Button>
            </DialogClose>
          </FormActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
