-- What an event is found by: the part of its stream in which it lies, who did it, to what, what it was about and how it
-- ended; and the three that lists are narrowed by in one key, since asking the index for each would take far longer.
create function audit_keys(stream_id text, sequence bigint, actor_id text, target_id text, action text, outcome text)
returns text[]
language sql immutable parallel safe
as $$
  select array_remove(array[
    stream_id || ' block ' || (sequence >> 14), stream_id || ' stretch ' || (sequence >> 18),
    stream_id || ' actor ' || actor_id, stream_id || ' target ' || target_id,
    stream_id || ' group ' || split_part(action, '.', 1), stream_id || ' outcome ' || outcome,
    stream_id || ' actor ' || actor_id || ' group ' || split_part(action, '.', 1),
    stream_id || ' actor ' || actor_id || ' outcome ' || outcome,
    stream_id || ' group ' || split_part(action, '.', 1) || ' outcome ' || outcome,
    stream_id || ' actor ' || actor_id || ' group ' || split_part(action, '.', 1) || ' outcome ' || outcome
  ], null)
$$;
--> statement-breakpoint
DROP INDEX "audit_events_search_idx";--> statement-breakpoint
ALTER TABLE "audit_events" DROP COLUMN "keys";--> statement-breakpoint
CREATE INDEX "audit_events_search_idx" ON "audit_events" USING gin (audit_keys("stream_id", "sequence", "actor_id", "target_id", "action", "outcome"),audit_grams("words") gin_trgm_ops) WITH (fastupdate=false);--> statement-breakpoint
drop function search_audit_events(text, text, text[], timestamptz, timestamptz, bigint, int);
--> statement-breakpoint
-- The newest `most` events of a stream below a sequence that hold a word (in lower case), by an actor, on a target, of a
-- group and with an outcome; null asks for any. What is frequent is found by walking back from the end, what is rare by
-- the index, and what was frequent long ago by asking which stretch, then which block of it, has any at all. A sample
-- tells which it is, and which pieces of the word are rarest: to ask the index for one that stands in every row only costs
-- it time. A word without three letters or digits in a row is in no index, so that it is looked for in the newest only:
-- then a last row that does not fit says from which event on all were looked at.
create function search_audit_events(
  stream text, word text, by_actor text, to_target text, of_group text, with_outcome text,
  since timestamptz, until timestamptz, below bigint, most int
) returns table (event bigint, fits boolean)
language plpgsql stable security definer
set search_path = pg_catalog, public
set enable_seqscan = off
set jit = off
as $$
declare
  walked int := 1000;
  few constant int := 1;
  many constant int := 25;
  -- What the row itself is asked in each way.
  fitting constant text := 'stream_id = $1 and ($2 is null or strpos(words, $2) > 0 or $2 in (actor_id, target_id))
    and ($3 is null or actor_id = $3) and ($4 is null or target_id = $4)
    and ($5 is null or split_part(action, ''.'', 1) = $5) and ($6 is null or outcome = $6)
    and ($7 is null or at >= $7) and ($8 is null or at < $8) and sequence <= $9';
  walk constant text := 'select sequence from audit_events
    where sequence >= block << 14 and sequence < (block + 1) << 14 and ' || fitting || ' order by sequence desc limit $10';
  asked constant text := 'audit_keys(stream_id, sequence, actor_id, target_id, action, outcome) @> ';
  newest bigint;
  oldest bigint;
  blocks bigint[];
  parts bigint[];
  part text := ' stretch ';
  shift int := 18;
  got int;
  hits int;
  key_hits int;
  piece_hits int;
  newest_hit bigint;
  pieces text[];
  keys text[];
  ids text := '';
  found_by text;
  indexed text;
  at_once boolean;
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
  if blocks = '{}' then return; end if;
  newest := least(newest, (blocks[1] + 1 << 14) - 1);
  oldest := greatest(oldest, blocks[cardinality(blocks)] << 14);
  if audit_grams(word) !~ '[[:alnum:]]{3}' then walked := 20000; end if;

  return query execute 'select sequence, true from audit_events where sequence > $9 - $11 and ' || fitting
    || ' order by sequence desc limit $10'
    using stream, word, by_actor, to_target, of_group, with_outcome, since, until, newest, most, walked;
  get diagnostics got = row_count;
  most := most - got;
  newest := newest - walked;
  if most <= 0 or newest < oldest then return; end if;

  if coalesce(word, by_actor, to_target, of_group, with_outcome) is null then
    return query execute 'select sequence, true from unnest($11) block cross join lateral (' || walk || ') as found limit $10'
      using stream, word, by_actor, to_target, of_group, with_outcome, since, until, newest, most, blocks;
    return;
  end if;

  with sampled as materialized (
    select sequence, words, word in (actor_id, target_id) as named,
      (by_actor is null or actor_id = by_actor) and (to_target is null or target_id = to_target)
        and (of_group is null or split_part(action, '.', 1) = of_group)
        and (with_outcome is null or outcome = with_outcome) as kept
    from audit_events
    where stream_id = stream
      and sequence = any (array(
        select oldest + (newest - oldest) * (hashint4(nth) & 65535) / 65535 from generate_series(1, 256) nth
      ))
  ), counted as (
    select start, grams, (select count(*) from sampled where strpos(words, substr(word, start, 5)) > 0) as held
    from (
      select start, audit_grams(substr(word, start, 5)) as grams
      from generate_series(1, greatest(length(word) - 4, 1), greatest((length(word) - 4) / 12, 1)) start
    ) as piece
    -- Signs that have no letter in their place make no trigram, by which nothing would be found but everything.
    where grams ~ '[[:alnum:]]{3}'
  ), rarest as (
    select * from counted order by held, start limit 1
  ), chosen as (
    -- Pieces that overlap tell much the same, and what is frequent tells little.
    select grams from rarest
    union all (
      select counted.grams from counted, rarest
      where abs(counted.start - rarest.start) > 3 and counted.held <= many order by counted.held, counted.start limit 1
    )
  ), fit as (
    select sequence from sampled where kept and (word is null or strpos(words, word) > 0 or named)
  )
  select
    (select count(*) from fit), (select max(sequence) from fit), (select count(*) from sampled where kept),
    (select held from rarest),
    array(
      select format('audit_grams(words) like %L', '%' || replace(replace(grams, '\', '\\'), '%', '\%') || '%') from chosen
    )
  into hits, newest_hit, key_hits, piece_hits, pieces;

  -- One key says actor, group and outcome together. It is asked for where it narrows.
  keys := array_remove(array[
    nullif(stream || coalesce(' actor ' || by_actor, '') || coalesce(' group ' || of_group, '')
      || coalesce(' outcome ' || with_outcome, ''), stream),
    stream || ' target ' || to_target
  ], null);
  if word ~ '^[a-z]{3}_[0-9a-z]{26}$' then
    ids := format(
      ' or %1$s array[%2$L] or %1$s array[%3$L]', asked, stream || ' actor ' || word, stream || ' target ' || word
    );
  end if;
  parts := array(select distinct n >> 4 from unnest(blocks) n order by 1 desc);
  if cardinality(blocks) < 32 then
    part := ' block ';
    shift := 14;
    parts := blocks;
  end if;
  if word is not null and pieces = '{}' then
    if keys = '{}' or key_hits > few then
      return query select newest + 1, false;
      return;
    end if;
    parts := parts[:6];
  end if;
  if key_hits > many and pieces <> '{}' then keys := '{}'; end if;
  found_by := case when pieces = '{}' then '' else format('(%s%s) and ', array_to_string(pieces, ' and '), ids) end;
  indexed := asked || '(array[$1 || %L || %s] || $11) and ' || replace(found_by, '%', '%%') || fitting;
  if keys <> '{}' then found_by := asked || '$11 and ' || found_by; end if;
  if hits <= few then
    -- The newest may be near. The rest is asked for at once, unless that goes through what is frequent or other streams'.
    at_once := cardinality(parts) > 2 and coalesce(piece_hits <= many, word is null) and (
      keys <> '{}'
      or newest - oldest > (select reltuples / 2 from pg_class where oid = 'audit_events'::regclass)
    );
    if at_once then parts := parts[:2]; end if;
    return query execute 'select sequence, true from unnest($12) n cross join lateral (
        select sequence from audit_events where ' || format(indexed, part, 'n') || ' order by sequence desc limit $10
      ) as found limit $10'
      using stream, word, by_actor, to_target, of_group, with_outcome, since, until, newest, most, keys, parts;
    get diagnostics got = row_count;
    if at_once and got < most then
      return query execute 'select sequence, true from audit_events where ' || found_by || fitting
        || ' order by sequence desc limit $10'
        using stream, word, by_actor, to_target, of_group, with_outcome, since, until,
          least(newest, (parts[2] << shift) - 1), most - got, keys;
    end if;
  else
    -- Down to the newest of the sample that fits there are few or none, and whole stretches are passed over at once. The
    -- offsets keep the order of the steps.
    return query execute '
      select walked.sequence, true from (
        select block from (
          select n from unnest($12) n cross join lateral (
            select 1 where n <= $15
            union all (select 1 from audit_events where n > $15 and ' || format(indexed, part, 'n') || ' limit 1)
          ) as held offset 0
        ) as parts
        cross join lateral (select block from unnest($13) block where block >> $14 = n offset 0) as inside
        cross join lateral (
          select from audit_events where ' || format(indexed, ' block ', 'block') || ' limit 1
        ) as here offset 0
      ) as blocks cross join lateral (' || walk || ') as walked limit $10'
      using stream, word, by_actor, to_target, of_group, with_outcome, since, until, newest, most, keys, parts, blocks,
        shift - 14, newest_hit >> shift;
  end if;
  get diagnostics got = row_count;
  if word is not null and pieces = '{}' and got < most and parts[cardinality(parts)] << shift > oldest then
    return query select parts[cardinality(parts)] << shift, false;
  end if;
end $$;
