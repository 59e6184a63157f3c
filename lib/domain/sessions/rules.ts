import type { Person } from "@/lib/auth/actor";
import { minute } from "@/lib/core/clock";

/**
 * When this session ends unless something happens in it, by the limits of the organizations that it has entered, and how
 * long that limit is; null where none of them has one.
 */
export function idleEndOf({ activeAt, idleLimitMinutes }: Person): { endsAt: Date; limitMs: number } | null {
  if (idleLimitMinutes === null) return null;
  const limitMs = idleLimitMinutes * minute;
  return { endsAt: new Date(activeAt.getTime() + limitMs), limitMs };
}
