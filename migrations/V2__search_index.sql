-- The search index: what FHIR search looks at. It is derived from the current resource versions and can be built again from them.
-- Text is compared byte by byte (collate "C"), so that results and their order do not depend on the machine's locale.

create table search_resource (
  key           bigint generated always as identity primary key,
  resource_type text        collate "C" not null,
  resource_id   text        collate "C" not null,
  last_updated  timestamptz not null,
  unique (resource_type, resource_id)
);
create index search_resource_by_time on search_resource (resource_type, last_updated, resource_id);

-- Codes, identifiers, booleans and URIs. No system is the empty text.
create table search_token (
  resource bigint not null references search_resource on delete cascade,
  param    text   collate "C" not null,
  system   text   collate "C" not null,
  code     text   collate "C" not null
);
create index search_token_by_code on search_token (param, code, system, resource);
create index search_token_by_resource on search_token (resource, param);

-- The time that a date, an instant, a period or a timing covers: from low up to, not including, high.
create table search_date (
  resource bigint      not null references search_resource on delete cascade,
  param    text        collate "C" not null,
  low      timestamptz not null,
  high     timestamptz not null
);
create index search_date_by_low on search_date (param, low, resource);
create index search_date_by_high on search_date (param, high, resource);
create index search_date_by_resource on search_date (resource, param);

-- Literal references: either a resource of this server (type and id) or another's address.
create table search_reference (
  resource    bigint not null references search_resource on delete cascade,
  param       text   collate "C" not null,
  target_type text   collate "C" not null,
  target_id   text   collate "C" not null,
  url         text   collate "C" not null
);
create index search_reference_by_target on search_reference (target_id, target_type, param, resource);
create index search_reference_by_url on search_reference (url, param, resource) where url <> '';
create index search_reference_by_resource on search_reference (resource, param);

-- Texts: folded is without case and accents, exact is as sent.
create table search_string (
  resource bigint not null references search_resource on delete cascade,
  param    text   collate "C" not null,
  folded   text   collate "C" not null,
  exact    text   collate "C" not null
);
create index search_string_by_text on search_string (param, folded, resource);
create index search_string_by_resource on search_string (resource, param);

-- Quantities and numbers. A unit without a code stands under code, without a system.
create table search_quantity (
  resource bigint  not null references search_resource on delete cascade,
  param    text    collate "C" not null,
  value    numeric not null,
  system   text    collate "C" not null,
  code     text    collate "C" not null
);
create index search_quantity_by_value on search_quantity (param, value, resource);
create index search_quantity_by_resource on search_quantity (resource, param);
