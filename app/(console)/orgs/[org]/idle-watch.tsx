"use client";

import { type ComponentType, useEffect, useState } from "react";
import { now } from "@/lib/core/clock";
import type { IdleDialogProps } from "./idle-dialog";

/** Warned a minute before the end where the limit is short, else two. */
const shortLimitMs = 10 * 60_000;
const warningMs = (limitMs: number) => (limitMs <= shortLimitMs ? 60_000 : 120_000);

function leave(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

/** The limit that holds for the session and what is left of it, in milliseconds; both null where none holds. */
type Idle = { limitMs: number | null; leftMs: number | null };

/** Asks for both without keeping the session awake. */
async function askIdle(): Promise<Idle> {
  const answer = await fetch("/session", { headers: { "x-steward-poll": "1" }, cache: "no-store" });
  if (answer.status === 401) return { limitMs: 0, leftMs: 0 };
  if (!answer.ok) throw new Error("The server could not say.");
  const { idleEndsAt, limitMs, now: at } = await answer.json();
  return { limitMs, leftMs: idleEndsAt === null ? null : Date.parse(idleEndsAt) - Date.parse(at) };
}

/** A limit may be set, or lowered, while a page is open; the shortest there is, five minutes, is noticed in time. */
const askEveryMs = 120_000;

export type IdleWatchProps = Idle;

/**
 * Warns shortly before a session ends for want of activity. What happens in other tabs counts, so it asks the server
 * before it says anything, and now and then whether another limit holds by now. The dialog is loaded when it is first
 * needed.
 */
export function IdleWatch({ limitMs, leftMs }: IdleWatchProps) {
  const [idle, setIdle] = useState<Idle>({ limitMs, leftMs });
  const [Dialog, setDialog] = useState<ComponentType<IdleDialogProps> | null>(null);
  const [warned, setWarned] = useState(false);

  useEffect(() => setIdle({ limitMs, leftMs }), [limitMs, leftMs]);

  useEffect(() => {
    if (warned) return;
    const spare = (idle: Idle) =>
      idle.leftMs === null ? Number.POSITIVE_INFINITY : idle.leftMs - warningMs(idle.limitMs ?? 0);
    const wait = Math.min(askEveryMs, Math.max(0, spare(idle)));
    const timer = setTimeout(async () => {
      const later = { ...idle, leftMs: idle.leftMs === null ? null : idle.leftMs - wait };
      const asked = await askIdle().catch(() => later);
      if (spare(asked) <= 0) {
        const loaded = await import("./idle-dialog").catch(() => null);
        if (loaded) setDialog(() => loaded.IdleDialog);
        setWarned(true);
      }
      setIdle(asked);
    }, wait);
    return () => clearTimeout(timer);
  }, [idle, warned]);

  useEffect(() => {
    if (!warned || idle.leftMs === null) return;
    const endsAt = now().getTime() + idle.leftMs;
    const timer = setInterval(async () => {
      if (now().getTime() < endsAt) return;
      clearInterval(timer);
      // Another tab may have gone on; then so does this one.
      const asked = await askIdle().catch(() => ({ limitMs: 0, leftMs: 0 }));
      if (asked.leftMs !== null && asked.leftMs <= 0) leave();
      else {
        setWarned(false);
        setIdle(asked);
      }
    }, 500);
    return () => clearInterval(timer);
  }, [warned, idle]);

  if (!Dialog || !warned || idle.leftMs === null) return null;
  return (
    <Dialog
      leftMs={idle.leftMs}
      onStayed={() => {
        setWarned(false);
        setIdle({ ...idle, leftMs: idle.limitMs });
      }}
    />
  );
}
