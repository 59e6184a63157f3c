import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import type postgres from "postgres";
import { newApiKey } from "@/lib/auth/api-key";
import { newSecret, sha256 } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";

/** An organization of any size, and how its Owner and a key of it come in. */
export type Crowd = { slug: string; key: string; cookie: string };

/**
 * Fills an organization with members and groups straight in the database of a running Steward, as only its owner can.
 * Every member is in one group or two, and the first group holds everyone.
 */
export async function fillOrganization(
  sql: postgres.Sql,
  authSecret: string,
  { slug, members, groups }: { slug: string; members: number; groups: number },
): Promise<Crowd> {
  const id = newId("organization");
  const mark = randomBytes(4).toString("hex");
  // Ids as they are made, told apart by their last digits.
  const user = `'usr_0' || right(md5(${quote(mark)} || n), 17) || lpad(n::text, 8, '0')`;
  const member = `'mem_0' || lpad(n::text, 8, '0') || '${mark}' || '000000000'`;
  const group = `'grp_0' || lpad(g::text, 8, '0') || '${mark}' || '000000000'`;
  await sql`insert into organizations
    (id, slug, name, folded_name, legal_name, alerting_email, invoicing_email, plan, seats, created_at)
    values (${id}, ${slug}, ${slug}, ${slug}, ${slug}, 'a@crowd.example', 'i@crowd.example', 'Enterprise', 1000000, now())`;
  await sql.unsafe(
    `insert into users (id, email, name, email_verified_at, created_at)
     select ${user}, 'person' || n || '.${mark}@crowd.example',
       (array['Ada', 'Grace', 'Tomas', 'Beatriz', 'Uma', 'Linus', 'Edsger', 'Barbara'])[1 + n % 8] || ' ' || initcap(substr(md5(n::text), 1, 7)),
       now(), now()
     from generate_series(1, $1::int) n`,
    [members],
  );
  await sql.unsafe(
    `insert into memberships (organization_id, id, user_id, role, status, last_active_at, created_at)
     select $1, ${member}, ${user}, case n when 1 then 'owner' else 'user' end, 'active', now() - n * interval '1 minute', now()
     from generate_series(1, $2::int) n`,
    [id, members],
  );
  await sql.unsafe(
    `insert into groups (organization_id, id, name, folded_name, created_at)
     select $1, ${group}, 'Group ' || g, 'group ' || lpad(g::text, 8, '0'), now() from generate_series(1, $2::int) g`,
    [id, groups],
  );
  await sql.unsafe(
    `insert into group_memberships (organization_id, group_id, member_id, created_at)
     select $1, ${group}, ${member}, now() from generate_series(1, $2::int) n, lateral (select 1 as g) one
     union all
     select $1, ${group}, ${member}, now() from generate_series(1, $2::int) n, lateral (select 2 + n % greatest($3::int - 1, 1) as g) other`,
    [id, members, groups],
  );
  await sql.unsafe("vacuum analyze users, memberships, groups, group_memberships");
  const key = newApiKey();
  await sql`insert into api_keys
    (organization_id, id, name, kind, prefix, secret_hash, scopes, created_by_name, created_at, expires_at, life_days)
    values (${id}, ${newId("key")}, 'Crowd', 'organization', ${key.prefix}, ${sha256(key.secret)},
      '{members:read,groups:read,projects:read}', 'crowd', now(), now() + interval '1 day', 1)`;
  const session = { id: newId("session"), secret: newSecret() };
  await sql.unsafe(
    `insert into sessions (id, user_id, secret_hash, method, halfway, factor_at, created_at, last_active_at, expires_at)
     select $1, user_id, $2, 'password', false, now(), now(), now(), now() + interval '1 day'
     from memberships where organization_id = $3 and role = 'owner'`,
    [session.id, sha256(session.secret), id],
  );
  const token = { sessionId: session.id, secret: session.secret };
  const name = "steward.session";
  const cookie = `${name}=${await encode({ token, secret: authSecret, salt: name, maxAge: 86_400 })}`;
  return { slug, key: key.secret, cookie };
}

/** Gives an organization so many more keys, which nobody knows. */
export async function addKeys(sql: postgres.Sql, slug: string, count: number): Promise<void> {
  await sql`insert into api_keys
    (organization_id, id, name, kind, prefix, secret_hash, scopes, created_by_name, created_at, expires_at, life_days)
    select id, 'key_0' || lpad(n::text, 8, '0') || '00000000000000000', 'Key ' || n, 'organization', 'stw_' || lpad(n::text, 8, '0'),
      md5(n::text) || md5((n + 1)::text), '{members:read}', 'crowd', now(), now() + interval '1 day', 1
    from organizations, generate_series(1, ${count}::int) n where slug = ${slug}`;
  await sql`vacuum analyze api_keys`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
