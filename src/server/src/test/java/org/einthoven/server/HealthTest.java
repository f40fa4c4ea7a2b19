package org.einthoven.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HealthTest {

  @Test
  void readinessNamesTheDatabase() {
    given()
        .when()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", is("UP"))
        .body(containsString("Database connections health check"));
  }

  @Test
  void livenessAnswers() {
    given().when().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
  }
}
