package org.einthoven.server.config;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ForeignPageGuardTest {

  @Test
  void aNameOfSomeoneElseThatPointsHereIsRefused() {
    given()
        .header("Host", "ecg.example")
        .get("/fhir/metadata")
        .then()
        .statusCode(403)
        .body(containsString("allow-remote"));
  }

  @Test
  void aPageOfAnotherSiteIsRefused() {
    given().header("Origin", "http://ecg.example").get("/fhir/metadata").then().statusCode(403);
    given().header("Origin", "null").get("/fhir/metadata").then().statusCode(403);
  }

  @Test
  void aPageOfThisMachineIsAnswered() {
    given().header("Origin", "http://localhost:3000").get("/q/health").then().statusCode(200);
  }

  @Test
  void pathsThatClientsInventStayOutOfTheMetrics() {
    given().get("/fhir/Patient/someone-s-number").then().statusCode(404);

    given().get("/q/metrics").then().statusCode(200).body(not(containsString("someone-s-number")));
  }
}
