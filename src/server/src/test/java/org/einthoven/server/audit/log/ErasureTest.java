package org.einthoven.server.audit.log;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.store.ResourceId;
import org.junit.jupiter.api.Test;

/** Personal data is erased, and the log still proves what it did before. */
@QuarkusTest
@TestProfile(WithoutSequencer.class)
@QuarkusTestResource(TestDatabase.class)
class ErasureTest {

  @Inject DataSource database;
  @Inject LeafSequencer sequencer;
  @Inject Erasure erasure;

  private final String key = "key-" + UUID.randomUUID();

  private String stored(String type, String name, String fields) {
    return given()
        .contentType("application/fhir+json")
        .header("Einthoven-Sender", "sender-of-the-erasure-test")
        .header("Idempotency-Key", key + name)
        .body("{\"resourceType\":\"" + type + "\"," + fields.replace('\'', '"') + "}")
        .post("/fhir/" + type)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select count(*) from " + sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void deleteResource(Statement statement, String type, String id)
      throws SQLException {
    String where = " where resource_type = '" + type + "' and resource_id = '" + id + "'";
    statement.execute("delete from search_resource" + where);
    statement.execute("delete from resource_version" + where);
    statement.execute("delete from resource" + where);
  }

  @Test
  void whatIsErasedCannotBeFoundAnyMoreAndTheLogIsStillVerified() throws SQLException {
    String patient = stored("Patient", "Patient", "'name':[{'family':'Erased'}]");
    String other = stored("Patient", "Other", "'name':[{'family':'Kept'}]");
    String observation =
        stored(
            "Observation",
            "Observation",
            "'status':'final','code':{'text':'x'},'subject':{'reference':'Patient/"
                + patient
                + "'}");
    Checkpoint held =
        Exported.opened(
            given().post("/audit/checkpoint").then().statusCode(200).extract().asString());
    String row =
        given()
            .get("/audit/export?openings=true")
            .asString()
            .lines()
            .filter(line -> line.contains(key + "Patient"))
            .findFirst()
            .orElseThrow();
    assertThat(row).contains("row insert idempotency_key");
    String noteKey = noteKey();
    int erased =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  try (Connection connection = database.getConnection();
                      Statement statement = connection.createStatement()) {
                    deleteResource(statement, "Observation", observation);
                    deleteResource(statement, "Patient", patient);
                    statement.execute(
                        "delete from idempotency_key where key = '" + key + "Patient'");
                  }
                  return erasure.erase(
                      new Erasure.Subject(
                          Set.of(
                              new ResourceId("Patient", patient),
                              new ResourceId("Observation", observation)),
                          Set.of(),
                          Set.of(new Erasure.Row("idempotency_key", noteKey))),
                      "tester");
                });
    assertThat(erased).isGreaterThanOrEqualTo(4);
    given()
        .get("/audit/check")
        .then()
        .statusCode(200)
        .body("findings", empty())
        .body("verified", equalTo(true));
    Exported export = Exported.of("?openings=true");
    assertThat(export.findings(held)).isEmpty();
    assertThat(export.text()).doesNotContain(patient).doesNotContain(observation).contains(other);
    assertThat(count("audit_entity where target_id in ('" + patient + "', '" + observation + "')"))
        .isZero();
    assertThat(count("audit_entry where resources::text like '%" + patient + "%'")).isZero();
    assertThat(count("log_row where row_key = '" + noteKey + "' and operation <> 'delete'"))
        .isZero();
  }

  private String noteKey() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "select row_key from log_row where table_name = 'idempotency_key'"
                    + " and row_key like '%"
                    + key
                    + "Patient%' limit 1")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void anErasureThatNoEntryTellsOfIsFound() throws SQLException {
    String patient = stored("Patient", "Patient", "'active':true");
    sequencer.catchUp();
    String entry = "(select entry from audit_entity where target_id = '" + patient + "')";
    sql(
        "set session_replication_role = replica",
        "create table kept_leaf as select * from log_leaf where id = " + entry,
        "update log_leaf set salts = decode(repeat('00', length(salts)), 'hex') where id = "
            + entry,
        "set session_replication_role = origin");
    try {
      given().get("/audit/check").then().body("verified", equalTo(false));
    } finally {
      sql(
          "set session_replication_role = replica",
          "update log_leaf l set salts = k.salts from kept_leaf k where k.id = l.id",
          "drop table kept_leaf",
          "set session_replication_role = origin");
    }
    given().get("/audit/check").then().body("findings", empty());
  }
}
