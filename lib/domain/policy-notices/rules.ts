import { type AnyColumn, sql } from "drizzle-orm";
import type { Tx } from "@/db/door";
import { policyNotices } from "@/db/schema";
import { day, fromNow, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { owingMembers } from "@/lib/domain/security/rules";
import { sendMail } from "@/lib/jobs/mail";

/** What a letter to those who owe a second factor says, and by what name it is remembered, so that it comes once. */
export type OwingNotice = { from: Date | null; planned: boolean; kind: string };

/** So many letters are written at a time. */
const lettersAtOnce = 500;

/** However often a requirement is switched on and off, nobody gets more letters about it in a day. */
const lettersADay = 3;

/** How many letters about a requirement a member has had within a day. */
function lettersSent(organizationId: string, memberId: AnyColumn) {
  return sql`(select count(*) from ${policyNotices} where ${policyNotices.organizationId} = ${organizationId}
    and ${policyNotices.memberId} = ${memberId} and ${policyNotices.sentAt} > ${fromNow(-day).toISOString()}::timestamptz)`;
}

/** Mails everyone who owes the organization a second factor, once for each `kind`; answers how many. */
export async function mailOwing(
  tx: Tx,
  organization: { id: string; name: string },
  { from, planned, kind }: OwingNotice,
): Promise<number> {
  const organizationId = organization.id;
  const securityLink = `${env().APP_URL}/account/security`;
  const inWords = from && from > now() ? `${from.toISOString().slice(0, 16).replace("T", " ")} UTC` : null;
  const owing = owingMembers(tx, organizationId).as("owing");
  const members = await tx
    .select({ id: owing.id, name: owing.name, email: owing.email })
    .from(owing)
    .where(sql`${lettersSent(organizationId, owing.id)} < ${lettersADay}`);
  let notified = 0;
  for (let i = 0; i < members.length; i += lettersAtOnce) {
    const some = members.slice(i, i + lettersAtOnce);
    const rows = some.map(({ id: memberId }) => ({ organizationId, memberId, kind, sentAt: now() }));
    const fresh = await tx.insert(policyNotices).values(rows).onConflictDoNothing().returning();
    const told = new Set(fresh.map(({ memberId }) => memberId));
    await Promise.all(
      some
        .filter(({ id }) => told.has(id))
        .map(({ name, email }) => {
          const props = { name, organization: organization.name, from: inWords, planned, securityLink };
          return sendMail(tx, email, { template: "second-factor-required", props });
        }),
    );
    notified += fresh.length;
  }
  return notified;
}
