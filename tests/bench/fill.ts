import type postgres from "postgres";

/** Rows in one statement, so that progress shows and no transaction is huge. */
const rowsAtOnce = 250_000;

/** What the events of the bench are made of: words from every tenth row to one in a million, and one from long ago. */
const rows = `
  select $1, n, 'aud_' || n, '2026-01-01'::timestamptz - ($3 - n) * interval '10 seconds',
    (array['member.role_changed', 'member.disabled', 'member.enabled', 'key.created', 'key.revoked', 'invitation.sent',
      'invitation.accepted', 'policy.changed'])[1 + (hashint8(n) & 7)],
    case when n % 50 = 0 then 'refused' else 'done' end,
    'member', 'mem_0' || substr(md5((n % 400)::text), 1, 25),
    (array['Ada', 'Grace', 'Tomas', 'Beatriz', 'Uma', 'Linus', 'Edsger', 'Barbara'])[1 + n % 8] || ' ' ||
      (array['Lovelace', 'Hopper', 'Novak', 'Silva', 'Rao', 'Berg', 'Dijkstra', 'Liskov', 'Knuth', 'Turing'])[1 + n / 8 % 10],
    'member', 'mem_0' || substr(md5((n % 100000)::text), 1, 25),
    'person' || n % 100000 || '@northwind.example', '{"role": "user"}'::jsonb,
    case
      when n < $3 / 5 then jsonb_build_object('department', 'longagoword', 'n', n)
      when n % 5000 = 7 then '{"department": "middlingword"}'
      when n % 500000 = 9 then '{"department": "rarestword"}'
      else jsonb_build_object('role', 'team-leader', 'groupIds', jsonb_build_array('grp_' || substr(md5(n::text), 1, 26)))
    end,
    ('10.' || n % 40 || '.' || n / 7 % 256 || '.' || n / 1000 % 256)::inet,
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'ses_' || substr(md5((n % 3000)::text), 1, 26), md5(n::text), '', repeat(md5(n::text), 2)
  from generate_series($2::int, least($2 + ${rowsAtOnce} - 1, $3::int)) n`;

/**
 * Writes `total` events of one stream past the chain, as only a superuser can: the chain has no part in how events are
 * found. The index is made after.
 */
export async function fill(sql: postgres.Sql, streamId: string, total: number): Promise<void> {
  const [index] = await sql<
    { made: string }[]
  >`select pg_get_indexdef('audit_events_search_idx'::regclass) as made`;
  await sql`drop index audit_events_search_idx`;
  await sql`alter table audit_events disable trigger chain`;
  for (let from = 1; from <= total; from += rowsAtOnce) {
    await sql.unsafe(
      `insert into audit_events (stream_id, sequence, id, at, action, outcome, actor_kind, actor_id, actor_name, target_kind,
        target_id, target_name, before, after, ip, user_agent, session_id, request_id, previous_hash, hash) ${rows}`,
      [streamId, from, total],
    );
    process.stdout.write(`\r  ${Math.min(from + rowsAtOnce - 1, total).toLocaleString("en")} events`);
  }
  process.stdout.write("\n  making the index…\n");
  await sql`alter table audit_events enable trigger chain`;
  await sql`insert into audit_heads values (${streamId}, ${total}, 'x')`;
  await sql`set maintenance_work_mem = '1GB'`;
  await sql.unsafe(index?.made ?? "");
  await sql`select note_audit_block(${streamId}, n) from generate_series(0, ${total >> 14} - 1) n`;
  await sql`vacuum analyze audit_events`;
}
