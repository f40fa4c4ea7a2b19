package org.einthoven.server.store.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The select of the resources that meet a query, in its order. What has no value for a sort key
 * comes last by it.
 *
 * <p>A search that may find a whole type walks along the index of its first sort key and stops when
 * the page is full; those without a value are asked for when that was not enough. A search for what
 * refers to some resource or has an identifier, a patient's Observations, finds all of it and sorts
 * it.
 */
final class OrderedRows {

  private static final String AFTER_ALL_TEXTS = Character.toString(Character.MAX_CODE_POINT);

  private final IndexQuery query;
  private final Part part;
  private final IndexTables tables;
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> bound = new ArrayList<>();

  private enum Part {
    ALL,
    WITH_VALUE,
    WITHOUT_VALUE
  }

  private OrderedRows(IndexQuery query, Part part, int limit) {
    this.query = query;
    this.part = part;
    this.tables = IndexTables.of(query.resourceType());
    write(limit);
  }

  /** The resources that meet a query, in its order. */
  static List<IndexQuery.Hit> read(Connection connection, IndexQuery query) throws SQLException {
    List<IndexQuery.Hit> hits = new ArrayList<>();
    for (Part part : parts(query)) {
      int limit = query.limit() - hits.size();
      if (limit > 0) {
        new OrderedRows(query, part, limit).read(connection, hits);
      }
    }
    return hits;
  }

  private static List<Part> parts(IndexQuery query) {
    if (query.order().isEmpty()
        || isOfResource(query.order().get(0))
        || !IndexTables.of(query.resourceType()).areTables()
        || query.criteria().stream().anyMatch(OrderedRows::findsFew)) {
      return List.of(Part.ALL);
    }
    List<String> after = query.after();
    return after != null && isWithoutValue(query, after)
        ? List.of(Part.WITHOUT_VALUE)
        : List.of(Part.WITH_VALUE, Part.WITHOUT_VALUE);
  }

  private static boolean isWithoutValue(IndexQuery query, List<String> position) {
    return position.get(0).equals(absent(query.order().get(0)));
  }

  private static boolean findsFew(Criterion criterion) {
    return criterion instanceof Criterion.Ids
        || criterion instanceof Criterion.Links
        || criterion instanceof Criterion.Chained
        || criterion instanceof Criterion.Within
        || (criterion instanceof Criterion.Tokens tokens
            && !tokens.negated()
            && tokens.param().endsWith("identifier"));
  }

  private void read(Connection connection, List<IndexQuery.Hit> hits) throws SQLException {
    try (PreparedStatement select = SearchIndex.prepare(connection, sql.toString(), bound);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        List<String> position = new ArrayList<>();
        for (int i = 0; i < query.order().size(); i++) {
          position.add(isConstant(i) ? absent(query.order().get(i)) : rows.getString(i + 2));
        }
        String id = rows.getString(1);
        position.add(id);
        hits.add(new IndexQuery.Hit(query.resourceType(), id, position));
      }
    }
  }

  /** Whether all rows have the same value for a sort key, which is none. */
  private boolean isConstant(int key) {
    return key == 0 && part == Part.WITHOUT_VALUE;
  }

  private void write(int limit) {
    sql.append("select * from (select r.resource_id");
    for (int i = 0; i < query.order().size(); i++) {
      sql.append(", ");
      value(i);
      sql.append(" as s").append(i);
    }
    sql.append(" from ").append(tables.resources()).append(" r");
    if (part == Part.WITH_VALUE) {
      sql.append(" join ").append(tables.entries(query.order().get(0).kind()));
      sql.append(" w on w.resource = r.key");
    }
    SearchIndex.where(sql, bound, query);
    if (part == Part.WITH_VALUE) {
      outermost(query.order().get(0));
    } else if (part == Part.WITHOUT_VALUE) {
      withoutValue(query.order().get(0));
    }
    sql.append(") found");
    List<String> after = query.after();
    // What has a value comes before all that have none.
    if (after != null && (part != Part.WITHOUT_VALUE || isWithoutValue(query, after))) {
      after(after);
    }
    sql.append(" order by ");
    for (int i = 0; i < query.order().size(); i++) {
      if (!isConstant(i)) {
        sql.append('s').append(i);
        sql.append(query.order().get(i).descending() ? " desc, " : ", ");
      }
    }
    sql.append("resource_id limit ?");
    bound.add(limit);
  }

  /** Of a resource's entries the one that it is sorted by. */
  private void outermost(IndexQuery.SortKey key) {
    String column = column(key);
    sql.append(" and w.param = ?").append(key.kind().isText() ? " and w." + column + " <> ''" : "");
    bound.add(key.param());
    sql.append(" and not exists (select 1 from ").append(tables.entries(key.kind()));
    sql.append(" b where b.resource = w.resource and b.param = w.param and (b.").append(column);
    sql.append(", b.ctid) ").append(key.descending() ? ">" : "<").append(" (w.").append(column);
    sql.append(", w.ctid)");
    sql.append(key.kind().isText() ? " and b." + column + " <> '')" : ")");
  }

  private void withoutValue(IndexQuery.SortKey key) {
    sql.append(" and not exists (select 1 from ").append(tables.entries(key.kind()));
    sql.append(" b where b.resource = r.key and b.param = ?");
    sql.append(key.kind().isText() ? " and b." + column(key) + " <> '')" : ")");
    bound.add(key.param());
  }

  /** Every sort value is a text, a number or a time that is never null. */
  private void value(int index) {
    IndexQuery.SortKey key = query.order().get(index);
    if (key.param().equals("_id")) {
      sql.append("r.resource_id");
    } else if (tables.isTimeOfResource(key.param())) {
      sql.append("r.last_updated");
    } else if (isConstant(index)) {
      sql.append("null");
    } else if (index == 0 && part == Part.WITH_VALUE) {
      sql.append("w.").append(column(key));
    } else {
      sql.append("coalesce((select ").append(key.descending() ? "max" : "min").append("(e.");
      sql.append(column(key)).append(") from ").append(tables.entries(key.kind()));
      sql.append(" e where e.resource = r.key and e.param = ?");
      bound.add(key.param());
      sql.append(key.kind().isText() ? " and e." + column(key) + " <> ''" : "").append("), ");
      sql.append(cast(key)).append(')').append(key.kind().isText() ? " collate \"C\"" : "");
      bound.add(absent(key));
    }
  }

  private void after(List<String> after) {
    List<IndexQuery.SortKey> order = query.order();
    sql.append(" where ");
    if (!order.isEmpty() && !isConstant(0)) {
      // It follows from the rest, and lets the database begin there.
      sql.append("s0 ")
          .append(order.get(0).descending() ? "<= " : ">= ")
          .append(cast(order.get(0)));
      sql.append(" and ");
      bound.add(after.get(0));
    }
    sql.append('(');
    int first = isConstant(0) ? 1 : 0;
    for (int last = first; last <= order.size(); last++) {
      sql.append(last == first ? "(" : " or (");
      for (int i = first; i < last; i++) {
        sql.append('s').append(i).append(" = ").append(cast(order.get(i))).append(" and ");
        bound.add(after.get(i));
      }
      if (last == order.size()) {
        sql.append("resource_id > ?");
      } else {
        sql.append('s').append(last).append(order.get(last).descending() ? " < " : " > ");
        sql.append(cast(order.get(last)));
      }
      bound.add(after.get(last));
      sql.append(')');
    }
    sql.append(')');
  }

  private static boolean isOfResource(IndexQuery.SortKey key) {
    return key.param().equals("_id") || key.param().equals("_lastUpdated");
  }

  private static String column(IndexQuery.SortKey key) {
    return switch (key.kind()) {
      case DATE -> key.descending() ? "high" : "low";
      case TOKEN -> "code";
      case STRING -> "folded";
      case REFERENCE -> "target_id";
      case QUANTITY -> "value";
    };
  }

  /** What stands for no value: it comes behind all others. */
  private static String absent(IndexQuery.SortKey key) {
    return switch (key.kind()) {
      case DATE -> key.descending() ? "-infinity" : "infinity";
      case QUANTITY -> key.descending() ? "-Infinity" : "Infinity";
      default -> key.descending() ? "" : AFTER_ALL_TEXTS;
    };
  }

  private static String cast(IndexQuery.SortKey key) {
    if (key.param().equals("_lastUpdated") || key.kind() == Criterion.Kind.DATE) {
      return "?::timestamptz";
    }
    return key.kind() == Criterion.Kind.QUANTITY ? "?::numeric" : "?";
  }
}
