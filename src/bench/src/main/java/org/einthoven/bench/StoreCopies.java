package org.einthoven.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Fills the store of a server that was started here faster than by requests: everything in it is
 * copied within the database, so that a search has as many rows to look among as if it had been
 * sent.
 *
 * <p>Each copy has an id and identifiers of its own, belongs to the copy of its patient and has its
 * time on another day. Its stored JSON is that of the original, and nothing of it is in the audit
 * trail: copies serve to be searched among, not to be read.
 */
final class StoreCopies {

  private static final int PORT_LINE = 3;

  private static final List<String> COPY =
      List.of(
          "set synchronous_commit = off",
          "create temporary table copied as select r.key as old,"
              + " nextval(pg_get_serial_sequence('search_resource', 'key')) as new, i as number,"
              + " '-' || i as suffix, r.* from search_resource r, generate_series(1, %d) i",
          "create index on copied (old)",
          "analyze copied",
          "insert into resource (resource_type, resource_id, version, deleted, last_updated)"
              + " select resource_type, resource_id || suffix, version, deleted, last_updated"
              + " from copied c join resource r using (resource_type, resource_id, last_updated)",
          "insert into resource_version (resource_type, resource_id, version, last_updated,"
              + " deleted, sha256, content) select resource_type, resource_id || suffix, version,"
              + " last_updated, deleted, sha256, content"
              + " from copied c join resource_version v"
              + " using (resource_type, resource_id, last_updated)",
          "insert into search_resource (key, resource_type, resource_id, last_updated)"
              + " overriding system value"
              + " select new, resource_type, resource_id || suffix, last_updated from copied",
          "insert into search_token (resource, param, part, system, code) select new, param, part,"
              + " system, case when param = 'identifier' then code || suffix else code end"
              + " from copied c join search_token e on e.resource = c.old",
          "insert into search_date (resource, param, part, low, high) select new, param, part,"
              + " low + days, high + days from (select *, number * interval '1 day' as days"
              + " from copied) c join search_date e on e.resource = c.old",
          "insert into search_reference (resource, param, part, target_type, target_id, url)"
              + " select new, param, part, target_type, target_id || suffix, url"
              + " from copied c join search_reference e on e.resource = c.old",
          "insert into search_string (resource, param, part, folded, exact) select new, param,"
              + " part, folded || suffix, exact || suffix"
              + " from copied c join search_string e on e.resource = c.old",
          "insert into search_quantity (resource, param, part, value, system, code) select new,"
              + " param, part, value, system, code"
              + " from copied c join search_quantity e on e.resource = c.old",
          "vacuum analyze",
          "checkpoint");

  private StoreCopies() {}

  /**
   * Copies all that is stored.
   *
   * @param data the folder of the server's data
   * @param times how many copies of each resource are made
   */
  static void make(Path data, int times) throws IOException {
    String port = Files.readAllLines(data.resolve("data/postmaster.pid")).get(PORT_LINE).strip();
    String password = Files.readString(data.resolve("password")).strip();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "einthoven", password);
        Statement statement = connection.createStatement()) {
      for (String step : COPY) {
        statement.execute(step.replace("%d", Integer.toString(times)));
      }
    } catch (SQLException e) {
      throw new IOException("the store could not be filled", e);
    }
  }
}
