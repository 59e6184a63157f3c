import type { FactorState, MemberFilter } from "@/lib/domain/members/input";

export type Search = Record<string, string | string[] | undefined>;

/** How it stands with someone's second factor. */
export const factorNames: Record<FactorState, string> = {
  has: "Set up",
  none: "None",
  exempt: "Exempt",
};

/** When someone was last active. */
export const activityNames: Record<NonNullable<MemberFilter["active"]>, string> = {
  7: "Within 7 days",
  30: "Within 30 days",
  90: "Within 90 days",
  never: "Never active",
};

/** By what the list may be sorted instead of by when people joined. */
export const sortNames = { name: "By name", "last-active": "By last activity" };
