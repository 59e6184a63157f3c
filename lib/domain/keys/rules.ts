import { and, eq, or, type SQL } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { Grant } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import type { Scope } from "@/lib/core/roles";

/** Which keys a grant reaches: everyone's, the organization's and one's own, or only one's own. */
export function withinReach({ reach, actor }: Grant): SQL | undefined {
  if (reach === "all") return undefined;
  const own = and(eq(apiKeys.kind, "user"), eq(apiKeys.memberId, actor.memberId ?? ""));
  return reach === "shared" ? or(eq(apiKeys.kind, "organization"), own) : own;
}

/** The same of one key that is at hand. */
export function reaches({ reach, actor }: Grant, key: { kind: string; memberId: string | null }): boolean {
  if (reach === "all") return true;
  const own = key.memberId !== null && key.memberId === actor.memberId;
  return own || (reach === "shared" && key.kind === "organization");
}

/** The scopes that an actor can put into a key: those they hold themselves. */
export function givableScopes(actor: Actor, all: readonly Scope[]): Scope[] {
  return all.filter((scope) => actor.permissions.has(scope));
}

/** Refuses a scope that the actor does not hold: a key never starts with more than its maker has (rule 1). */
export function assertHeld(actor: Actor, wanted: readonly Scope[]): void {
  const beyond = wanted.filter((scope) => !actor.permissions.has(scope));
  if (beyond.length > 0) {
    const message = `You do not have ${beyond.join(", ")}, so the key cannot have it.`;
    throw new AppError("forbidden", message, { fields: [{ field: "scopes", message }] });
  }
}

/** Refuses an organization's key to whoever may look after their own keys only. */
export function assertMayMake(grant: Grant, kind: "user" | "organization"): void {
  if (kind === "organization" && grant.reach !== "all") {
    throw new AppError(
      "forbidden",
      "Only an Owner or an Admin makes keys of the organization. Make a key of your own.",
    );
  }
  if (kind === "user" && grant.actor.memberId === null) {
    throw new AppError(
      "forbidden",
      "A user key belongs to a member. Make a key of the organization instead.",
    );
  }
}
