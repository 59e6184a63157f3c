import { and, eq } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
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
import { lockOrganization, manageableMember } from "@/lib/domain/members/rules";
import type { CreateKeyInput, KeyInput } from "./input";
import { assertHeld, assertMayMake, changesThings, reaches } from "./rules";

/**
 * Makes an API key and answers its secret, this once; only its SHA-256 is kept. Refuses scopes that the
 * maker does not hold, and organization keys to members who look after their own keys only. A key that changes things asks
 * for a recent proof of who makes it. An API-only member's key is made by whoever may manage them.
 */
export const createKey = command(
  "key.created",
  async (actor: Actor, { name, kind, memberId, scopes, expiresInDays }: CreateKeyInput) => {
    const grant = authorize(actor, "keys:write");
    assertMayMake(grant, memberId === undefined ? kind : "organization");
    assertHeld(actor, scopes);
    if (changesThings(scopes)) assertRecentFactor(actor);
    const { secret, prefix } = newApiKey();
    return change(grant, async (tx) => {
      await lockOrganization(tx, grant);
      const holder = memberId === undefined ? null : await apiOnlyHolder(tx, actor, memberId);
      const key = {
        id: newId("key"),
        name,
        kind: holder ? "user" : kind,
        memberId: holder?.id ?? (kind === "user" ? actor.memberId : null),
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
        { after: { kind: key.kind, holder: holder?.name, scopes, prefix, expiresInDays } },
      );
      return { id: key.id, name, secret, prefix, scopes, expiresAt: key.expiresAt };
    });
  },
);

/** The API-only member for whom someone else makes a key, since nobody signs in as them. Refuses all others. */
async function apiOnlyHolder(tx: Tx, actor: Actor, memberId: string) {
  const member = await manageableMember(tx, authorize(actor, "members:write"), memberId);
  if (!member.apiOnly)
    throw new AppError(
      "forbidden",
      "Only an API-only member has keys made for them. Everyone else makes their own.",
    );
  return member;
}

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
