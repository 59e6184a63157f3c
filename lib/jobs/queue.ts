import { PgBoss } from "pg-boss";
import { runtimeRole } from "@/db/client";
import type { Tx } from "@/db/door";
import { jobSchema, type QueueName } from "@/db/queues";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";

// Next's bundle and `server.ts` are two module worlds in one process; the global keeps them to one queue.
const shared = globalThis as { stewardQueue?: Promise<PgBoss> };

async function open(): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema: jobSchema,
    options: `-c role=${runtimeRole}`,
    application_name: "steward-jobs",
    max: 4,
    migrate: false,
    createSchema: false,
  });
  boss.on("error", (error) => log.error({ error }, "job queue"));
  await boss.start();
  return boss;
}

/** This process's connection to the job queue, opened at its first use. */
export function queue(): Promise<PgBoss> {
  shared.stewardQueue ??= open();
  return shared.stewardQueue;
}

/**
 * Puts a job in the queue within the transaction of the deed that sets it off: it runs if and only if
 * that commits. `id` stays the same through every retry. Jobs of a higher priority go first, and none before `startAfter`.
 */
export async function enqueue(
  tx: Tx,
  name: QueueName,
  data: object,
  id: string,
  { priority = 0, startAfter }: { priority?: number; startAfter?: Date } = {},
): Promise<void> {
  const boss = await queue();
  const executeSql = async (text: string, values: unknown[] = []) => ({
    rows: await tx.client.unsafe(text, values as never[], { prepare: true }),
  });
  await boss.send(name, { ...data, id }, { priority, startAfter, db: { executeSql } });
}

/** Ends the workers once their running jobs are done, within `milliseconds`. */
export async function closeQueue(milliseconds = 10_000): Promise<void> {
  const open = shared.stewardQueue;
  delete shared.stewardQueue;
  await (await open)?.stop({ graceful: true, timeout: milliseconds });
}
