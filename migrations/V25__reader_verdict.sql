-- What a clinician who signed, amended or rejected a report said about each thing that the machine had said of the ECG: labels for
-- those who train and judge models. Who said it and in what words stands in the Provenance of the sign-off, not here.
create table reader_verdict (
  sign_off        uuid        not null,
  number          int         not null,
  report_id       text        collate "C" not null,
  report_version  int         not null,
  made_at         timestamptz not null,
  recording       uuid        not null references recording,
  device          text        collate "C" not null,
  decision        text        not null check (decision in ('accept', 'amend', 'reject')),
  reason          text,
  item            text        not null check (item in ('report', 'statement', 'critical', 'measurement')),
  code_system     text,
  code            text,
  verdict         text        not null check (verdict in ('confirmed', 'refuted', 'missed', 'corrected')),
  machine_value   numeric,
  clinician_value numeric,
  unit            text,
  primary key (sign_off, number)
);
create index reader_verdict_by_recording on reader_verdict (recording);
select log_rows_of('reader_verdict', '{sign_off, number}', '{report_id, report_version, made_at, recording, device, decision, reason, item, code_system, code, verdict, machine_value, clinician_value, unit}');
