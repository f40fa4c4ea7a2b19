-- The resources that a recording came in: its Observations of one lead each, its DocumentReference, its Binary.
create table recording_part (
  recording     uuid    not null references recording,
  resource_type text    collate "C" not null,
  resource_id   text    collate "C" not null,
  ordinal       integer not null,
  primary key (recording, resource_type, resource_id)
);
create index recording_part_by_resource on recording_part (resource_type, resource_id);
