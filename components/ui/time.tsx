import { type DateFormat, formatDate, formatExact, formatRelative } from "@/lib/core/format";
import { cn } from "./cn";

export type TimeProps = {
  at: Date | string;
  /** IANA name of the organization's zone. */
  timeZone?: string;
  dateFormat?: DateFormat;
  now?: Date;
  /** `relative` ("3 minutes ago", the exact moment on hover), `date`, or `exact`. */
  show?: "relative" | "date" | "exact";
  className?: string;
};

/** The one place where a moment is shown to a person. */
export function Time({ at, timeZone = "UTC", dateFormat, now, show = "relative", className }: TimeProps) {
  const moment = typeof at === "string" ? new Date(at) : at;
  const exact = formatExact(moment, timeZone, dateFormat);
  const words = {
    relative: () => formatRelative(moment, now ?? new Date()),
    date: () => formatDate(moment, timeZone, dateFormat),
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
