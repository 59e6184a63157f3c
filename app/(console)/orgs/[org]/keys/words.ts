import type { KeyStatus, overlapChoices } from "@/lib/domain/keys/input";

export type Search = Record<string, string | string[] | undefined>;

/** How it stands with a key, as the filter of the list names it. */
export const statusNames: Record<KeyStatus, string> = {
  live: "Working",
  waiting: "Not opened yet",
  expired: "Expired",
  revoked: "Revoked",
};

/** For how long keys went without a call. */
export const unusedNames = { "30": "Unused 30 days", "90": "Unused 90 days" } as const;

type Overlap = (typeof overlapChoices)[number];

/** For how long the secret before a rotation may go on working, by minutes. */
export const overlapNames: Record<Overlap, string> = {
  0: "Not at all: it stops now",
  1: "1 minute",
  15: "15 minutes",
  60: "1 hour",
  360: "6 hours",
  1440: "24 hours",
};

/** `In 30 days`, `In a year`. */
export function lifeWords(days: number): string {
  if (days === 365) return "In a year";
  return days === 1 ? "In a day" : `In ${days} days`;
}

/** `203.0.113.0/24 and 2 more`. */
export function networksInShort([first = "", ...rest]: readonly string[]): string {
  return rest.length > 0 ? `${first} and ${rest.length} more` : first;
}
