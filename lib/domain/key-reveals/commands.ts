import { change } from "@/db/door";
import { apiKeys } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { newApiKey } from "@/lib/auth/api-key";
import { authorize } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { spendToken } from "@/lib/auth/tokens";
import { sha256 } from "@/lib/core/crypto";
import { AppError } from "@/lib/core/errors";
import { command, recordAudit } from "@/lib/domain/audit/record";
import {
  assertHolderManageable,
  assertNotAbove,
  changesThings,
  here,
  lockedUsableKey,
  statusOf,
  targetOf,
} from "@/lib/domain/keys/rules";
import { lockOrganization } from "@/lib/domain/members/rules";
import type { RevealInput, RevealLinkInput } from "./input";
import { assertMeant, assertSenderStands, goneKey, mailRevealLink } from "./rules";

/** Sends the link to a key that nobody has opened yet once more; the one before is dead. */
export const sendRevealLink = command(
  "key.reveal_sent",
  async (actor: Actor, { keyId, recipientId }: RevealLinkInput) => {
    const grant = authorize(actor, "keys:write");
    return change(grant, async (tx) => {
      const key = await lockedUsableKey(tx, grant, keyId);
      if (statusOf(key) !== "waiting")
        throw new AppError("conflict", "The link to this key was opened already. Rotate the key instead.");
      assertNotAbove(actor, key);
      await assertHolderManageable(tx, actor, key);
      if (changesThings(key.scopes)) assertRecentFactor(actor);
      const { name: sentTo } = await mailRevealLink(tx, actor, key, recipientId);
      await recordAudit(tx, actor, "key.reveal_sent", targetOf(key), { after: { sentTo } });
      return { id: key.id, name: key.name, sentTo };
    });
  },
);

/**
 * Makes the secret of a key that was sent by email and shows it, this once, to the member whom its link is for. Refuses
 * everyone else, whom the organization's policies keep out, a key that ended or was revoked meanwhile, and a link whose sender
 * could not send it any more. One that changes things asks for a recent proof of who opens it.
 */
export const revealKey = command("key.revealed", async (actor: Actor, { token: link }: RevealInput) => {
  const grant = authorize(actor, "keys:read");
  return change(grant, async (tx) => {
    await lockOrganization(tx, grant);
    const token = await spendToken(tx, "key-reveal", link);
    assertMeant(actor, token);
    const [key] = await tx.select().from(apiKeys).where(here(grant, token.subjectId));
    if (!key || statusOf(key) !== "waiting") throw goneKey();
    await assertSenderStands(tx, key, token);
    if (changesThings(key.scopes)) assertRecentFactor(actor);
    const { secret, prefix } = newApiKey();
    await tx
      .update(apiKeys)
      .set({ prefix, secretHash: sha256(secret) })
      .where(here(grant, key.id));
    await recordAudit(tx, actor, "key.revealed", targetOf(key), { after: { prefix } });
    return { id: key.id, name: key.name, secret, prefix, slug: actor.organization.slug };
  });
});
