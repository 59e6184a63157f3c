do $$
declare tenant_table text;
begin
  foreach tenant_table in array array['key_scope_uses', 'idempotent_requests'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy of_organization on %I using (organization_id = current_setting(''app.organization_id'', true))',
      tenant_table
    );
  end loop;
end $$;
--> statement-breakpoint
-- While a rotation overlaps, the secret before it opens the key's row too.
drop policy of_bearer on api_keys;
--> statement-breakpoint
create policy of_bearer on api_keys for select using (
  secret_hash = current_setting('app.key_hash', true) or previous_hash = current_setting('app.key_hash', true)
);
--> statement-breakpoint

-- The answers that are kept for a request made twice hold for a day, in whatever organization.
create function forget_idempotent_requests() returns void
language sql security definer
set search_path = pg_catalog, public
as $$ delete from idempotent_requests where started_at < now() - interval '1 day' $$;
--> statement-breakpoint
revoke all on function forget_idempotent_requests() from public;
--> statement-breakpoint
grant execute on function forget_idempotent_requests() to steward_app;
--> statement-breakpoint
do $$ begin
  execute format('create policy of_owner on idempotent_requests to %I using (true)', current_user);
end $$;
--> statement-breakpoint
-- The keys whose holders are told that they end: fourteen days before, and three.
create function keys_to_announce(at timestamptz) returns table (organization_id text, id text)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select organization_id, id from api_keys
  where revoked_at is null and expires_at > at and expires_at <= at + interval '14 days'
    and (noticed_days is null or (noticed_days > 3 and expires_at <= at + interval '3 days'))
  order by expires_at
$$;
--> statement-breakpoint
revoke all on function keys_to_announce(timestamptz) from public;
--> statement-breakpoint
grant execute on function keys_to_announce(timestamptz) to steward_app;
--> statement-breakpoint
do $$ begin
  execute format('create policy of_owner on api_keys for select to %I using (true)', current_user);
end $$;
--> statement-breakpoint

-- Who was removed keeps the name and the address of that day.
update removed_members set name = users.name, email = users.email
from users where users.id = removed_members.user_id;
