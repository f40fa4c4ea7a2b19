package org.einthoven.server.store.index;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the resources of patients as the SQL table {@code chosen(key)}: Patients, what refers to
 * them, the Provenance of both, and what all these refer to. Values are always bound.
 */
public final class CompartmentSql {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> bound = new ArrayList<>();

  private CompartmentSql() {}

  /**
   * The text {@code with ... chosen as (...)}.
   *
   * @param patients their ids, null for all patients
   * @param from care that ended before is left out; null for no limit
   * @param until care that began at this instant or later is left out; null for no limit
   */
  public static CompartmentSql of(
      Compartment compartment,
      @Nullable List<String> patients,
      @Nullable Instant from,
      @Nullable Instant until) {
    CompartmentSql made = new CompartmentSql();
    made.members(compartment, patients, from, until);
    made.chosen(compartment);
    return made;
  }

  /** The text. */
  public String sql() {
    return sql.toString();
  }

  /** The values of its question marks: texts, arrays of texts, times. */
  public List<Object> bound() {
    return Collections.unmodifiableList(bound);
  }

  private void members(
      Compartment compartment,
      @Nullable List<String> patients,
      @Nullable Instant from,
      @Nullable Instant until) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(compartment.members())
        .forEach((type, params) -> params.forEach(param -> pairs.add(type + " " + param)));
    sql.append("with recursive member(key) as (select r.key from search_resource r");
    sql.append(" where r.resource_type = 'Patient'");
    among("r.resource_id", patients);
    sql.append(" union select r.key from search_reference e join search_resource r");
    sql.append(" on r.key = e.resource where e.target_type = 'Patient'");
    among("e.target_id", patients);
    sql.append(" and e.param = any(?) and r.resource_type || ' ' || e.param = any(?)");
    bound.add(
        compartment.members().values().stream()
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toArray(String[]::new));
    bound.add(pairs.toArray(String[]::new));
    if (from != null || until != null) {
      within(compartment.careDates(), from, until);
    }
    sql.append("), told(key) as (select key from member union select e.resource from member m");
    sql.append(" join search_resource r on r.key = m.key join search_reference e");
    sql.append(" on e.target_type = r.resource_type and e.target_id = r.resource_id");
    sql.append(" and e.param = 'target' join search_resource p on p.key = e.resource");
    sql.append(" and p.resource_type = 'Provenance')");
  }

  private void among(String column, @Nullable List<String> patients) {
    if (patients != null) {
      sql.append(" and ").append(column).append(" = any(?)");
      bound.add(patients.toArray(String[]::new));
    }
  }

  /** What has no care date is left in: nobody can say that it lies outside. */
  private void within(
      Map<String, String> careDates, @Nullable Instant from, @Nullable Instant until) {
    StringBuilder date = new StringBuilder("d.resource = r.key and d.param = case r.resource_type");
    List<Object> cases = new ArrayList<>();
    new TreeMap<>(careDates)
        .forEach(
            (type, param) -> {
              date.append(" when ? then ?");
              cases.add(type);
              cases.add(param);
            });
    date.append(" end");
    sql.append(" and (not exists (select 1 from search_date d where ").append(date);
    bound.addAll(cases);
    sql.append(") or exists (select 1 from search_date d where ").append(date);
    bound.addAll(cases);
    if (from != null) {
      sql.append(" and d.high > ?");
      bound.add(OffsetDateTime.ofInstant(from, ZoneOffset.UTC));
    }
    if (until != null) {
      sql.append(" and d.low < ?");
      bound.add(OffsetDateTime.ofInstant(until, ZoneOffset.UTC));
    }
    sql.append("))");
  }

  private void chosen(Compartment compartment) {
    sql.append(", chosen(key) as (select key from told union select t.key from chosen c");
    sql.append(" cross join lateral (select e.target_type as type, e.target_id as id");
    sql.append(" from search_reference e where e.resource = c.key and e.target_type = any(?)");
    bound.add(compartment.supporting().toArray(String[]::new));
    // A document names its file by an address, which the index keeps as a code.
    sql.append(" union all select 'Binary', substr(f.code, 8) from search_token f");
    sql.append(" where f.resource = c.key and f.param = 'location' and f.code like 'Binary/%') x");
    sql.append(" join search_resource t on t.resource_type = x.type and t.resource_id = x.id)");
  }
}
