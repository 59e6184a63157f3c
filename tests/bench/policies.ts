import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { closeDatabase } from "@/db/client";
import { pass, read } from "@/db/door";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { operatorActor } from "@/lib/auth/actor";
import { standingIn } from "@/lib/auth/gate";
import { plainTimes } from "@/lib/core/format";
import { newId } from "@/lib/core/ids";
import type { PolicyChange } from "@/lib/domain/security/input";
import { previewPolicy } from "@/lib/domain/security/queries";

/**
 * `npm run bench:policies [-- members]`: how long the effect of a policy takes to tell in a large organization, with what
 * memory, and what a list of 10,000 networks costs each request beside one of ten.
 */

const total = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), "steward-bench-"));
chmodSync(folder, 0o755); // PostgreSQL may run as a user of its own.
const server = await startEmbedded(folder, "bench", { adopt: true });
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

function percentile(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN;
}

const browser =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Members of whom two thirds have a factor, each with a session, every fifth with a key, at addresses of their own. */
async function fill(): Promise<void> {
  await sql`insert into organizations
    (id, slug, name, folded_name, legal_name, alerting_email, invoicing_email, plan, seats, created_at)
    values (${id}, 'bench', 'Bench', 'bench', 'Bench Ltd', 'a@bench.example', 'i@bench.example', 'Community', ${total}, now())`;
  await sql`insert into users (id, email, name, email_verified_at, created_at)
    select 'usr_' || n, 'person' || n || '@bench.example', 'Person ' || md5(n::text), now(), now()
    from generate_series(1, ${total}::int) n`;
  await sql`insert into memberships (organization_id, id, user_id, role, status, last_active_at, created_at)
    select ${id}, 'mem_' || n, 'usr_' || n, 'user', 'active', now(), now() from generate_series(1, ${total}::int) n`;
  await sql`insert into authenticators (id, user_id, sealed_secret, created_at, confirmed_at)
    select 'aut_' || n, 'usr_' || n, 'none', now(), now() from generate_series(1, ${total}::int) n where n % 3 > 0`;
  await sql`insert into sessions
    (id, user_id, secret_hash, method, halfway, ip, last_ip, user_agent, created_at, last_active_at, factor_at, expires_at)
    select 'ses_' || n, 'usr_' || n, md5(n::text), 'password', false, ip, ip, ${browser},
      now() - n % 100 * interval '1 hour', now() - n % 300 * interval '1 minute', now(), now() + interval '1 day'
    from generate_series(1, ${total}::int) n, lateral (select ('2001:db8::'::inet + n) as ip) as at`;
  await sql`insert into api_keys
    (organization_id, id, name, kind, member_id, prefix, secret_hash, scopes, created_by_name, created_at, expires_at, life_days, last_used_ip)
    select ${id}, 'key_' || n, 'Key ' || n, 'user', 'mem_' || n, 'stw_', 'hash ' || n, '{members:read}', 'bench', now(),
      now() + interval '1 day', 1, '198.51.100.1'::inet + n
    from generate_series(1, ${total}::int, 5) n`;
  await sql`vacuum analyze`;
}

const networks = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ cidr: `10.${i >> 8}.${i & 255}.0/${20 + (i % 5)}`, note: "" }));
const changes: [name: string, change: PolicyChange][] = [
  ["a second factor", { requireSecondFactor: true }],
  ["limits of sessions", { idleMinutes: 120, absoluteHours: 48 }],
  ["ten networks", { networks: networks(10), networksForWeb: true, networksForKeys: true }],
  [
    "everything, 10,000 networks of IPv4 and IPv6",
    {
      requireSecondFactor: true,
      networks: [
        ...networks(9_990),
        ...Array.from({ length: 10 }, (_, i) => ({ cidr: `2001:db8:${i}::/${40 + i}`, note: "" })),
      ],
      networksForWeb: true,
      networksForKeys: true,
      idleMinutes: 120,
      absoluteHours: 48,
    },
  ],
];

async function measurePreviews(): Promise<void> {
  say(
    `\nThe effect of a change on ${total.toLocaleString("en")} members, as many sessions, a fifth as many keys`,
  );
  say(`${"".padEnd(48)}${"lost".padStart(9)}${"seconds".padStart(9)}${"heap".padStart(9)}`);
  for (const [name, change] of changes) {
    const times: number[] = [];
    let [lost, heap] = [0, 0];
    for (let run = 0; run < 5; run++) {
      const watch = setInterval(() => {
        heap = Math.max(heap, process.memoryUsage().heapUsed);
      }, 5);
      const start = performance.now();
      const { totals } = await previewPolicy(actor, change);
      times.push(performance.now() - start);
      clearInterval(watch);
      lost = totals.members + totals.sessions + totals.keys;
    }
    const seconds = (percentile(times, 0.5) / 1_000).toFixed(2);
    say(
      `${name.padEnd(48)}${String(lost).padStart(9)}${seconds.padStart(9)}${`${Math.round(heap / 1e6)} MB`.padStart(9)}`,
    );
  }
}

const lookups = 2_000;

/** Asks the gate's one statement by turns with a list of ten networks and with one of 10,000. */
async function measureGate(): Promise<void> {
  for (const [listId, count] of [
    ["ten", 10],
    ["many", 10_000],
  ] as const) {
    await sql`insert into network_lists (organization_id, id, for_web, for_keys, created_at)
      values (${id}, ${listId}, true, true, now())`;
    await sql`insert into allowed_networks (organization_id, list_id, cidr, note, position)
      select ${id}, ${listId}, '10.' || n / 256 || '.' || n % 256 || '.0/24', '', n from generate_series(1, ${count}::int) n`;
  }
  await sql`insert into security_policies (organization_id, network_list_id) values (${id}, 'ten')`;
  await sql`vacuum analyze`;
  const times: Record<"ten" | "many", number[]> = { ten: [], many: [] };
  for (let round = -2; round < lookups / 100; round++) {
    for (const listId of round % 2 ? (["ten", "many"] as const) : (["many", "ten"] as const)) {
      await sql`update security_policies set network_list_id = ${listId}`;
      await read(pass({ organizationId: id }), async (tx) => {
        for (let i = 0; i < 100; i++) {
          const start = performance.now();
          await standingIn(tx, id, { ip: `10.0.${i}.7`, memberId: "mem_1" });
          if (round >= 0) times[listId].push(performance.now() - start);
        }
      });
    }
  }
  const [ten, many] = [percentile(times.ten, 0.5), percentile(times.many, 0.5)];
  say(
    `\nWhat the gate knows of a visit, ${lookups.toLocaleString("en")} times each by turns, in milliseconds (p50, p95)`,
  );
  say(`10 networks ${ten.toFixed(2)} ${percentile(times.ten, 0.95).toFixed(2)}`);
  say(
    `10,000 networks ${many.toFixed(2)} ${percentile(times.many, 0.95).toFixed(2)}: ${(many / ten).toFixed(2)} of the time`,
  );
}

try {
  await migrate(server.url);
  await fill();
  await measurePreviews();
  await measureGate();
} finally {
  await sql.end();
  await closeDatabase();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
