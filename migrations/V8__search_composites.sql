-- Entries of a composite search parameter that belong together have the same part; all others have 0.
alter table search_token add column part integer not null default 0;
alter table search_date add column part integer not null default 0;
alter table search_reference add column part integer not null default 0;
alter table search_string add column part integer not null default 0;
alter table search_quantity add column part integer not null default 0;
