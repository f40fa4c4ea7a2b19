-- The audit trail as FHIR AuditEvents. They are told from the entries when they are read, so that a write pays for its entry and no more; the
-- views have the columns of the search index's tables, so that the same searches run over both.

alter table audit_entry add column agent_folded text;

-- What an entry is about: the resources and the patients whom they belong to, each once. Written with the entry by one statement, so that no
-- foreign key has to be checked.
create table audit_entity (
  entry       uuid not null,
  target_type text collate "C" not null,
  target_id   text collate "C" not null,
  primary key (entry, target_type, target_id)
);
create index audit_entity_by_target on audit_entity (target_id, target_type, entry);

-- Of the entries that are there: whom their resources belong to now.
insert into audit_entity
  select a.id, split_part(r ->> 'reference', '/', 1), split_part(r ->> 'reference', '/', 2)
  from audit_entry a, jsonb_array_elements(a.resources) r
  on conflict do nothing;
insert into audit_entity
  select a.entry, e.target_type, e.target_id
  from audit_entity a
  join search_resource r on r.resource_type = a.target_type and r.resource_id = a.target_id
  join search_reference e on e.resource = r.key and e.param = 'patient' and e.target_type = 'Patient'
  on conflict do nothing;

create trigger audit_entity_append_only before update or delete on audit_entity
  for each row execute function audit_entry_is_append_only();

create index audit_entry_by_time on audit_entry (recorded_at, (id::text collate "C"));
create index audit_entry_by_id on audit_entry ((id::text collate "C"));
create index audit_entry_by_action on audit_entry (action);
create index audit_entry_by_agent on audit_entry (agent);
create index audit_entry_by_failure on audit_entry (recorded_at) where outcome = 'failure';
create index audit_entry_by_payload on audit_entry using hash (payload_sha256) where payload_sha256 is not null;

-- The codes that an action has in an AuditEvent, by search parameter. The server fills it when it starts.
create table audit_code (
  action  text not null,
  param   text not null,
  system  text not null,
  code    text not null,
  display text not null,
  folded  text not null,
  primary key (action, param, system, code)
);

create view audit_event_resource as
  select id as key, 'AuditEvent'::text collate "C" as resource_type, id::text collate "C" as resource_id, recorded_at as last_updated
  from audit_entry;

create view audit_event_token as
  select e.id as resource, 'type'::text as param, c.system, c.code, 0 as part
    from audit_entry e join audit_code c on c.action = e.action and c.param = 'type'
  union all select e.id, 'subtype', c.system, c.code, 0
    from audit_entry e join audit_code c on c.action = e.action and c.param = 'subtype'
  union all select e.id, 'action', c.system, c.code, 0
    from audit_entry e join audit_code c on c.action = e.action and c.param = 'action'
  union all select id, 'outcome', 'http://hl7.org/fhir/audit-event-outcome', '0', 0 from audit_entry where outcome = 'success'
  union all select id, 'outcome', 'http://hl7.org/fhir/audit-event-outcome', '8', 0 from audit_entry where outcome = 'failure'
  union all select id, 'agent:identifier', 'https://einthoven.org/fhir/NamingSystem/sender', agent, 0 from audit_entry
  union all select id, 'source:identifier', 'https://einthoven.org/fhir/NamingSystem/sender', 'einthoven', 0 from audit_entry
  union all select id, 'entity:identifier', 'https://einthoven.org/fhir/NamingSystem/sha-256', payload_sha256, 0
    from audit_entry where payload_sha256 is not null
  union all select id, 'entity-type', 'http://terminology.hl7.org/CodeSystem/audit-entity-type', '2', 0
    from audit_entry where resources <> '[]'
  union all select entry, 'entity-type', 'http://terminology.hl7.org/CodeSystem/audit-entity-type', '1', 0
    from audit_entity where target_type = 'Patient'
  union all select id, 'entity-type', 'http://terminology.hl7.org/CodeSystem/audit-entity-type', '4', 0
    from audit_entry where payload_sha256 is not null
  union all select id, 'entity-role', 'http://terminology.hl7.org/CodeSystem/object-role', '4', 0
    from audit_entry where resources <> '[]'
  union all select entry, 'entity-role', 'http://terminology.hl7.org/CodeSystem/object-role', '1', 0
    from audit_entity where target_type = 'Patient';

create view audit_event_date as
  select id as resource, 'date'::text as param, recorded_at as low, recorded_at + interval '1 millisecond' as high, 0 as part from audit_entry;

create view audit_event_reference as
  select entry as resource, 'entity'::text as param, target_type, target_id, ''::text as url, 0 as part from audit_entity
  union all select entry, 'patient', target_type, target_id, '', 0 from audit_entity where target_type = 'Patient';

create view audit_event_string as
  select id as resource, 'agent-name'::text as param, coalesce(agent_folded, lower(agent)) as folded, agent as exact, 0 as part from audit_entry
  union all select e.id, 'type:text', c.folded, c.display, 0
    from audit_entry e join audit_code c on c.action = e.action and c.param = 'type'
  union all select e.id, 'subtype:text', c.folded, c.display, 0
    from audit_entry e join audit_code c on c.action = e.action and c.param = 'subtype';

create view audit_event_quantity as
  select id as resource, ''::text as param, 0::numeric as value, ''::text as system, ''::text as code, 0 as part from audit_entry where false;
