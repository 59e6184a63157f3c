import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pool } from "@/db/client";
import { operatorActor } from "@/lib/auth/actor";
import { plainTimes } from "@/lib/core/format";
import { findLosses } from "@/lib/domain/group-effects/queries";
import { ensureBuild } from "@/scripts/build";
import { type Crowd, fillOrganization } from "@/tests/crowd";
import { databaseOf, startSteward } from "@/tests/e2e/steward";

/**
 * `npm run bench:people [-- members groups]`: how much longer the lists of a large organization take than those of a small
 * one, over HTTP: first page, deep page and search, of pages and API, taken in turns in one run.
 */

const members = Number(process.argv[2] ?? 100_000);
const groups = Number(process.argv[3] ?? 2_000);
const rounds = 60;

const say = (line = "") => process.stdout.write(`${line}\n`);
const number = (value: number) => value.toFixed(1).padStart(8);

ensureBuild();
const steward = await startSteward({ API_RATE_LIMIT: "0", LOG_LEVEL: "error" });
const sql = databaseOf(steward);
const { AUTH_SECRET, ENCRYPTION_KEY } = JSON.parse(
  readFileSync(join(steward.folder, "secrets.json"), "utf8"),
);
const { host, port, user, pass, database } = sql.options;
// What is asked of the domain itself is asked in this process, of the same database.
Object.assign(process.env, {
  DATABASE_URL: `postgres://${user}:${pass}@${host[0]}:${port[0]}/${database}`,
  AUTH_SECRET,
  ENCRYPTION_KEY,
});
say(
  `Filling 100 members in 20 groups, and ${members.toLocaleString("en")} in ${groups.toLocaleString("en")}…`,
);
const small = await fillOrganization(sql, AUTH_SECRET, { slug: "small", members: 100, groups: 20 });
const large = await fillOrganization(sql, AUTH_SECRET, { slug: "large", members, groups });

for (const { slug } of [small, large])
  await sql`
    with made as (
      insert into projects (organization_id, id, name, folded_name, created_at)
      select id, 'prj_0' || lpad(n::text, 25, '0'), 'Project ' || n, 'project ' || n, now()
      from organizations, generate_series(1, 3) n where slug = ${slug} returning organization_id, id)
    insert into project_roles (organization_id, project_id, group_id, role, created_at)
    select organization_id, id, (select min(groups.id) from groups where groups.organization_id = made.organization_id),
      'member', now() from made`;
await sql.unsafe("vacuum analyze projects, project_roles");

/** What is asked: an address of the API or, where it is a `page`, of the console; or a call of our own. */
type Asked = {
  name: string;
  path: string;
  deepAfter?: number;
  page?: boolean;
  call?: (crowd: Crowd) => Promise<unknown>;
};

/** What would be lost with the group that holds everyone, asked of the domain, since the page asks it by a press. */
async function losses({ slug }: Crowd): Promise<unknown> {
  const [group] = await sql<{ organization: string; id: string }[]>`
    select organizations.id as organization, min(groups.id) as id from organizations
    join groups on groups.organization_id = organizations.id where slug = ${slug} group by 1`;
  const organization = { id: group?.organization ?? "", slug, name: slug, adminsManageAdmins: false };
  return findLosses(operatorActor({ ...organization, ...plainTimes }), group?.id ?? "");
}

const asked: Asked[] = [
  { name: "API members, first page", path: "/members?limit=50" },
  { name: "API members, deep page", path: "/members?limit=50", deepAfter: 0.9 },
  { name: "API members, frequent word", path: "/members?limit=50&q=crowd.example" },
  { name: "API members, rare word", path: "/members?limit=50&q=person77." },
  { name: "API members, absent word", path: "/members?limit=50&q=nobodyatall" },
  { name: "API groups, first page", path: "/groups?limit=20" },
  { name: "API groups, search", path: "/groups?limit=20&q=Group 7" },
  { name: "Members page", path: "/members", page: true },
  { name: "Members page, sorted by name", path: "/members?sort=name", page: true },
  { name: "Members page, rare word", path: "/members?q=person77.", page: true },
  { name: "Groups page", path: "/groups", page: true },
  { name: "Groups page, search", path: "/groups?q=Group 7", page: true },
  {
    name: "Who may, rare permission",
    path: "/roles/permission?permission=organization:write",
    page: true,
  },
  { name: "Who may, frequent permission", path: "/roles/permission?permission=scans:read", page: true },
  { name: "Lost with everyone's group", path: "", call: losses },
];

async function take(
  crowd: Crowd,
  { path, page, call }: Asked,
  cursor?: string,
): Promise<{ ms: number; text: string }> {
  if (call) {
    const begun = performance.now();
    await call(crowd);
    return { ms: performance.now() - begun, text: "" };
  }
  const url = new URL(`${steward.url}${page ? `/orgs/${crowd.slug}` : "/api/v1"}${path}`);
  if (cursor) url.searchParams.set("cursor", cursor);
  const headers: Record<string, string> = page
    ? { cookie: crowd.cookie }
    : { authorization: `Bearer ${crowd.key}` };
  const start = performance.now();
  const answer = await fetch(url, { headers });
  const text = await answer.text();
  if (answer.status !== 200)
    throw new Error(`${url.pathname}${url.search} answered ${answer.status}: ${text.slice(0, 300)}`);
  return { ms: performance.now() - start, text };
}

/** The cursor of a page deep in the list: walked to once, before anything is timed. */
async function deepCursor(crowd: Crowd, row: Asked, size: number): Promise<string | undefined> {
  if (!row.deepAfter) return undefined;
  let cursor: string | undefined;
  const wide = { ...row, path: row.path.replace("limit=50", "limit=100") };
  for (let seen = 0; seen + 150 < size * row.deepAfter; seen += 100) {
    const next = JSON.parse((await take(crowd, wide, cursor)).text).nextCursor;
    if (!next) break;
    cursor = next;
  }
  return cursor;
}

const at = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN;

try {
  say("ms                                small p50     p95   large p50     p95   ratio of p95");
  for (const row of asked) {
    const cursors = [await deepCursor(small, row, 100), await deepCursor(large, row, members)];
    const times: [number[], number[]] = [[], []];
    for (let round = -5; round < rounds; round++) {
      for (const [i, crowd] of [small, large].entries()) {
        const { ms } = await take(crowd, row, cursors[i]);
        if (round >= 0) times[i as 0 | 1].push(ms);
      }
    }
    const [few, many] = times;
    say(
      `${row.name.padEnd(32)}${number(at(few, 0.5))}${number(at(few, 0.95))}    ${number(at(many, 0.5))}${number(at(many, 0.95))}   ${(at(many, 0.95) / at(few, 0.95)).toFixed(2)}`,
    );
  }
} finally {
  await pool().end();
  await sql.end();
  await steward.stop();
}
