-- What is in the tables beside the FHIR resources is vouched for by the transparency log too: a trigger notes each row that is added, changed or
-- deleted, with a digest of it, in the same transaction; the sequencer makes leaves of these notes, many to a leaf. A column that changes while
-- work is under way (who has a lease, when something is due) is left out, and a change of such columns alone is not noted.
create table log_row (
  id         bigint      generated always as identity primary key,
  made_at    timestamptz not null default now(),
  operation  text        collate "C" not null check (operation in ('insert', 'update', 'delete')),
  table_name text        collate "C" not null,
  row_key    text        collate "C" not null,
  digest     text        collate "C" not null,
  salt       bytea       not null default uuid_send(gen_random_uuid()),
  leaf       uuid,
  item       integer,
  check ((leaf is null) = (item is null))
);
create index log_row_waiting on log_row (id) where leaf is null;
create index log_row_by_leaf on log_row (leaf, item);
create index log_row_by_row on log_row (table_name, row_key, id);

create function log_row_is_append_only() returns trigger language plpgsql as
$$ begin
  if tg_op = 'UPDATE' and old.leaf is null and new.leaf is not null then
    return new;
  elsif tg_op = 'DELETE' and coalesce(current_setting('einthoven.erasing', true), '') = 'on' then
    return old;
  end if;
  raise exception 'a note of the transparency log is never changed';
end $$;
create trigger log_row_append_only before update or delete on log_row
  for each row execute function log_row_is_append_only();

-- SQL for the text of a row's columns. What checks the database builds the same by itself (LoggedTable).
create function log_row_text(of regclass, row_name text, columns text[]) returns text language sql as
$$ select 'array[' || string_agg(
      case t.typname
        when 'timestamptz' then format('to_char(%s.%I at time zone ''UTC'', ''YYYY-MM-DD HH24:MI:SS.US'')', row_name, c.name)
        when 'bytea' then format('encode(sha256(%s.%I), ''hex'')', row_name, c.name)
        else format('%s.%I::text', row_name, c.name)
      end, ', ' order by c.n) || ']::text[]'
  from unnest(columns) with ordinality as c(name, n)
  join pg_attribute a on a.attrelid = of and a.attname = c.name
  join pg_type t on t.oid = a.atttypid $$;

-- Has the rows of a table noted from now on, and notes those that are there.
create function log_rows_of(of regclass, key text[], columns text[]) returns void language plpgsql as
$$
declare
  digest text := 'encode(sha256(convert_to((%s)::text, ''UTF8'')), ''hex'')';
  -- One column as it is; several as the text of an array.
  key_of text := case when cardinality(key) = 1 then '(%s)[1]' else '(%s)::text' end;
begin
  execute format(
    'create function %I() returns trigger language plpgsql as $body$
     declare
       was text;
       now_is text := '''';
     begin
       if tg_op = ''UPDATE'' then was := %s; end if;
       if tg_op <> ''DELETE'' then now_is := %s; end if;
       if was is distinct from now_is or %s <> %s then
         insert into log_row (operation, table_name, row_key, digest)
           values (lower(tg_op), %L, %s, now_is);
       end if;
       return null;
     end $body$',
    'log_rows_of_' || of::text,
    format(digest, log_row_text(of, 'old', key || columns)),
    format(digest, log_row_text(of, 'new', key || columns)),
    format(key_of, log_row_text(of, 'old', key)),
    format(key_of, log_row_text(of, 'new', key)),
    of::text,
    format('case when tg_op = ''DELETE'' then %s else %s end', format(key_of, log_row_text(of, 'old', key)), format(key_of, log_row_text(of, 'new', key))));
  execute format('create trigger logged after insert or update or delete on %s for each row execute function %I()', of, 'log_rows_of_' || of::text);
  execute format('insert into log_row (operation, table_name, row_key, digest) select ''insert'', %L, %s, %s from %s r',
    of::text, format(key_of, log_row_text(of, 'r', key)), format(digest, log_row_text(of, 'r', key || columns)), of);
end $$;

select log_rows_of('payload', '{sha256}', '{media_type, size, received_at}');
select log_rows_of('waveform', '{sha256}', '{}');
select log_rows_of('recording', '{id}', '{repeat_key, received_at, sender, format, content_sha256, sent_context, payload_sha256, payload_place, source_type, source_id, task_id, report_id}');
select log_rows_of('recording_part', '{recording, resource_type, resource_id}', '{ordinal}');
select log_rows_of('analysis_job', '{recording}', '{created_at, finished_at, failure}');
select log_rows_of('not_assessed', '{repeat_key}', '{received_at, sender, payload_sha256, payload_place, sources, report_id}');
select log_rows_of('report_page', '{report_id}', '{recording, content, made_with}');
select log_rows_of('reassignment', '{report_id}', '{recording, patient_id, sender, created_at}');
select log_rows_of('reanalysis', '{request, recording}', '{made, report_id, failure}');
select log_rows_of('shadow_score', '{recording, model, weights_sha256}', '{manifest_sha256, active_model, active_weights_sha256, attempt, created_at, scores, agreement, failure}');
select log_rows_of('idempotency_key', '{sender, key}', '{request_sha256, created_at, status, location, content_type, body}');
select log_rows_of('async_request', '{id}', '{requester, request, created_at, finished_at}');
select log_rows_of('async_interaction', '{request}', '{method, address, base, lenient, media_type, body, again, failure, answer}');
select log_rows_of('export_job', '{id}', '{requester, request, patients, types, since, created_at, transaction_time, finished_at, failure}');
select log_rows_of('export_file', '{job, name}', '{resource_type, deleted, resources}');
select log_rows_of('export_piece', '{job, name, ordinal}', '{content}');
select log_rows_of('outbox_message', '{id}', '{created_at, kind, resources}');
select log_rows_of('receiver', '{id}', '{kind, status, listening, topic, resource_type, criteria, endpoint, content, headers, secret, contact_order, heartbeat_seconds, ends_at, created_at}');
select log_rows_of('delivery', '{id}', '{receiver, kind, event_number, occurred_at, resources, created_at, finished_at}');
select log_rows_of('critical_report', '{report_id}', '{resources, created_at, acknowledged_at, acknowledged_by, provenance_id}');
select log_rows_of('cds_card', '{id}', '{created_at, hook, hook_instance, indicator, report}');
select log_rows_of('cds_feedback', '{id}', '{card, received_at, outcome, outcome_at, override_system, override_code, user_comment}');
