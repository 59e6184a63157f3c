import { and, eq, or } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { memberships, users } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { day, fromNow, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { formatExact } from "@/lib/core/format";
import type { Key } from "@/lib/domain/keys/rules";
import { sendMail } from "@/lib/jobs/mail";

/** Its readers hear that a key ends so many days before, the first time and the last. */
export const noticeDays = { first: 14, last: 3 } as const;

/** Which of the letters about its end is due for a key, by its days; null for none yet. */
export function noticeDue(expiresAt: Date): number | null {
  if (expiresAt <= fromNow(noticeDays.last * day)) return noticeDays.last;
  return expiresAt <= fromNow(noticeDays.first * day) ? noticeDays.first : null;
}

/** The page of one key. */
export function keyLink({ slug }: { slug: string }, keyId: string): string {
  return `${env().APP_URL}/orgs/${slug}/keys/${keyId}`;
}

/**
 * Who is written to about a key: the person whose it is; about the organization's, and an API-only member's, its maker and
 * the Owners. Only active members are.
 */
export async function keyReaders(
  tx: Tx,
  { organizationId, memberId, madeBy }: Pick<Key, "organizationId" | "memberId" | "madeBy">,
): Promise<{ name: string; email: string }[]> {
  const answering = or(eq(memberships.role, "owner"), eq(memberships.id, madeBy ?? ""));
  const members = await tx
    .select({
      id: memberships.id,
      status: memberships.status,
      name: users.name,
      email: users.email,
      apiOnly: users.apiOnly,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.organizationId, organizationId), or(eq(memberships.id, memberId ?? ""), answering)),
    );
  const holder = members.find(({ id, apiOnly }) => id === memberId && !apiOnly);
  return (holder ? [holder] : members).filter(({ status, apiOnly }) => status === "active" && !apiOnly);
}

function about({ organization, name }: Actor, key: Key) {
  return {
    organization: organization.name,
    key: key.name,
    of: key.kind,
    by: name,
    expires: formatExact(key.expiresAt, organization),
    link: keyLink(organization, key.id),
  };
}

/** Mails those who answer for a new key, but for whom the link to it goes to. */
export async function tellOfKey(tx: Tx, actor: Actor, key: Key, except: string | undefined): Promise<void> {
  const props = about(actor, key);
  for (const { name, email } of await keyReaders(tx, key))
    if (email !== except) await sendMail(tx, email, { template: "key-created", props: { name, ...props } });
}

/** Mails those who answer for a key that it has got another secret. */
export async function tellOfRotation(tx: Tx, actor: Actor, key: Key): Promise<void> {
  const { previousUntil } = key;
  const previousEnds =
    previousUntil && previousUntil > now() ? formatExact(previousUntil, actor.organization) : null;
  const props = { ...about(actor, key), previousEnds };
  for (const { name, email } of await keyReaders(tx, key))
    await sendMail(tx, email, { template: "key-rotated", props: { name, ...props } });
}
