package org.einthoven.server.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

class EmbeddedDatabaseTest {

  @TempDir Path directory;

  @Test
  void keepsRowsBetweenStarts() throws Exception {
    try (EmbeddedDatabase database = start()) {
      execute(database.address(), "create table kept (n int)", "insert into kept values (7)");
    }
    try (EmbeddedDatabase database = start()) {
      assertThat(numbers(database.address(), "select n from kept")).containsExactly(7);
    }
  }

  @Test
  void losesNoCommittedRowWhenThePostmasterAndItsChildrenAreKilled() throws Exception {
    EmbeddedDatabase killed = start();
    execute(killed.address(), "create table kept (n int)");
    for (int n = 0; n < 200; n++) {
      execute(killed.address(), "insert into kept values (" + n + ")");
    }
    killWithChildren(postmaster());
    killed.leaveRunning();
    try (EmbeddedDatabase database = start()) {
      assertThat(numbers(database.address(), "select n from kept")).hasSize(200);
    }
  }

  @Test
  void startsAgainWhenOnlyThePostmasterWasKilled() throws Exception {
    EmbeddedDatabase killed = start();
    execute(killed.address(), "create table kept (n int)", "insert into kept values (1)");
    postmaster().destroyForcibly();
    postmaster().onExit().join();
    killed.leaveRunning();
    try (EmbeddedDatabase database = start()) {
      assertThat(numbers(database.address(), "select n from kept")).containsExactly(1);
    }
  }

  @Test
  void adoptsThePostmasterOfAKilledServer() throws Exception {
    EmbeddedDatabase orphaning = start();
    execute(orphaning.address(), "create table kept (n int)", "insert into kept values (1)");
    long pid = postmaster().pid();
    orphaning.leaveRunning();
    try (EmbeddedDatabase database = start()) {
      assertThat(postmaster().pid()).isEqualTo(pid);
      assertThat(database.address()).isEqualTo(orphaning.address());
      assertThat(numbers(database.address(), "select n from kept")).containsExactly(1);
    }
  }

  @Test
  void stopsAPostmasterThatDoesNotWriteThrough() throws Exception {
    EmbeddedDatabase orphaning = start();
    execute(orphaning.address(), "alter role einthoven set synchronous_commit = off");
    orphaning.leaveRunning();
    assertThatThrownBy(() -> start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PostgreSQL does not start");
    assertThat(directory.resolve("data").resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void takesNoOtherProcessForItsPostmaster() throws Exception {
    start().close();
    Path pidFile = directory.resolve("data").resolve("postmaster.pid");
    Files.writeString(
        pidFile,
        String.join(
            "\n",
            String.valueOf(ProcessHandle.current().pid()),
            directory.resolve("data").toString(),
            "0",
            "1",
            ""));
    try (EmbeddedDatabase database = start()) {
      assertThat(numbers(database.address(), "select 1")).containsExactly(1);
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    try (EmbeddedDatabase database = start()) {
      DatabaseAddress address = database.address();
      assertThatThrownBy(
              () -> DriverManager.getConnection(address.jdbcUrl(), address.username(), "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("password"))))
          .isEqualTo("rw-------");
      assertThat(address.toString()).doesNotContain(address.password());
    }
  }

  @Test
  void refusesADirectoryThatAnotherServerUses() throws Exception {
    try (EmbeddedDatabase first = start()) {
      assertThat(first.address().jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
      assertThatThrownBy(() -> start())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another server uses");
    }
  }

  @Test
  void writesThroughToTheDiskAndChecksItsPages() throws Exception {
    try (EmbeddedDatabase database = start()) {
      for (String setting :
          List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
        assertThat(texts(database.address(), "show " + setting)).containsExactly("on");
      }
    }
  }

  private EmbeddedDatabase start() throws IOException {
    return EmbeddedDatabase.start(directory, TestDatabase.PROGRAMS);
  }

  private ProcessHandle postmaster() throws IOException {
    String pid =
        Files.readAllLines(directory.resolve("data").resolve("postmaster.pid")).get(0).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void killWithChildren(ProcessHandle postmaster) {
    List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
    all.add(0, postmaster);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  private static void execute(DatabaseAddress address, String... statements) throws SQLException {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<Integer> numbers(DatabaseAddress address, String query) throws SQLException {
    return texts(address, query).stream().map(Integer::valueOf).toList();
  }

  private static List<String> texts(DatabaseAddress address, String query) throws SQLException {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
  }
}
