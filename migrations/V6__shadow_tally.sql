-- How often models in shadow agree with the active one, added up as scores are stored, so that telling it costs the same however
-- many there are. Each pair of models has up to 64 slots: recordings of different slots do not wait for one another.
create table shadow_tally (
  active_model text        collate "C" not null,
  model        text        collate "C" not null,
  slot         integer     not null,
  scored       bigint      not null,
  failed       bigint      not null,
  first_at     timestamptz not null,
  last_at      timestamptz not null,
  primary key (active_model, model, slot)
) with (fillfactor = 50);

create table shadow_head_tally (
  active_model text    collate "C" not null,
  model        text    collate "C" not null,
  slot         integer not null,
  head         text    collate "C" not null,
  -- In how many recordings the head was compared, answers or not.
  recordings   bigint  not null,
  same         bigint  not null,
  different    bigint  not null,
  primary key (active_model, model, slot, head)
) with (fillfactor = 50);

-- Adds a score (1) or takes it away again (-1).
create function count_shadow_score(score shadow_score, way integer) returns void language plpgsql as $$
declare
  -- The last byte of an id is random.
  slot_of integer := get_byte(uuid_send(score.recording), 15) % 64;
  failures integer := case when score.failure is null then 0 else way end;
begin
  insert into shadow_tally as tally
  values (score.active_model, score.model, slot_of, way - failures, failures, score.created_at, score.created_at)
  on conflict (active_model, model, slot) do update set
    scored = tally.scored + excluded.scored,
    failed = tally.failed + excluded.failed,
    first_at = least(tally.first_at, excluded.first_at),
    last_at = greatest(tally.last_at, excluded.last_at);
  insert into shadow_head_tally as tally
  select score.active_model, score.model, slot_of, head.key, way,
         way * cast(head.value ->> 'same' as bigint), way * cast(head.value ->> 'different' as bigint)
  from jsonb_each(score.agreement) as head order by head.key
  on conflict (active_model, model, slot, head) do update set
    recordings = tally.recordings + excluded.recordings,
    same = tally.same + excluded.same,
    different = tally.different + excluded.different;
end $$;

-- An update may take a recording from one pair of models to another: the lesser pair is always first, so that two transactions
-- that do so do not wait for each other.
create function shadow_score_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform count_shadow_score(new, 1);
  elsif tg_op = 'DELETE' then
    perform count_shadow_score(old, -1);
  elsif (old.active_model, old.model) <= (new.active_model, new.model) then
    perform count_shadow_score(old, -1);
    perform count_shadow_score(new, 1);
  else
    perform count_shadow_score(new, 1);
    perform count_shadow_score(old, -1);
  end if;
  return null;
end $$;

-- Counts all that is stored, from nothing. Nobody may add to it meanwhile.
create function recount_shadow_scores() returns void language sql as $$
  delete from shadow_tally;
  delete from shadow_head_tally;
  insert into shadow_tally
  select active_model, model, get_byte(uuid_send(recording), 15) % 64,
         count(*) - count(failure), count(failure), min(created_at), max(created_at)
  from shadow_score group by 1, 2, 3;
  insert into shadow_head_tally
  select active_model, model, get_byte(uuid_send(recording), 15) % 64, head.key, count(*),
         sum(cast(head.value ->> 'same' as bigint)), sum(cast(head.value ->> 'different' as bigint))
  from shadow_score, jsonb_each(agreement) as head group by 1, 2, 3, 4;
$$;

create function shadow_scores_truncated() returns trigger language plpgsql as $$
begin
  perform recount_shadow_scores();
  return null;
end $$;

lock table shadow_score in share row exclusive mode;
select recount_shadow_scores();
create trigger shadow_score_counted after insert or update or delete on shadow_score
  for each row execute function shadow_score_changed();
create trigger shadow_scores_gone after truncate on shadow_score
  for each statement execute function shadow_scores_truncated();

drop index shadow_score_by_model;
