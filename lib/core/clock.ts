const shift = globalThis as { stewardClockShiftMs?: number };

/** The present moment. Everything that decides by time asks here, so that a test can move it. */
export function now(): Date {
  return new Date(Date.now() + (shift.stewardClockShiftMs ?? 0));
}

/** The moment `milliseconds` from now; negative values lie in the past. */
export function fromNow(milliseconds: number): Date {
  return new Date(now().getTime() + milliseconds);
}

/** Moves this process's clock by `milliseconds` from real time; 0 sets it right again. For tests. */
export function shiftClock(milliseconds: number): void {
  shift.stewardClockShiftMs = milliseconds;
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
