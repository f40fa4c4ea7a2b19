package org.einthoven.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

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

  @Test
  void readinessNamesTheModelInUse() {
    given()
        .when()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'Analysis' }.status", is("UP"))
        .body("checks.find { it.name == 'Analysis' }.data.model", startsWith("dfnet/"));
  }

  @Test
  void metricsCountJobsByStateAndTheAgeOfTheQueue() {
    given()
        .when()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("einthoven_jobs{state=\"waiting\"} "))
        .body(containsString("einthoven_jobs{state=\"failed\"} "))
        .body(containsString("einthoven_queue_age_seconds "))
        .body(not(containsString("einthoven_queue_age_seconds NaN")));
  }
}
