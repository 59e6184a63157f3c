"use client";

import { useEffect, useState } from "react";
import { preview, remove } from "@/app/(console)/orgs/[org]/groups/actions";
import { send } from "@/components/form/send";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import type { FormAction } from "@/lib/core/action-state";
import { projectRoleNames, roleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import type { Losing, Losses } from "@/lib/domain/group-effects/queries";

type DeleteDialogProps = {
  org: string;
  group: { id: string; name: string; isDefault: boolean };
  onClose: () => void;
};

/** Finds out who loses what, says so, and deletes the group; one with members by its typed name. */
export function DeleteDialog({ org, group, onClose }: DeleteDialogProps) {
  const [losses, setLosses] = useState<Losses | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const title = `Delete ${group.name}?`;

  useEffect(() => {
    let late = false;
    send(preview.bind(null, org) as FormAction<Losses>, { groupId: group.id }).then((answer) => {
      if (late) return;
      if (answer.status === "done") setLosses(answer.data ?? null);
      if (answer.status === "refused") setTrouble(answer.message);
    });
    return () => {
      late = true;
    };
  }, [org, group.id]);

  if (losses === null) {
    return (
      <Dialog open onOpenChange={onClose}>
        <DialogContent title={title}>
          {trouble ? (
            <Alert tone="danger" role="alert">
              {trouble}
            </Alert>
          ) : (
            <p role="status" className="flex items-center gap-2 text-muted">
              <Spinner />
              Finding out who loses what…
            </p>
          )}
          <DialogActions className="mt-5">
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
          </DialogActions>
        </DialogContent>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={title}
      description="This cannot be undone. The people stay members of the organization."
      confirmLabel="Delete group"
      pendingLabel="Deleting…"
      danger
      typed={losses.memberCount > 0 ? losses.name : undefined}
      fields={{ groupId: group.id, version: String(losses.version) }}
      action={remove.bind(null, org)}
    >
      <WhoLosesWhat losses={losses} isDefault={group.isDefault} />
    </ConfirmDialog>
  );
}

function WhoLosesWhat({ losses, isDefault }: { losses: Losses; isDefault: boolean }) {
  const { role, projects, moreProjects, memberCount } = losses;
  return (
    <div className="max-h-72 overflow-y-auto">
      {role === null && projects.length === 0 && moreProjects === 0 ? (
        <p>
          {memberCount === 0
            ? "Nobody is in it."
            : `${count(memberCount, "member")} ${memberCount === 1 ? "is" : "are"} in it, and nobody loses a role or a project: they have what it gives in other ways too.`}
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {role ? <Line what={`the role ${roleNames[role.role]}`} {...role} /> : null}
          {projects.map((project) => (
            <Line
              key={project.name}
              what={`access to ${project.name} (${projectRoleNames[project.role]})`}
              {...project}
            />
          ))}
        </ul>
      )}
      {moreProjects > 0 ? (
        <p className="mt-2">
          It also gives a role in {count(moreProjects, "more project")}, which may be lost as well.
        </p>
      ) : null}
      {isDefault ? (
        <p className="mt-2">
          New members join this group now. After this they join none, until you choose another.
        </p>
      ) : null}
    </div>
  );
}

/** Who loses one thing, the first of them by name. */
function Line({ what, count: losing, names, weakened = 0 }: Losing & { what: string; weakened?: number }) {
  const rest = losing - names.length;
  return (
    <li className="wrap-anywhere">
      {losing > 0 ? (
        <>
          <span className="font-medium">
            {count(losing, "member")} {losing === 1 ? "loses" : "lose"} {what}
          </span>
          <span className="text-muted">
            : {names.join(", ")}
            {rest > 0 ? ` and ${rest.toLocaleString("en")} more` : ""}
          </span>
        </>
      ) : null}
      {weakened > 0 ? (
        <span className={losing > 0 ? "block" : undefined}>
          {count(weakened, "member")} {weakened === 1 ? "keeps" : "keep"} less of {what}.
        </span>
      ) : null}
    </li>
  );
}
