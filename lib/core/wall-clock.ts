import { day, hour } from "./clock";

/** Times as a person types them, by the clock of a zone. */

const parts = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
} as const;

/** What clocks in the zone show at a moment, as a field for date and time takes it: `2026-11-30T09:00`. */
export function wallTime(at: Date, timeZone: string): string {
  const shown = new Intl.DateTimeFormat("sv-SE", { ...parts, timeZone }).format(at).replace(" ", "T");
  return shown.replace(/:00$/, "");
}

/** The day on which a moment falls in the zone: `2026-11-30`. */
export function wallDay(at: Date, timeZone: string): string {
  return wallTime(at, timeZone).slice(0, 10);
}

/**
 * The moment at which clocks in the zone show `wall`, or null for what is no time or no zone. A time that the clocks
 * skip in spring counts as an hour later; of one that they show twice in autumn, either may be meant.
 */
export function momentOf(wall: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(wall)) return null;
  const asUtc = new Date(`${wall}Z`);
  if (Number.isNaN(asUtc.getTime())) return null;
  try {
    const ahead = (at: Date) => new Date(`${wallTime(at, timeZone)}Z`).getTime() - at.getTime();
    const guess = new Date(asUtc.getTime() - ahead(asUtc));
    return new Date(asUtc.getTime() - ahead(guess));
  } catch {
    return null;
  }
}

/** The day so many days after another; negative values lie before it. */
export function dayAfter(date: string, days = 1): string {
  return new Date(new Date(date).getTime() + days * day).toISOString().slice(0, 10);
}

/** The first moment of a day in the zone, also where the clocks skip its midnight in spring or show it twice in autumn. */
export function startOfDay(date: string, timeZone: string): Date {
  const midnight = momentOf(`${date}T00:00`, timeZone) ?? new Date(date);
  const earlier = new Date(midnight.getTime() - hour);
  return wallDay(earlier, timeZone) === date ? earlier : midnight;
}

/** Whether an end of a range is a moment with its zone, and no day. */
export const isMoment = (text: string) => text.includes("T");

/**
 * A range as the moment with which it begins and the one before which it ends. A day belongs to it whole, at either end; a
 * moment is meant as it is.
 */
export function spanOf(
  { from, to }: { from?: string; to?: string },
  timeZone: string,
): { since?: Date; before?: Date } {
  return {
    since: from ? (isMoment(from) ? new Date(from) : startOfDay(from, timeZone)) : undefined,
    before: to ? (isMoment(to) ? new Date(to) : startOfDay(dayAfter(to), timeZone)) : undefined,
  };
}
