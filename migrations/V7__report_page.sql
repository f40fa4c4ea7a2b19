-- What the page of a report says beside the tracing, as JSON in one zstd frame: the words, the marks of beats and waves.
-- The page is drawn of it and of the recording when somebody asks.
create table report_page (
  report_id text  collate "C" primary key,
  recording uuid  not null references recording,
  content   bytea not null
);
alter table report_page alter column content set storage external;
