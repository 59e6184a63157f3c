"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { confirmTrial, dropTrial } from "@/app/(console)/orgs/[org]/security/actions";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { now } from "@/lib/core/clock";

export type TrialBannerProps = {
  version: number;
  org: string;
  /** When the trial ends, by the clock of the zone. */
  until: string;
  leftMs: number;
  editable: boolean;
};

/** Asks, while a new list of networks is on trial, whether it lets one in, and counts down to when it falls back. */
export function TrialBanner({ org, version, until, leftMs, editable }: TrialBannerProps) {
  const left = useCountdown(leftMs);
  const router = useRouter();
  const banner = useRef<HTMLDivElement>(null);
  const over = left <= 0;
  const drawnByServer = useSyncExternalStore(
    noChanges,
    () => false,
    () => true,
  );
  const [justCame] = useState(!drawnByServer);

  // It stands at the top, and whoever has just saved the list is further down; whoever opens the page starts at its start.
  useEffect(() => {
    if (justCame) banner.current?.focus();
  }, [justCame]);

  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);

  return (
    <Alert
      ref={banner}
      tone="warning"
      tabIndex={-1}
      className="mb-6 outline-none"
      title={`This list of networks holds until ${until}`}
    >
      <p>
        Confirm that you can still reach Steward. Otherwise the list from before holds again in{" "}
        <span role="timer" className="tabular font-medium">
          {minutesAndSeconds(left)}
        </span>
        .
      </p>
      {editable ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <ActionForm action={confirmTrial.bind(null, org)}>
            <input type="hidden" name="version" value={version} />
            <SubmitButton pendingLabel="Confirming…">Confirm</SubmitButton>
          </ActionForm>
          <ActionForm action={dropTrial.bind(null, org)}>
            <input type="hidden" name="version" value={version} />
            <SubmitButton variant="secondary" pendingLabel="Falling back…">
              Fall back now
            </SubmitButton>
          </ActionForm>
        </div>
      ) : null}
    </Alert>
  );
}

const noChanges = () => () => {};

/** What is left of `leftMs` since it was told, second by second. */
function useCountdown(leftMs: number): number {
  const [left, setLeft] = useState(leftMs);

  useEffect(() => {
    const end = now().getTime() + leftMs;
    const tick = () => setLeft(Math.max(0, end - now().getTime()));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [leftMs]);

  return left;
}

function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
