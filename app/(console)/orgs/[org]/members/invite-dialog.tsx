"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRef } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SelectField, TextArea } from "@/components/form/field";
import { PartlyRefused } from "@/components/form/partly-refused";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";
import { invite } from "./invitations/actions";
import { GroupChoices } from "./invitations/group-choices";
import { LetterPreview } from "./invitations/letter-preview";
import { SendingFields } from "./invitations/sending-fields";

type Result = { sent: number; refused: { email: string; reason: string }[] };

export type InviteDialogProps = {
  org: string;
  /** The roles that one may give. */
  roles: { value: string; label: string }[];
  onClose: () => void;
};

/** Invites one or many. When some rows were refused it stays open with them, and says which and why. */
export function InviteDialog({ org, roles, onClose }: InviteDialogProps) {
  const emails = useRef<HTMLTextAreaElement>(null);

  function settle(refused: Result["refused"]) {
    if (refused.length === 0) return onClose();
    if (emails.current) emails.current.value = refused.map(({ email }) => email).join("\n");
    return "keep" as const;
  }

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Invite members"
        description="Each person gets an email with a link of their own. A pending invitation takes a seat."
      >
        <ActionForm
          action={invite.bind(null, org) as FormAction<Result>}
          onDone={({ data }) => settle(data?.refused ?? [])}
        >
          <PartlyRefused<Result> tell={whatWent} />
          <TextArea
            ref={emails}
            name="emails"
            label="Email addresses"
            rows={3}
            hint={
              <>
                Up to 100, with commas, spaces or lines between. For more,{" "}
                <Link href={`/orgs/${org}/members/import` as Route} className="link">
                  import a file
                </Link>
                .
              </>
            }
            placeholder="ada@example.com, grace@example.com"
            required
          />
          <SelectField name="role" label="Role" options={roles} defaultValue="user" />
          <GroupChoices org={org} />
          <SendingFields />
          <LetterPreview org={org} />
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
function whatWent({ sent, refused }: Result) {
  const left = refused.length === 1 ? "1 address" : `${refused.length} addresses`;
  return {
    title: `${count(sent, "invitation")} sent, ${left} not invited`,
    refused: refused.map(({ email, reason }) => ({ who: email, reason })),
  };
}
