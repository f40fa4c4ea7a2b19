package org.einthoven.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.einthoven.server.store.embedded.DatabaseAddress;
import org.einthoven.server.store.embedded.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL of all tests that run the application, in {@code target/}. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

  /** Where the tests unpack PostgreSQL, once. */
  public static final Path PROGRAMS = Path.of("target", "postgresql");

  private @Nullable EmbeddedDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      database = EmbeddedDatabase.start(Path.of("target", "test-database"), PROGRAMS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DatabaseAddress address = database.address();
    return Map.of(
        "quarkus.datasource.jdbc.url", address.jdbcUrl(),
        "quarkus.datasource.username", address.username(),
        "quarkus.datasource.password", address.password(),
        // A log that begins anew does not go on with the checkpoints of an earlier one.
        "einthoven.audit.directory", auditDirectory(),
        // Each run begins empty but needs no initdb.
        "quarkus.flyway.clean-at-start", "true",
        "quarkus.flyway.clean-disabled", "false");
  }

  private static String auditDirectory() {
    try {
      Path target = Files.createDirectories(Path.of("target", "test-audit"));
      return Files.createTempDirectory(target, "log").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (database != null) {
      try {
        database.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
