package org.einthoven.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role allows what its work needs, a scope narrows it, and neither is widened by a detour. */
@QuarkusTest
@TestProfile(WithLogin.class)
@QuarkusTestResource(TestDatabase.class)
class RolesTest {

  private static final String ALL = "user/*.cruds";

  @BeforeEach
  void store() {
    TwoPatients.store();
  }

  private static RequestSpecification as(String role, String... scopes) {
    return Tokens.as(role, scopes.length == 0 ? new String[] {ALL} : scopes);
  }

  private static int status(String role, String address, String... scopes) {
    return as(role, scopes).get("/fhir/" + address).statusCode();
  }

  @Test
  void anAuditorReadsTheTrailAndNoEcg() {
    assertThat(status("auditor", "AuditEvent?_count=1")).isEqualTo(200);
    assertThat(status("auditor", "AuditEvent/_history?_count=1")).isEqualTo(200);
    for (String address :
        List.of(
            "Observation",
            "Observation/login-obs-a",
            "Patient/login-a",
            "Patient/login-a/$everything",
            "DiagnosticReport/login-report-b",
            "Binary/00000000-0000-7000-8000-000000000000-pdf",
            "_history",
            "Observation/_history",
            "AuditEvent?patient.family=Alpha",
            "AuditEvent?entity:Observation.status=final")) {
      assertThat(status("auditor", address)).as(address).isEqualTo(403);
    }
    Response included =
        as("auditor").get("/fhir/AuditEvent?patient=login-a&_include=AuditEvent:patient&_count=5");
    assertThat(TwoPatients.found(included))
        .isNotEmpty()
        .allMatch(found -> found.startsWith("AuditEvent/"));
    assertThat(as("auditor").body("x").post("/ecg").statusCode()).isEqualTo(403);
    assertThat(exported("auditor", "system/*.rs")).isEqualTo(403);
  }

  @Test
  void theTrailIsTheAuditorsAlone() {
    String entry = TwoPatients.found(as("auditor").get("/fhir/AuditEvent?_count=1")).get(0);
    for (String role : List.of("sender", "clinician", "model-engineer", "administrator")) {
      for (String address :
          List.of(
              "AuditEvent",
              entry,
              entry + "/_history",
              "AuditEvent/_history",
              "Patient?_has:AuditEvent:patient:agent-name=x")) {
        assertThat(status(role, address)).as(role + " " + address).isEqualTo(403);
      }
      assertThat(as(role).get("/audit/log").statusCode()).as(role).isEqualTo(403);
    }
    Response included =
        as("clinician").get("/fhir/Patient?_id=login-a&_revinclude=AuditEvent:patient");
    assertThat(TwoPatients.found(included)).containsExactly("Patient/login-a");
    Response batch = batch("clinician", "AuditEvent", entry);
    assertThat(batch.jsonPath().getList("entry.response.status")).containsExactly("403", "403");
  }

  @Test
  void aSenderSendsAndFollowsAndReadsNobodysRecord() {
    Response created =
        as("sender")
            .body(
                TwoPatients.json(
                    "Observation", "", TwoPatients.observation("login-a", "login-doctor")))
            .post("/fhir/Observation");
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    assertThat(status("sender", "Task?_count=1")).isEqualTo(200);
    for (String address :
        List.of(
            "Observation",
            "Observation/" + created.jsonPath().getString("id"),
            "Patient/login-a",
            "DiagnosticReport",
            "Task?patient.family=Alpha",
            "Practitioner?_has:Observation:performer:status=final")) {
      assertThat(status("sender", address)).as(address).isEqualTo(403);
    }
    String patient = TwoPatients.json("Patient", "", "'active':true");
    assertThat(
            as("sender")
                .header("If-None-Exist", "family=Alpha")
                .body(patient)
                .post("/fhir/Patient")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            as("sender")
                .contentType("application/json-patch+json")
                .body("[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"final\"}]")
                .patch("/fhir/Observation/login-obs-a")
                .statusCode())
        .isEqualTo(403);
    assertThat(as("sender").delete("/fhir/Observation/login-obs-a").statusCode()).isEqualTo(403);
  }

  @Test
  void aClinicianReadsRecordsAndDoesNotDeleteExportOrSubscribe() {
    assertThat(status("clinician", "Patient/login-a/$everything")).isEqualTo(200);
    assertThat(status("clinician", "Observation?patient.family=Alpha")).isEqualTo(200);
    assertThat(status("clinician", "Subscription")).isEqualTo(403);
    assertThat(status("clinician", "_history")).isEqualTo(403);
    assertThat(as("clinician").delete("/fhir/Patient/login-b").statusCode()).isEqualTo(403);
    assertThat(exported("clinician", "system/*.rs")).isEqualTo(403);
    assertThat(
            as("clinician")
                .body("{\"resourceType\":\"Parameters\"}")
                .post("/fhir/Patient/$merge")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aModelEngineerSeesNoPatient() {
    for (String address : List.of("Observation", "Patient/login-a", "Task", "_history")) {
      assertThat(status("model-engineer", address)).as(address).isEqualTo(403);
    }
  }

  @Test
  void whoHasNoRoleMayDoNothing() {
    for (String address : List.of("Observation", "Patient/login-a", "AuditEvent", "Task")) {
      assertThat(status("nobody", address, ALL, "system/*.cruds")).as(address).isEqualTo(403);
    }
  }

  @Test
  void aRoleWithoutAScopeMayDoNothing() {
    assertThat(Tokens.as("administrator").get("/fhir/Patient").statusCode()).isEqualTo(403);
  }

  @Test
  void aScopeNarrowsARole() {
    String scope = "user/Observation.rs";
    assertThat(status("clinician", "Observation?_count=1", scope)).isEqualTo(200);
    assertThat(status("clinician", "Observation/login-obs-a", scope)).isEqualTo(200);
    for (String address :
        List.of(
            "Patient",
            "Patient/login-a",
            "Patient/login-a/$everything",
            "Observation?patient.family=Alpha",
            "Observation?_has:Provenance:target:recorded=gt2020")) {
      assertThat(status("clinician", address, scope)).as(address).isEqualTo(403);
    }
    Response included =
        as("clinician", scope)
            .get(
                "/fhir/Observation?_id=login-obs-a&_include=Observation:*&_revinclude=Provenance:target");
    assertThat(TwoPatients.found(included)).containsExactly("Observation/login-obs-a");
    assertThat(
            as("clinician", scope)
                .body(
                    TwoPatients.json(
                        "Observation", "", TwoPatients.observation("login-a", "login-doctor")))
                .post("/fhir/Observation")
                .statusCode())
        .isEqualTo(403);
    Response everything =
        as("clinician", scope, "user/Patient.rs").get("/fhir/Patient/login-a/$everything");
    assertThat(TwoPatients.found(everything))
        .contains("Patient/login-a", "Observation/login-obs-a")
        .doesNotContain("Practitioner/login-doctor");
  }

  @Test
  void toSearchIsNotToRead() {
    assertThat(status("clinician", "Observation?_count=1", "user/Observation.s")).isEqualTo(200);
    assertThat(status("clinician", "Observation/login-obs-a", "user/Observation.s")).isEqualTo(403);
  }

  @Test
  void aScopeThatIsNotUnderstoodAllowsNothingAndIsNamed() {
    for (String scope :
        List.of("user/Observation.rs?category=laboratory", "user/Observation.read")) {
      Response refused = as("clinician", scope).get("/fhir/Observation");
      assertThat(refused.statusCode()).as(scope).isEqualTo(403);
      assertThat(refused.asString()).contains(scope);
    }
  }

  @Test
  void aBundleIsHeldAgainstItsSenderEntryByEntry() {
    Response batch =
        batch("sender", "Observation/login-obs-a", "Observation?_count=1", "Task?_count=1");
    assertThat(batch.jsonPath().getList("entry.response.status"))
        .containsExactly("403", "403", "200");
  }

  @Test
  void anExportIsTheAdministratorsAsASystem() {
    assertThat(exported("administrator", ALL)).isEqualTo(403);
    Response begun =
        as("administrator", "system/*.rs")
            .header("Prefer", "respond-async")
            .get("/fhir/$export?_type=Practitioner");
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
    String address = begun.header("Content-Location");
    for (String other : List.of("clinician", "auditor", "sender")) {
      assertThat(as(other, "system/*.rs").get(address).statusCode()).as(other).isEqualTo(404);
      assertThat(as(other, "system/*.rs").get(address + "/Practitioner.ndjson").statusCode())
          .as(other)
          .isEqualTo(404);
      assertThat(as(other, "system/*.rs").delete(address).statusCode()).as(other).isEqualTo(404);
    }
    assertThat(as("administrator", "system/*.rs").get(address).statusCode()).isIn(200, 202);
    assertThat(as("administrator", "system/*.rs").delete(address).statusCode()).isEqualTo(202);
    Response all =
        as("administrator", "system/*.rs")
            .header("Prefer", "respond-async")
            .get("/fhir/$export?_type=AuditEvent");
    assertThat(all.statusCode()).isIn(400, 403);
  }

  @Test
  void whatIsAnsweredLaterIsAnsweredToWhoAskedWithTheirRights() {
    Response begun =
        as("clinician", "user/Observation.rs")
            .header("Prefer", "respond-async")
            .get("/fhir/Observation?patient.family=Alpha");
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
    String address = begun.header("Content-Location");
    assertThat(as("administrator").get(address).statusCode()).isEqualTo(404);
    assertThat(as("administrator").delete(address).statusCode()).isEqualTo(404);
    Response ended =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> as("clinician").get(address), answer -> answer.statusCode() == 200);
    assertThat(ended.jsonPath().getString("entry[0].response.status")).isEqualTo("403");
    Response own =
        as("clinician", "user/Observation.rs")
            .header("Prefer", "respond-async")
            .get("/fhir/Observation/login-obs-a");
    Response answered =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> as("clinician").get(own.header("Content-Location")),
                answer -> answer.statusCode() == 200);
    assertThat(answered.jsonPath().getString("entry[0].resource.id")).isEqualTo("login-obs-a");
  }

  @Test
  void aSenderDoesNotFollowAnother() {
    Response begun = as("sender").header("Prefer", "respond-async").get("/fhir/Task?_count=1");
    assertThat(begun.statusCode()).isEqualTo(202);
    assertThat(as("other-sender").get(begun.header("Content-Location")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void cliniciansAloneSignReportsOff() {
    for (String role : List.of("sender", "auditor", "model-engineer", "administrator")) {
      Response refused =
          as(role)
              .body("{\"resourceType\":\"Parameters\"}")
              .post("/fhir/DiagnosticReport/nothing/$sign-off");
      assertThat(refused.statusCode()).as(role).isEqualTo(403);
    }
    // Past the rule: what is sent is looked at.
    assertThat(
            as("clinician")
                .body("{\"resourceType\":\"Parameters\"}")
                .post("/fhir/DiagnosticReport/nothing/$sign-off")
                .statusCode())
        .isEqualTo(422);
    assertThat(as("clinician").post("/fhir/DiagnosticReport/nothing/$reproduce").statusCode())
        .isEqualTo(404);
    assertThat(as("sender").post("/fhir/DiagnosticReport/nothing/$reproduce").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aRefusalIsInTheTrail() {
    assertThat(status("model-engineer", "Patient?family=Alpha")).isEqualTo(403);
    Response trail =
        as("auditor").get("/fhir/AuditEvent?subtype=access-denied&_sort=-date&_count=1");
    assertThat(trail.jsonPath().getString("entry[0].resource.type.code")).isEqualTo("110113");
    assertThat(trail.jsonPath().getString("entry[0].resource.outcome")).isEqualTo("8");
    assertThat(trail.jsonPath().getString("entry[0].resource.outcomeDesc"))
        .isEqualTo("search Patient");
    assertThat(trail.jsonPath().getString("entry[0].resource.agent[0].name"))
        .startsWith("model-engineer/");
  }

  private static int exported(String role, String... scopes) {
    return as(role, scopes)
        .header("Prefer", "respond-async")
        .get("/fhir/$export?_type=Practitioner")
        .statusCode();
  }

  private static Response batch(String role, String... addresses) {
    StringBuilder entries = new StringBuilder();
    for (String address : addresses) {
      entries
          .append(entries.isEmpty() ? "" : ",")
          .append("{\"request\":{\"method\":\"GET\",\"url\":\"" + address + "\"}}");
    }
    Response answer =
        as(role)
            .body("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}")
            .post("/fhir");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }
}
