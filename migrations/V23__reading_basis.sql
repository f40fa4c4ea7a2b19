-- What readings rest on besides the recording: release, platform, model and settings, as JSON. The Provenance of a report names its
-- hash, so that the report can be made again after the configuration has changed.
create table reading_basis (
  sha256     text        collate "C" primary key,
  content    text        not null,
  created_at timestamptz not null
);
select log_rows_of('reading_basis', '{sha256}', '{content, created_at}');
