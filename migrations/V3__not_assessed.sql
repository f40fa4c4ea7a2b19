-- One row for each ECG that was accepted and cannot be analysed, so that the same one again makes no second report.
create table not_assessed (
  repeat_key     text        collate "C" primary key check (repeat_key ~ '^[0-9a-f]{64}$'),
  received_at    timestamptz not null,
  sender         text        not null,
  payload_sha256 text        collate "C" not null references payload,
  payload_place  text        not null,
  sources        text[]      collate "C" not null,
  report_id      text        collate "C" not null
);
