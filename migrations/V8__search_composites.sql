-- Entries that lie in one element of a resource, in which composite search parameters look for several that belong together, have its number; what
-- lies in the resource itself has 0.
alter table search_token add column part integer not null default 0;
alter table search_date add column part integer not null default 0;
alter table search_reference add column part integer not null default 0;
alter table search_string add column part integer not null default 0;
alter table search_quantity add column part integer not null default 0;
