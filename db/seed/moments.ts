import { day, hour, now, shiftClock } from "@/lib/core/clock";
import { type IdKind, newId } from "@/lib/core/ids";
import type { Dice } from "./dice";

/** The moment `days` before another, or after it for a negative number. */
export function daysBefore(moment: Date, days: number): Date {
  return new Date(moment.getTime() - days * day);
}

/** The moment `hours` after another. */
export function hoursAfter(moment: Date, hours: number): Date {
  return new Date(moment.getTime() + hours * hour);
}

/** A moment of that UTC day at which someone is at work, from 6 to 19 o'clock. */
export function atWork(date: Date, die: Dice): Date {
  const midnight = Math.floor(date.getTime() / day) * day;
  return new Date(midnight + die.between(6 * hour, 19 * hour));
}

/** Saturday or Sunday, in UTC. */
export function isWeekend(date: Date): boolean {
  return date.getUTCDay() % 6 === 0;
}

/** An id as it would have been made then: lists are ordered by ids, which carry their birth. */
export function idAt(kind: IdKind, moment: Date): string {
  const shiftMs = now().getTime() - Date.now();
  shiftClock(moment.getTime() - Date.now());
  try {
    return newId(kind);
  } finally {
    shiftClock(shiftMs);
  }
}
