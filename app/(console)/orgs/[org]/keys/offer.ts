import type { Actor } from "@/lib/auth/actor";
import { scopes } from "@/lib/core/roles";
import { keyLifeChoices } from "@/lib/domain/keys/input";
import { findKeyLife } from "@/lib/domain/keys/queries";
import { givableScopes } from "@/lib/domain/keys/rules";

/** What whoever makes a key may choose from. */
export async function keyOffer(actor: Actor) {
  const { defaultDays, longestDays } = await findKeyLife(actor);
  const lives = [...keyLifeChoices, defaultDays, longestDays].filter((days) => days <= longestDays);
  const choices = [...new Set(lives)].sort((one, other) => one - other);
  return {
    org: actor.organization.slug,
    scopes: givableScopes(actor, scopes),
    life: { choices, defaultDays, longestDays },
  };
}
