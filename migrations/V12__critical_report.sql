-- Reports with a critical finding, and until when they are repeated: to the contacts in their order, until somebody
-- acknowledges the report. A report that nobody is to be told of has no due_at.
create table critical_report (
  report_id       text        collate "C" primary key,
  resources       jsonb       not null,
  created_at      timestamptz not null,
  told            integer     not null default 0,
  due_at          timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  provenance_id   text        collate "C",
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check ((acknowledged_at is null) = (provenance_id is null))
);
create index critical_report_due on critical_report (due_at) where acknowledged_at is null;
