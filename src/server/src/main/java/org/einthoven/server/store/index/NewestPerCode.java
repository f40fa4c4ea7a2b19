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
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the newest Observations of each code. */
@ApplicationScoped
public class NewestPerCode {

  private final DataSource database;

  /** Over the server's database. */
  public NewestPerCode(DataSource database) {
    this.database = database;
  }

  /**
   * What is asked for.
   *
   * @param criteria all of which hold
   * @param most how many of each code
   * @param asOf what was stored later is not looked at, so that pages go together
   * @param after the last row of the page before, null for the first page
   * @param limit how many rows at most
   */
  public record Query(
      List<Criterion> criteria, int most, Instant asOf, @Nullable Row after, int limit) {

    /** Copies the list. */
    public Query {
      criteria = List.copyOf(criteria);
    }
  }

  /**
   * An Observation.
   *
   * @param time when it was made, as PostgreSQL writes it; {@code -infinity} where it does not say
   */
  public record Row(String time, String resourceId) {}

  /**
   * The Observations, the newest first. One of several codes is in the group of each and is left
   * out where any of them has newer ones enough; one without a code is grouped by its text.
   */
  public List<Row> find(Query query) {
    List<Object> bound = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    sql.append("with found as (select r.key, r.resource_id, coalesce((select max(d.high)");
    sql.append(" from search_date d where d.resource = r.key and d.param = 'date'),");
    sql.append(" timestamptz '-infinity') as time from search_resource r");
    sql.append(" where r.resource_type = 'Observation' and r.last_updated <= ?");
    bound.add(OffsetDateTime.ofInstant(query.asOf(), ZoneOffset.UTC));
    CriterionSql criteria = new CriterionSql(sql, bound, "r", IndexTables.STORED);
    query.criteria().forEach(criteria::and);
    sql.append("), placed as (select f.resource_id, f.time, row_number() over");
    sql.append(
        " (partition by g.system, g.code order by f.time desc, f.resource_id desc) as place");
    sql.append(" from found f left join lateral (select c.system, c.code from search_token c");
    sql.append(" where c.resource = f.key and c.param = 'code' union all");
    sql.append(" select null, t.folded from search_string t where t.resource = f.key");
    sql.append(" and t.param = 'code:text' and not exists (select 1 from search_token c");
    sql.append(" where c.resource = f.key and c.param = 'code')) g on true)");
    sql.append(" select time, resource_id from placed");
    Row after = query.after();
    if (after != null) {
      sql.append(" where (time, resource_id) < (?::timestamptz, ?)");
      bound.add(after.time());
      bound.add(after.resourceId());
    }
    sql.append(" group by time, resource_id having max(place) <= ?");
    sql.append(" order by time desc, resource_id desc limit ?");
    bound.add(query.most());
    bound.add(query.limit());
    try (Connection connection = database.getConnection();
        PreparedStatement select = SearchIndex.prepare(connection, sql.toString(), bound);
        ResultSet rows = select.executeQuery()) {
      List<Row> found = new ArrayList<>();
      while (rows.next()) {
        found.add(new Row(rows.getString(1), rows.getString(2)));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be read", e);
    }
  }
}
