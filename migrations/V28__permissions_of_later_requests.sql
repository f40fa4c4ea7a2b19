-- What whoever asked may do, as it was when they asked: it is carried out with that and no more.
alter table async_interaction add column permissions text;
-- They are vouched for as the other columns are.
drop trigger logged on async_interaction;
drop function log_rows_of_async_interaction();
select log_rows_of('async_interaction', '{request}', '{method, address, base, lenient, media_type, body, again, failure, answer, if_match, if_none_exist, permissions}');
