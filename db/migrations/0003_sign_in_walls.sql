do $$
declare tenant_table text;
begin
  foreach tenant_table in array array['security_policies', 'organization_sign_ins'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy of_organization on %I using (organization_id = current_setting(''app.organization_id'', true))',
      tenant_table
    );
  end loop;
end $$;
--> statement-breakpoint
-- What a person's organizations demand of them is asked before any of them is entered.
create policy of_person on security_policies for select using (
  exists (
    select from memberships
    where memberships.organization_id = security_policies.organization_id
      and memberships.user_id = current_setting('app.user_id', true)
  )
);
--> statement-breakpoint
-- An attempt is written for all of a person's organizations at once, and read by none of them here.
create policy of_person on organization_sign_ins for insert
  with check (user_id = current_setting('app.user_id', true));
--> statement-breakpoint
-- The log is added to and never edited.
revoke update on organization_sign_ins from steward_app;
