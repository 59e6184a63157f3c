"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { RecoveryCodes } from "@/components/factors/recovery-codes";
import type { FactorMade } from "@/components/factors/types";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";

type FactorDialogProps = {
  label: string;
  /** What the button says, with what it is about for those who do not see where it stands. */
  spokenLabel?: string;
  title: string;
  description: string;
  /** Whose codes they are, as it stands in the file that can be kept. */
  account: string;
  /** Said in a toast where no codes are left to be shown. */
  told?: string;
  setUp: (done: (made: FactorMade) => void) => ReactNode;
};

/**
 * Sets up a factor and then, where that made recovery codes, shows them this once until someone says that they
 * have them. It has to keep its place on the page, which is drawn anew behind it when the factor is there.
 */
export function FactorDialog({
  label,
  spokenLabel,
  title,
  description,
  account,
  told,
  setUp,
}: FactorDialogProps) {
  const [open, setOpen] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);

  function change(next: boolean) {
    setOpen(next);
    if (!next) setCodes(null);
  }

  function done({ recoveryCodes }: FactorMade) {
    if (recoveryCodes) return setCodes(recoveryCodes);
    change(false);
    if (told) notify(told);
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button aria-label={spokenLabel}>{label}</Button>
      </DialogTrigger>
      {codes ? (
        <DialogContent
          title="Keep your recovery codes"
          description="Each one stands in for your second factor once. They are shown only now: keep them where you find them without your phone."
          dismissible={false}
        >
          <NewCodes codes={codes} account={account} />
        </DialogContent>
      ) : (
        <DialogContent title={title} description={description}>
          {setUp(done)}
        </DialogContent>
      )}
    </Dialog>
  );
}

/** Focus goes to the codes and not to the button, where the Enter that made them could put them away. */
function NewCodes({ codes, account }: { codes: string[]; account: string }) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => place.current?.focus(), []);

  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-5 outline-none">
      <RecoveryCodes codes={codes} account={account} />
      <DialogActions>
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogActions>
    </div>
  );
}
