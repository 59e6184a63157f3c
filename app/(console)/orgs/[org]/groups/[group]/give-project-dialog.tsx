"use client";

import { findProjects, giveProject } from "@/app/(console)/orgs/[org]/groups/actions";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/field";
import { type Offer, Picker } from "@/components/form/picker";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { FormAction } from "@/lib/core/action-state";
import { projectRoleNames, projectRoles } from "@/lib/core/roles";

type GiveProjectDialogProps = { org: string; groupId: string; onClose: () => void };

/** Gives everyone in the group a role in a project, or another one than it gives. */
export function GiveProjectDialog({ org, groupId, onClose }: GiveProjectDialogProps) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Give a project"
        description="Everyone in the group has this role in the project, at once. You can choose the projects that you decide on."
      >
        <ActionForm action={giveProject.bind(null, org)} onDone={onClose}>
          <input type="hidden" name="groupId" value={groupId} />
          <Picker
            name="projectId"
            legend="Project"
            placeholder="Name or description"
            find={findProjects.bind(null, org) as FormAction<Offer>}
            about={{ groupId }}
          />
          <SelectField
            name="role"
            label="Role in the project"
            defaultValue="member"
            options={projectRoles.map((role) => ({ value: role, label: projectRoleNames[role] }))}
          />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Giving…">Give the project</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
