import { and, count, eq, gt } from "drizzle-orm";
import { change, type Pass, type Tx } from "@/db/door";
import { policyNotices } from "@/db/schema";
import { day, fromNow, now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { owingMembers } from "@/lib/domain/security/rules";
import { sendMail } from "@/lib/jobs/mail";

/** What a letter to those who owe a second factor says, and by what name it is remembered, so that it comes once. */
export type OwingNotice = { from: Date | null; planned: boolean; kind: string };

/** So many members are written to in one transaction. */
const lettersAtOnce = 500;

/** However often a requirement is switched on and off, nobody gets more letters about it in a day. */
const lettersADay = 3;

async function sentToday(tx: Tx, organizationId: string, memberId: string): Promise<number> {
  const mine = and(eq(policyNotices.organizationId, organizationId), eq(policyNotices.memberId, memberId));
  const [row] = await tx
    .select({ total: count() })
    .from(policyNotices)
    .where(and(mine, gt(policyNotices.sentAt, fromNow(-day))));
  return row?.total ?? 0;
}

/** Mails everyone who owes the organization a second factor, once for each `kind`; answers how many. */
export async function mailOwing(
  reach: Pass,
  organization: { id: string; name: string },
  { from, planned, kind }: OwingNotice,
): Promise<number> {
  const securityLink = `${env().APP_URL}/account/security`;
  const inWords = from && from > now() ? `${from.toISOString().slice(0, 16).replace("T", " ")} UTC` : null;
  let notified = 0;
  for (let offset = 0; ; offset += lettersAtOnce) {
    const batch = await change(reach, async (tx) => {
      const members = await owingMembers(tx, organization.id).limit(lettersAtOnce).offset(offset);
      for (const { id: memberId, name, email } of members) {
        if ((await sentToday(tx, organization.id, memberId)) >= lettersADay) continue;
        const [fresh] = await tx
          .insert(policyNotices)
          .values({ organizationId: organization.id, memberId, kind, sentAt: now() })
          .onConflictDoNothing()
          .returning();
        if (!fresh) continue;
        notified += 1;
        const props = { name, organization: organization.name, from: inWords, planned, securityLink };
        await sendMail(tx, email, { template: "second-factor-required", props });
      }
      return members.length;
    });
    if (batch < lettersAtOnce) return notified;
  }
}
