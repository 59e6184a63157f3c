"use client";

import { useEffect } from "react";
import { useActionForm } from "@/components/form/form-context";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { Obstacle } from "@/lib/auth/gate";
import { count } from "@/lib/core/text";
import { isHarmless, obstacleWords, type Totals } from "./words";

export type Loss = { id: string; name: string; detail: string; reasons: Obstacle[] };

export type ShownEffect = {
  members: Loss[];
  sessions: Loss[];
  keys: Loss[];
  totals: Totals;
  /** From when on a requirement is to hold; null for at once. */
  from: string | null;
  /** What the button that saves it says. */
  deed: string;
};

type EffectDialogProps = { effect: ShownEffect | null; forget: () => void };

/** Whom a change would shut out and why, before it is saved. It stands within the form that it speaks of. */
export function EffectDialog({ effect, forget }: EffectDialogProps) {
  const { state } = useActionForm();
  const refused = state.status === "refused";

  useEffect(() => {
    if (refused) forget();
  }, [refused, forget]);

  return (
    // Closed in the very moment of a refusal, which is told, and gets the focus, in the form behind it.
    <Dialog open={effect !== null && !refused} onOpenChange={(open) => open || forget()}>
      {effect ? (
        <DialogContent title="Who this affects" description={introduction(effect)} size="lg">
          <div className="flex flex-col gap-5">
            {isHarmless(effect.totals) ? (
              <Alert tone="success">Nobody loses access.</Alert>
            ) : (
              <>
                <Losses noun="member" losses={effect.members} total={effect.totals.members} />
                <Losses noun="session" losses={effect.sessions} total={effect.totals.sessions} />
                <Losses noun="key" losses={effect.keys} total={effect.totals.keys} />
              </>
            )}
            <DialogActions>
              <DialogClose asChild>
                <Button>Go back</Button>
              </DialogClose>
              <SubmitButton
                name="step"
                value="do"
                variant={isHarmless(effect.totals) ? "primary" : "danger"}
                pendingLabel="Saving…"
              >
                {effect.deed}
              </SubmitButton>
            </DialogActions>
          </div>
        </DialogContent>
      ) : null}
    </Dialog>
  );
}

/** What gives them access again, for each reason that there can be. */
const wayBack: Record<Obstacle, string> = {
  "second-factor-owed": "It comes back by itself once they set up a second factor.",
  "address-not-allowed": "They get in again from a network that is on the list.",
  "session-idle": "They get in again by signing in.",
  "session-too-old": "They get in again by signing in.",
};

function introduction({ members, sessions, keys, totals, from }: ShownEffect): string | undefined {
  if (isHarmless(totals)) return undefined;
  const reasons = [...members, ...sessions, ...keys].flatMap((loss) => loss.reasons);
  const when = from
    ? "These have access now and lose it on the day from which it holds."
    : "These have access now and lose it when you save.";
  return [...new Set([when, ...reasons.map((reason) => wayBack[reason])])].join(" ");
}

function wordsOf(reason: Obstacle, noun: LossesProps["noun"]): string {
  return noun === "key" && reason === "second-factor-owed"
    ? "whoever holds it has no second factor"
    : obstacleWords[reason];
}

type LossesProps = { noun: "member" | "session" | "key"; losses: Loss[]; total: number };

function Losses({ noun, losses, total }: LossesProps) {
  if (total === 0) return null;
  const title = count(total, noun);
  return (
    <section aria-label={title}>
      <h3 className="font-semibold">{title}</h3>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the keyboard.
        tabIndex={0}
        className="mt-2 max-h-48 divide-y divide-line overflow-y-auto rounded-lg border border-line px-3.5"
      >
        {losses.map(({ id, name, detail, reasons }) => (
          <li key={id} className="py-2 wrap-anywhere">
            <span className="font-medium">{name}</span> <span className="text-muted">{detail}</span>
            <span className="block text-sm text-muted">
              {reasons.map((reason) => wordsOf(reason, noun)).join(", ")}
            </span>
          </li>
        ))}
        {total > losses.length ? (
          <li className="py-2 text-muted">and {(total - losses.length).toLocaleString("en")} more</li>
        ) : null}
      </ul>
    </section>
  );
}
