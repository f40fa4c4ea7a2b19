package org.einthoven.server.store.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.einthoven.server.store.ResourceId;

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
   * @param resource the key of its resource
   * @param part 0 where the entry belongs to no part
   */
  private record Row(
      long resource, Criterion.Kind kind, String param, int part, List<String> values) {}

  /** Puts the entries in the place of all that the resources had. */
  static void replace(Connection connection, List<SearchIndex.Indexed> resources)
      throws SQLException {
    Map<ResourceId, Long> keys = keys(connection, resources);
    List<Row> rows = new ArrayList<>();
    for (SearchIndex.Indexed each : resources) {
      long key = Objects.requireNonNull(keys.get(each.id()));
      each.entries().forEach(entry -> rows.add(row(key, entry, 0)));
    }
    for (Criterion.Kind kind : Criterion.Kind.values()) {
      List<Row> ofKind = rows.stream().filter(row -> row.kind() == kind).toList();
      if (!ofKind.isEmpty()) {
        insert(connection, kind, ofKind);
      }
    }
  }

  /** The keys of resources, which have no entries from now on. */
  private static Map<ResourceId, Long> keys(
      Connection connection, List<SearchIndex.Indexed> resources) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into search_resource (resource_type, resource_id, last_updated)"
                + " select * from unnest(?::text[], ?::text[], ?::timestamptz[])"
                + " on conflict (resource_type, resource_id) do update set last_updated ="
                + " excluded.last_updated"
                + " returning resource_type, resource_id, key, xmax <> 0 as existed")) {
      texts(upsert, 1, resources.stream().map(each -> each.id().type()));
      texts(upsert, 2, resources.stream().map(each -> each.id().id()));
      texts(upsert, 3, resources.stream().map(each -> each.lastUpdated().toString()));
      Map<ResourceId, Long> keys = new HashMap<>();
      List<Long> existed = new ArrayList<>();
      try (ResultSet row = upsert.executeQuery()) {
        while (row.next()) {
          keys.put(new ResourceId(row.getString(1), row.getString(2)), row.getLong(3));
          if (row.getBoolean(4)) {
            existed.add(row.getLong(3));
          }
        }
      }
      clear(connection, existed);
      return keys;
    }
  }

  private static void clear(Connection connection, List<Long> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    for (Criterion.Kind kind : Criterion.Kind.values()) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "delete from " + kind.table() + " where resource = any (?)")) {
        delete.setArray(1, connection.createArrayOf("bigint", keys.toArray()));
        delete.executeUpdate();
      }
    }
  }

  /** The tables whose rows of a resource are not exactly these entries. */
  static List<String> different(Connection connection, long resource, List<IndexEntry> entries)
      throws SQLException {
    List<Row> rows = entries.stream().map(entry -> row(resource, entry, 0)).toList();
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
    texts(statement, place, rows.stream().map(Row::param));
    statement.setArray(
        place + 1,
        statement.getConnection().createArrayOf("integer", rows.stream().map(Row::part).toArray()));
    for (int i = 0; i < columns; i++) {
      int column = i;
      texts(statement, place + 2 + i, rows.stream().map(row -> row.values().get(column)));
    }
  }

  private static void insert(Connection connection, Criterion.Kind kind, List<Row> rows)
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
                + ") select * from unnest(?::bigint[], ?::text[], ?::integer[], "
                + arrays
                + ")")) {
      insert.setArray(
          1, connection.createArrayOf("bigint", rows.stream().map(Row::resource).toArray()));
      bind(insert, 2, columns.size(), rows);
      insert.executeUpdate();
    }
  }

  private static void texts(PreparedStatement statement, int place, Stream<String> texts)
      throws SQLException {
    statement.setArray(place, statement.getConnection().createArrayOf("text", texts.toArray()));
  }

  private static Row row(long resource, IndexEntry entry, int part) {
    if (entry instanceof IndexEntry.Part of) {
      return row(resource, of.entry(), of.part());
    }
    if (entry instanceof IndexEntry.Token token) {
      return row(resource, Criterion.Kind.TOKEN, entry, part, token.system(), token.code());
    }
    if (entry instanceof IndexEntry.Span span) {
      return row(resource, Criterion.Kind.DATE, entry, part, time(span.low()), time(span.high()));
    }
    if (entry instanceof IndexEntry.Link link) {
      return row(
          resource,
          Criterion.Kind.REFERENCE,
          entry,
          part,
          link.targetType(),
          link.targetId(),
          link.url());
    }
    if (entry instanceof IndexEntry.Text text) {
      return row(resource, Criterion.Kind.STRING, entry, part, text.folded(), text.exact());
    }
    if (entry instanceof IndexEntry.Amount amount) {
      return row(
          resource,
          Criterion.Kind.QUANTITY,
          entry,
          part,
          amount.value().toString(),
          amount.system(),
          amount.code());
    }
    throw new IllegalStateException("unknown entry " + entry.getClass());
  }

  private static Row row(
      long resource, Criterion.Kind kind, IndexEntry entry, int part, String... values) {
    return new Row(resource, kind, entry.param(), part, List.of(values));
  }

  private static String time(Instant instant) {
    if (instant.equals(Instant.MIN)) {
      return "-infinity";
    }
    return instant.equals(Instant.MAX) ? "infinity" : instant.toString();
  }
}
