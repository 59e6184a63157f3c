import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { closeDatabase } from "@/db/client";
import { change, pass } from "@/db/door";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { operatorActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { auditFilter } from "@/lib/domain/audit/input";
import { eachAuditEvent, listAuditEvents } from "@/lib/domain/audit/queries";
import { recordAudit } from "@/lib/domain/audit/record";
import { fill } from "./fill";

/**
 * `npm run bench:audit [-- events]`: how fast an organization's audit log is read and searched, what an export takes of
 * memory, and what the chain costs those who write. Five million events take some fifteen minutes and 12 GB.
 */

const total = Number(process.argv[2] ?? 5_000_000);
const runs = 50;
const folder = mkdtempSync(join(tmpdir(), "steward-bench-"));
chmodSync(folder, 0o755); // PostgreSQL may run as a user of its own.
const server = await startEmbedded(folder, "bench", {
  adopt: true,
  flags: ["-c", "shared_buffers=1GB", "-c", "max_wal_size=8GB"],
});
Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: server.url,
  AUTH_SECRET: "a secret for the bench, long enough to be one",
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
  LOG_LEVEL: "error",
});
const sql = postgres(server.url, { max: 1, onnotice: () => {} });
const id = newId("organization");
const actor = operatorActor({ id, slug: "bench", name: "Bench", adminsManageAdmins: false });

const say = (line = "") => process.stdout.write(`${line}\n`);
const at = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;

/** Times of a read through the real function, in milliseconds, after two that warm up. */
async function timed(filter: object, runs: number): Promise<{ rows: number; p50: number; p95: number }> {
  const asked = auditFilter.parse(filter);
  const times: number[] = [];
  let rows = 0;
  for (let run = -2; run < runs; run++) {
    const start = performance.now();
    ({ length: rows } = (await listAuditEvents(actor, asked)).rows);
    if (run >= 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { rows, p50: at(times, 0.5), p95: at(times, 0.95) };
}

/** Number 1 of the bench, one of its 400 actors and 100,000 targets. */
const someone = "mem_0c4ca4238a0b923820dcc509a6";
const reads: [name: string, filter: object][] = [
  ["first page", {}],
  ["a common word", { q: "grace" }],
  ["a middling word (one in 5,000)", { q: "middlingword" }],
  ["a rare word (one in 500,000)", { q: "rarestword" }],
  ["an absent word", { q: "zanzibar" }],
  ["an absent word of common pieces", { q: "team-graceleader" }],
  ["an email address", { q: "person99123@northwind.example" }],
  ["a network address", { q: "10.7.99.199" }],
  ["a network address that is absent", { q: "10.39.255.254" }],
  ["an id", { q: someone }],
  ["a part of an id in a value", { q: "grp_c4ca4238a0" }],
  ["signs and letters: 50%_off", { q: "50%_off" }],
  ["one actor", { actor: someone }],
  ["one actor, refused, policies", { actor: someone, outcome: "refused", group: "policy" }],
  ["one target and a word", { target: someone, q: "longago" }],
  ["a day two months ago", { from: "2025-11-01", to: "2025-11-01" }],
  ["a word on that day", { from: "2025-11-01", to: "2025-11-01", q: "middling" }],
  ["frequent long ago, absent since", { q: "longagoword" }],
  ["two letters that are absent", { q: "qz" }],
];

async function measureReads(): Promise<void> {
  say(
    `\nReads of ${total.toLocaleString("en")} events of one organization, ${runs} runs each, in milliseconds`,
  );
  say(`${"".padEnd(36)}${"rows".padStart(6)}${"p50".padStart(9)}${"p95".padStart(9)}`);
  for (const [name, filter] of reads) {
    const { rows, p50, p95 } = await timed(filter, name.startsWith("two letters") ? 3 : runs);
    say(
      `${name.padEnd(36)}${String(rows).padStart(6)}${p50.toFixed(1).padStart(9)}${p95.toFixed(1).padStart(9)}`,
    );
  }
}

/** The plan of each statement that a search consists of, as the server itself reports it. */
async function showPlans(): Promise<void> {
  const plans: string[] = [];
  const owner = postgres(server.url, { max: 1, onnotice: ({ message }) => plans.push(message ?? "") });
  await owner.unsafe(`
    load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set auto_explain.log_analyze = on; set auto_explain.log_timing = off; set auto_explain.log_buffers = on;
    set client_min_messages = log; set app.organization_id = '${id}'`);
  await owner`
    select sequence from audit_events where stream_id = ${id} and sequence < 9007199254740991
    order by sequence desc limit 51`;
  await owner`select search_audit_events(${id}, 'rarestword', '{}', null, null, 9007199254740991, 51)`;
  await owner.end();
  say("\nPlans of the first page and of the search for the rare word");
  for (const plan of plans) say(`\n${plan}`);
}

/** Reads a million events as an export does, and watches the heap. */
async function measureExport(): Promise<void> {
  let rows = 0;
  let [heap, resident] = [0, 0];
  const start = performance.now();
  for await (const _ of eachAuditEvent(actor, {})) {
    rows += 1;
    if (rows % 10_000 === 0) {
      const memory = process.memoryUsage();
      heap = Math.max(heap, memory.heapUsed);
      resident = Math.max(resident, memory.rss);
    }
    if (rows === 1_000_000) break;
  }
  const seconds = (performance.now() - start) / 1_000;
  const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  say(
    `\nExport of ${rows.toLocaleString("en")} events: ${seconds.toFixed(1)} s, heap at most ${mb(heap)}, resident ${mb(resident)}`,
  );
}

const writers = 8;
const eventsEach = 50;

/** Events a second that several writers of one organization get written, each event in a transaction of its own. */
async function writeRate(): Promise<number> {
  const write = async () => {
    for (let i = 0; i < eventsEach; i++)
      await change(pass({ organizationId: id }), (tx) =>
        recordAudit(tx, actor, "key.created", null, { after: { i } }),
      );
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: writers }, write));
  return (writers * eventsEach * 1_000) / (performance.now() - start);
}

async function measureChain(): Promise<void> {
  await sql.unsafe(`
    create sequence unchained_sequence start ${total + 10_000_000};
    grant usage on sequence unchained_sequence to steward_app;
    create function number_unchained() returns trigger language plpgsql as
      $$ begin new.sequence := nextval('unchained_sequence'); return new; end $$;
    create trigger unchained before insert on audit_events for each row execute function number_unchained();
    alter table audit_events disable trigger unchained`);
  const rates: Record<"chain" | "unchained", number[]> = { chain: [], unchained: [] };
  for (let round = -1; round < 8; round++) {
    for (const [on, off] of [
      ["chain", "unchained"],
      ["unchained", "chain"],
    ] as const) {
      await sql.unsafe(
        `alter table audit_events enable trigger ${on}; alter table audit_events disable trigger ${off}`,
      );
      const rate = await writeRate();
      if (round >= 0) rates[on].push(rate);
    }
  }
  const median = (values: number[]) =>
    at(
      values.sort((a, b) => a - b),
      0.5,
    );
  const [chained, free] = [median(rates.chain), median(rates.unchained)];
  say(`\n${writers} writers to one organization, in turns, events a second (median of 8):`);
  say(
    `with the chain ${chained.toFixed(0)}, without ${free.toFixed(0)}: ${(chained / free).toFixed(2)} of the speed`,
  );
}

try {
  await migrate(server.url);
  say(`Filling a database in ${folder}`);
  await fill(sql, id, total);
  await measureReads();
  await showPlans();
  await measureExport();
  await measureChain();
} finally {
  await sql.end();
  await closeDatabase();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
