import { count } from "@/lib/core/text";

/** So many members go to the server at a time, so that the progress is real and a stop takes effect soon. */
export const chunkSize = 10;

export const bulkDeeds = [
  "role",
  "add-to-group",
  "disable",
  "enable",
  "unlock",
  "reset-factors",
  "end-sessions",
  "remove",
] as const;
export type BulkDeed = (typeof bulkDeeds)[number];

/** What became of one member of a selection. */
export type BulkResult =
  | { id: string; done: true }
  | { id: string; done: false; code: string; reason: string };

export const bulkLabels: Record<BulkDeed, string> = {
  role: "Change role…",
  "add-to-group": "Add to group…",
  disable: "Disable…",
  enable: "Enable…",
  unlock: "Unlock…",
  "reset-factors": "Reset second factors…",
  "end-sessions": "End sessions…",
  remove: "Remove…",
};

type Words = { title: (some: string) => string; description: string; button: string; danger?: boolean };

const words: Record<BulkDeed, Words> = {
  role: {
    title: (some) => `Change the role of ${some}`,
    description: "Takes effect at once, also for their API keys.",
    button: "Change role",
  },
  "add-to-group": {
    title: (some) => `Add ${some} to a group`,
    description: "They get what the group gives, at once.",
    button: "Add to group",
  },
  disable: {
    title: (some) => `Disable ${some}?`,
    description: "They lose access at once, with their keys. Nothing of theirs is deleted.",
    button: "Disable",
    danger: true,
  },
  enable: {
    title: (some) => `Enable ${some}?`,
    description: "They get back what they had: role, groups, projects and keys.",
    button: "Enable",
  },
  unlock: {
    title: (some) => `Unlock ${some}?`,
    description: "Those who are locked after too many wrong passwords can try again at once.",
    button: "Unlock",
  },
  "reset-factors": {
    title: (some) => `Reset the second factors of ${some}?`,
    description: "They are signed out everywhere, get a mail, and set up a new one when they sign in next.",
    button: "Reset second factors",
    danger: true,
  },
  "end-sessions": {
    title: (some) => `Sign ${some} out everywhere?`,
    description: "They can sign in again at once. Their keys go on working.",
    button: "End sessions",
  },
  remove: {
    title: (some) => `Remove ${some}?`,
    description: "They lose access at once. For 30 days you can restore each of them from the tab Removed.",
    button: "Remove",
    danger: true,
  },
};

/** How the dialog of a deed to so many members reads. */
export function wordsFor(deed: BulkDeed, size: number) {
  const { title, button, ...rest } = words[deed];
  return { ...rest, title: title(count(size, "member")), button };
}
