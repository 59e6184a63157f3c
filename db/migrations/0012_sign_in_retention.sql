do $$ begin
  execute format('create policy of_owner on organization_sign_ins to %I using (true)', current_user);
end $$;
--> statement-breakpoint
-- The runtime may not take anything from an organization's log; what is older than 400 days by the server's clock goes
-- by this, at most `most` rows of each log. Answers how many went of the one that lost more.
create function forget_sign_ins(most int) returns int
language sql security definer
set search_path = pg_catalog, public
as $$
  with gone as (
    delete from sign_in_attempts where id in (
      select id from sign_in_attempts where at < now() - interval '400 days' limit most
    ) returning 1
  ), gone_here as (
    delete from organization_sign_ins where (organization_id, id) in (
      select organization_id, id from organization_sign_ins where at < now() - interval '400 days' limit most
    ) returning 1
  )
  select greatest((select count(*) from gone), (select count(*) from gone_here))::int
$$;
--> statement-breakpoint
revoke all on function forget_sign_ins(int) from public;
--> statement-breakpoint
grant execute on function forget_sign_ins(int) to steward_app;
