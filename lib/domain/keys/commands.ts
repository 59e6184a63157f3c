import { and, eq } from "drizzle-orm";
import { change } from "@/db/door";
import { apiKeys } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { newApiKey } from "@/lib/auth/api-key";
import { authorize } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { day, fromNow, now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { lockOrganization } from "@/lib/domain/members/rules";
import type { CreateKeyInput, KeyInput } from "./input";
import { assertHeld, assertMayMake, reaches } from "./rules";

/**
 * Makes an API key and answers its secret, this once; only its SHA-256 is kept. Refuses scopes that the
 * maker does not hold, and organization keys to members who look after their own keys only. A key that changes things asks
 * for a recent proof of who makes it.
 */
export const createKey = command(
  "key.created",
  async (actor: Actor, { name, kind, scopes, expiresInDays }: CreateKeyInput) => {
    const grant = authorize(actor, "keys:write");
    assertMayMake(grant, kind);
    assertHeld(actor, scopes);
    if (scopes.some((scope) => scope.endsWith(":write"))) assertRecentFactor(actor);
    const { secret, prefix } = newApiKey();
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const key = {
        id: newId("key"),
        name,
        kind,
        memberId: kind === "user" ? actor.memberId : null,
        prefix,
        scopes,
        createdByName: actor.name,
        createdAt: now(),
        expiresAt: fromNow(expiresInDays * day),
      };
      await tx
        .insert(apiKeys)
        .values({ ...key, organizationId: grant.organizationId, secretHash: sha256(secret) });
      await recordAudit(
        tx,
        actor,
        "key.created",
        { kind: "key", id: key.id, name },
        { after: { kind, scopes, prefix, expiresInDays } },
      );
      return { id: key.id, name, secret, prefix, scopes, expiresAt: key.expiresAt };
    });
  },
);

/** Ends a key from its next call on, on every instance. Answers *not found* for a key out of reach. */
export const revokeKey = command("key.revoked", async (actor: Actor, { keyId }: KeyInput) => {
  const grant = authorize(actor, "keys:write");
  return change(grant, async (tx) => {
    await lockOrganization(tx, grant);
    const here = and(eq(apiKeys.organizationId, grant.organizationId), eq(apiKeys.id, keyId));
    const [key] = await tx.select().from(apiKeys).where(here);
    if (!key) throw notFound("key");
    if (!reaches(grant, key)) throw notFound("key", { aboutRights: true });
    if (key.revokedAt) throw new AppError("conflict", "This key was revoked already.");
    await tx.update(apiKeys).set({ revokedAt: now() }).where(here);
    await recordAudit(tx, actor, "key.revoked", { kind: "key", id: keyId, name: key.name });
    return { id: keyId, name: key.name };
  });
});
