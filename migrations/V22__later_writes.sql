-- The conditions of a write that is carried out later: the version it expects (If-Match), and what must not be there (If-None-Exist).
alter table async_interaction add column if_match text;
alter table async_interaction add column if_none_exist text;
