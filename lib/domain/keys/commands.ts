import { and, eq, gt } from "drizzle-orm";
import { change, type Tx } from "@/db/door";
import { apiKeys, keyScopeUses } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { newApiKey } from "@/lib/auth/api-key";
import { authorize } from "@/lib/auth/permissions";
import { assertRecentFactor } from "@/lib/auth/step-up";
import { expireTokens } from "@/lib/auth/tokens";
import { day, fromNow, minute, now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { AppError, invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Scope } from "@/lib/core/roles";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { noticeDue, tellOfKey, tellOfRotation } from "@/lib/domain/key-notices/rules";
import { mailRevealLink } from "@/lib/domain/key-reveals/rules";
import { lockOrganization, manageableMember } from "@/lib/domain/members/rules";
import {
  type ChangeKeyInput,
  type CreateKeyInput,
  type KeyInput,
  narrowAfterDays,
  type RotateKeyInput,
  unusedAfterDays,
} from "./input";
import {
  assertHeld,
  assertHolderManageable,
  assertMayMake,
  assertNotAbove,
  assertTheirs,
  assertWithinOwnNetworks,
  changesThings,
  here,
  type Key,
  keyLifeIn,
  lockedKey,
  lockedUsableKey,
  reachesFurther,
  targetOf,
} from "./rules";

/**
 * Makes an API key and answers its secret, this once; only its SHA-256 is kept. One that is delivered by email has no secret
 * before its holder opens the link. Refuses scopes that the maker does not hold, a longer life than the organization allows,
 * organization keys to members who look after their own keys only, and networks to a key that does not work from them itself.
 * A key that changes things asks for a recent proof of
 * who makes it. Whoever manages a member makes keys for them: of a person's they never see the secret.
 */
export const createKey = command("key.created", async (actor: Actor, input: CreateKeyInput) => {
  const { name, scopes, networks, deliver } = input;
  const memberId = input.memberId === actor.memberId ? undefined : input.memberId;
  const grant = authorize(actor, "keys:write");
  assertMayMake(grant, memberId === undefined ? input.kind : "other");
  if (input.kind === "organization" && input.memberId !== undefined)
    throw invalidField("memberId", "An organization's key has no holder.");
  assertHeld(actor, scopes);
  if (changesThings(scopes)) assertRecentFactor(actor);
  return change(grant, async (tx) => {
    await lockOrganization(tx, grant);
    await assertWithinOwnNetworks(tx, actor, networks);
    const expiresInDays = await allowedLife(tx, grant.organizationId, input.expiresInDays);
    const holder = memberId === undefined ? null : await otherHolder(tx, actor, { memberId, deliver });
    const { secret, prefix } = newApiKey();
    const expiresAt = fromNow(expiresInDays * day);
    const key: typeof apiKeys.$inferInsert = {
      organizationId: grant.organizationId,
      id: newId("key"),
      name,
      kind: input.kind,
      memberId: holder?.id ?? (input.kind === "user" ? actor.memberId : null),
      prefix,
      secretHash: deliver === "show" ? sha256(secret) : null,
      scopes,
      networks: networks.length > 0 ? networks : null,
      createdByName: actor.name,
      madeBy: actor.memberId,
      createdAt: now(),
      expiresAt,
      lifeDays: expiresInDays,
      noticedDays: noticeDue(expiresAt),
    };
    const [made] = await tx.insert(apiKeys).values(key).returning();
    const sentTo =
      deliver === "email" ? await mailRevealLink(tx, actor, made as Key, input.recipientId) : null;
    await tellOfKey(tx, actor, made as Key, sentTo?.email);
    await recordAudit(tx, actor, "key.created", targetOf(key), {
      after: {
        kind: input.kind,
        holder: holder?.name,
        scopes,
        prefix,
        expiresInDays,
        networks: key.networks ?? undefined,
        sentTo: sentTo?.name,
      },
    });
    return { id: key.id, name, prefix, scopes, expiresAt, secret: deliver === "show" ? secret : null };
  });
});

/** For how many days a new key lives: as asked, or as usual. Refuses more than the organization allows. */
async function allowedLife(tx: Tx, organizationId: string, wanted: number | undefined): Promise<number> {
  const { defaultDays, longestDays } = await keyLifeIn(tx, organizationId);
  if (wanted === undefined) return defaultDays;
  if (wanted <= longestDays) return wanted;
  throw invalidField("expiresInDays", `This organization lets a key live at most ${longestDays} days.`);
}

/** The member for whom someone else makes a key. Its secret is shown only where nobody signs in as them. */
async function otherHolder(
  tx: Tx,
  actor: Actor,
  { memberId, deliver }: { memberId: string; deliver: CreateKeyInput["deliver"] },
) {
  const member = await manageableMember(tx, authorize(actor, "members:write"), memberId);
  if (!member.apiOnly && deliver === "show")
    throw new AppError(
      "forbidden",
      "Only an API-only member has keys made for them to be shown. Send everyone else theirs by email.",
    );
  return member;
}

/**
 * Changes a key's name, scopes and networks in place: its secret goes on working. Refuses a scope that the editor does not
 * hold, and every change but the loss of scopes to a key that may do more than the editor. Someone else's key, which acts
 * with their rank, only loses scopes and networks; whoever manages them may rename it, and an API-only member's they may
 * widen. A new scope that changes things, and more networks for a key that does, ask for a recent proof. Where nothing
 * differs nothing is done.
 */
export const changeKey = command(
  "key.changed",
  async (actor: Actor, { keyId, ...wanted }: ChangeKeyInput): Promise<{ id: string; name: string }> => {
    const grant = authorize(actor, "keys:write");
    return change(grant, async (tx) => {
      const key = await lockedUsableKey(tx, grant, keyId);
      const { name = key.name, scopes = key.scopes, networks = key.networks ?? [] } = wanted;
      const added = scopes.filter((scope) => !key.scopes.includes(scope));
      const before = { name: key.name, scopes: key.scopes, networks: key.networks ?? [] };
      const changed = differences(before, { name, scopes, networks });
      if (added.length > 0 || changed.fields.some((field) => field !== "scopes")) assertNotAbove(actor, key);
      assertHeld(actor, added);
      const further = reachesFurther(before.networks, networks);
      if (added.length > 0 || further) {
        await assertWithinOwnNetworks(tx, actor, networks);
        await assertTheirs(tx, actor, key, othersKey);
      } else if (changed.fields.includes("name")) await assertHolderManageable(tx, actor, key);
      if (changesThings(added) || (further && changesThings(scopes))) assertRecentFactor(actor);
      if (changed.fields.length === 0) return { id: keyId, name };
      const stored = { name, scopes, networks: networks.length > 0 ? networks : null };
      await tx.update(apiKeys).set(stored).where(here(grant, keyId));
      await recordAudit(tx, actor, "key.changed", targetOf({ id: keyId, name }), changed);
      return { id: keyId, name };
    });
  },
);

const othersKey = "Only its holder lets a person's key do more. You can take scopes and networks from it.";
const othersSecret =
  "Only its holder gets the secret of a person's key. Revoke it, or ask them to rotate it.";

type Settings = { name: string; scopes: Scope[]; networks: string[] };

/** What of a key's settings is another; the order of scopes and networks says nothing. */
function differences(before: Settings, after: Settings) {
  const written = (value: string | string[]) =>
    JSON.stringify(typeof value === "string" ? value : value.toSorted());
  const fields = (["name", "scopes", "networks"] as const).filter(
    (field) => written(before[field]) !== written(after[field]),
  );
  const only = (side: Settings) => Object.fromEntries(fields.map((field) => [field, side[field]]));
  return { fields, before: only(before), after: only(after) };
}

/**
 * Gives a key another secret and shows it, this once. The one before goes on working for the overlap, never past its own
 * end; one before that is dead at once. The new one lives as long again as the one before did, under the organization's
 * maximum. Refuses a key that may do more than the actor, and a person's key to everyone else.
 */
export const rotateKey = command(
  "key.rotated",
  async (actor: Actor, { keyId, overlapMinutes }: RotateKeyInput) => {
    const grant = authorize(actor, "keys:write");
    return change(grant, async (tx) => {
      const key = await lockedUsableKey(tx, grant, keyId);
      if (key.secretHash === null)
        throw new AppError("conflict", "This key has no secret yet. Send its link again instead.");
      assertNotAbove(actor, key);
      await assertTheirs(tx, actor, key, othersSecret);
      await assertWithinOwnNetworks(tx, actor, key.networks ?? []);
      if (changesThings(key.scopes)) assertRecentFactor(actor);
      const { secret, prefix } = newApiKey();
      const { longestDays } = await keyLifeIn(tx, grant.organizationId);
      const expiresInDays = Math.min(key.lifeDays, longestDays);
      const expiresAt = fromNow(expiresInDays * day);
      const overlapMs = Math.min(overlapMinutes * minute, key.expiresAt.getTime() - now().getTime());
      const previousUntil = fromNow(overlapMs);
      const [rotated] = await tx
        .update(apiKeys)
        .set({
          prefix,
          secretHash: sha256(secret),
          previousHash: key.secretHash,
          previousUntil,
          expiresAt,
          lifeDays: expiresInDays,
          noticedDays: noticeDue(expiresAt),
        })
        .where(here(grant, keyId))
        .returning();
      await tellOfRotation(tx, actor, rotated as Key);
      await recordAudit(tx, actor, "key.rotated", targetOf(key), {
        before: { prefix: key.prefix },
        after: { prefix, overlapMinutes, expiresInDays },
      });
      return { id: keyId, name: key.name, prefix, secret, expiresAt, previousUntil };
    });
  },
);

/**
 * Takes from a key every scope that counts as unused. Refuses when nothing would be left of it, when there is
 * nothing to take, and while the key is too young to have shown what it needs.
 */
export const narrowKey = command("key.changed", async (actor: Actor, { keyId }: KeyInput) => {
  const grant = authorize(actor, "keys:write");
  return change(grant, async (tx) => {
    const key = await lockedUsableKey(tx, grant, keyId);
    if (key.createdAt > fromNow(-narrowAfterDays * day))
      throw new AppError(
        "conflict",
        `This key is younger than ${narrowAfterDays} days. Wait until it has shown what it needs.`,
      );
    const uses = await tx
      .select({ scope: keyScopeUses.scope })
      .from(keyScopeUses)
      .where(
        and(
          eq(keyScopeUses.organizationId, grant.organizationId),
          eq(keyScopeUses.keyId, keyId),
          gt(keyScopeUses.usedAt, fromNow(-unusedAfterDays * day)),
        ),
      );
    const scopes = key.scopes.filter((scope) => uses.some((use) => use.scope === scope));
    if (scopes.length === 0)
      throw new AppError(
        "conflict",
        `This key used none of its scopes in ${unusedAfterDays} days. Revoke it instead.`,
      );
    if (scopes.length === key.scopes.length)
      throw new AppError("conflict", `This key used each of its scopes in the last ${unusedAfterDays} days.`);
    await tx.update(apiKeys).set({ scopes }).where(here(grant, keyId));
    await recordAudit(tx, actor, "key.changed", targetOf(key), {
      before: { scopes: key.scopes },
      after: { scopes },
    });
    return { id: keyId, name: key.name, scopes };
  });
});

/** Ends a key from its next call on, on every instance, and the link to one that waits. Answers *not found* for a key out of reach. */
export const revokeKey = command("key.revoked", async (actor: Actor, { keyId }: KeyInput) => {
  const grant = authorize(actor, "keys:write");
  return change(grant, async (tx) => {
    const key = await lockedKey(tx, grant, keyId);
    if (key.revokedAt) throw new AppError("conflict", "This key was revoked already.");
    await tx.update(apiKeys).set({ revokedAt: now() }).where(here(grant, keyId));
    await expireTokens(tx, "key-reveal", keyId);
    await recordAudit(tx, actor, "key.revoked", targetOf(key));
    return { id: keyId, name: key.name };
  });
});
