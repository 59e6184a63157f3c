"use client";

import { useEffect, useRef } from "react";
import { invite } from "@/app/(console)/orgs/[org]/members/actions";
import { ActionForm } from "@/components/form/action-form";
import { CheckboxGroup } from "@/components/form/choices";
import { SelectField, TextArea } from "@/components/form/field";
import { useActionForm } from "@/components/form/form-context";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { useOpenByAddress } from "@/components/ui/use-open-by-address";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";

type Result = { sent: number; refused: { email: string; reason: string }[] };

export type InviteDialogProps = {
  org: string;
  roles: { value: string; label: string }[];
  groups: { value: string; label: string; hint?: string }[];
};

/** Invites one or many. When some rows were refused it stays open with them, and says which and why. */
export function InviteDialog({ org, roles, groups }: InviteDialogProps) {
  const [open, setOpen] = useOpenByAddress("invite");
  const emails = useRef<HTMLTextAreaElement>(null);

  function settle(refused: Result["refused"]) {
    if (refused.length === 0) {
      setOpen(false);
      return;
    }
    if (emails.current) emails.current.value = refused.map(({ email }) => email).join("\n");
    return "keep" as const;
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">Invite members</Button>
      </DialogTrigger>
      <DialogContent
        title="Invite members"
        description="Each person gets an email with a link that works for 7 days. A pending invitation takes a seat."
      >
        <ActionForm
          action={invite.bind(null, org) as FormAction<Result>}
          onDone={({ data }) => settle(data?.refused ?? [])}
        >
          <PartlyRefused />
          <TextArea
            ref={emails}
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
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Sending…">Send invitations</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

/** What went and what did not; the addresses that did not are in the field below, to be mended. */
function PartlyRefused() {
  const { state } = useActionForm();
  const notice = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status === "done") notice.current?.focus();
  }, [state]);

  if (state.status !== "done" || !state.data) return null;
  const { sent, refused } = state.data as Result;
  if (refused.length === 0) return null;
  const left = refused.length === 1 ? "1 address" : `${refused.length} addresses`;
  return (
    <Alert
      ref={notice}
      tone="warning"
      role="alert"
      tabIndex={-1}
      title={`${count(sent, "invitation")} sent, ${left} not invited`}
    >
      <ul className="mt-1 flex flex-col gap-1">
        {refused.map(({ email, reason }) => (
          <li key={email}>
            <span className="font-medium break-all">{email}</span>: {reason}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
