package org.einthoven.server.store.index;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.einthoven.server.store.ResourceId;

/**
 * By what the entries of the search index were made, and how far they have been made again. Its
 * methods take part in the caller's transaction.
 */
@Singleton
@Transactional(Transactional.TxType.MANDATORY)
public class IndexForm {

  private static final String BEFORE_ALL = "";

  private final DataSource database;

  /** Of the server's database. */
  public IndexForm(DataSource database) {
    this.database = database;
  }

  /**
   * Whether all entries have a form. Where they have not, only the caller makes them until its
   * transaction ends.
   */
  public boolean isEverywhere(String form) {
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery("select form, building from search_index_form for update")) {
      if (row.next() && row.getString(1).equals(form) && row.getString(2) == null) {
        return true;
      }
      begin(connection, form);
      return false;
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static void begin(Connection connection, String form) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update search_index_form set building = ?, after_type = ?, after_id = ?"
                + " where building is distinct from ?")) {
      update.setString(1, form);
      update.setString(2, BEFORE_ALL);
      update.setString(3, BEFORE_ALL);
      update.setString(4, form);
      update.executeUpdate();
    }
  }

  /**
   * The next resources whose entries are to be made, kept from changing; none when all are made.
   */
  public List<ResourceId> next(int most) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select r.resource_type, r.resource_id from resource r, search_index_form f"
                    + " where (r.resource_type, r.resource_id) > (f.after_type, f.after_id)"
                    + " and not r.deleted order by r.resource_type, r.resource_id limit ?"
                    + " for share of r")) {
      select.setInt(1, most);
      List<ResourceId> next = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          next.add(new ResourceId(rows.getString(1), rows.getString(2)));
        }
      }
      return next;
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** Notes that the entries of all resources up to this one are made. */
  public void madeUpTo(ResourceId last) {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update search_index_form set after_type = ?, after_id = ?")) {
      update.setString(1, last.type());
      update.setString(2, last.id());
      update.executeUpdate();
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** Notes that all entries are made. */
  public void made() {
    try (Connection connection = database.getConnection();
        Statement update = connection.createStatement()) {
      update.executeUpdate(
          "update search_index_form set form = building, building = null, after_type = null,"
              + " after_id = null");
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** How many resources have entries. */
  public long resources() {
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select count(*) from search_resource")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static IllegalStateException fault(SQLException e) {
    return new IllegalStateException("the search index could not be made again", e);
  }
}
