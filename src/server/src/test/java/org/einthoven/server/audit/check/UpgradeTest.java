package org.einthoven.server.audit.check;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.einthoven.ledger.Finding;
import org.einthoven.ledger.LogVerification;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.audit.log.LoggedLeaves;
import org.einthoven.server.audit.log.NodeRows;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A store of a release without the log: its entries and rows become leaves as they are found. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UpgradeTest {

  private static final String SCHEMA = "upgrade";

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
  }

  private static FluentConfiguration migrations() {
    return Flyway.configure()
        .dataSource(setting("jdbc.url"), setting("username"), setting("password"))
        .schemas(SCHEMA)
        .locations("classpath:db/migration");
  }

  private static DataSource upgraded() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(setting("jdbc.url"));
    source.setUser(setting("username"));
    source.setPassword(setting("password"));
    source.setCurrentSchema(SCHEMA);
    return source;
  }

  private static void create(String body) {
    given()
        .contentType("application/fhir+json")
        .header("Einthoven-Sender", "Stäfan's \"cart\"")
        .header("Idempotency-Key", "of an earlier release " + body.length())
        .body(body.replace('\'', '"'))
        .post("/fhir/Patient")
        .then()
        .statusCode(201);
  }

  @Test
  void entriesAndRowsOfBeforeAreVouchedForAfterTheUpgrade() throws SQLException {
    create("{'resourceType':'Patient','active':true}");
    create("{'resourceType':'Patient','active':false}");
    DataSource source = upgraded();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists " + SCHEMA + " cascade");
    }
    migrations().target("19").load().migrate();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into audit_entry (id, recorded_at, action, outcome, agent, agent_folded, resources,"
              + " payload_sha256, detail) select id, recorded_at + interval '77 microseconds', action,"
              + " outcome, agent, agent_folded, resources, repeat('a', 64), detail || ' ü'"
              + " from public.audit_entry where action = 'resources-created'");
      statement.execute(
          "insert into audit_entity select * from public.audit_entity"
              + " where entry in (select id from audit_entry)");
      statement.execute(
          "insert into audit_entity select id, 'Patient', 'b' from audit_entry"
              + " union all select id, 'Patient', 'B' from audit_entry");
      statement.execute("insert into idempotency_key table public.idempotency_key");
      statement.execute(
          "insert into payload values (repeat('a', 64), 'text/plain', 1, '\\x00', now())");
    }
    migrations().load().migrate();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      // As the sequencer would, of the entries alone: the notes of rows are looked at below.
      statement.execute(
          "insert into log_position select row_number() over (order by leaf) - 1, leaf, hash"
              + " from log_waiting");
      statement.execute("delete from log_waiting");
      try (ResultSet row = statement.executeQuery("select count(*) from log_position")) {
        row.next();
        assertThat(row.getLong(1)).isGreaterThanOrEqualTo(2);
      }
      try (ResultSet row =
          statement.executeQuery("select count(distinct table_name) from log_row")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(2);
      }
    }
    List<Finding> findings = new ArrayList<>();
    new LogCheck(new LoggedLeaves(source), new NodeRows(source), new ErasedItems(source), source)
        .run(new LogVerification(List.of()), findings::add);
    new RowCheck(source).run(findings::add);
    assertThat(findings).filteredOn(finding -> !finding.what().startsWith("log_node")).isEmpty();
  }
}
