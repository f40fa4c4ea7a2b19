-- Requests that are answered later (Prefer: respond-async): who asked for what, and when it ended. Only who asked can follow one.
-- One that is cancelled or has expired is deleted with all that belongs to it.
create table async_request (
  id          uuid        primary key,
  requester   text        not null,
  request     text        not null,
  created_at  timestamptz not null,
  finished_at timestamptz
);
create index async_request_open on async_request (created_at) where finished_at is null;
create index async_request_finished on async_request (finished_at) where finished_at is not null;

-- The ECGs that a request wants read anew. One that was read already by the same software, model and settings keeps its report.
create table reanalysis (
  request   uuid    not null references async_request on delete cascade,
  recording uuid    not null references recording,
  made      boolean not null,
  report_id text    collate "C",
  failure   text,
  primary key (request, recording),
  check (report_id is null or failure is null)
);
create index reanalysis_open on reanalysis (recording) where report_id is null and failure is null;

-- By which software, model and settings a report was made, as one SHA-256; not known of those that were made before this column was.
alter table report_page add column made_with text collate "C";
create index report_page_by_recording on report_page (recording);

-- What is read anew waits behind what was sent just now.
alter table analysis_job add column background boolean not null default false;
drop index analysis_job_due;
create index analysis_job_due on analysis_job (background, due_at) where state in ('waiting', 'running');

-- Interactions that are carried out in the background. A running one belongs to its owner until the lease ends (due_at). Then it is
-- begun again where it leaves nothing behind before it is done, and has failed otherwise.
create table async_interaction (
  request     uuid        primary key references async_request on delete cascade,
  method      text        not null,
  address     text        not null,
  base        text        not null,
  lenient     boolean     not null,
  media_type  text        not null,
  body        bytea       not null,
  again       boolean     not null,
  state       text        not null check (state in ('waiting', 'running', 'done', 'failed')),
  attempts    integer     not null,
  due_at      timestamptz not null,
  lease_owner uuid,
  failure     text,
  answer      bytea,
  check ((state = 'running') = (lease_owner is not null)),
  check ((state = 'done') = (answer is not null)),
  check ((state = 'failed') = (failure is not null))
);
alter table async_interaction alter column body set storage external;
alter table async_interaction alter column answer set storage external;
create index async_interaction_open on async_interaction (due_at) where state in ('waiting', 'running');
