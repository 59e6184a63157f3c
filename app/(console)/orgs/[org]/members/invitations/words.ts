import type { BadgeProps } from "@/components/ui/badge";
import type { InvitationState } from "@/lib/domain/invitations/input";

/** How each state of an invitation is called, as a filter and as a badge. */
export const stateNames: Record<InvitationState, string> = {
  pending: "Pending",
  expired: "Expired",
  accepted: "Accepted",
  cancelled: "Cancelled",
  undelivered: "Not delivered",
  requested: "New one asked for",
};

export const stateTones: Record<InvitationState, BadgeProps["tone"]> = {
  pending: "accent",
  expired: "warning",
  accepted: "success",
  cancelled: "neutral",
  undelivered: "danger",
  requested: "accent",
};

/** Under which name a browser tab remembers what is selected in this list. */
export const listName = (org: string) => `${org}/invitations`;
