-- The conditions of a write that is carried out later: the version it expects (If-Match), and what must not be there (If-None-Exist).
alter table async_interaction add column if_match text;
alter table async_interaction add column if_none_exist text;
-- They are vouched for as the other columns are.
drop trigger logged on async_interaction;
drop function log_rows_of_async_interaction();
select log_rows_of('async_interaction', '{request}', '{method, address, base, lenient, media_type, body, again, failure, answer, if_match, if_none_exist}');
