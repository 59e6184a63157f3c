import { read } from "@/db/door";
import { apiKeys } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { findToken } from "@/lib/auth/tokens";
import { now } from "@/lib/core/clock";
import { here, statusOf } from "@/lib/domain/keys/rules";
import type { RevealInput } from "./input";
import { assertMeant, assertSenderStands, goneKey } from "./rules";

/**
 * What the page behind the link to a key shows, without spending anything: a scanner may open it as often as it likes.
 * Refuses as the deed does.
 */
export async function findReveal(actor: Actor, { token: link }: RevealInput) {
  const grant = authorize(actor, "keys:read");
  return read(grant, async (tx) => {
    const token = await findToken(tx, "key-reveal", link);
    if (!token || token.expiresAt <= now()) throw goneKey();
    assertMeant(actor, token);
    const [key] = await tx.select().from(apiKeys).where(here(grant, token.subjectId));
    if (!key || statusOf(key) !== "waiting") throw goneKey();
    await assertSenderStands(tx, key, token);
    const { name, scopes, createdByName, expiresAt } = key;
    return {
      keyName: name,
      organizationName: actor.organization.name,
      scopes,
      createdByName,
      expiresAt,
      linkExpiresAt: token.expiresAt,
    };
  });
}
