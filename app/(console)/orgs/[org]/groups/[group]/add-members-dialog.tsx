"use client";

import { useEffect, useRef } from "react";
import { add, findPeople } from "@/app/(console)/orgs/[org]/groups/actions";
import { type Found, Picker } from "@/app/(console)/orgs/[org]/groups/picker";
import { ActionForm } from "@/components/form/action-form";
import { TextArea } from "@/components/form/field";
import { useActionForm } from "@/components/form/form-context";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";

type Result = { added: number; refused: { who: string; reason: string }[] };

type AddMembersDialogProps = { org: string; groupId: string; onClose: () => void };

/** Adds members by search, by a pasted list, or both. When some were refused it stays open, and says which and why. */
export function AddMembersDialog({ org, groupId, onClose }: AddMembersDialogProps) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Add members"
        description="They get what the group gives, at once. Whoever is not a member yet has to be invited first."
      >
        <ActionForm
          action={add.bind(null, org) as FormAction<Result>}
          onDone={({ data }) => {
            if (!data || data.refused.length === 0) onClose();
          }}
        >
          <input type="hidden" name="groupId" value={groupId} />
          <PartlyRefused />
          <Picker
            name="members"
            legend="Members"
            placeholder="Name or email"
            find={findPeople.bind(null, org) as FormAction<{ found: Found[]; more: boolean }>}
            about={{ groupId }}
            takenLabel="in the group already"
            many
          />
          <TextArea
            name="emails"
            label="Or paste email addresses"
            hint="With commas, spaces or lines between, at most 100 at once."
            rows={2}
            optional
          />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Adding…">Add members</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

/** Who was added and who was not, where it was not the same for all. */
function PartlyRefused() {
  const { state } = useActionForm();
  const notice = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status === "done") notice.current?.focus();
  }, [state]);

  if (state.status !== "done" || !state.data) return null;
  const { added, refused } = state.data as Result;
  if (refused.length === 0) return null;
  return (
    <Alert
      ref={notice}
      tone="warning"
      role="alert"
      tabIndex={-1}
      title={`${count(added, "member")} added, ${refused.length} not`}
    >
      <ul className="mt-1 flex flex-col gap-1">
        {refused.map(({ who, reason }) => (
          <li key={who}>
            <span className="font-medium break-all">{who}</span>: {reason}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
