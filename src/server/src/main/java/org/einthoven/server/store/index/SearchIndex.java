package org.einthoven.server.store.index;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.einthoven.server.store.ResourceId;
import org.postgresql.PGStatement;

/**
 * The search index. It holds the current version of every resource that is not deleted, and changes
 * in the transaction of the resource.
 */
@ApplicationScoped
public class SearchIndex {

  private final DataSource database;
  private final IndexedPatients patients;

  /** Over the server's database. */
  public SearchIndex(DataSource database, IndexedPatients patients) {
    this.database = database;
    this.patients = patients;
  }

  /**
   * A resource and what it is to be found by.
   *
   * @param id the resource
   * @param lastUpdated of its current version
   * @param entries all that it has
   */
  public record Indexed(ResourceId id, Instant lastUpdated, List<IndexEntry> entries) {

    /** Copies the list. */
    public Indexed {
      entries = List.copyOf(entries);
    }
  }

  /** Puts these entries in the place of all that the resources had; each resource is named once. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void replace(List<Indexed> resources) {
    try (Connection connection = database.getConnection()) {
      EntryRows.replace(connection, resources);
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be written", e);
    }
    resources.forEach(each -> patients.note(each.id().type(), each.id().id(), each.entries()));
  }

  /** Forgets the resource. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void remove(String resourceType, String resourceId) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from search_resource where resource_type = ? and resource_id = ?")) {
      delete.setString(1, resourceType);
      delete.setString(2, resourceId);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be written", e);
    }
  }

  /** The resources that meet the query, in its order. */
  public List<IndexQuery.Hit> find(IndexQuery query) {
    try (Connection connection = database.getConnection()) {
      return OrderedRows.read(connection, query);
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be read", e);
    }
  }

  /** How many resources meet the query, whatever its page; counted no further than {@code most}. */
  public long count(IndexQuery query, long most) {
    List<Object> bound = new ArrayList<>();
    StringBuilder sql = new StringBuilder("select count(*) from (select 1 from ");
    sql.append(IndexTables.of(query.resourceType()).resources()).append(" r");
    where(sql, bound, query);
    sql.append(" limit ?) counted");
    bound.add(most);
    try (Connection connection = database.getConnection();
        PreparedStatement select = prepare(connection, sql.toString(), bound);
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be read", e);
    }
  }

  /** The resources whose parameter refers to this one, at most {@code limit}. */
  public List<IndexQuery.Hit> referring(
      String resourceType, String param, String targetType, List<String> targetIds, int limit) {
    List<Criterion.LinkValue> targets =
        targetIds.stream().map(id -> new Criterion.LinkValue(targetType, id, null)).toList();
    return find(
        new IndexQuery(
            resourceType, List.of(new Criterion.Links(param, targets)), List.of(), null, limit));
  }

  /** One of the resources that refer to this one, as {@code Type/id}. */
  public Optional<String> referringTo(String resourceType, String resourceId) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select r.resource_type || '/' || r.resource_id from search_reference e"
                    + " join search_resource r on r.key = e.resource"
                    + " where e.target_id = ? and e.target_type = ?"
                    + " and not (r.resource_type = e.target_type and r.resource_id = e.target_id)"
                    + " limit 1")) {
      select.setString(1, resourceId);
      select.setString(2, resourceType);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be read", e);
    }
  }

  static void where(StringBuilder sql, List<Object> bound, IndexQuery query) {
    sql.append(" where r.resource_type = ?");
    bound.add(query.resourceType());
    CriterionSql criteria = new CriterionSql(sql, bound, "r", IndexTables.of(query.resourceType()));
    query.criteria().forEach(criteria::and);
  }

  static PreparedStatement prepare(Connection connection, String sql, List<Object> bound)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    // A statement that PostgreSQL knows by name gets a plan for any values after a few executions.
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    for (int i = 0; i < bound.size(); i++) {
      Object value = bound.get(i);
      if (value instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("text", texts));
      } else {
        statement.setObject(i + 1, value);
      }
    }
    return statement;
  }
}
