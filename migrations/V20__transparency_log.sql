-- The transparency log: every audit entry is a leaf of an append-only Merkle tree (RFC 9162). docs/audit-log.md says what it can prove.

-- What is hashed of an entry, to the byte, and the salts of its items, 16 bytes each, in their order. A salt of zeros is one that was erased.
create table log_leaf (
  id    uuid  primary key,
  data  text  collate "C" not null,
  salts bytea not null
);

-- Leaves without a position: written with the leaf, taken by the one sequencer.
create table log_waiting (
  leaf    uuid        primary key,
  hash    bytea       not null check (length(hash) = 32),
  made_at timestamptz not null
);

-- Where a leaf stands in the tree. Positions begin at 0 and have no gap.
create table log_position (
  position bigint primary key check (position >= 0),
  leaf     uuid   not null unique,
  hash     bytea  not null check (length(hash) = 32)
);

-- The full nodes above the leaves: the one over the leaves from index * 2^level on, 2^level of them.
create table log_node (
  level integer not null check (level > 0),
  index bigint  not null check (index >= 0),
  hash  bytea   not null check (length(hash) = 32),
  primary key (level, index)
);

-- These guards are against mistakes. Against somebody who may drop them stand the checkpoints outside the database.
create function log_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'the transparency log is never changed'; end $$;
create trigger log_position_append_only before update or delete on log_position
  for each row execute function log_is_append_only();
create trigger log_node_append_only before update or delete on log_node
  for each row execute function log_is_append_only();

-- Personal data can be erased from an entry and its leaf's salts, by a transaction that says so; its hash stays.
create function log_leaf_keeps_its_data() returns trigger language plpgsql as
$$ begin
  if tg_op = 'UPDATE' and new.id = old.id and new.data = old.data and coalesce(current_setting('einthoven.erasing', true), '') = 'on' then
    return new;
  end if;
  raise exception 'a leaf of the transparency log is never changed';
end $$;
create trigger log_leaf_append_only before update or delete on log_leaf
  for each row execute function log_leaf_keeps_its_data();
create or replace function audit_entry_is_append_only() returns trigger language plpgsql as
$$ begin
  if coalesce(current_setting('einthoven.erasing', true), '') = 'on' then
    if tg_op = 'DELETE' then return old; else return new; end if;
  end if;
  raise exception 'an audit entry is never changed';
end $$;

-- The entries that are there become leaves as they are found now.
with item as (
  select id, 1 as kind, 0 as n, 'agent ' || agent as text from audit_entry
  union all select id, 2, 0, 'detail ' || detail from audit_entry where detail <> ''
  union all select e.id, 3, r.n, 'version ' || (r.version ->> 'reference') || ' ' || (r.version ->> 'sha256')
    from audit_entry e, jsonb_array_elements(e.resources) with ordinality as r(version, n)
  union all select id, 4, 0, 'payload ' || payload_sha256 from audit_entry where payload_sha256 is not null
  union all select a.entry, 5, row_number() over (partition by a.entry order by (a.target_type || '/' || a.target_id) collate "C"),
      'about ' || a.target_type || '/' || a.target_id
    from audit_entity a join audit_entry e on e.id = a.entry
    where not exists (
      select from jsonb_array_elements(e.resources) as version
      where starts_with(version ->> 'reference', a.target_type || '/' || a.target_id || '/'))
), salted as materialized (
  select id, kind, n, text, uuid_send(gen_random_uuid()) as salt from item
)
insert into log_leaf (id, data, salts)
  select e.id,
    'einthoven-leaf/1' || e'\nid ' || e.id
      || e'\ntime ' || to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || e'\naction ' || e.action || e'\noutcome ' || e.outcome || e'\n'
      || string_agg('item ' || encode(sha256(s.salt || convert_to(s.text, 'UTF8')), 'hex') || e'\n', '' order by s.kind, s.n),
    string_agg(s.salt, ''::bytea order by s.kind, s.n)
  from audit_entry e join salted s on s.id = e.id
  group by e.id, e.recorded_at, e.action, e.outcome;
insert into log_waiting (leaf, hash, made_at)
  select id, sha256('\x00'::bytea || convert_to(data, 'UTF8')), now() from log_leaf;
