package org.einthoven.server.store.index;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.StoredVersion;

/** The search index held against what should be in it. */
@Singleton
@Transactional(Transactional.TxType.MANDATORY)
public class IndexComparison {

  private static final int MOST = 1000;

  private final DataSource database;

  /** Of the server's database. */
  public IndexComparison(DataSource database) {
    this.database = database;
  }

  /**
   * Resources that are not deleted, by type and id, kept from changing until the transaction ends.
   *
   * @param after the last one of the page before
   */
  public List<ResourceId> page(ResourceId after, int most) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select resource_type, resource_id from resource"
                    + " where (resource_type, resource_id) > (?, ?) and not deleted"
                    + " order by resource_type, resource_id limit ? for share")) {
      select.setString(1, after.type());
      select.setString(2, after.id());
      select.setInt(3, most);
      List<ResourceId> page = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          page.add(new ResourceId(rows.getString(1), rows.getString(2)));
        }
      }
      return page;
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** The tables that have other entries of a resource than these. */
  public List<String> different(StoredVersion version, List<IndexEntry> entries) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select key, last_updated from search_resource"
                    + " where resource_type = ? and resource_id = ?")) {
      select.setString(1, version.id().type());
      select.setString(2, version.id().id());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()
            || !row.getObject(2, OffsetDateTime.class).toInstant().equals(version.lastUpdated())) {
          return List.of("search_resource");
        }
        return EntryRows.different(connection, row.getLong(1), entries);
      }
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** Entries of what is deleted or never was: the table and the resource. */
  public List<String> strays() {
    StringBuilder sql =
        new StringBuilder(
            "select 'search_resource ' || s.resource_type || '/' || s.resource_id"
                + " from search_resource s where not exists (select from resource r"
                + " where r.resource_type = s.resource_type and r.resource_id = s.resource_id"
                + " and not r.deleted)");
    for (Criterion.Kind kind : Criterion.Kind.values()) {
      sql.append(" union all select '").append(kind.table()).append(" of resource ' || e.resource");
      sql.append(" from ").append(kind.table()).append(" e where not exists");
      sql.append(" (select from search_resource s where s.key = e.resource)");
    }
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery(sql.append(" limit ").append(MOST).toString())) {
      List<String> strays = new ArrayList<>();
      while (rows.next()) {
        strays.add(rows.getString(1));
      }
      return strays;
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** Whether the index says that it was made in this form alone. */
  public boolean hasForm(String form) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select count(*) = 1 and bool_and(form = ? and building is null"
                    + " and after_type is null and after_id is null) from search_index_form")) {
      select.setString(1, form);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static IllegalStateException fault(SQLException e) {
    return new IllegalStateException("the search index could not be checked", e);
  }
}
