-- What changed last, of one type and of all, for the history of a type and of the whole server.
create index resource_version_by_time on resource_version (last_updated, resource_type, resource_id, version);
create index resource_version_by_type_and_time on resource_version (resource_type, last_updated, resource_id, version);
