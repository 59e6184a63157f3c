DROP INDEX "memberships_active_idx";--> statement-breakpoint
CREATE INDEX "memberships_active_idx" ON "memberships" USING btree ("organization_id",coalesce("last_active_at", '-infinity'::timestamptz),"id");--> statement-breakpoint

-- The members of an organization whose name or email holds a word (in lower case), or null where they are more than
-- `most`, or where nothing of the word has three letters, by which the index finds. The function asks itself whose
-- organization it is: behind the wall a LIKE could not use the index.
create function members_holding(organization text, word text, most int) returns text[]
language plpgsql stable security definer
set search_path = pg_catalog, public
set enable_seqscan = off
set jit = off
as $$
declare found_ids text[];
begin
  if organization is distinct from current_setting('app.organization_id', true) then return '{}'; end if;
  if word !~ '[[:alnum:]]{3}' then return null; end if;
  -- The pattern stands in the statement itself, so that the planner knows how rare it is.
  execute format(
    'select array(select id from memberships where organization_id = $1 and search like %L limit $2)',
    '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'
  ) into found_ids using organization, most + 1;
  return case when cardinality(found_ids) <= most then found_ids end;
end $$;
--> statement-breakpoint

-- As before; and an API-only account of which nothing is left goes with its last membership.
create or replace function forget_removed_members() returns void
language sql security definer
set search_path = pg_catalog, public
as $$
  delete from removed_members where removed_at < now() - interval '30 days';
  delete from users where api_only and email like '%@api-only.invalid'
    and not exists (select from memberships where user_id = users.id)
    and not exists (select from removed_members where user_id = users.id)
$$;
