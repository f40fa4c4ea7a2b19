-- Reports that were issued for the wrong patient and withdrawn; their recordings were filed under the right one. What was sent with
-- such a recording names the wrong patient for good, so that it says nothing against the right one.
create table reassignment (
  report_id  text        collate "C" primary key,
  recording  uuid        not null references recording,
  patient_id text        collate "C" not null,
  sender     text        not null,
  created_at timestamptz not null
);
create index reassignment_by_recording on reassignment (recording);
