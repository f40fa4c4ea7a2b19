package org.einthoven.server.audit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables whose rows are noted by a trigger, with the columns that stand in the digest, as the
 * migrations have it ({@code log_rows_of}). It is said here again so that a check does not ask the
 * database what to check.
 */
enum LoggedTable {
  PAYLOAD("sha256", "media_type size received_at"),
  WAVEFORM("sha256", ""),
  RECORDING(
      "id",
      "repeat_key received_at sender format content_sha256 sent_context payload_sha256"
          + " payload_place source_type source_id task_id report_id"),
  RECORDING_PART("recording resource_type resource_id", "ordinal"),
  ANALYSIS_JOB("recording", "created_at finished_at failure"),
  NOT_ASSESSED("repeat_key", "received_at sender payload_sha256 payload_place sources report_id"),
  REPORT_PAGE("report_id", "recording content made_with"),
  READING_BASIS("sha256", "content created_at"),
  READER_VERDICT(
      "sign_off number",
      "report_id report_version made_at recording device decision reason item code_system code"
          + " verdict machine_value clinician_value unit"),
  REASSIGNMENT("report_id", "recording patient_id sender created_at"),
  REANALYSIS("request recording", "made report_id failure"),
  SHADOW_SCORE(
      "recording model weights_sha256",
      "manifest_sha256 active_model active_weights_sha256 attempt created_at scores agreement"
          + " failure"),
  IDEMPOTENCY_KEY("sender key", "request_sha256 created_at status location content_type body"),
  ASYNC_REQUEST("id", "requester request created_at finished_at"),
  ASYNC_INTERACTION(
      "request",
      "method address base lenient media_type body again failure answer if_match if_none_exist"
          + " permissions"),
  EXPORT_JOB(
      "id",
      "requester request patients types since created_at transaction_time finished_at failure"),
  EXPORT_FILE("job name", "resource_type deleted resources"),
  EXPORT_PIECE("job name ordinal", "content"),
  OUTBOX_MESSAGE("id", "created_at kind resources"),
  RECEIVER(
      "id",
      "kind status listening topic resource_type criteria endpoint content headers secret"
          + " contact_order heartbeat_seconds ends_at created_at"),
  DELIVERY("id", "receiver kind event_number occurred_at resources created_at finished_at"),
  CRITICAL_REPORT(
      "report_id", "resources created_at acknowledged_at acknowledged_by provenance_id"),
  CDS_CARD("id", "created_at hook hook_instance indicator report"),
  CDS_FEEDBACK(
      "id", "card received_at outcome outcome_at override_system override_code user_comment");

  private final String key;
  private final String columns;

  LoggedTable(String key, String columns) {
    this.key = key;
    this.columns = columns;
  }

  private List<String> key() {
    return List.of(key.split(" ", -1));
  }

  private List<String> digested() {
    List<String> all = new ArrayList<>(key());
    if (!columns.isEmpty()) {
      all.addAll(List.of(columns.split(" ", -1)));
    }
    return all;
  }

  /** Its name in the database. */
  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Selects the rows that are not as the last note of them says: the key, and whether the row is
   * there, whether a note is there, and whether that one says that the row was deleted. One
   * statement sees a row together with its note.
   *
   * @param types of the columns, by their name
   */
  String differences(Map<String, String> types) {
    String keyText = text(key(), types);
    return "select coalesce(r.row_key, n.row_key), r.row_key is not null, n.row_key is not null,"
        + " coalesce(n.operation = 'delete', false) from (select "
        + (key().size() == 1 ? "(" + keyText + ")[1]" : keyText + "::text")
        + " as row_key, encode(sha256(convert_to(("
        + text(digested(), types)
        + ")::text, 'UTF8')), 'hex') as digest from "
        + table()
        + " t) r full join (select distinct on (row_key) row_key, operation, digest from log_row"
        + " where table_name = '"
        + table()
        + "' order by row_key, id desc) n on n.row_key = r.row_key where"
        + " (r.row_key is null and n.operation <> 'delete') or n.row_key is null"
        + " or (r.row_key is not null and (n.operation = 'delete' or n.digest <> r.digest))";
  }

  private static String text(List<String> columns, Map<String, String> types) {
    return columns.stream()
        .map(
            name ->
                switch (types.getOrDefault(name, "")) {
                  case "timestamp with time zone" ->
                      "to_char(t." + name + " at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";
                  case "bytea" -> "encode(sha256(t." + name + "), 'hex')";
                  default -> "t." + name + "::text";
                })
        .collect(Collectors.joining(", ", "array[", "]::text[]"));
  }
}
