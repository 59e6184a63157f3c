import { count } from "@/lib/core/text";

/** What may be done to many invitations at once. */
export const bulkDeeds = ["resend", "cancel"] as const;
export type BulkDeed = (typeof bulkDeeds)[number];

/** How the dialog of a deed to so many invitations reads. */
export function wordsFor(deed: BulkDeed, size: number) {
  const some = count(size, "invitation");
  return deed === "resend"
    ? {
        title: `Send ${some} again?`,
        description: "Each person gets a new link. The one before stops working.",
        button: "Resend",
      }
    : {
        title: `Cancel ${some}?`,
        description: "The links stop working at once, and the seats are free again.",
        button: "Cancel invitations",
        danger: true,
      };
}
