package org.einthoven.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A clinician reads beyond the patient of their app in an emergency, for a reason, and is seen. */
@QuarkusTest
@TestProfile(WithLogin.class)
@QuarkusTestResource(TestDatabase.class)
class BreakGlassTest {

  private static final String REASON = "unconscious in the shock room, no app open";

  @BeforeEach
  void store() {
    TwoPatients.store();
  }

  private static RequestSpecification ward() {
    return Tokens.as("ward-app", "patient/*.cruds");
  }

  private static RequestSpecification emergency() {
    return ward().header("Einthoven-Break-Glass", REASON);
  }

  private static double counted() {
    String metrics =
        Tokens.as("administrator", "user/*.cruds").accept("*/*").get("/q/metrics").asString();
    return metrics
        .lines()
        .filter(line -> line.startsWith("einthoven_emergency_access_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void anotherPatientsRecordIsReadForThatRequestAlone() {
    for (String address :
        List.of("Patient/login-b", "Observation/login-obs-b", "Observation/login-obs-b/_history")) {
      assertThat(ward().get("/fhir/" + address).statusCode()).as(address).isEqualTo(404);
      assertThat(emergency().get("/fhir/" + address).statusCode()).as(address).isEqualTo(200);
      assertThat(ward().get("/fhir/" + address).statusCode()).as(address).isEqualTo(404);
    }
    assertThat(TwoPatients.found(emergency().get("/fhir/Observation?patient=login-b")))
        .contains("Observation/login-obs-b");
  }

  @Test
  void itIsRecordedWithItsReasonAndCounted() {
    double before = counted();

    assertThat(emergency().get("/fhir/Patient/login-b").statusCode()).isEqualTo(200);

    assertThat(counted()).isEqualTo(before + 1);
    Response trail =
        Tokens.as("auditor", "user/*.cruds")
            .get("/fhir/AuditEvent?subtype=emergency-access&_sort=-date&_count=1");
    assertThat(trail.jsonPath().getString("entry[0].resource.outcomeDesc")).isEqualTo(REASON);
    assertThat(trail.jsonPath().getString("entry[0].resource.type.code")).isEqualTo("110113");
    assertThat(trail.jsonPath().getString("entry[0].resource.purposeOfEvent[0].coding[0].code"))
        .isEqualTo("BTG");
    assertThat(trail.jsonPath().getString("entry[0].resource.agent[0].name"))
        .startsWith("ward-app/");
  }

  @Test
  void aReasonIsGiven() {
    for (String reason : List.of("", "short", "x".repeat(501))) {
      assertThat(
              ward()
                  .header("Einthoven-Break-Glass", reason)
                  .get("/fhir/Patient/login-b")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void itIsTheCliniciansAlone() {
    for (RequestSpecification other :
        List.of(Tokens.as("app-login-a", "patient/*.cruds"), Tokens.as("sender", "user/*.cruds"))) {
      assertThat(
              other
                  .header("Einthoven-Break-Glass", REASON)
                  .get("/fhir/Patient/login-b")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void rolesAndScopesHoldAsEver() {
    assertThat(emergency().get("/fhir/AuditEvent").statusCode()).isEqualTo(403);
    assertThat(
            Tokens.as("ward-app", "patient/Observation.cruds")
                .header("Einthoven-Break-Glass", REASON)
                .get("/fhir/Patient/login-b")
                .statusCode())
        .isEqualTo(403);
    assertThat(emergency().header("Prefer", "respond-async").get("/fhir/$export").statusCode())
        .isEqualTo(403);
  }

  @Test
  void nothingIsChangedAndNothingIsKeptForLater() {
    assertThat(
            emergency()
                .body(
                    TwoPatients.json(
                        "Observation", "", TwoPatients.observation("login-b", "login-doctor")))
                .post("/fhir/Observation")
                .statusCode())
        .isEqualTo(403);
    assertThat(emergency().delete("/fhir/Observation/login-obs-b").statusCode()).isEqualTo(403);
    assertThat(emergency().body("{}").post("/fhir").statusCode()).isEqualTo(403);
    assertThat(
            emergency()
                .header("Prefer", "respond-async")
                .get("/fhir/Observation/login-obs-b")
                .statusCode())
        .isEqualTo(200);
    assertThat(emergency().get("/models").statusCode()).isEqualTo(403);
  }
}
