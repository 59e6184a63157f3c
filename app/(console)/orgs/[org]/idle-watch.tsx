"use client";

import { type ComponentType, useEffect, useState } from "react";
import { now } from "@/lib/core/clock";
import type { IdleDialogProps } from "./idle-dialog";

/** Warned a minute before the end where the limit is short, else two. */
const shortLimitMs = 10 * 60_000;
const warningMs = (limitMs: number) => (limitMs <= shortLimitMs ? 60_000 : 120_000);

/** The longest that a browser's timer waits. */
const longestWaitMs = 2 ** 31 - 1;

function leave(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

/** What is left of the session in milliseconds, without keeping it awake; null where no limit holds any more. */
async function askLeft(): Promise<number | null> {
  const answer = await fetch("/session", { headers: { "x-steward-poll": "1" }, cache: "no-store" });
  if (answer.status === 401) return 0;
  const { idleEndsAt, now: at } = (await answer.json()) as { idleEndsAt: string | null; now: string };
  return idleEndsAt === null ? null : Date.parse(idleEndsAt) - Date.parse(at);
}

export type IdleWatchProps = { limitMs: number; leftMs: number };

/**
 * Warns shortly before a session ends for want of activity. What happens in other tabs counts, so it asks the server
 * before it says anything. The dialog is loaded when it is first needed.
 */
export function IdleWatch({ limitMs, leftMs }: IdleWatchProps) {
  const [left, setLeft] = useState<number | null>(leftMs);
  const [Dialog, setDialog] = useState<ComponentType<IdleDialogProps> | null>(null);
  const [warned, setWarned] = useState(false);
  const before = warningMs(limitMs);

  useEffect(() => setLeft(leftMs), [leftMs]);

  useEffect(() => {
    if (left === null || warned) return;
    const wait = Math.min(longestWaitMs, Math.max(0, left - before));
    const timer = setTimeout(async () => {
      const [asked, loaded] = await Promise.all([
        askLeft().catch(() => left - wait),
        import("./idle-dialog").catch(() => null),
      ]);
      if (loaded) setDialog(() => loaded.IdleDialog);
      setWarned(asked !== null && asked <= before);
      setLeft(asked);
    }, wait);
    return () => clearTimeout(timer);
  }, [left, warned, before]);

  useEffect(() => {
    if (!warned || left === null) return;
    const endsAt = now().getTime() + left;
    const timer = setInterval(async () => {
      if (now().getTime() < endsAt) return;
      clearInterval(timer);
      // Another tab may have gone on; then so does this one.
      const asked = await askLeft().catch(() => 0);
      if (asked !== null && asked <= 0) leave();
      else {
        setWarned(false);
        setLeft(asked);
      }
    }, 500);
    return () => clearInterval(timer);
  }, [warned, left]);

  if (!Dialog || !warned || left === null) return null;
  return (
    <Dialog
      leftMs={left}
      onStayed={() => {
        setWarned(false);
        setLeft(limitMs);
      }}
    />
  );
}
