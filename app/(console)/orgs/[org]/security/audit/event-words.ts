import { type Role, roleNames } from "@/lib/core/roles";
import type { AuditRow } from "@/lib/domain/audit/queries";

export const actorKinds: Record<string, string> = {
  member: "Member",
  user: "Person",
  key: "API key",
  operator: "Operator",
};

const labels: Record<string, string> = {
  groupIds: "Groups",
  expiresInDays: "Lives for",
  overlapMinutes: "Old secret works for",
  keepDays: "Kept for",
};

/** `alertingEmail` reads as "Alerting email". */
function labelOf(name: string): string {
  const spaced = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return labels[name] ?? `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}

function wordsFor(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    const plain = value.every((item) => typeof item !== "object");
    return value.length === 0 ? "None" : plain ? value.join(", ") : JSON.stringify(value);
  }
  if (name === "role" && typeof value === "string") return roleNames[value as Role] ?? value;
  if (name === "status" || name === "kind" || name === "result")
    return `${String(value).charAt(0).toUpperCase()}${String(value).slice(1)}`;
  if (name === "keepDays") return value === null ? "Ever" : `${value} days`;
  if (name === "expiresInDays") return `${value} days`;
  if (name === "overlapMinutes") return `${value} minutes`;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (value === null || value === undefined) return "None";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** One value that a deed changed, or told of: null where there was none before, or is none after. */
export type Difference = { label: string; before: string | null; after: string | null };

/** What an event changed, value by value, in words. */
export function differencesOf({ before, after }: Pick<AuditRow, "before" | "after">): Difference[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const words = (side: Record<string, unknown> | null, name: string) =>
    side && name in side ? wordsFor(name, side[name]) : null;
  return names.map((name) => ({
    label: labelOf(name),
    before: words(before, name),
    after: words(after, name),
  }));
}
