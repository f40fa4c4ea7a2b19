package org.einthoven.server.store.index;

import java.util.List;
import java.util.Map;

/**
 * Writes criteria as SQL over a row of {@code search_resource}. Values are always bound, never
 * written into the text.
 */
final class CriterionSql {

  private final StringBuilder sql;
  private final List<Object> bound;
  private final String row;
  private final IndexTables tables;
  private final EntrySql entry;

  /**
   * @param row the alias of the row
   * @param tables where the entries of the row's type are
   */
  CriterionSql(StringBuilder sql, List<Object> bound, String row, IndexTables tables) {
    this.sql = sql;
    this.bound = bound;
    this.row = row;
    this.tables = tables;
    this.entry = new EntrySql(sql, bound);
  }

  /** Which entries a criterion looks at, and what it asks of one of them. */
  private record Asked(Criterion.Kind kind, List<String> params, boolean none, Runnable condition) {

    Asked(Criterion.Kind kind, String param, boolean none, Runnable condition) {
      this(kind, List.of(param), none, condition);
    }
  }

  void and(Criterion criterion) {
    sql.append(" and ");
    if (criterion instanceof Criterion.Ids ids) {
      sql.append(row).append(".resource_id = any(?)");
      bound.add(ids.ids().toArray(String[]::new));
    } else if (criterion instanceof Criterion.Updated updated) {
      String time = row + ".last_updated";
      entry.anyOf(updated.values(), value -> entry.span(value, time, time));
    } else if (criterion instanceof Criterion.Composite composite) {
      sql.append(composite.negated() ? "not " : "");
      entry.anyOf(composite.alternatives(), this::together);
    } else if (criterion instanceof Criterion.All all) {
      sql.append("true");
      all.criteria().forEach(this::and);
    } else if (criterion instanceof Criterion.Within within) {
      within(within);
    } else if (criterion instanceof Criterion.Near near) {
      near(near);
    } else if (criterion instanceof Criterion.Chained chained) {
      chained(chained);
    } else if (criterion instanceof Criterion.Referring referring) {
      referring(referring);
    } else {
      Asked asked = asked(criterion);
      sql.append(asked.none() ? "not exists" : "exists").append(" (select 1");
      from(asked);
      sql.append(')');
    }
  }

  private void from(Asked asked) {
    sql.append(" from ").append(tables.entries(asked.kind()));
    sql.append(" e where e.resource = ").append(row).append(".key and e.param ");
    // A list of one is planned worse than the one.
    sql.append(asked.params().size() == 1 ? "= ?" : "= any(?)").append(" and ");
    bound.add(
        asked.params().size() == 1 ? asked.params().get(0) : asked.params().toArray(String[]::new));
    asked.condition().run();
  }

  private Asked asked(Criterion criterion) {
    if (criterion instanceof Criterion.Union union) {
      List<Asked> all = union.same().stream().map(this::asked).toList();
      Asked one = all.get(0);
      return new Asked(
          one.kind(),
          all.stream().flatMap(asked -> asked.params().stream()).toList(),
          one.none(),
          one.condition());
    }
    if (criterion instanceof Criterion.Tokens tokens) {
      return new Asked(
          Criterion.Kind.TOKEN,
          tokens.param(),
          tokens.negated(),
          () -> entry.anyOf(tokens.values(), entry::token));
    }
    if (criterion instanceof Criterion.Spans spans) {
      String high = tables.instants() ? "e.low" : "e.high";
      return new Asked(
          Criterion.Kind.DATE,
          spans.param(),
          false,
          () -> entry.anyOf(spans.values(), value -> entry.span(value, "e.low", high)));
    }
    if (criterion instanceof Criterion.Links links) {
      return new Asked(
          Criterion.Kind.REFERENCE,
          links.param(),
          false,
          () -> entry.anyOf(links.values(), entry::link));
    }
    if (criterion instanceof Criterion.Texts texts) {
      return new Asked(
          Criterion.Kind.STRING,
          texts.param(),
          false,
          () -> entry.anyOf(texts.values(), value -> entry.text(value, texts.match())));
    }
    if (criterion instanceof Criterion.Amounts amounts) {
      return new Asked(
          Criterion.Kind.QUANTITY,
          amounts.param(),
          false,
          () -> entry.anyOf(amounts.values(), entry::amount));
    }
    if (criterion instanceof Criterion.Addresses addresses) {
      return new Asked(
          Criterion.Kind.TOKEN,
          addresses.param(),
          false,
          () -> entry.anyOf(addresses.values(), value -> entry.address(value, addresses.above())));
    }
    if (criterion instanceof Criterion.Missing missing) {
      return new Asked(
          missing.kind(), missing.param(), missing.missing(), () -> sql.append("true"));
    }
    throw new IllegalStateException("unknown criterion " + criterion.getClass());
  }

  private void together(List<Criterion> parts) {
    sql.append("exists (select 1 from ");
    for (int i = 0; i < parts.size(); i++) {
      sql.append(i == 0 ? "" : " join ").append("(select e.part");
      from(asked(parts.get(i)));
      sql.append(") p").append(i);
      if (i > 0) {
        sql.append(" on p").append(i).append(".part = p0.part");
      }
    }
    sql.append(')');
  }

  private void near(Criterion.Near near) {
    String table = tables.entries(Criterion.Kind.QUANTITY);
    sql.append("exists (select 1 from ").append(table).append(" e join ").append(table);
    sql.append(" o on o.resource = e.resource and o.param = ? where e.resource = ").append(row);
    sql.append(".key and e.param = ? and ");
    bound.add(near.param() + Criterion.LONGITUDE);
    bound.add(near.param());
    entry.anyOf(near.circles(), new NearSql(sql, bound)::circle);
    sql.append(')');
  }

  private void within(Criterion.Within within) {
    CompartmentSql chosen = CompartmentSql.of(within.compartment(), within.patients(), null, null);
    sql.append(row).append(".key in (").append(chosen.sql()).append(" select key from chosen)");
    bound.addAll(chosen.bound());
  }

  private void chained(Criterion.Chained chained) {
    String target = row + "t";
    // A chain leads to types with entries in the same place: see ChainParsing.
    IndexTables there = IndexTables.of(chained.byType().keySet().iterator().next());
    sql.append("exists (select 1 from ").append(tables.entries(Criterion.Kind.REFERENCE));
    sql.append(" e join ").append(there.resources()).append(' ').append(target);
    sql.append(" on ").append(target).append(".resource_type = e.target_type and ");
    sql.append(target).append(".resource_id = e.target_id where e.resource = ").append(row);
    sql.append(".key and e.param = ? and ");
    bound.add(chained.param());
    entry.anyOf(
        List.copyOf(chained.byType().entrySet()), alternative -> ofType(target, alternative));
    sql.append(')');
  }

  private void ofType(String target, Map.Entry<String, Criterion> alternative) {
    sql.append('(').append(target).append(".resource_type = ?");
    bound.add(alternative.getKey());
    new CriterionSql(sql, bound, target, IndexTables.of(alternative.getKey()))
        .and(alternative.getValue());
    sql.append(')');
  }

  private void referring(Criterion.Referring referring) {
    String source = row + "s";
    IndexTables there = IndexTables.of(referring.resourceType());
    sql.append("exists (select 1 from ").append(there.entries(Criterion.Kind.REFERENCE));
    sql.append(" e join ").append(there.resources()).append(' ').append(source);
    sql.append(" on ").append(source).append(".key = e.resource where e.target_type = ");
    sql.append(row).append(".resource_type and e.target_id = ").append(row);
    sql.append(".resource_id and e.param = ? and ").append(source).append(".resource_type = ?");
    bound.add(referring.param());
    bound.add(referring.resourceType());
    new CriterionSql(sql, bound, source, there).and(referring.criterion());
    sql.append(')');
  }
}
