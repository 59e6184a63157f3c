do $$
declare tenant_table text;
begin
  foreach tenant_table in array array[
    'network_lists', 'allowed_networks', 'second_factor_exemptions', 'policy_notices'
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
-- Whether someone is exempt is asked when they sign in, before any organization is entered.
create policy of_person on second_factor_exemptions for select using (
  exists (
    select from memberships
    where memberships.organization_id = second_factor_exemptions.organization_id
      and memberships.id = second_factor_exemptions.member_id
      and memberships.user_id = current_setting('app.user_id', true)
  )
);
--> statement-breakpoint
-- An attempt stands with the organizations that the account is a member of, and with no other.
drop policy of_person on organization_sign_ins;
--> statement-breakpoint
create policy of_person on organization_sign_ins for insert with check (
  user_id = current_setting('app.user_id', true)
  and exists (
    select from memberships
    where memberships.organization_id = organization_sign_ins.organization_id
      and memberships.user_id = organization_sign_ins.user_id
  )
);
--> statement-breakpoint
revoke delete on organization_sign_ins from steward_app;
