package org.einthoven.server.audit.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Answers of the database, one text a row. */
final class Rows {

  private static final int MOST = 1000;

  private final DataSource database;

  Rows(DataSource database) {
    this.database = database;
  }

  /** Tells the first column of at most {@value #MOST} rows. */
  void each(String sql, Consumer<String> row) {
    all(sql + " limit " + MOST, row);
  }

  /** Tells the first column of all rows. */
  void all(String sql, Consumer<String> row) {
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery(sql)) {
      while (rows.next()) {
        row.accept(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be checked", e);
    }
  }
}
