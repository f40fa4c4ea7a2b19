package org.einthoven.server.api;

import java.util.List;

/** Rows of what is rare, as the server writes them. */
final class FilledTables {

  private static final String ID = "'11111111-1111-1111-1111-111111111111'";

  static final List<String> STATEMENTS =
      List.of(
          "insert into recording_part select id, 'Binary', 'part', 0 from recording limit 1",
          "insert into not_assessed select repeat('1', 64), now(), 'sender', sha256, 'body',"
              + " '{source}', 'report' from payload limit 1",
          "insert into reassignment select 'report', id, 'patient', 'sender', now()"
              + " from recording limit 1",
          "insert into reading_basis values ('hash', 'content', now())",
          "insert into reader_verdict select "
              + ID
              + ", 0, 'report', 1, now(), id, 'device', 'reject', null, 'report', null, null,"
              + " 'refuted', null, null, null from recording limit 1",
          "insert into shadow_score select id, 'dfnet/9', 'w', 'm', 'dfnet/8', 'w', 1, now(),"
              + " '{\"beat\":[]}', '{\"beat\":{\"same\":3,\"different\":1}}', null"
              + " from recording limit 1",
          "insert into async_request values (" + ID + ", 'requester', 'request', now(), now())",
          "insert into reanalysis select " + ID + ", id, false, null, 'why' from recording limit 1",
          "insert into async_interaction values ("
              + ID
              + ", 'GET', 'address', 'base', false, 'type', '\\x01', true, 'done', 1, now(), null,"
              + " null, '\\x02')",
          "insert into export_job values ("
              + ID
              + ", 'requester', 'request', false, '{Patient}', null, 'done', 1, now(), now(), null,"
              + " 1, now(), now(), null)",
          "insert into export_file values (" + ID + ", 'file', 'Patient', false, 1)",
          "insert into export_piece values (" + ID + ", 'file', 0, '\\x01')",
          "insert into receiver (id, kind, status, listening, endpoint, content, headers,"
              + " contact_order, created_at) values ('receiver', 'rest-hook', 'off', false,"
              + " 'https://example.org', 'empty', '{}', 0, now())",
          "insert into delivery (id, receiver, kind, event_number, occurred_at, resources, state,"
              + " created_at, due_at, finished_at) values ("
              + ID
              + ", 'receiver', 'event', 1, now(), '[]', 'sent', now(), now(), now())",
          "insert into critical_report values ('report', '[]', now(), 0, null, now(), 'who',"
              + " 'provenance')",
          "insert into cds_card values (" + ID + ", now(), 'hook', 'instance', 'info', 'report')",
          "insert into cds_feedback values ("
              + ID
              + ", "
              + ID
              + ", now(), 'accepted', now(), null, null, null)",
          "insert into outbox_message (id, created_at, kind, resources, due_at) values ("
              + ID
              + ", now(), 'kind', '[]', now())");

  private FilledTables() {}
}
