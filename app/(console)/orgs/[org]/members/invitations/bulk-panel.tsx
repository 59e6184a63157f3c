"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { BulkProgress } from "@/app/(console)/orgs/[org]/members/bulk-progress";
import { type Selected, useSelection } from "@/app/(console)/orgs/[org]/members/selection";
import { type BulkAction, useBulkRun } from "@/app/(console)/orgs/[org]/members/use-bulk-run";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { mostAtOnce } from "@/lib/core/bulk";
import { bulk } from "./actions";
import { type BulkDeed, wordsFor } from "./bulk-words";
import { listName } from "./words";

/** How many invitations are selected, on whatever pages of the list, and what may be done to all of them. */
export function BulkPanel({ org }: { org: string }) {
  const { selection, deselect } = useSelection(listName(org));
  const [deed, setDeed] = useState<BulkDeed | null>(null);
  return (
    <section aria-label="Selected invitations" className="sticky bottom-4 z-10 mt-4">
      <div className="floating flex animate-[rise-in_140ms_ease-out] flex-wrap items-center gap-2 p-2.5">
        <p role="status" className="mr-auto pl-1.5">
          {selection.size} selected
          {selection.size >= mostAtOnce ? <span className="text-muted">, which is the most</span> : null}
        </p>
        <Button variant="ghost" onClick={() => deselect([...selection.keys()])}>
          Clear
        </Button>
        <Button onClick={() => setDeed("cancel")}>Cancel…</Button>
        <Button onClick={() => setDeed("resend")}>Resend…</Button>
      </div>
      {deed ? (
        <BulkDialog
          org={org}
          deed={deed}
          selected={[...selection.values()]}
          onClose={(done) => {
            setDeed(null);
            deselect(done);
          }}
        />
      ) : null}
    </section>
  );
}

type BulkDialogProps = {
  org: string;
  deed: BulkDeed;
  selected: Selected[];
  /** Called with those to which it was done. */
  onClose: (done: string[]) => void;
};

function BulkDialog({ org, deed, selected, onClose }: BulkDialogProps) {
  const [invitations] = useState(selected);
  const { phase, results, run, stop } = useBulkRun(bulk.bind(null, org) as BulkAction, deed, "invitationIds");
  const router = useRouter();
  const { title, description, button, danger } = wordsFor(deed, invitations.length);

  function close() {
    if (phase === "done") router.refresh();
    onClose(results.flatMap(({ id, done }) => (done ? [id] : [])));
  }

  const begin = () =>
    run(
      invitations.map(({ id }) => id),
      new FormData(),
    );
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={title}
        description={phase === "asking" ? description : undefined}
        dismissible={phase !== "running"}
      >
        {phase === "asking" ? (
          <DialogActions>
            <DialogClose asChild>
              <Button>Back</Button>
            </DialogClose>
            <Button variant={danger ? "danger" : "primary"} onClick={begin}>
              {button}
            </Button>
          </DialogActions>
        ) : (
          <BulkProgress {...{ phase, results, stop }} noun="invitation" selected={invitations} />
        )}
      </DialogContent>
    </Dialog>
  );
}
