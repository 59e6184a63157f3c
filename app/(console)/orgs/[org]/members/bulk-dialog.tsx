"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { bulk } from "@/app/(console)/orgs/[org]/members/actions";
import { RadioCards } from "@/components/form/choices";
import { Field, SelectField } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { removalPhrase } from "@/lib/core/bulk";
import { BulkProgress } from "./bulk-progress";
import { type BulkDeed, wordsFor } from "./bulk-words";
import { GroupPicker } from "./group-picker";
import { keyFateOptions } from "./keys-fate";
import type { Selected } from "./selection";
import { type BulkAction, useBulkRun } from "./use-bulk-run";

type BulkDialogProps = {
  org: string;
  deed: BulkDeed;
  /** As they were selected when the dialog opened. */
  members: Selected[];
  roles: { value: string; label: string }[];
  /** Called with those to whom it was done. */
  onClose: (done: string[]) => void;
};

/** One deed to many: asks, shows how far it has come, can be stopped, and tells in the end for whom it did not work and why. */
export function BulkDialog({ org, deed, members: selected, roles, onClose }: BulkDialogProps) {
  const [members] = useState(selected);
  const { phase, results, run, stop } = useBulkRun(bulk.bind(null, org) as BulkAction, deed, "memberIds");
  const router = useRouter();
  const words = wordsFor(deed, members.length);

  function begin(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    if (deed === "remove") entered.set("among", String(members.length));
    void run(
      members.map(({ id }) => id),
      entered,
    );
  }

  function close() {
    if (phase === "done") router.refresh();
    onClose(results.flatMap(({ id, done }) => (done ? [id] : [])));
  }

  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={words.title}
        description={phase === "asking" ? words.description : undefined}
        dismissible={phase !== "running"}
      >
        {phase === "asking" ? (
          <Question {...{ org, deed, roles, words, members, begin }} />
        ) : (
          <BulkProgress {...{ phase, results, stop }} noun="member" selected={members} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type QuestionProps = Pick<BulkDialogProps, "org" | "deed" | "roles" | "members"> & {
  words: ReturnType<typeof wordsFor>;
  begin: (event: FormEvent<HTMLFormElement>) => void;
};

function Question({ org, deed, roles, members, words, begin }: QuestionProps) {
  const [typed, setTyped] = useState("");
  const [only, ...others] = members;
  const phrase = only && others.length === 0 ? only.called : removalPhrase(members.length);
  const removing = deed === "remove";
  return (
    <form onSubmit={begin} className="flex flex-col gap-5">
      {deed === "role" ? <SelectField name="role" label="Role" options={roles} defaultValue="user" /> : null}
      {deed === "add-to-group" ? <GroupPicker org={org} givable /> : null}
      {removing ? (
        <>
          <RadioCards
            name="keys"
            legend="What becomes of their API keys?"
            options={keyFateOptions}
            defaultValue="revoke"
          />
          <Field
            name="confirm"
            label={`Type “${phrase}” to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </>
      ) : null}
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant={words.danger ? "danger" : "primary"}
          disabled={removing && typed.trim().toLowerCase() !== phrase.toLowerCase()}
        >
          {words.button}
        </Button>
      </DialogActions>
    </form>
  );
}
