-- The logs of an organization that is removed for good, which only its own transaction may ask for, once its row is gone.
create function forget_logs_of(organization text) returns void
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  if organization is distinct from current_setting('app.organization_id', true)
    or exists (select from organizations where id = organization) then
    raise exception 'These logs are to be kept.' using errcode = 'insufficient_privilege';
  end if;
  delete from organization_sign_ins where organization_id = organization;
  delete from audit_events where stream_id = organization;
  delete from audit_blocks where stream_id = organization;
  delete from audit_seals where stream_id = organization;
  delete from audit_heads where stream_id = organization;
end $$;
--> statement-breakpoint
revoke all on function forget_logs_of(text) from public;
--> statement-breakpoint
grant execute on function forget_logs_of(text) to steward_app;
