do $$
declare tenant_table text;
begin
  foreach tenant_table in array array[
    'organization_slugs', 'removed_members', 'ownership_offers', 'invitation_imports', 'invitation_import_rows'
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
-- A person finds an organization of theirs by an address that it had before.
create policy of_person on organization_slugs for select using (
  exists (
    select from memberships
    where memberships.organization_id = organization_slugs.organization_id
      and memberships.user_id = current_setting('app.user_id', true)
  )
);
--> statement-breakpoint
-- Only the trigger below writes addresses.
revoke insert, update, delete on organization_slugs from steward_app;
--> statement-breakpoint
-- What the owner's triggers below keep, they keep across organizations.
do $$
declare walled text;
begin
  foreach walled in array array['organizations', 'organization_slugs', 'memberships', 'groups', 'removed_members'] loop
    execute format('create policy of_owner on %I to %I using (true)', walled, current_user);
  end loop;
end $$;
--> statement-breakpoint

insert into organization_slugs (slug, organization_id) select slug, id from organizations;
--> statement-breakpoint
-- An address that another organization has, or had, is taken.
create function keep_organization_slug() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  insert into organization_slugs (slug, organization_id) values (new.slug, new.id) on conflict do nothing;
  if not exists (select from organization_slugs where slug = new.slug and organization_id = new.id) then
    raise exception 'This address is taken.' using errcode = 'unique_violation', constraint = 'organizations_slug_key';
  end if;
  return null;
end $$;
--> statement-breakpoint
revoke all on function keep_organization_slug() from public;
--> statement-breakpoint
create trigger keep_slug after insert or update of slug on organizations
  for each row execute function keep_organization_slug();
--> statement-breakpoint

-- The name and the email of an account stand with its memberships, to be sorted by and searched in.
create function copy_account_to_membership() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  select lower(name), lower(name) || chr(10) || email into new.sort_name, new.search from users where id = new.user_id;
  return new;
end $$;
--> statement-breakpoint
revoke all on function copy_account_to_membership() from public;
--> statement-breakpoint
create trigger copy_account before insert on memberships
  for each row execute function copy_account_to_membership();
--> statement-breakpoint
create function copy_account_to_memberships() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  update memberships set sort_name = lower(new.name), search = lower(new.name) || chr(10) || new.email
  where user_id = new.id;
  return null;
end $$;
--> statement-breakpoint
revoke all on function copy_account_to_memberships() from public;
--> statement-breakpoint
create trigger copy_account after update of name, email on users
  for each row when (old.name <> new.name or old.email <> new.email)
  execute function copy_account_to_memberships();
--> statement-breakpoint
update memberships set sort_name = lower(users.name), search = lower(users.name) || chr(10) || users.email
from users where users.id = memberships.user_id;
--> statement-breakpoint

-- How many members an organization and a group have is counted once for each statement that changes it.
create function count_memberships() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  update organizations set member_count = member_count + changed.size * tg_argv[0]::int
  from (select organization_id, count(*)::int as size from changed_rows group by organization_id) as changed
  where organizations.id = changed.organization_id;
  return null;
end $$;
--> statement-breakpoint
create function count_group_memberships() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  update groups set member_count = member_count + changed.size * tg_argv[0]::int
  from (
    select organization_id, group_id, count(*)::int as size from changed_rows group by organization_id, group_id
  ) as changed
  where groups.organization_id = changed.organization_id and groups.id = changed.group_id;
  return null;
end $$;
--> statement-breakpoint
revoke all on function count_memberships(), count_group_memberships() from public;
--> statement-breakpoint
create trigger count_in after insert on memberships referencing new table as changed_rows
  for each statement execute function count_memberships('1');
--> statement-breakpoint
create trigger count_out after delete on memberships referencing old table as changed_rows
  for each statement execute function count_memberships('-1');
--> statement-breakpoint
create trigger count_in after insert on group_memberships referencing new table as changed_rows
  for each statement execute function count_group_memberships('1');
--> statement-breakpoint
create trigger count_out after delete on group_memberships referencing old table as changed_rows
  for each statement execute function count_group_memberships('-1');
--> statement-breakpoint
update organizations set member_count = (select count(*) from memberships where organization_id = organizations.id);
--> statement-breakpoint
update groups set member_count = (
  select count(*) from group_memberships where organization_id = groups.organization_id and group_id = groups.id
);
--> statement-breakpoint

-- What the daily job removes for good: the organizations that were closed, and who was removed, thirty days ago.
create function closed_organizations() returns setof text
language sql stable security definer
set search_path = pg_catalog, public
as $$ select id from organizations where deleted_at < now() - interval '30 days' $$;
--> statement-breakpoint
create function forget_removed_members() returns void
language sql security definer
set search_path = pg_catalog, public
as $$ delete from removed_members where removed_at < now() - interval '30 days' $$;
