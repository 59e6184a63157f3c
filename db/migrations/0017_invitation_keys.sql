ALTER TABLE "invitations" ADD COLUMN "invited_by_key" text;
--> statement-breakpoint
-- Lists of people and what became of each are kept 30 days from their end, or from their beginning where they never had one.
do $$
begin
  execute format('create policy of_owner on invitation_imports to %I using (true)', current_user);
end $$;
--> statement-breakpoint
create function forget_invitation_imports() returns void
language sql security definer
set search_path = pg_catalog, public
as $$ delete from invitation_imports where coalesce(finished_at, created_at) < now() - interval '30 days' $$;
--> statement-breakpoint
revoke all on function forget_invitation_imports() from public;
--> statement-breakpoint
grant execute on function forget_invitation_imports() to steward_app;
