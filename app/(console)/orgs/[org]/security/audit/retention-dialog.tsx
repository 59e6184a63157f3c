"use client";

import { keep } from "@/app/(console)/orgs/[org]/security/audit/actions";
import { SelectField } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

type RetentionDialogProps = {
  org: string;
  days: number | null;
  options: { value: string; label: string }[];
};

/** Sets how long events are kept. */
export function RetentionDialog({ org, days, options }: RetentionDialogProps) {
  return (
    <ConfirmDialog
      trigger={
        <Button variant="link" size="sm">
          Change
        </Button>
      }
      title="How long events are kept"
      description="Older events are removed every night, for good. A signed stub stays in their place, so that the rest can still be verified. Export what you want to keep."
      confirmLabel="Save"
      action={keep.bind(null, org)}
    >
      <SelectField
        name="days"
        label="Keep events"
        options={options}
        defaultValue={days === null ? "" : String(days)}
      />
    </ConfirmDialog>
  );
}
