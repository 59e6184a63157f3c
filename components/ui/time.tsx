"use client";

import { createContext, type ReactNode, useContext } from "react";
import { formatDate, formatExact, formatRelative, plainTimes, type TimeStyle } from "@/lib/core/format";
import { cn } from "./cn";

const TimeStyleContext = createContext<TimeStyle>(plainTimes);

/** How every moment inside it reads: as the organization whose page it is has chosen, or the person whose account. */
export function TimeStyleProvider({ times, children }: { times: TimeStyle; children: ReactNode }) {
  return <TimeStyleContext value={times}>{children}</TimeStyleContext>;
}

export type TimeProps = {
  at: Date | string;
  now?: Date;
  /** `relative` ("3 minutes ago", the exact moment on hover), `date`, or `exact`. */
  show?: "relative" | "date" | "exact";
  className?: string;
};

/** The one place where a moment is shown to a person. */
export function Time({ at, now, show = "relative", className }: TimeProps) {
  const times = useContext(TimeStyleContext);
  const moment = typeof at === "string" ? new Date(at) : at;
  const exact = formatExact(moment, times);
  const words = {
    relative: () => formatRelative(moment, now ?? new Date()),
    date: () => formatDate(moment, times),
    exact: () => exact,
  }[show]();
  return (
    <time
      dateTime={moment.toISOString()}
      title={exact}
      className={cn("tabular whitespace-nowrap", className)}
      suppressHydrationWarning
    >
      {words}
    </time>
  );
}
