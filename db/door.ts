import { DrizzleQueryError } from "drizzle-orm/errors";
import type postgres from "postgres";
import { type Database, drizzleOver, pool } from "./client";

/** What a transaction may see: an organization's rows, a person's own memberships, or the row that a slug or a secret names. */
export type Reach = {
  readonly organizationId?: string;
  readonly userId?: string;
  readonly slug?: string;
  readonly keyHash?: string;
  readonly tokenHash?: string;
};

declare const opened: unique symbol;

/** A reach that someone answered for. Only `lib/auth` makes one, from a session, a key or a token. */
export type Pass = Reach & { readonly [opened]: true };

/** A transaction whose rows are those of its pass. */
export type Tx = Database & { readonly client: postgres.TransactionSql };

/** Vouches for a reach. Called in `lib/auth` and by the tools that make test and demo data, nowhere else. */
export function pass<R extends Reach>(reach: R): R & Pass {
  return reach as R & Pass;
}

const settingOf = {
  organizationId: "app.organization_id",
  userId: "app.user_id",
  slug: "app.slug",
  keyHash: "app.key_hash",
  tokenHash: "app.token_hash",
} as const;

/** Sends the settings at once, ahead of whatever the transaction asks next. They end with the transaction. */
function settle(client: postgres.TransactionSql, settings: [name: string, value: string][]) {
  if (settings.length === 0) return Promise.resolve();
  const calls = settings.map((_, i) => `set_config($${i * 2 + 1}, $${i * 2 + 2}, true)`);
  return client.unsafe(`select ${calls.join(", ")}`, settings.flat(), { prepare: true }).execute();
}

function settingsOf(reach: Reach): [string, string][] {
  return Object.entries(settingOf).flatMap(([field, setting]): [string, string][] => {
    const value = reach[field as keyof Reach];
    return value === undefined ? [] : [[setting, value]];
  });
}

/** Widens a transaction to what its own rows have just named, such as the organization that a key belongs to. */
export async function enter(tx: Tx, reach: Pass): Promise<void> {
  await settle(tx.client, settingsOf(reach));
}

/** Serialization failures and deadlocks end well when tried again. */
const passingFailures = new Set(["40001", "40P01"]);
const tries = 3;

function codeOf(error: unknown): string {
  return (error as { code?: string } | null)?.code ?? "";
}

/** A statement that failed. Its words are the server's alone: the driver's own would show the statement's values. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: string | undefined;

  constructor(failure: Error) {
    super(failure.message);
    this.code = (failure as { code?: string }).code;
  }
}

/** A failure as it may be told: Drizzle's own carries the statement's values. */
function told(error: unknown): unknown {
  return error instanceof DrizzleQueryError && error.cause ? new DatabaseError(error.cause) : error;
}

function txOver(client: postgres.TransactionSql): Tx {
  return Object.assign(drizzleOver(client), { client });
}

async function inTransaction<T>(settings: [string, string][], run: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const result = await pool().begin(async (client) => {
      const settled = settle(client, settings);
      const [value] = await Promise.all([run(txOver(client)), settled]);
      return { value };
    });
    return (result as { value: T }).value;
  } catch (error) {
    throw told(error);
  }
}

/**
 * A kept question is planned once for a connection, and not again for the values of each time. The plan has to do for every
 * organization, while PostgreSQL guesses by the size of the one that asks first: without sorting, a list is walked along its
 * index, whether it is short or long.
 */
const keepPlans: [string, string][] = [
  ["plan_cache_mode", "force_generic_plan"],
  ["enable_sort", "off"],
];

/**
 * Reads the rows of a pass in one round trip: what opens the transaction, its settings, the statements and its end are sent
 * without waiting for any of them. `ask` therefore sends all of its statements at once, as `kept` ones are.
 */
export async function readAtOnce<T>(reach: Pass, ask: (tx: Tx) => Promise<T>): Promise<T> {
  const client = (await pool().reserve()) as postgres.ReservedSql & postgres.TransactionSql;
  const begun = client.unsafe("begin read only", [], { prepare: true }).execute();
  const settled = settle(client, [...keepPlans, ...settingsOf(reach)]);
  const answered = (async () => ask(txOver(client)))();
  const ended = client.unsafe("commit", [], { prepare: true }).execute();
  // With its connection lost, what was still to be sent is never answered, and the pool has let go of it by itself.
  ended.then(() => client.release()).catch(() => {});
  const [, , answer] = await Promise.all([begun, settled, answered, ended]).catch((error) => {
    throw told(error);
  });
  return answer;
}

/**
 * A question that is made into text once and asked many times; each connection keeps its plan. What differs from one time
 * to the next stands in it as `sql.placeholder`. It is sent at once, before anyone waits for its answer.
 */
export function kept<Rows>(
  build: (db: Database) => {
    prepare: (name: string) => { execute: (values: Record<string, unknown>) => Promise<Rows> };
  },
): (tx: Tx, values: Record<string, unknown>) => Promise<Rows> {
  let question: { execute: (values: Record<string, unknown>) => Promise<Rows> } | undefined;
  return ({ client }, values) => {
    // The driver tells plans apart by their text, so that any name does.
    question ??= build(drizzleOver(pool())).prepare("kept");
    // Drizzle sends through the question's own `client`, and would wait a moment before it does.
    const eager = {
      unsafe: (...query: Parameters<typeof client.unsafe>) => ({
        values: () =>
          client
            .unsafe(...query)
            .values()
            .execute(),
      }),
    };
    return Object.create(question, { client: { value: eager } }).execute(values);
  };
}

/** Reads the rows of a pass, in one transaction. */
export function read<T>(reach: Pass, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction([["transaction_read_only", "on"], ...settingsOf(reach)], run);
}

/** Changes the rows of a pass, in one transaction that is tried up to three times when it collides with another. */
export async function change<T>(reach: Pass, run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left--) {
    try {
      return await inTransaction(settingsOf(reach), run);
    } catch (error) {
      if (left === 0 || !passingFailures.has(codeOf(error))) throw error;
    }
  }
}

/** Does a part of a transaction that may fail while the rest goes on: then it is undone, and its failure thrown. */
export async function attempt<T>(tx: Tx, run: (part: Tx) => Promise<T>): Promise<T> {
  const result = await tx.client.savepoint(async (client) => ({
    value: await run(txOver(client)),
  }));
  return (result as { value: T }).value;
}
