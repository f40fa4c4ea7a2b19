package org.einthoven.server.api;

import java.util.List;

/**
 * How a table is tampered with by somebody who may do everything in the database.
 *
 * @param table which
 * @param changed what a row is changed to, as JSON of some columns
 * @param added what tells an added row from the one it is copied from, as JSON of some columns
 * @param names of tables, one of which a finding has to name
 */
record Tampering(String table, String changed, String added, List<String> names) {

  static final List<Tampering> ALL =
      List.of(
          of("analysis_job", "{'failure':'tampered'}", "{'recording':'UUID'}"),
          of("async_interaction", "{'address':'tampered'}", "{'request':'UUID'}"),
          of("async_request", "{'requester':'tampered'}", "{'id':'UUID'}"),
          of("audit_code", "{'display':'tampered'}", "{'code':'tampered'}"),
          of("audit_entity", "{'target_id':'tampered'}", "{'target_id':'tampered'}"),
          of("audit_entry", "{'agent':'tampered'}", "{'id':'UUID'}"),
          of("cds_card", "{'report':'tampered'}", "{'id':'UUID'}"),
          of("cds_feedback", "{'received_at':'1999-01-01T00:00:00Z'}", "{'id':'UUID'}"),
          of("critical_report", "{'acknowledged_by':'tampered'}", "{'report_id':'tampered'}"),
          of("delivery", "{'event_number':77}", "{'id':'UUID'}"),
          of("export_file", "{'resources':77}", "{'name':'tampered'}"),
          of("export_job", "{'requester':'tampered'}", "{'id':'UUID'}"),
          of("export_piece", "{'content':'\\\\x77'}", "{'ordinal':77}"),
          of("flyway_schema_history", "{'checksum':77}", "{'installed_rank':77,'version':'18'}"),
          of("idempotency_key", "{'location':'tampered'}", "{'key':'tampered'}"),
          of("log_leaf", "{'data':'tampered'}", "{'id':'UUID'}"),
          of("log_node", "{'hash':'\\\\xHASH'}", "{'level':40}"),
          of("log_position", "{'hash':'\\\\xHASH'}", "{'position':100000,'leaf':'UUID'}"),
          of("log_row", "{'digest':'tampered'}", "{'id':100000,'item':5000}"),
          of(
              "log_waiting",
              "{'hash':'\\\\xHASH'}",
              "{'leaf':'UUID'}",
              "log_waiting",
              "log_leaf",
              "log_position"),
          of("not_assessed", "{'report_id':'tampered'}", "{'repeat_key':'HASH'}"),
          of("outbox_message", "{'kind':'tampered'}", "{'id':'UUID'}"),
          of("payload", "{'content':'\\\\x77'}", "{'sha256':'HASH'}"),
          of("reader_verdict", "{'verdict':'missed'}", "{'sign_off':'UUID'}"),
          of("reading_basis", "{'content':'tampered'}", "{'sha256':'tampered'}"),
          of("reanalysis", "{'failure':'tampered'}", "{'recording':'UUID'}"),
          of("reassignment", "{'patient_id':'tampered'}", "{'report_id':'tampered'}"),
          of("receiver", "{'endpoint':'tampered'}", "{'id':'tampered'}"),
          of("recording", "{'content':'\\\\x77'}", "{'id':'UUID','repeat_key':'HASH'}"),
          of("recording_part", "{'ordinal':77}", "{'resource_id':'tampered'}"),
          of("report_page", "{'content':'\\\\x77'}", "{'report_id':'tampered'}"),
          of("resource", "{'version':77}", "{'resource_id':'tampered'}"),
          of("resource_version", "{'content':'\\\\x77'}", "{'version':77}"),
          of("search_date", "{'low':'1999-01-01T00:00:00Z'}", "{'low':'1999-01-01T00:00:00Z'}"),
          of("search_index_form", "{'form':'tampered'}", "{'form':'tampered'}"),
          of("search_quantity", "{'value':77}", "{'value':77}"),
          of("search_reference", "{'target_id':'tampered'}", "{'target_id':'tampered'}"),
          of(
              "search_resource",
              "{'last_updated':'1999-01-01T00:00:00Z'}",
              "{'key':100000,'resource_id':'tampered'}"),
          of("search_string", "{'exact':'tampered'}", "{'exact':'tampered'}"),
          of("search_token", "{'code':'tampered'}", "{'code':'tampered'}"),
          of("shadow_head_tally", "{'same':77}", "{'head':'tampered'}"),
          of("shadow_score", "{'scores':{'tampered':1}}", "{'model':'tampered'}"),
          of("shadow_tally", "{'scored':77}", "{'model':'tampered'}"),
          of("waveform", "{'content':'\\\\x77'}", "{'sha256':'HASH'}"));

  private static Tampering of(String table, String changed, String added, String... names) {
    return new Tampering(
        table, json(changed), json(added), names.length == 0 ? List.of(table) : List.of(names));
  }

  private static String json(String text) {
    return text.replace('\'', '"')
        .replace("UUID", "77777777-7777-7777-7777-777777777777")
        .replace("HASH", "7".repeat(64));
  }

  /** The statement that does it, to the first row of the table. */
  String sql(Kind kind) {
    String first = "(select ctid from " + table + " x order by x::text limit 1)";
    return switch (kind) {
      case CHANGED ->
          "with gone as (delete from "
              + table
              + " where ctid = "
              + first
              + " returning *) insert into "
              + table
              + " overriding system value select (jsonb_populate_record(null::"
              + table
              + ", to_jsonb(g) || '"
              + changed
              + "')).* from gone g";
      case REMOVED -> "delete from " + table + " where ctid = " + first;
      case ADDED ->
          "insert into "
              + table
              + " overriding system value select (jsonb_populate_record(null::"
              + table
              + ", to_jsonb(x) || '"
              + added
              + "')).* from "
              + table
              + " x where ctid = "
              + first;
    };
  }

  /** What is done to a row. */
  enum Kind {
    CHANGED,
    REMOVED,
    ADDED
  }
}
