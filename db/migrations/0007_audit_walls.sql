do $$
declare stream_table text;
begin
  foreach stream_table in array array['audit_blocks', 'audit_seals'] loop
    execute format('alter table %I enable row level security', stream_table);
    execute format('alter table %I force row level security', stream_table);
    execute format(
      'create policy of_stream on %I using (
        stream_id in (current_setting(''app.organization_id'', true), current_setting(''app.user_id'', true))
      )',
      stream_table
    );
  end loop;
end $$;
--> statement-breakpoint
alter table audit_retentions enable row level security;
--> statement-breakpoint
alter table audit_retentions force row level security;
--> statement-breakpoint
create policy of_organization on audit_retentions using (
  organization_id = current_setting('app.organization_id', true)
);
--> statement-breakpoint
-- The owner's functions below ask by themselves whose stream it is. Behind the wall they could not search by the
-- index, because LIKE is not among the operators that may look at a row before the wall does.
do $$
declare walled text;
begin
  foreach walled in array array['audit_events', 'audit_blocks', 'audit_seals', 'audit_retentions'] loop
    execute format('create policy of_owner on %I to %I using (true)', walled, current_user);
  end loop;
end $$;
--> statement-breakpoint
revoke all on audit_blocks from steward_app;
--> statement-breakpoint
revoke update, delete on audit_seals, audit_signers from steward_app;
--> statement-breakpoint

create function note_audit_block(stream text, number int) returns void
language sql security definer
set search_path = pg_catalog, public
as $$
  insert into audit_blocks (stream_id, block, first_at, last_at)
  select stream, number, min(at), max(at) from audit_events
  where stream_id = stream and sequence >= number::bigint << 14 and sequence < (number + 1::bigint) << 14
  having count(*) > 0
  on conflict do nothing
$$;
--> statement-breakpoint
revoke all on function note_audit_block(text, int) from public;
--> statement-breakpoint
-- As before; and the first event of a block notes when the one before it began and ended.
create or replace function chain_audit_event() returns trigger
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
  if new.sequence & 16383 = 0 then
    perform note_audit_block(new.stream_id, (new.sequence >> 14)::int - 1);
  end if;
  return new;
end $$;
--> statement-breakpoint

-- The newest `most` events of a stream below a sequence that hold a word (in lower case) and all the `wanted` keys.
-- What is frequent is found by walking back from the end, what is rare by the index over the whole log; between the
-- two, and where it was frequent long ago, the index is asked block by block. A sample tells which it is, and which
-- pieces of the word are rarest: to ask the index for one that stands in every row only costs it time.
create function search_audit_events(
  stream text, word text, wanted text[], since timestamptz, until timestamptz, below bigint, most int
) returns setof bigint
language plpgsql stable security definer
set search_path = pg_catalog, public
set enable_seqscan = off
set jit = off
as $$
declare
  walked constant int := 1000;
  nearby constant int := 24;
  few constant int := 1;
  -- What the row itself is asked in each way. The empty array keeps the planner from asking the index for it.
  fits constant text := 'stream_id = $1 and ($2 is null or strpos(words, $2) > 0 or $2 in (actor_id, target_id))
    and (keys || ''{}'') @> $3 and ($4 is null or at >= $4) and ($5 is null or at < $5) and sequence <= $6';
  newest bigint;
  oldest bigint;
  blocks bigint[];
  got int;
  rare boolean;
  rare_word boolean;
  rare_piece boolean;
  rare_keys text[];
  holding text[];
  ids text := '';
  in_block text;
begin
  if stream is null or stream not in (
    coalesce(current_setting('app.organization_id', true), ''), coalesce(current_setting('app.user_id', true), '')
  ) then
    return;
  end if;
  select min(sequence), max(sequence) into oldest, newest
  from audit_events where stream_id = stream and sequence < below;
  -- Blocks that end before these days or begin after them are left out; of one without a note nothing is known.
  blocks := array(
    select n from generate_series(newest >> 14, oldest >> 14, -1) n where not exists (
      select from audit_blocks where stream_id = stream and block = n and (last_at < since or first_at >= until)
    ) order by n desc
  );
  newest := least(newest, (blocks[1] + 1 << 14) - 1);
  if blocks = '{}' then return; end if;

  return query execute 'select sequence from audit_events where sequence > $6 - $8 and ' || fits
    || ' order by sequence desc limit $7' using stream, word, wanted, since, until, newest, most, walked;
  get diagnostics got = row_count;
  most := most - got;
  newest := newest - walked;
  if most <= 0 or newest < oldest then return; end if;

  with sampled as materialized (
    select words, keys, actor_id, target_id from audit_events
    where stream_id = stream
      and sequence = any (array(
        select oldest + (newest - oldest) * (hashint4(nth) & 65535) / 65535 from generate_series(1, 256) nth
      ))
  ), counted as (
    select piece, audit_grams(piece) as grams, held, row_number() over (order by held, piece) as place,
      start in (min(start) over (), max(start) over ()) as outermost
    from (
      select substr(word, start, 5) as piece, start,
        (select count(*) from sampled where strpos(words, substr(word, start, 5)) > 0) as held
      from generate_series(1, greatest(length(word) - 4, 1), greatest((length(word) - 4) / 12, 1)) start
    ) as pieces
    -- Signs that have no letter in their place make no trigram, by which nothing would be found but everything.
    where audit_grams(piece) ~ '[[:alnum:]]{3}'
  ), chosen as (
    -- Those that overlap tell much the same, so the first and the last are asked for too, unless they are frequent.
    select piece, grams, held from counted where place <= 2 or (outermost and held <= 25) order by place
  )
  select
    (select count(*) <= few from sampled
      where keys @> wanted and (word is null or strpos(words, word) > 0 or word in (actor_id, target_id))),
    (select count(*) > 0 from chosen) and (
      select count(*) <= few from sampled where not exists (select from chosen where strpos(words, piece) = 0)
    ),
    coalesce((select min(held) <= few from chosen), false),
    array(
      select format('audit_grams(words) like %L', '%' || replace(replace(grams, '\', '\\'), '%', '\%') || '%') from chosen
    ),
    array(select key from unnest(wanted) key where (select count(*) <= few from sampled where keys @> array[key]))
  into rare, rare_word, rare_piece, holding, rare_keys;
  rare := rare and (rare_word or rare_keys <> '{}');
  if word ~ '^[a-z]{3}_[0-9a-z]{26}$' then
    ids := format(' or keys @> array[%L] or keys @> array[%L]', 'actor ' || word, 'target ' || word);
  end if;

  -- In a block, more than one rare piece costs more than it saves. Of what may be frequent, the index is asked only
  -- whether a block has any at all; there the newest are soon found by walking.
  in_block := format(
    'select sequence from audit_events where keys @> ($3 || ($1 || '' '' || n)) and (%s%s) and %s',
    coalesce(case when rare_piece then holding[1] else nullif(array_to_string(holding, ' and '), '') end, 'true'), ids, fits
  );
  if rare then
    in_block := in_block || ' order by sequence desc limit $7';
  else
    in_block := format('
      select walked.sequence from (%s limit 1) as held cross join lateral (
        select sequence from audit_events where sequence >= n << 14 and sequence < (n + 1) << 14 and %s
        order by sequence desc limit $7
      ) as walked', in_block, fits);
  end if;
  return query execute format('
    select sequence from (select n from unnest($8) n order by n desc limit $9) as near cross join lateral (%s) as found
    limit $7', in_block)
    using stream, word, wanted, since, until, newest, most, blocks, case when rare then nearby end;
  get diagnostics got = row_count;
  most := most - got;
  if most <= 0 or not rare or blocks[nearby] is null then return; end if;

  newest := (blocks[nearby] << 14) - 1;
  return query execute format(
    'select sequence from audit_events where (%s%s) and %s and %s order by sequence desc limit $7',
    case when rare_word then array_to_string(holding, ' and ') else 'true' end, ids,
    case
      when not rare_word then format('keys @> %L', wanted)
      when rare_keys <> '{}' then format('keys @> %L', rare_keys)
      else 'true'
    end, fits)
    using stream, word, wanted, since, until, newest, most;
end $$;
--> statement-breakpoint

-- The streams that have grown since they were last sealed, and the organizations that keep their log for a time only:
-- what the daily job goes through. It learns their names, and opens each by itself.
create function audit_streams_to_seal() returns setof text
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select stream_id from audit_heads heads
  where sequence > coalesce(
    (select max(sequence) from audit_seals seals where seals.stream_id = heads.stream_id and kind = 'end'), 0
  )
$$;
--> statement-breakpoint
create function audit_streams_to_cut() returns setof text
language sql stable security definer
set search_path = pg_catalog, public
as $$ select organization_id from audit_retentions $$;
--> statement-breakpoint
-- The one way by which events leave the log: up to a stub that is written already, in an organization that wants it,
-- and only what is older than it said, by this server's clock, and than thirty days in any case.
create function cut_audit_events(stream text, upto bigint) returns void
language plpgsql security definer
set search_path = pg_catalog, public
as $$
declare keep_days int;
begin
  select days into keep_days from audit_retentions
  where organization_id = stream and stream = current_setting('app.organization_id', true);
  if keep_days is null or not exists (
    select from audit_seals join audit_events using (stream_id, sequence, hash)
    where stream_id = stream and kind = 'cut' and sequence = upto
  ) or exists (
    select from audit_events
    where stream_id = stream and sequence <= upto and at >= now() - make_interval(days => greatest(keep_days, 30))
  ) then
    raise exception 'These events are to be kept.' using errcode = 'insufficient_privilege';
  end if;
  delete from audit_events where stream_id = stream and sequence <= upto;
end $$;
