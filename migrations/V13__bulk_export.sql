-- Bulk exports: what was asked, by whom, and how far it is. A running one belongs to its owner until the lease ends (due_at);
-- then anyone may begin it again. One that is cancelled or has expired is deleted with its files.
create table export_job (
  id               uuid        primary key,
  requester        text        not null,
  request          text        not null,
  patients         boolean     not null,
  types            text[]      collate "C" not null,
  since            timestamptz,
  state            text        not null check (state in ('waiting', 'running', 'done', 'failed')),
  attempts         integer     not null,
  created_at       timestamptz not null,
  due_at           timestamptz not null,
  lease_owner      uuid,
  written          bigint      not null,
  transaction_time timestamptz,
  finished_at      timestamptz,
  failure          text,
  check ((state = 'running') = (lease_owner is not null)),
  check ((state in ('done', 'failed')) = (finished_at is not null)),
  check ((state = 'failed') = (failure is not null))
);
create index export_job_open on export_job (due_at) where state in ('waiting', 'running');
create index export_job_finished on export_job (finished_at) where state in ('done', 'failed');

create table export_file (
  job           uuid   not null references export_job on delete cascade,
  name          text   collate "C" not null,
  resource_type text   collate "C" not null,
  deleted       boolean not null,
  resources     bigint not null,
  primary key (job, name)
);

-- A file as one gzip stream, cut into pieces.
create table export_piece (
  job     uuid    not null,
  name    text    collate "C" not null,
  ordinal integer not null,
  content bytea   not null,
  primary key (job, name, ordinal),
  foreign key (job, name) references export_file on delete cascade
);
alter table export_piece alter column content set storage external;
