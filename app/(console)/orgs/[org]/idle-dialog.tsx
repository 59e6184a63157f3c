"use client";

import { useEffect, useState } from "react";
import { signOut } from "@/app/(auth)/sign-in/actions";
import { stay } from "@/app/(console)/session/actions";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { now } from "@/lib/core/clock";

export type IdleDialogProps = { leftMs: number; onStayed: () => void };

/** Counts down to the end of an idle session, and offers to stay. */
export function IdleDialog({ leftMs, onStayed }: IdleDialogProps) {
  const [left, setLeft] = useState(leftMs);

  useEffect(() => {
    const endsAt = now().getTime() + leftMs;
    const tick = () => setLeft(Math.max(0, endsAt - now().getTime()));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [leftMs]);

  const seconds = Math.ceil(left / 1_000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <Dialog open onOpenChange={() => {}}>
      <DialogContent
        title={
          <>
            You will be signed out in{" "}
            <span role="timer" className="tabular">
              {clock}
            </span>
          </>
        }
        description="Nothing happened here for a while. What you entered and did not save is lost when you are signed out."
        dismissible={false}
      >
        <div className="flex flex-col gap-2 sm:flex-row-reverse">
          <ActionForm action={stay} onDone={onStayed}>
            <SubmitButton pendingLabel="One moment…" autoFocus>
              Stay signed in
            </SubmitButton>
          </ActionForm>
          <ActionForm action={signOut}>
            <SubmitButton variant="secondary" pendingLabel="Signing out…">
              Sign out
            </SubmitButton>
          </ActionForm>
        </div>
      </DialogContent>
    </Dialog>
  );
}
