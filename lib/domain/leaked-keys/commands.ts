import { change, pass, read } from "@/db/door";
import { apiKeys } from "@/db/schema";
import type { Stranger } from "@/lib/auth/actor";
import { isWellFormedKey } from "@/lib/auth/api-key";
import { networkOf } from "@/lib/auth/attempts";
import { askingLadder, reserveAttempt, tooOften } from "@/lib/auth/counters";
import { standingIn } from "@/lib/auth/gate";
import { opens } from "@/lib/auth/standing";
import { now } from "@/lib/core/clock";
import { sha256 } from "@/lib/core/crypto";
import { formatExact } from "@/lib/core/format";
import { command, recordAudit } from "@/lib/domain/audit/record";
import { keyLink, keyReaders } from "@/lib/domain/key-notices/rules";
import type { SecretInput } from "@/lib/domain/keys/input";
import { hasSecret, here, type Key, statusOf, targetOf } from "@/lib/domain/keys/rules";
import { lockOrganization } from "@/lib/domain/members/rules";
import { sendMail } from "@/lib/jobs/mail";

/** What became of a reported key: `unknown` where no key that works has this secret. */
export type LeakVerdict = { status: "revoked" | "unknown" };

/**
 * Revokes a key for whoever found it: that they have its secret is proof enough, and all that they learn is that it works no
 * more. Those who answer for the key are told by mail, once. Refuses a network that reports without end.
 */
export const reportLeakedKey = command(
  "key.leaked",
  async (who: Stranger, { secret }: SecretInput): Promise<LeakVerdict> => {
    if (!isWellFormedKey(secret)) return { status: "unknown" };
    await countReport(who);
    const [found] = await read(pass({ keyHash: sha256(secret) }), (tx) =>
      tx.select().from(apiKeys).where(hasSecret(secret)),
    );
    return found ? revokeLeaked(who, found, secret) : { status: "unknown" };
  },
);

async function countReport({ request }: Stranger): Promise<void> {
  const reserved = await reserveAttempt(`leaked:${networkOf(request.ip ?? "::")}`, askingLadder);
  if (!reserved.allowed)
    throw tooOften("Your network has reported too many keys. Report more", reserved.heldUntil);
}

function revokeLeaked(
  { request }: Stranger,
  { organizationId, id }: Key,
  secret: string,
): Promise<LeakVerdict> {
  return change(pass({ organizationId }), async (tx) => {
    await lockOrganization(tx, { organizationId });
    const [key] = await tx.select().from(apiKeys).where(hasSecret(secret));
    if (!key) return { status: "unknown" };
    if (key.revokedAt) return { status: "revoked" };
    if (statusOf(key) === "expired" || !opens(sha256(secret), key)) return { status: "unknown" };
    const standing = await standingIn(tx, organizationId, { ip: null, memberId: null });
    if (!standing) return { status: "unknown" };
    const { organization } = standing;
    await tx.update(apiKeys).set({ revokedAt: now() }).where(here({ organizationId }, id));
    // Whoever found it is known by nothing but the key.
    const author = {
      kind: "key",
      id,
      name: key.name,
      organization,
      sessionId: null,
      keyId: id,
      request,
    } as const;
    await recordAudit(tx, author, "key.leaked", targetOf(key));
    const about = {
      organization: organization.name,
      key: key.name,
      at: formatExact(now(), organization),
      ip: request.ip,
      link: keyLink(organization, id),
    };
    for (const { name, email } of await keyReaders(tx, key))
      await sendMail(tx, email, { template: "key-leaked", props: { name, ...about } });
    return { status: "revoked" };
  });
}
