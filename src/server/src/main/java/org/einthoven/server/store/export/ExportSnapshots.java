package org.einthoven.server.store.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/** Opens snapshots of the store. */
@ApplicationScoped
public class ExportSnapshots {

  /** How long before its first statement a transaction may have looked at the clock. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final DataSource database;
  private final Clock clock;

  /** Of the server's database. */
  public ExportSnapshots(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The store as it is now. It holds a connection until it is closed. */
  public ExportSnapshot open() {
    try {
      return open(database.getConnection());
    } catch (SQLException e) {
      throw new IllegalStateException("the store could not be read", e);
    }
  }

  private ExportSnapshot open(Connection connection) throws SQLException {
    try {
      Instant complete = complete(connection);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      return new ExportSnapshot(connection, complete);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Up to when every change is committed. A transaction that is still open may yet commit what
   * carries a time from its begin on: a client that asks for the changes since then must get it.
   */
  private Instant complete(Connection connection) throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select min(xact_start) from pg_stat_activity where datname = current_database()"
                    + " and backend_xid is not null and pid <> pg_backend_pid()");
        ResultSet row = select.executeQuery()) {
      row.next();
      OffsetDateTime oldest = row.getObject(1, OffsetDateTime.class);
      Instant first = oldest == null || oldest.toInstant().isAfter(now) ? now : oldest.toInstant();
      return first.minus(MARGIN);
    }
  }
}
