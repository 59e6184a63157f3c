-- The runtime role owns nothing and may not pass row-level security. Roles belong to the whole
-- cluster, so another database may have made it already, or be making it at this moment.
do $$ begin
  create role steward_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null;
end $$;
--> statement-breakpoint
do $$ begin
  if not pg_has_role(current_user, 'steward_app', 'set') then
    execute format('grant steward_app to %I', current_user);
  end if;
exception when undefined_function or invalid_parameter_value then
  execute format('grant steward_app to %I', current_user);
end $$;
--> statement-breakpoint
grant usage on schema public to steward_app;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to steward_app;
--> statement-breakpoint
revoke update, delete on audit_events from steward_app;
--> statement-breakpoint
revoke insert, update, delete on audit_heads from steward_app;
--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete on tables to steward_app;
--> statement-breakpoint

-- One wall for every table that belongs to an organization. A row is there only for a transaction
-- that says, for itself alone, which organization it is about.
do $$
declare tenant_table text;
begin
  foreach tenant_table in array array[
    'memberships', 'invitations', 'groups', 'group_memberships', 'projects', 'project_roles', 'api_keys'
  ] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy of_organization on %I using (organization_id = current_setting(''app.organization_id'', true))',
      tenant_table
    );
  end loop;
end $$;
--> statement-breakpoint
alter table organizations enable row level security;
--> statement-breakpoint
alter table organizations force row level security;
--> statement-breakpoint
create policy of_organization on organizations using (id = current_setting('app.organization_id', true));
--> statement-breakpoint

-- What is asked before the organization is known, each as narrow as its question.
create policy of_person on memberships for select using (user_id = current_setting('app.user_id', true));
--> statement-breakpoint
create policy of_person on organizations for select using (
  exists (
    select from memberships
    where memberships.organization_id = organizations.id
      and memberships.user_id = current_setting('app.user_id', true)
  )
);
--> statement-breakpoint
create policy of_slug on organizations for select using (slug = current_setting('app.slug', true));
--> statement-breakpoint
create policy of_bearer on api_keys for select using (secret_hash = current_setting('app.key_hash', true));
--> statement-breakpoint
alter table tokens enable row level security;
--> statement-breakpoint
alter table tokens force row level security;
--> statement-breakpoint
create policy of_organization on tokens using (
  organization_id is null or organization_id = current_setting('app.organization_id', true)
);
--> statement-breakpoint
create policy of_bearer on tokens using (secret_hash = current_setting('app.token_hash', true));
--> statement-breakpoint
create policy of_sweeper on tokens using (expires_at < now() - interval '30 days');
--> statement-breakpoint
alter table audit_events enable row level security;
--> statement-breakpoint
alter table audit_events force row level security;
--> statement-breakpoint
alter table audit_heads enable row level security;
--> statement-breakpoint
create policy of_stream on audit_heads for select using (
  stream_id in (current_setting('app.organization_id', true), current_setting('app.user_id', true))
);
--> statement-breakpoint
create policy of_stream on audit_events using (
  stream_id in (current_setting('app.organization_id', true), current_setting('app.user_id', true))
);
--> statement-breakpoint

-- The chain: each event hashes its content and the event before it. jsonb prints one way only,
-- so the text that is hashed can be made again anywhere.
create function audit_event_hash(event audit_events) returns text
language sql stable
set search_path = pg_catalog, public
as $$
  select encode(sha256(convert_to(event.previous_hash || jsonb_build_array(
    event.stream_id, event.sequence, event.id,
    to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    event.action, event.outcome, event.actor_kind, event.actor_id, event.actor_name,
    event.target_kind, event.target_id, event.target_name, event.before, event.after,
    host(event.ip), event.user_agent, event.session_id, event.key_id, event.request_id
  )::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
create function chain_audit_event() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
declare head audit_heads;
begin
  insert into audit_heads (stream_id, sequence, hash) values (new.stream_id, 0, '') on conflict do nothing;
  select * into head from audit_heads where stream_id = new.stream_id for update;
  new.sequence := head.sequence + 1;
  new.previous_hash := head.hash;
  new.hash := audit_event_hash(new);
  update audit_heads set sequence = new.sequence, hash = new.hash where stream_id = new.stream_id;
  return new;
end $$;
--> statement-breakpoint
revoke all on function chain_audit_event() from public;
--> statement-breakpoint
create trigger chain before insert on audit_events for each row execute function chain_audit_event();
