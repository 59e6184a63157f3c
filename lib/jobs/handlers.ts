import { and, eq } from "drizzle-orm";
import type { JobWithMetadata } from "pg-boss";
import { change, pass } from "@/db/door";
import { invitations } from "@/db/schema";
import { renderLetter } from "@/emails/letters";
import { sweepAttempts } from "@/lib/auth/attempts";
import { sweepCounters } from "@/lib/auth/counters";
import { sweepIdempotentRequests } from "@/lib/auth/idempotency";
import { sweepSessions } from "@/lib/auth/sessions";
import { sweepTokens } from "@/lib/auth/tokens";
import { open } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { answerRequest } from "@/lib/domain/account-requests/commands";
import { sealGrownLogs, shortenLogs } from "@/lib/domain/audit/commands";
import { removeClosedOrganizations } from "@/lib/domain/closed-organizations/commands";
import { forgetImports, workOffImport } from "@/lib/domain/invitation-imports/commands";
import { announceKeyEnds } from "@/lib/domain/key-notices/commands";
import { settleTrial } from "@/lib/domain/network-lists/commands";
import { sendPolicyNotice } from "@/lib/domain/policy-notices/commands";
import { forgetRemovedMembers } from "@/lib/domain/removed-members/commands";
import { PermanentMailError } from "@/lib/mail/message";
import { transport } from "@/lib/mail/transport";
import type { ImportJob } from "./imports";
import { type MailJob, mailSeal } from "./mail";
import type { TrialEnd } from "./network-trials";
import type { PolicyNotice } from "./policy-notices";
import { queue } from "./queue";
import { type RequestJob, requestSeal } from "./requests";

async function reportMail({ id, about }: MailJob, mailStatus: "sent" | "failed"): Promise<void> {
  if (!about) return;
  const { organizationId, invitationId } = about;
  await change(pass({ organizationId }), (tx) =>
    tx
      .update(invitations)
      .set({ mailStatus })
      .where(
        and(
          eq(invitations.organizationId, organizationId),
          eq(invitations.id, invitationId),
          eq(invitations.mailId, id),
        ),
      ),
  );
}

/** Sends one mail. A failure is thrown, so that the queue tries again; after the last try the row says "not sent". */
async function deliver(job: JobWithMetadata<MailJob>): Promise<void> {
  const { to, letter } = JSON.parse(open(job.data.sealed, mailSeal));
  try {
    await transport().send({ id: job.data.id, to, from: env().MAIL_FROM, ...(await renderLetter(letter)) });
  } catch (error) {
    const final = error instanceof PermanentMailError || job.retryCount >= job.retryLimit;
    log.warn({ error, mail: job.data.id, attempt: job.retryCount + 1, final }, "a mail was not sent");
    if (final) await reportMail(job.data, "failed");
    if (error instanceof PermanentMailError) return;
    throw error;
  }
  await reportMail(job.data, "sent");
}

/** Answers one request that was made of an address. */
async function answer({ sealed }: RequestJob): Promise<void> {
  const { request, context } = JSON.parse(open(sealed, requestSeal));
  await answerRequest(request, context);
}

/** Starts this instance's workers: mail at once, a sweep of what has expired every hour, the audit logs' seals every night, letters about keys in the morning. */
export async function startWorkers(): Promise<void> {
  const boss = await queue();
  // A full queue is worked off without a pause, several mails at a time, or one long list of invitations would hold up
  // the links by which people sign in.
  const pace = { localConcurrency: 4, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true } as const;
  await boss.work<MailJob>("mail", { ...pace, includeMetadata: true, batchSize: 1 }, async (jobs) => {
    for (const job of jobs as JobWithMetadata<MailJob>[]) await deliver(job);
  });
  await boss.work<RequestJob>("account-request", { ...pace, batchSize: 1 }, async (jobs) => {
    for (const job of jobs) await answer(job.data);
  });
  await boss.work<PolicyNotice>("policy-notice", async (jobs) => {
    for (const job of jobs) await sendPolicyNotice(job.data);
  });
  await boss.work<ImportJob>(
    "invitation-import",
    { batchSize: 1, burstWhenBatchFull: true },
    async (jobs) => {
      for (const job of jobs) await workOffImport(job.data);
    },
  );
  await boss.work<TrialEnd>("network-trial", async (jobs) => {
    for (const job of jobs) await settleTrial(job.data);
  });
  await boss.work("sweep", async () => {
    await sweepSessions();
    await sweepTokens();
    await sweepCounters();
    await sweepAttempts();
    await sweepIdempotentRequests();
  });
  await boss.schedule("sweep", "17 * * * *");
  await boss.work("removal", async () => {
    await removeClosedOrganizations();
    await forgetRemovedMembers();
    await forgetImports();
  });
  await boss.schedule("removal", "29 3 * * *");
  await boss.work("key-notices", announceKeyEnds);
  await boss.schedule("key-notices", "51 5 * * *");
  await boss.work("audit", async () => {
    await sealGrownLogs();
    await shortenLogs();
  });
  await boss.schedule("audit", "43 2 * * *");
}
