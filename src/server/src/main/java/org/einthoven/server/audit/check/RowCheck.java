package org.einthoven.server.audit.check;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.einthoven.ledger.Finding;

/** Holds the rows of the {@link LoggedTable}s against the notes of them. */
@Singleton
class RowCheck implements TableCheck {

  private static final int MOST = 1000;

  private final DataSource database;

  RowCheck(DataSource database) {
    this.database = database;
  }

  @Override
  public void run(Consumer<Finding> findings) {
    try (Connection connection = database.getConnection()) {
      for (LoggedTable table : LoggedTable.values()) {
        String sql = table.differences(types(connection, table)) + " limit " + MOST;
        try (Statement select = connection.createStatement();
            ResultSet rows = select.executeQuery(sql)) {
          while (rows.next()) {
            findings.accept(finding(table.table() + " " + rows.getString(1), rows));
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the rows could not be checked", e);
    }
  }

  private static Finding finding(String what, ResultSet row) throws SQLException {
    boolean isThere = row.getBoolean(2);
    boolean isNoted = row.getBoolean(3);
    boolean isNotedAsDeleted = row.getBoolean(4);
    if (!isThere) {
      return Finding.removed(what, "the log has no note of its deletion");
    }
    if (!isNoted || isNotedAsDeleted) {
      return Finding.added(what, "the log has no note of it");
    }
    return Finding.changed(what, "the last note in the log is of another content");
  }

  private static Map<String, String> types(Connection connection, LoggedTable table)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select column_name, data_type from information_schema.columns"
                + " where table_schema = current_schema() and table_name = ?")) {
      select.setString(1, table.table());
      Map<String, String> types = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          types.put(rows.getString(1), rows.getString(2));
        }
      }
      return types;
    }
  }
}
