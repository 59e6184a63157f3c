"use client";

import { add, findPeople } from "@/app/(console)/orgs/[org]/groups/actions";
import { ActionForm } from "@/components/form/action-form";
import { TextArea } from "@/components/form/field";
import { PartlyRefused } from "@/components/form/partly-refused";
import { type Offer, Picker } from "@/components/form/picker";
import { SubmitButton } from "@/components/form/submit-button";
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
          <PartlyRefused<Result>
            tell={({ added, refused }) => ({
              title: `${count(added, "member")} added, ${refused.length} not`,
              refused,
            })}
          />
          <Picker
            name="members"
            legend="Members"
            placeholder="Name or email"
            find={findPeople.bind(null, org) as FormAction<Offer>}
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
