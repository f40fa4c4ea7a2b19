package org.einthoven.server.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServerTest {

  private static final int ENOUGH = 300;

  @TempDir Path directory;

  @Test
  void noAcknowledgedRowIsLostWhenServerAndDatabaseAreKilledAtOnce() throws Exception {
    int acknowledged = killWhileCommitting(true);
    assertThat(rows()).isGreaterThanOrEqualTo(acknowledged);
  }

  @Test
  void noAcknowledgedRowIsLostWhenTheServerAloneIsKilled() throws Exception {
    int acknowledged = killWhileCommitting(false);
    assertThat(rows()).isGreaterThanOrEqualTo(acknowledged);
  }

  private int killWhileCommitting(boolean databaseToo) throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CommittingProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int acknowledged = 0;
    try (BufferedReader output = server.inputReader()) {
      String line = output.readLine();
      while (line != null && acknowledged < ENOUGH) {
        acknowledged += line.startsWith("kept ") ? 1 : 0;
        line = output.readLine();
      }
      assertThat(acknowledged).isEqualTo(ENOUGH);
      List<ProcessHandle> killed = new ArrayList<>();
      if (databaseToo) {
        ProcessHandle postmaster = postmaster();
        killed.add(postmaster);
        postmaster.descendants().forEach(killed::add);
      }
      killed.add(server.toHandle());
      killed.forEach(ProcessHandle::destroyForcibly);
      // What it had printed before it was killed was acknowledged too.
      acknowledged += line != null && line.startsWith("kept ") ? 1 : 0;
      for (String rest = output.readLine(); rest != null; rest = output.readLine()) {
        acknowledged += rest.startsWith("kept ") ? 1 : 0;
      }
      killed.forEach(process -> process.onExit().join());
    }
    return acknowledged;
  }

  private ProcessHandle postmaster() throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
  }

  private int rows() throws IOException, SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, TestDatabase.PROGRAMS)) {
      DatabaseAddress address = database.address();
      try (Connection connection =
              DriverManager.getConnection(
                  address.jdbcUrl(), address.username(), address.password());
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select count(*) from kept")) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
