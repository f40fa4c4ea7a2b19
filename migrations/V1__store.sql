-- The store: everything that was received and everything that was made of it.
-- Bytes are zstd frames (RFC 8878). Hashes are SHA-256 in lower-case hexadecimal, of the bytes before compression.

-- The exact bytes received, each content once.
create table payload (
  sha256      text        collate "C" primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type  text        not null,
  size        bigint      not null check (size >= 0),
  content     bytea       not null,
  received_at timestamptz not null
);
alter table payload alter column content set storage external;

-- Waveform texts taken out of FHIR resources, each once.
create table waveform (
  sha256  text  collate "C" primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null
);
alter table waveform alter column content set storage external;

-- The current state of every FHIR resource, and the row to lock before it changes.
create table resource (
  resource_type text        collate "C" not null,
  resource_id   text        collate "C" not null,
  version       integer     not null check (version >= 1),
  deleted       boolean     not null,
  last_updated  timestamptz not null,
  primary key (resource_type, resource_id)
);

-- Every version of every FHIR resource, byte for byte as first encoded; a deletion has no content.
create table resource_version (
  resource_type text        collate "C" not null,
  resource_id   text        collate "C" not null,
  version       integer     not null check (version >= 1),
  last_updated  timestamptz not null,
  deleted       boolean     not null,
  sha256        text        collate "C" not null,
  content       bytea       not null,
  primary key (resource_type, resource_id, version),
  foreign key (resource_type, resource_id) references resource deferrable initially deferred
);
alter table resource_version alter column content set storage external;

-- One row for each ECG accepted. The repeat key is what makes the same ECG from the same sender one recording.
create table recording (
  id             uuid        primary key,
  repeat_key     text        collate "C" not null unique,
  received_at    timestamptz not null,
  sender         text        not null,
  format         text        not null,
  content        bytea       not null,
  content_sha256 text        collate "C" not null,
  sent_context   bytea       not null,
  payload_sha256 text        collate "C" not null references payload,
  payload_place  text        not null,
  source_type    text        collate "C" not null,
  source_id      text        collate "C" not null,
  task_id        text        collate "C" not null,
  report_id      text        collate "C"
);
alter table recording alter column content set storage external;
create index recording_by_source on recording (source_type, source_id);

-- The queue. A running job belongs to its owner until the lease ends; then anyone may claim it again.
create table analysis_job (
  recording   uuid        primary key references recording,
  state       text        not null check (state in ('waiting', 'running', 'done', 'failed')),
  attempts    integer     not null check (attempts >= 0),
  created_at  timestamptz not null,
  due_at      timestamptz not null,
  lease_owner uuid,
  finished_at timestamptz,
  failure     text,
  check ((state = 'running') = (lease_owner is not null))
);
-- For a running job due_at is the end of its lease, so that one index serves both ways to become claimable.
create index analysis_job_due on analysis_job (due_at) where state in ('waiting', 'running');
create index analysis_job_failed on analysis_job (finished_at) where state = 'failed';

-- What was done, by whom, to which resource versions. Rows are added and never changed.
create table audit_entry (
  id             uuid        primary key,
  recorded_at    timestamptz not null,
  action         text        not null,
  outcome        text        not null,
  agent          text        not null,
  resources      jsonb       not null,
  payload_sha256 text        collate "C",
  detail         text        not null
);
create function audit_entry_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'an audit entry is never changed'; end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function audit_entry_is_append_only();

-- What others are to be told.
create table outbox_message (
  id           uuid        primary key,
  created_at   timestamptz not null,
  kind         text        not null,
  resources    jsonb       not null,
  state        text        not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts     integer     not null default 0,
  due_at       timestamptz not null
);
create index outbox_message_due on outbox_message (due_at) where state = 'waiting';

-- The answer once given to (sender, Idempotency-Key), to be given again.
create table idempotency_key (
  sender         text        not null,
  key            text        not null,
  request_sha256 text        collate "C" not null,
  created_at     timestamptz not null,
  status         integer,
  location       text,
  content_type   text,
  body           bytea,
  primary key (sender, key)
);
