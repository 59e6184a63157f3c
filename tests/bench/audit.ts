import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { closeDatabase } from "@/db/client";
import { change, pass } from "@/db/door";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { givenOrganization } from "@/db/testing";
import { type Actor, operatorActor } from "@/lib/auth/actor";
import { plainTimes } from "@/lib/core/format";
import { newId } from "@/lib/core/ids";
import { beginning, type Place } from "@/lib/core/seals";
import { auditFilter } from "@/lib/domain/audit/input";
import { eachAuditEvent, listAuditEvents, verifyOn } from "@/lib/domain/audit/queries";
import { recordAudit } from "@/lib/domain/audit/record";
import { createKey } from "@/lib/domain/keys/commands";
import { createKeyInput } from "@/lib/domain/keys/input";
import { changeMemberRole } from "@/lib/domain/members/commands";
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
const actor = operatorActor({ id, slug: "bench", name: "Bench", adminsManageAdmins: false, ...plainTimes });

const say = (line = "") => process.stdout.write(`${line}\n`);
const at = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;

const median = (values: number[]) =>
  at(
    values.sort((a, b) => a - b),
    0.5,
  );

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
  ["one actor, refused", { actor: someone, outcome: "refused" }],
  ["one actor and an old word", { actor: someone, q: "longagoword" }],
  ["one target and a word", { target: someone, q: "longago" }],
  ["a day two months ago", { from: "2025-11-01", to: "2025-11-01" }],
  ["a word on that day", { from: "2025-11-01", to: "2025-11-01", q: "middling" }],
  ["frequent long ago, absent since", { q: "longagoword" }],
  ["two letters that are absent", { q: "qz" }],
  ["two letters, one actor", { q: "qz", actor: someone }],
  ["the policy's changes", { q: "policy.changed", group: "policy", outcome: "done" }],
];

async function measureReads(): Promise<void> {
  say(
    `\nReads of ${total.toLocaleString("en")} events of one organization, ${runs} runs each, in milliseconds`,
  );
  say(`${"".padEnd(36)}${"rows".padStart(6)}${"p50".padStart(9)}${"p95".padStart(9)}`);
  for (const [name, filter] of reads) {
    const { rows, p50, p95 } = await timed(filter, runs);
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
  await owner`select search_audit_events(${id}, 'rarestword', null, null, null, null, null, null, 9007199254740991, 51)`;
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

/** One round of work with the chain, and the same work with a trigger in its place that only numbers events. */
async function inTurns(rounds: number, work: (on: "chain" | "unchained", warm: boolean) => Promise<void>) {
  for (let round = -1; round < rounds; round++) {
    for (const [on, off] of [
      ["chain", "unchained"],
      ["unchained", "chain"],
    ] as const) {
      await sql.unsafe(
        `alter table audit_events enable trigger ${on}; alter table audit_events disable trigger ${off}`,
      );
      await work(on, round >= 0);
    }
  }
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

const deedsEach = 20;

/** What a deed costs each of several members of one organization who work at once, in milliseconds. */
async function timesOfDeeds(people: { actor: Actor; memberId: string }[]): Promise<[string, number][]> {
  const times: [string, number][] = [];
  const timedDeed = async (name: string, deed: () => Promise<unknown>) => {
    const start = performance.now();
    await deed();
    times.push([name, performance.now() - start]);
  };
  const work = async ({ actor, memberId }: (typeof people)[number]) => {
    for (let i = 0; i < deedsEach; i++) {
      const key = createKeyInput.parse({ name: `Key ${i}`, scopes: ["members:read"], expiresInDays: 30 });
      await timedDeed("making a key", () => createKey(actor, key));
      const role = i % 2 ? "user" : "team-leader";
      await timedDeed("changing a role", () => changeMemberRole(actor, { memberId, role }));
    }
  };
  await Promise.all(people.map(work));
  return times;
}

async function measureChain(): Promise<void> {
  await sql.unsafe(`
    create sequence unchained_sequence start ${total + 10_000_000};
    grant usage on sequence unchained_sequence to steward_app;
    create function number_unchained() returns trigger language plpgsql as
      $$ begin new.sequence := nextval('unchained_sequence'); return new; end $$;
    create trigger unchained before insert on audit_events for each row execute function number_unchained();
    alter table audit_events disable trigger unchained`);
  const rates = { chain: [] as number[], unchained: [] as number[] };
  await inTurns(8, async (on, warm) => {
    const rate = await writeRate();
    if (warm) rates[on].push(rate);
  });
  const [chained, free] = [median(rates.chain), median(rates.unchained)];
  say(`\n${writers} writers of bare events to one organization, in turns, events a second (median of 8):`);
  say(
    `with the chain ${chained.toFixed(0)}, without ${free.toFixed(0)}: ${(chained / free).toFixed(2)} of the speed`,
  );
}

async function measureDeeds(): Promise<void> {
  const org = await givenOrganization();
  const people: { actor: Actor; memberId: string }[] = [];
  for (let i = 0; i < writers; i++)
    people.push({ actor: await org.member("admin"), memberId: (await org.member("user")).id });
  const times = { chain: [] as [string, number][], unchained: [] as [string, number][] };
  await inTurns(6, async (on, warm) => {
    const taken = await timesOfDeeds(people);
    if (warm) times[on].push(...taken);
  });
  say(`\n${writers} members of one organization at work at once, milliseconds a deed:`);
  say(
    `${"".padEnd(20)}${["p50", "without", "ratio", "p95", "without", "ratio"].map((head) => head.padStart(9)).join("")}`,
  );
  for (const deed of ["making a key", "changing a role"]) {
    const [chained, free] = [times.chain, times.unchained].map((all) =>
      all.flatMap(([name, ms]) => (name === deed ? ms : [])).sort((a, b) => a - b),
    ) as [number[], number[]];
    const cells = [0.5, 0.95].flatMap((share) => {
      const [with_, without] = [at(chained, share), at(free, share)];
      return [with_.toFixed(1), without.toFixed(1), (with_ / without).toFixed(2)];
    });
    say(`${deed.padEnd(20)}${cells.map((cell) => cell.padStart(9)).join("")}`);
  }
}

/** Checks a chained log as "Verify now" does, a step a request. */
async function measureVerify(): Promise<void> {
  const org = await givenOrganization();
  await sql`alter table audit_events enable trigger chain`;
  await sql`alter table audit_events disable trigger unchained`;
  const chained = 100_000;
  // Writing is not what is measured here.
  await sql`drop index audit_events_search_idx`;
  // Little at a time, because a transaction that moves the chain's head often leaves a trail of it to go through.
  for (let from = 1; from <= chained; from += 1_000)
    await sql.unsafe(
      `insert into audit_events (stream_id, sequence, id, at, action, outcome, actor_kind, actor_id, actor_name, after, previous_hash, hash)
        select $1, 0, 'aud_' || n, now(), 'key.created', 'done', 'member', 'mem_x', 'Ada Lovelace',
          jsonb_build_object('kind', 'user', 'scopes', jsonb_build_array('members:read'), 'n', n), '', ''
        from generate_series($2::int, $2 + 999) n`,
      [org.id, from],
    );
  const steps: number[] = [];
  let place: Place | null = beginning;
  while (place) {
    const start = performance.now();
    place = (await verifyOn(org.id, place)).next;
    steps.push(performance.now() - start);
  }
  const seconds = steps.reduce((sum, step) => sum + step, 0) / 1_000;
  say(
    `\nA check of ${chained.toLocaleString("en")} events: ${seconds.toFixed(1)} s in ${steps.length} steps, the longest ${(Math.max(...steps) / 1_000).toFixed(1)} s; ${(chained / seconds).toFixed(0)} events a second`,
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
  await measureDeeds();
  await measureVerify();
} finally {
  await sql.end();
  await closeDatabase();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
