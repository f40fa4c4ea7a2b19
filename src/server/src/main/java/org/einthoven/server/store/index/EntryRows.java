package org.einthoven.server.store.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes index entries: all of a kind by one statement, as an ECG and its report have some hundred.
 */
final class EntryRows {

  private EntryRows() {}

  /** The columns besides resource, parameter and part, with the types of their arrays. */
  private static Map<String, String> columns(Criterion.Kind kind) {
    Map<String, String> columns = new LinkedHashMap<>();
    switch (kind) {
      case TOKEN -> List.of("system", "code").forEach(name -> columns.put(name, "text[]"));
      case DATE -> List.of("low", "high").forEach(name -> columns.put(name, "timestamptz[]"));
      case REFERENCE ->
          List.of("target_type", "target_id", "url").forEach(name -> columns.put(name, "text[]"));
      case STRING -> List.of("folded", "exact").forEach(name -> columns.put(name, "text[]"));
      case QUANTITY -> {
        columns.put("value", "numeric[]");
        List.of("system", "code").forEach(name -> columns.put(name, "text[]"));
      }
    }
    return columns;
  }

  /**
   * A row as texts.
   *
   * @param part 0 where the entry belongs to no part
   */
  private record Row(Criterion.Kind kind, String param, int part, List<String> values) {}

  /** Adds the entries of a resource. */
  static void insert(Connection connection, long resource, List<IndexEntry> entries)
      throws SQLException {
    List<Row> rows = entries.stream().map(entry -> row(entry, 0)).toList();
    for (Criterion.Kind kind : Criterion.Kind.values()) {
      List<Row> ofKind = rows.stream().filter(row -> row.kind() == kind).toList();
      if (!ofKind.isEmpty()) {
        insert(connection, resource, kind, ofKind);
      }
    }
  }

  /** The tables whose rows of a resource are not exactly these entries. */
  static List<String> different(Connection connection, long resource, List<IndexEntry> entries)
      throws SQLException {
    List<Row> rows = entries.stream().map(entry -> row(entry, 0)).toList();
    List<String> different = new ArrayList<>();
    for (Criterion.Kind kind : Criterion.Kind.values()) {
      List<Row> ofKind = rows.stream().filter(row -> row.kind() == kind).toList();
      Map<String, String> columns = columns(kind);
      String names = "param, part, " + String.join(", ", columns.keySet());
      String arrays =
          columns.values().stream().map(type -> "?::" + type).collect(Collectors.joining(", "));
      try (PreparedStatement select =
          connection.prepareStatement(
              "with expected as (select * from unnest(?::text[], ?::integer[], "
                  + arrays
                  + ")), there as (select "
                  + names
                  + " from "
                  + kind.table()
                  + " where resource = ?)"
                  + " select exists (table expected except all table there)"
                  + " or exists (table there except all table expected)")) {
        bind(select, 1, columns.size(), ofKind);
        select.setLong(columns.size() + 3, resource);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            different.add(kind.table());
          }
        }
      }
    }
    return different;
  }

  /** Binds the parameters, the parts and the values of rows as arrays, from a place on. */
  private static void bind(PreparedStatement statement, int place, int columns, List<Row> rows)
      throws SQLException {
    Connection connection = statement.getConnection();
    statement.setArray(
        place, connection.createArrayOf("text", rows.stream().map(Row::param).toArray()));
    statement.setArray(
        place + 1, connection.createArrayOf("integer", rows.stream().map(Row::part).toArray()));
    for (int i = 0; i < columns; i++) {
      int column = i;
      Object[] values = rows.stream().map(row -> row.values().get(column)).toArray();
      statement.setArray(place + 2 + i, connection.createArrayOf("text", values));
    }
  }

  private static void insert(
      Connection connection, long resource, Criterion.Kind kind, List<Row> rows)
      throws SQLException {
    Map<String, String> columns = columns(kind);
    String arrays =
        columns.values().stream().map(type -> "?::" + type).collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into "
                + kind.table()
                + " (resource, param, part, "
                + String.join(", ", columns.keySet())
                + ") select ?, * from unnest(?::text[], ?::integer[], "
                + arrays
                + ")")) {
      insert.setLong(1, resource);
      bind(insert, 2, columns.size(), rows);
      insert.executeUpdate();
    }
  }

  private static Row row(IndexEntry entry, int part) {
    if (entry instanceof IndexEntry.Part of) {
      return row(of.entry(), of.part());
    }
    if (entry instanceof IndexEntry.Token token) {
      return row(Criterion.Kind.TOKEN, entry, part, token.system(), token.code());
    }
    if (entry instanceof IndexEntry.Span span) {
      return row(Criterion.Kind.DATE, entry, part, time(span.low()), time(span.high()));
    }
    if (entry instanceof IndexEntry.Link link) {
      return row(
          Criterion.Kind.REFERENCE, entry, part, link.targetType(), link.targetId(), link.url());
    }
    if (entry instanceof IndexEntry.Text text) {
      return row(Criterion.Kind.STRING, entry, part, text.folded(), text.exact());
    }
    if (entry instanceof IndexEntry.Amount amount) {
      return row(
          Criterion.Kind.QUANTITY,
          entry,
          part,
          amount.value().toString(),
          amount.system(),
          amount.code());
    }
    throw new IllegalStateException("unknown entry " + entry.getClass());
  }

  private static Row row(Criterion.Kind kind, IndexEntry entry, int part, String... values) {
    return new Row(kind, entry.param(), part, List.of(values));
  }

  private static String time(Instant instant) {
    if (instant.equals(Instant.MIN)) {
      return "-infinity";
    }
    return instant.equals(Instant.MAX) ? "infinity" : instant.toString();
  }
}
