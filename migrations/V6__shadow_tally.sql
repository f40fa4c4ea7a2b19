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

create function shadow_score_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform count_shadow_score(old, -1);
  end if;
  if tg_op <> 'DELETE' then
    perform count_shadow_score(new, 1);
  end if;
  return null;
end $$;

-- What is stored already; nobody may add to it meanwhile.
lock table shadow_score in share row exclusive mode;
do $$
begin
  perform count_shadow_score(score, 1) from shadow_score as score;
end $$;
create trigger shadow_score_counted after insert or update or delete on shadow_score
  for each row execute function shadow_score_changed();

drop index shadow_score_by_model;
