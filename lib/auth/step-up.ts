import { fromNow, minute } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Actor, Person } from "./actor";

/** A proof is good for dangerous deeds this long (ASVS 5.0 7.5.3). */
export const stepUpFreshMs = 10 * minute;

/**
 * Refuses a dangerous deed with *step-up-required* unless the person behind it has proven a factor within the last ten
 * minutes. A key and the operator have no session to prove one in, and pass: theirs is another proof.
 */
export function assertRecentFactor(who: Actor | Person): void {
  if (who.factorAt === null || who.factorAt > fromNow(-stepUpFreshMs)) return;
  throw new AppError("step-up-required", "Confirm that it is you, then this will be done.");
}
