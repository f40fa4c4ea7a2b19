package org.einthoven.server.store.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.einthoven.server.TestDatabase;

/**
 * A process with an embedded database that commits one row after another and prints each number
 * once its commit was acknowledged, until it is killed.
 */
final class CommittingProcess {

  private CommittingProcess() {}

  public static void main(String[] arguments) throws Exception {
    DatabaseAddress address =
        EmbeddedDatabase.start(Path.of(arguments[0]), TestDatabase.PROGRAMS).address();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists kept (n int primary key)");
      try (PreparedStatement insert = connection.prepareStatement("insert into kept values (?)")) {
        for (int n = 0; ; n++) {
          insert.setInt(1, n);
          insert.executeUpdate();
          System.out.println("kept " + n);
        }
      }
    }
  }
}
