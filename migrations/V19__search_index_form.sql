-- By what the entries of the search index were made. A server that makes them otherwise makes them all again, in portions, and notes how far it is.
create table search_index_form (
  form       text not null,    -- that all entries have
  building   text,             -- that they are being given, null when none
  after_type text collate "C", -- the last resource whose entries have that form
  after_id   text collate "C"
);
insert into search_index_form (form) values ('');
