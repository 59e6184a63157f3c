-- Takes an organization that was closed thirty days ago away for good, with its logs, from which the runtime may take
-- nothing by itself. Only its own transaction may ask, and what is not due stays. Answers whether it went.
create function remove_closed_organization(organization text) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  delete from organizations
  where id = organization and id = current_setting('app.organization_id', true)
    and deleted_at < now() - interval '30 days';
  if not found then return false; end if;
  delete from organization_sign_ins where organization_id = organization;
  delete from audit_events where stream_id = organization;
  delete from audit_blocks where stream_id = organization;
  delete from audit_seals where stream_id = organization;
  delete from audit_heads where stream_id = organization;
  return true;
end $$;
--> statement-breakpoint
revoke all on function remove_closed_organization(text) from public;
--> statement-breakpoint
grant execute on function remove_closed_organization(text) to steward_app;
--> statement-breakpoint
revoke delete on organizations from steward_app;
