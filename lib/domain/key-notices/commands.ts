import { sql } from "drizzle-orm";
import { change, pass, read, type Tx } from "@/db/door";
import { apiKeys } from "@/db/schema";
import { standingIn } from "@/lib/auth/gate";
import { day, now } from "@/lib/core/clock";
import { formatExact } from "@/lib/core/format";
import { here, statusOf } from "@/lib/domain/keys/rules";
import { lockOrganization } from "@/lib/domain/members/rules";
import { sendMail } from "@/lib/jobs/mail";
import { keyLink, keyReaders, noticeDue } from "./rules";

/** Tells of keys that end soon, each letter once: a key at a time, in a transaction of its own. */
export async function announceKeyEnds(): Promise<void> {
  const due = await read(pass({}), (tx) =>
    tx.execute<{ organization_id: string; id: string }>(
      sql`select organization_id, id from keys_to_announce(${now().toISOString()}::timestamptz)`,
    ),
  );
  for (const { organization_id: organizationId, id } of due)
    await change(pass({ organizationId }), (tx) => announceEnd(tx, organizationId, id));
}

/** What a key looked like when it was listed may be over: it is asked once more under the organization's lock. */
async function announceEnd(tx: Tx, organizationId: string, keyId: string): Promise<void> {
  await lockOrganization(tx, { organizationId });
  const [key] = await tx.select().from(apiKeys).where(here({ organizationId }, keyId));
  const noticedDays = key ? noticeDue(key.expiresAt) : null;
  if (!key || noticedDays === null || noticedDays === key.noticedDays) return;
  await tx.update(apiKeys).set({ noticedDays }).where(here({ organizationId }, keyId));
  const standing = await standingIn(tx, organizationId, { ip: null, memberId: null });
  if (!standing || standing.closedAt || statusOf(key) !== "live") return;
  const { organization } = standing;
  const about = {
    organization: organization.name,
    key: key.name,
    days: Math.ceil((key.expiresAt.getTime() - now().getTime()) / day),
    at: formatExact(key.expiresAt, organization),
    link: keyLink(organization, keyId),
  };
  for (const { name, email } of await keyReaders(tx, key))
    await sendMail(tx, email, { template: "key-ending", props: { name, ...about } });
}
