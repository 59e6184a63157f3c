import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { cancel, resend } from "./actions";

/** What may be done to one invitation that waits. */
export function RowActions({ org, id, name: email }: { org: string; id: string; name: string }) {
  return (
    <div className="flex justify-end gap-2">
      <ActionForm action={resend.bind(null, org)} className="gap-0">
        <input type="hidden" name="invitationId" value={id} />
        <SubmitButton variant="secondary" size="sm" pendingLabel="Sending…" aria-label={`Resend to ${email}`}>
          Resend
        </SubmitButton>
      </ActionForm>
      <ConfirmDialog
        trigger={
          <Button variant="ghost" size="sm" aria-label={`Cancel invitation to ${email}`}>
            Cancel
          </Button>
        }
        title="Cancel this invitation?"
        description={`The link that ${email} was sent stops working at once.`}
        confirmLabel="Cancel invitation"
        danger
        fields={{ invitationId: id }}
        action={cancel.bind(null, org)}
      />
    </div>
  );
}
