package org.einthoven.server.store.index;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Writes what an index entry {@code e} must meet as SQL. Values are always bound. */
final class EntrySql {

  private final StringBuilder sql;
  private final List<Object> bound;

  EntrySql(StringBuilder sql, List<Object> bound) {
    this.sql = sql;
    this.bound = bound;
  }

  <T> void anyOf(List<T> values, Consumer<T> condition) {
    sql.append('(');
    boolean first = true;
    for (T value : values) {
      if (!first) {
        sql.append(" or ");
      }
      first = false;
      condition.accept(value);
    }
    sql.append(')');
  }

  void token(Criterion.TokenValue value) {
    List<String> parts = new ArrayList<>();
    if (value.code() != null) {
      parts.add("e.code = ?");
      bound.add(value.code());
    }
    if (value.system() != null) {
      parts.add("e.system = ?");
      bound.add(value.system());
    }
    conjunction(parts);
  }

  /**
   * FHIR R4 search 3.1.1.4.7: equal when the searched span holds the resource's span whole, greater
   * when something of the resource's span lies above the searched one, and so on.
   */
  void span(Criterion.SpanValue value, String low, String high) {
    boolean instant = low.equals(high);
    switch (value.comparison()) {
      case EQUAL -> {
        sql.append("(").append(low).append(" >= ? and ");
        bind(value.low());
        if (!instant) {
          // It follows from the rest, and lets the database read of its index what lies between.
          sql.append(low).append(" <= ? and ");
          bind(value.high());
        }
        sql.append(high).append(instant ? " < ?" : " <= ?").append(")");
        bind(value.high());
      }
      case NOT_EQUAL -> {
        sql.append("(").append(low).append(" < ? or ");
        sql.append(high).append(instant ? " >= ?" : " > ?").append(")");
        bind(value.low());
        bind(value.high());
      }
      case GREATER -> {
        sql.append(high).append(instant ? " >= ?" : " > ?");
        bind(value.high());
      }
      case LESS -> {
        sql.append(low).append(" < ?");
        bind(value.low());
      }
      case GREATER_OR_EQUAL -> {
        sql.append(high).append(instant ? " >= ?" : " > ?");
        bind(value.low());
      }
      case LESS_OR_EQUAL -> {
        sql.append(low).append(" < ?");
        bind(value.high());
      }
      case STARTS_AFTER -> {
        sql.append(low).append(" >= ?");
        bind(value.high());
      }
      case ENDS_BEFORE -> {
        sql.append(high).append(instant ? " < ?" : " <= ?");
        bind(value.low());
      }
      case OVERLAPS -> {
        sql.append("(").append(low).append(" < ? and ").append(high).append(" > ?)");
        bind(value.high());
        bind(value.low());
      }
    }
  }

  private void bind(Instant instant) {
    bound.add(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  void link(Criterion.LinkValue value) {
    List<String> parts = new ArrayList<>();
    if (value.targetId() != null) {
      parts.add("e.target_id = ?");
      bound.add(value.targetId());
    }
    if (value.targetType() != null) {
      parts.add("e.target_type = ?");
      bound.add(value.targetType());
    }
    if (value.url() != null) {
      parts.add("e.url = ?");
      bound.add(value.url());
    }
    conjunction(parts);
  }

  void text(String value, Criterion.TextMatch match) {
    switch (match) {
      case EXACT -> {
        sql.append("e.exact = ?");
        bound.add(value);
      }
      case BEGINS -> {
        sql.append("e.folded like ?");
        bound.add(pattern(value) + "%");
      }
      case CONTAINS -> {
        sql.append("e.folded like ?");
        bound.add("%" + pattern(value) + "%");
      }
    }
  }

  /** FHIR R4 search 3.1.1.4.5: the one URI is the other, or leads to it. */
  void address(String value, boolean above) {
    sql.append(above ? "starts_with(?, e.code)" : "starts_with(e.code, ?)");
    bound.add(value);
  }

  private static String pattern(String value) {
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  void amount(Criterion.AmountValue value) {
    sql.append("(");
    switch (value.comparison()) {
      case EQUAL, OVERLAPS -> {
        sql.append("e.value >= ? and e.value < ?");
        bound.add(value.low());
        bound.add(value.high());
      }
      case NOT_EQUAL -> {
        sql.append("(e.value < ? or e.value >= ?)");
        bound.add(value.low());
        bound.add(value.high());
      }
      case GREATER, STARTS_AFTER -> {
        sql.append("e.value > ?");
        bound.add(value.value());
      }
      case LESS, ENDS_BEFORE -> {
        sql.append("e.value < ?");
        bound.add(value.value());
      }
      case GREATER_OR_EQUAL -> {
        sql.append("e.value >= ?");
        bound.add(value.value());
      }
      case LESS_OR_EQUAL -> {
        sql.append("e.value <= ?");
        bound.add(value.value());
      }
    }
    if (value.code() != null) {
      sql.append(" and e.code = ?");
      bound.add(value.code());
    }
    if (value.system() != null) {
      sql.append(" and e.system = ?");
      bound.add(value.system());
    }
    sql.append(')');
  }

  private void conjunction(List<String> parts) {
    StringJoiner joined = new StringJoiner(" and ", "(", ")").setEmptyValue("true");
    parts.forEach(joined::add);
    sql.append(joined);
  }
}
