import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { startEmbedded } from "@/db/embedded";
import { ensureBuild } from "@/scripts/build";
import { addKeys, fillOrganization } from "@/tests/crowd";
import { dataFolder, startSteward } from "@/tests/e2e/steward";
import { load } from "./load";
import { processorSeconds } from "./processor";

/**
 * `npm run bench:api [-- rounds seconds]`: what Steward's checks cost. On one database with 10,000 members and 1,000 keys it
 * and a bare `node:http` server with one indexed query answer the same rows, in turns; then the first and the deepest page
 * of 100 and of 100,000 members.
 */

const rounds = Number(process.argv[2] ?? 6);
const seconds = Number(process.argv[3] ?? 5);
const connections = 32;

const say = (line = "") => process.stdout.write(`${line}\n`);
const middle = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const at = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN;

ensureBuild();
const folder = dataFolder();
const database = await startEmbedded(join(folder, "database"), "bench", { adopt: true });
const AUTH_SECRET = randomBytes(32).toString("hex");
const steward = await startSteward({
  STEWARD_DATA: folder,
  DATABASE_URL: database.url,
  AUTH_SECRET,
  ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  API_RATE_LIMIT: "100000000",
  LOG_LEVEL: "warn",
});
const sql = postgres(database.url, { max: 1, onnotice: () => {} });
say("Filling 10,000 members with 1,000 keys, 100 members, and 100,000…");
const crowd = await fillOrganization(sql, AUTH_SECRET, { slug: "bench", members: 10_000, groups: 200 });
await addKeys(sql, "bench", 1_000);
const small = await fillOrganization(sql, AUTH_SECRET, { slug: "small", members: 100, groups: 20 });
const large = await fillOrganization(sql, AUTH_SECRET, {
  slug: "large",
  members: 100_000,
  groups: 2_000,
});
const bare = fork("tests/bench/bare-api.ts", {
  execArgv: ["--import", "tsx"],
  env: { ...process.env, DATABASE_URL: database.url },
});
const barePort = await new Promise<number>((resolve) =>
  bare.once("message", (port) => resolve(Number(port))),
);
const postmaster = Number(
  readFileSync(join(folder, "database", "postgres", "postmaster.pid"), "utf8").split("\n")[0],
);

type Runner = { name: string; address: string; pid: number; path: string; key: string };

async function run({ address, pid, path, key }: Runner, forSeconds = seconds) {
  const before = [processorSeconds(pid), processorSeconds(postmaster)] as const;
  const { perSecond, times } = await load(address, path, key, { connections, seconds: forSeconds });
  const own = ((processorSeconds(pid) - before[0]) / times.length) * 1_000;
  const base = ((processorSeconds(postmaster) - before[1]) / times.length) * 1_000;
  return { perSecond, p50: at(times, 0.5), p99: at(times, 0.99), own, base };
}

async function compare(title: string, runners: Runner[]): Promise<void> {
  const results = runners.map(() => [] as Awaited<ReturnType<typeof run>>[]);
  for (const runner of runners) await run(runner, 2);
  for (let round = 0; round < rounds; round++)
    for (const [i, runner] of runners.entries()) results[i]?.push(await run(runner));
  say(
    `\n${title}: ${rounds} rounds of ${seconds} s in turns, ${connections} connections, the middle of each`,
  );
  say("                        requests/s   p50 ms   p99 ms   processor ms: server   database");
  const lines = results.map((all) => {
    const of = (pick: (one: (typeof all)[number]) => number) => middle(all.map(pick));
    return {
      perSecond: of((one) => one.perSecond),
      p50: of((one) => one.p50),
      p99: of((one) => one.p99),
      own: of((one) => one.own),
      base: of((one) => one.base),
    };
  });
  for (const [i, line] of lines.entries())
    say(
      `${(runners[i]?.name ?? "").padEnd(24)}${line.perSecond.toFixed(0).padStart(10)}${line.p50.toFixed(1).padStart(9)}${line.p99.toFixed(1).padStart(9)}${line.own.toFixed(3).padStart(23)}${line.base.toFixed(3).padStart(11)}`,
    );
  const [first, ...others] = lines;
  for (const [i, other] of others.entries()) {
    if (!first) break;
    const ratios =
      results[0]?.map((one, round) => one.perSecond / (results[i + 1]?.[round]?.perSecond ?? Number.NaN)) ??
      [];
    say(
      `${`ratio to ${runners[i + 1]?.name}`.padEnd(30)}${middle(ratios).toFixed(2).padStart(4)}${(first.p50 / other.p50).toFixed(2).padStart(9)}${(first.p99 / other.p99).toFixed(2).padStart(9)}   (throughput, round by round: ${ratios.map((ratio) => ratio.toFixed(2)).join(" ")})`,
    );
  }
}

async function deepest(key: string, pages: number): Promise<string> {
  let path = "/api/v1/members?limit=100";
  for (let page = 0; page < pages; page++) {
    const answer = await fetch(`${steward.address}${path}`, { headers: { authorization: `Bearer ${key}` } });
    const { nextCursor } = (await answer.json()) as { nextCursor: string | null };
    if (!nextCursor) break;
    path = `/api/v1/members?limit=100&cursor=${nextCursor}`;
  }
  return path.replace("limit=100", "limit=50");
}

try {
  const ours = { address: steward.address, pid: steward.pid };
  const theirs = { address: `http://127.0.0.1:${barePort}`, pid: bare.pid ?? 0 };
  const list = { path: "/api/v1/members?limit=50", key: crowd.key };
  const me = { path: "/api/v1/me", key: crowd.key };
  await compare("GET /api/v1/members?limit=50", [
    { name: "Steward", ...ours, ...list },
    { name: "bare node:http", ...theirs, ...list },
  ]);
  await compare("A key check alone, GET /api/v1/me, against the bare list and the bare look-up of a key", [
    { name: "Steward, key check", ...ours, ...me },
    { name: "bare node:http, list", ...theirs, ...list },
    { name: "bare node:http, key", ...theirs, ...me },
  ]);
  for (const [name, deep] of [
    ["first page", false],
    ["deepest page", true],
  ] as const)
    await compare(`Members, ${name}, of 100,000 against 100`, [
      {
        name: "100,000 members",
        ...ours,
        key: large.key,
        path: deep ? await deepest(large.key, 999) : list.path,
      },
      { name: "100 members", ...ours, key: small.key, path: deep ? await deepest(small.key, 1) : list.path },
    ]);
} finally {
  bare.kill();
  await sql.end();
  await steward.stop();
  await database.stop();
}
