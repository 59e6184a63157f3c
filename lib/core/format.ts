import { day, hour, minute, second } from "./clock";

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * day],
  ["month", 30 * day],
  ["week", 7 * day],
  ["day", day],
  ["hour", hour],
  ["minute", minute],
];

/** What is to come, in ever larger units: each up to the number from which on the next one reads better. */
const unitsAhead: readonly [Intl.RelativeTimeFormatUnit, number, number][] = [
  ["minute", minute, 60],
  ["hour", hour, 24],
  ["day", day, 60],
  ["month", 30 * day, 24],
  ["year", 365 * day, Number.POSITIVE_INFINITY],
];

const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How dates are written: as in Britain, in the United States, or as ISO 8601 has it. */
export const dateFormats = ["day-month-year", "month-day-year", "iso"] as const;
export type DateFormat = (typeof dateFormats)[number];

/** How hours are written: `14:05` or `2:05 pm`. */
export const timeFormats = ["24-hour", "12-hour"] as const;
export type TimeFormat = (typeof timeFormats)[number];

/** How moments read in an organization; the zone by its IANA name. */
export type TimeStyle = { dateFormat: DateFormat; timeFormat: TimeFormat; timeZone: string };

/** How they read where nobody has said otherwise. */
export const plainTimes: TimeStyle = {
  dateFormat: "day-month-year",
  timeFormat: "24-hour",
  timeZone: "UTC",
};

/** Only how moments read, of something that says so among other things. */
export function timesOf({ dateFormat, timeFormat, timeZone }: TimeStyle): TimeStyle {
  return { dateFormat, timeFormat, timeZone };
}

const localeOf = { "day-month-year": "en-GB", "month-day-year": "en-US", iso: "sv-SE" } as const;
/** Sweden writes dates as ISO 8601 has it, but "em" for pm. */
const timeLocaleOf = { ...localeOf, iso: "en-GB" } as const;

/**
 * `3 minutes ago`, `yesterday`, `in 7 days`; `just now` within 45 seconds either way. What is past counts by whole
 * units gone by; what is to come is rounded, so that what was said to last for 7 days does not read as 6 at once.
 */
export function formatRelative(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size < 45 * second) return "just now";
  if (distance > 0) return formatAhead(distance);
  for (const [unit, length] of units) {
    if (size >= length) return relativeFormat.format(Math.trunc(distance / length), unit);
  }
  return relativeFormat.format(-1, "minute");
}

function formatAhead(distance: number): string {
  for (const [unit, length, until] of unitsAhead) {
    const whole = Math.max(1, Math.round(distance / length));
    if (whole < until) return relativeFormat.format(whole, unit);
  }
  return "";
}

/** Date and time to the second with the zone's name: `3 Mar 2026, 14:05:09 CET`. */
export function formatExact(at: Date, style: TimeStyle = plainTimes): string {
  return `${formatDate(at, style)}, ${formatTime(at, style)}`;
}

/** The time alone: `14:05:09 CET` or `2:05:09 pm CET`. */
export function formatTime(at: Date, style: TimeStyle = plainTimes): string {
  const time = new Intl.DateTimeFormat(timeLocaleOf[style.dateFormat], {
    timeZone: style.timeZone,
    hour: style.timeFormat === "12-hour" ? "numeric" : "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: style.timeFormat === "12-hour" ? "h12" : "h23",
    timeZoneName: "short",
  });
  return time.format(at);
}

/** The date alone: `3 Mar 2026`, `Mar 3, 2026` or `2026-03-03`. */
export function formatDate(at: Date, { dateFormat, timeZone }: TimeStyle = plainTimes): string {
  const month = dateFormat === "iso" ? "2-digit" : "short";
  const numeric = dateFormat === "iso" ? "2-digit" : "numeric";
  return new Intl.DateTimeFormat(localeOf[dateFormat], {
    timeZone,
    year: "numeric",
    month,
    day: numeric,
  }).format(at);
}
