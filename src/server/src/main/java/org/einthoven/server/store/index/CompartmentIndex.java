package org.einthoven.server.store.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.einthoven.server.store.ResourceId;
import org.jspecify.annotations.Nullable;

/** Finds all resources of a patient, in pages. */
@ApplicationScoped
public class CompartmentIndex {

  private static final String PLACE =
      "(case when r.resource_type = 'Patient' then 0 else 1 end, r.resource_type, r.resource_id)";

  private final DataSource database;

  /** Over the server's database. */
  public CompartmentIndex(DataSource database) {
    this.database = database;
  }

  /**
   * What is asked for.
   *
   * @param patient the id
   * @param from care that ended before is left out; null for no limit
   * @param until care that began at this instant or later is left out; null for no limit
   * @param since what was stored before is left out; null for no limit
   * @param types the only types wanted; empty for all
   * @param after the last row of the page before, null for the first page
   * @param limit how many rows at most; 0 asks for the total alone
   */
  public record Query(
      String patient,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Instant since,
      List<String> types,
      @Nullable Row after,
      int limit) {

    /** Copies the list. */
    public Query {
      types = List.copyOf(types);
    }
  }

  /** A resource. */
  public record Row(String resourceType, String resourceId) {}

  /**
   * A page.
   *
   * @param rows Patients first, then by type and id: an order that no write changes
   * @param total of all pages
   */
  public record Page(List<Row> rows, long total) {

    /** Copies the list. */
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /** Those of some resources that belong to patients, or explain what does. */
  public Set<ResourceId> among(
      Compartment compartment, List<String> patients, Collection<ResourceId> ids) {
    CompartmentSql chosen = CompartmentSql.of(compartment, patients, null, null);
    List<Object> bound = new ArrayList<>(chosen.bound());
    bound.add(ids.stream().map(ResourceId::type).toArray(String[]::new));
    bound.add(ids.stream().map(ResourceId::id).toArray(String[]::new));
    String sql =
        chosen.sql()
            + " select r.resource_type, r.resource_id from chosen c join search_resource r"
            + " on r.key = c.key join unnest(?::text[], ?::text[]) as w(type, id)"
            + " on w.type = r.resource_type and w.id = r.resource_id";
    try (Connection connection = database.getConnection();
        PreparedStatement select = SearchIndex.prepare(connection, sql, bound);
        ResultSet found = select.executeQuery()) {
      Set<ResourceId> among = new HashSet<>();
      while (found.next()) {
        among.add(new ResourceId(found.getString(1), found.getString(2)));
      }
      return among;
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be read", e);
    }
  }

  /** One page. */
  public Page page(Compartment compartment, Query query) {
    CompartmentSql chosen =
        CompartmentSql.of(compartment, List.of(query.patient()), query.from(), query.until());
    StringBuilder sql = new StringBuilder(chosen.sql());
    List<Object> bound = new ArrayList<>(chosen.bound());
    sql.append(", wanted as (select r.resource_type, r.resource_id from chosen c");
    sql.append(" join search_resource r on r.key = c.key where true");
    if (!query.types().isEmpty()) {
      sql.append(" and r.resource_type = any(?)");
      bound.add(query.types().toArray(String[]::new));
    }
    Instant since = query.since();
    if (since != null) {
      sql.append(" and r.last_updated >= ?");
      bound.add(OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
    }
    sql.append("), page as (select * from wanted r");
    Row after = query.after();
    if (after != null) {
      sql.append(" where ").append(PLACE).append(" > (?, ?, ?)");
      bound.add(after.resourceType().equals("Patient") ? 0 : 1);
      bound.add(after.resourceType());
      bound.add(after.resourceId());
    }
    sql.append(" order by ").append(PLACE).append(" limit ?)");
    bound.add(query.limit());
    sql.append(" select t.total, r.resource_type, r.resource_id");
    sql.append(" from (select count(*) as total from wanted) t left join page r on true");
    sql.append(" order by ").append(PLACE);
    try (Connection connection = database.getConnection();
        PreparedStatement select = SearchIndex.prepare(connection, sql.toString(), bound);
        ResultSet found = select.executeQuery()) {
      List<Row> rows = new ArrayList<>();
      long total = 0;
      while (found.next()) {
        total = found.getLong(1);
        if (found.getString(2) != null) {
          rows.add(new Row(found.getString(2), found.getString(3)));
        }
      }
      return new Page(rows, total);
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be read", e);
    }
  }
}
