package org.einthoven.server.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IndexRebuildTest {

  @Inject DataSource database;
  @Inject IndexRebuild rebuild;

  private final String family = "F" + UUID.randomUUID();

  private String stored() {
    return given()
        .contentType("application/fhir+json")
        .body("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}]}")
        .post("/fhir/Patient")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private void finds(int matches) {
    given()
        .get("/fhir/Patient?family=" + family)
        .then()
        .statusCode(200)
        .body("total", equalTo(matches));
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement change = connection.createStatement()) {
      change.executeUpdate(statement);
    }
  }

  private void forget(String id) throws SQLException {
    sql(
        "delete from search_string where resource = (select key from search_resource"
            + " where resource_type = 'Patient' and resource_id = '"
            + id
            + "')");
    finds(0);
  }

  @Test
  void whatAnEarlierReleaseDidNotIndexIsFoundAfterTheStart() throws SQLException {
    String id = stored();
    forget(id);
    sql("update search_index_form set form = 'of an earlier release'");
    assertThat(rebuild.rebuild()).isPositive();
    finds(1);
    assertThat(rebuild.rebuild()).as("when all have the form").isZero();
  }

  @Test
  void aRebuildThatWasCutOffGoesOnWhereItWas() throws SQLException {
    String id = stored();
    forget(id);
    sql("update search_index_form set form = ''");
    rebuild.rebuild();
    forget(id);
    sql(
        "update search_index_form set building = form, form = '', after_type = 'Patient',"
            + " after_id = '"
            + id
            + "'");
    rebuild.rebuild();
    finds(0);
    sql("update search_index_form set form = '', building = 'of a third release'");
    rebuild.rebuild();
    finds(1);
  }

  @Test
  void whatIsDeletedStaysOutOfTheIndex() throws SQLException {
    String id = stored();
    given().delete("/fhir/Patient/" + id).then().statusCode(204);
    sql("update search_index_form set form = ''");
    rebuild.rebuild();
    finds(0);
  }
}
