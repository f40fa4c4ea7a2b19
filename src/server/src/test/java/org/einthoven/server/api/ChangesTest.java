package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deletion, conditional update and patches. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChangesTest {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static final String JSON_PATCH = "application/json-patch+json";
  private static final byte[] NOTHING = new byte[0];

  private static Resource parsed(HttpResponse<String> answer) {
    return FhirResource.parse(answer.body().getBytes(StandardCharsets.UTF_8)).resource();
  }

  private static String patient(String value) {
    HttpResponse<String> created = Http.post("/fhir/Patient", Http.FHIR_JSON, body(value, ""));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return "Patient/" + parsed(created).getIdElement().getIdPart();
  }

  private static String body(String value, String more) {
    return "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:changes\",\"value\":\""
        + value
        + "\"}],\"name\":[{\"family\":\"A\"}]"
        + more
        + "}";
  }

  private static HttpResponse<String> send(
      String method, String path, String type, String body, String... headers) {
    return Http.send(method, "/fhir/" + path, type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static HttpResponse<String> delete(String path, String... headers) {
    return Http.send("DELETE", "/fhir/" + path, Http.FHIR_JSON, NOTHING, headers);
  }

  @Test
  void aDeletedResourceIsGoneAndItsVersionsStay() {
    String reference = patient("gone");
    assertThat(delete(reference).statusCode()).isIn(200, 204);
    assertThat(delete(reference).statusCode()).as("again").isIn(200, 204);
    assertThat(Http.get("/fhir/" + reference).statusCode()).isEqualTo(410);
    assertThat(Http.get("/fhir/" + reference + "/_history/1").statusCode()).isEqualTo(200);
    assertThat(Http.get("/fhir/" + reference + "/_history/2").statusCode()).isEqualTo(410);
    Bundle history = (Bundle) parsed(Http.get("/fhir/" + reference + "/_history"));
    assertThat(history.getEntry()).hasSize(2);
    assertThat(history.getEntry().get(0).getRequest().getMethod())
        .isEqualTo(Bundle.HTTPVerb.DELETE);
    Bundle found = (Bundle) parsed(Http.get("/fhir/Patient?identifier=urn:changes%7Cgone"));
    assertThat(found.getEntry()).isEmpty();
    HttpResponse<String> back =
        send(
            "PUT",
            reference,
            Http.FHIR_JSON,
            body("gone", ",\"id\":\"" + reference.substring("Patient/".length()) + "\""));
    assertThat(back.statusCode()).as(back.body()).isEqualTo(201);
    assertThat(parsed(back).getMeta().getVersionId()).isEqualTo("3");
  }

  @Test
  void theDeletionOfWhatNeverWasIsDone() {
    assertThat(delete("Patient/never-was").statusCode()).isIn(200, 204);
    assertThat(Http.get("/fhir/Patient/never-was").statusCode()).isEqualTo(404);
    assertThat(delete("Patient/never-was", "If-Match", "W/\"1\"").statusCode()).isEqualTo(404);
  }

  @Test
  void aDeletionKeepsToTheVersionThatWasSeen() {
    String reference = patient("seen");
    assertThat(delete(reference, "If-Match", "W/\"7\"").statusCode()).isEqualTo(412);
    assertThat(Http.get("/fhir/" + reference).statusCode()).isEqualTo(200);
    assertThat(delete(reference, "If-Match", "W/\"1\"").statusCode()).isIn(200, 204);
  }

  @Test
  void whatOthersReferToIsNotDeleted() {
    String reference = patient("referred");
    HttpResponse<String> order =
        Http.post(
            "/fhir/ServiceRequest",
            Http.FHIR_JSON,
            "{\"resourceType\":\"ServiceRequest\",\"status\":\"active\",\"intent\":\"order\","
                + "\"subject\":{\"reference\":\""
                + reference
                + "\"}}");
    HttpResponse<String> refused = delete(reference);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("ServiceRequest/").contains("OperationOutcome");
    assertThat(delete("ServiceRequest/" + parsed(order).getIdElement().getIdPart()).statusCode())
        .isIn(200, 204);
    assertThat(delete(reference).statusCode()).isIn(200, 204);
  }

  @Test
  void aConditionalDeletionDeletesOneOrNothing() {
    patient("twice");
    patient("twice");
    String one = patient("once");
    assertThat(delete("Patient?identifier=urn:changes%7Ctwice").statusCode()).isEqualTo(412);
    assertThat(delete("Patient?identifier=urn:changes%7Cnever").statusCode()).isIn(200, 204);
    assertThat(delete("Patient?identifier=urn:changes%7Conce").statusCode()).isIn(200, 204);
    assertThat(Http.get("/fhir/" + one).statusCode()).isEqualTo(410);
  }

  @Test
  void aConditionalDeletionInABundleIsAnsweredAsAlone() {
    patient("two in a Bundle");
    patient("two in a Bundle");
    String one = patient("one in a Bundle");
    for (String type : List.of("transaction", "batch")) {
      String deletes =
          "{'resourceType':'Bundle','type':'%s','entry':[{'request':{'method':'DELETE','url':'Patient?identifier=urn:changes|%s'}}]}"
              .replace('\'', '"');
      HttpResponse<String> nothing =
          Http.post("/fhir", Http.FHIR_JSON, deletes.formatted(type, "none in a Bundle"));
      assertThat(nothing.statusCode()).as(nothing.body()).isEqualTo(200);
      assertThat(((Bundle) parsed(nothing)).getEntryFirstRep().getResponse().getStatus())
          .startsWith("204");
      HttpResponse<String> several =
          Http.post("/fhir", Http.FHIR_JSON, deletes.formatted(type, "two in a Bundle"));
      assertThat(several.body()).contains(type.equals("batch") ? "\"412" : "more than one");
      Http.post("/fhir", Http.FHIR_JSON, deletes.formatted(type, "one in a Bundle"));
      assertThat(Http.get("/fhir/" + one).statusCode()).isEqualTo(410);
    }
    assertThat(
            ((Bundle)
                    parsed(
                        Http.get("/fhir/Patient?identifier=urn:changes%7Ctwo%20in%20a%20Bundle")))
                .getTotal())
        .isEqualTo(2);
  }

  @Test
  void aConditionalUpdateCreatesThenUpdatesAndNeverGuesses() {
    String condition = "Patient?identifier=urn:changes%7Cupdated";
    HttpResponse<String> created =
        send("PUT", condition, Http.FHIR_JSON, body("updated", ",\"gender\":\"male\""));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    HttpResponse<String> updated =
        send("PUT", condition, Http.FHIR_JSON, body("updated", ",\"gender\":\"female\""));
    assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
    assertThat(parsed(updated).getIdElement().getIdPart())
        .isEqualTo(parsed(created).getIdElement().getIdPart());
    assertThat(parsed(updated).getMeta().getVersionId()).isEqualTo("2");
    assertThat(
            send("PUT", condition, Http.FHIR_JSON, body("updated", ",\"id\":\"another\""))
                .statusCode())
        .as("another id than that of the match")
        .isEqualTo(400);
    patient("updated");
    assertThat(send("PUT", condition, Http.FHIR_JSON, body("updated", "")).statusCode())
        .isEqualTo(412);
    String other = patient("other");
    HttpResponse<String> taken =
        send(
            "PUT",
            "Patient?identifier=urn:changes%7Cnobody",
            Http.FHIR_JSON,
            body("nobody", ",\"id\":\"" + other.substring("Patient/".length()) + "\""));
    assertThat(taken.statusCode()).as("an id that is taken").isEqualTo(409);
  }

  @Test
  void aJsonPatchChangesWhatItNames() {
    String reference = patient("json");
    HttpResponse<String> patched =
        send(
            "PATCH",
            reference,
            JSON_PATCH,
            "[{\"op\":\"test\",\"path\":\"/name/0/family\",\"value\":\"A\"},"
                + "{\"op\":\"replace\",\"path\":\"/name/0/family\",\"value\":\"B\"},"
                + "{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"female\"}]",
            "If-Match",
            "W/\"1\"");
    assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
    Patient now = (Patient) parsed(Http.get("/fhir/" + reference));
    assertThat(now.getNameFirstRep().getFamily()).isEqualTo("B");
    assertThat(now.getGender().toCode()).isEqualTo("female");
    assertThat(now.getMeta().getVersionId()).isEqualTo("2");
  }

  @Test
  void aFhirPathPatchChangesWhatItNames() {
    String reference = patient("fhirpath");
    HttpResponse<String> patched =
        send(
            "PATCH",
            "Patient?identifier=urn:changes%7Cfhirpath",
            Http.FHIR_JSON,
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                + "{\"name\":\"type\",\"valueCode\":\"replace\"},"
                + "{\"name\":\"path\",\"valueString\":\"Patient.name[0].family\"},"
                + "{\"name\":\"value\",\"valueString\":\"C\"}]}]}");
    assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
    assertThat(((Patient) parsed(Http.get("/fhir/" + reference))).getNameFirstRep().getFamily())
        .isEqualTo("C");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "[{\"op\":\"replace\",\"path\":\"/photo/0\",\"value\":1}];422",
        "[{\"op\":\"test\",\"path\":\"/name/0/family\",\"value\":\"Z\"}];422",
        "{\"op\":\"add\"};422",
        "[{\"op\":\"add\",\"path\":\"/shoe\",\"value\":1}];422",
        "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"x\"}];422",
        "[{\"op\":\"replace\",\"path\":\"/resourceType\",\"value\":\"Group\"}];422",
        "nothing;422"
      })
  void aPatchThatDoesNotFitChangesNothing(String patch, int status) {
    String reference = patient("unfit");
    HttpResponse<String> refused = send("PATCH", reference, JSON_PATCH, patch);
    assertThat(refused.statusCode()).as(refused.body()).isIn(400, status);
    assertThat(refused.body()).contains("OperationOutcome");
    assertThat(parsed(Http.get("/fhir/" + reference)).getMeta().getVersionId()).isEqualTo("1");
  }

  @Test
  void aPatchOfNothingOrOfAnotherFormIsRefused() {
    String reference = patient("forms");
    assertThat(send("PATCH", "Patient/never", JSON_PATCH, "[]").statusCode()).isEqualTo(404);
    assertThat(send("PATCH", reference, "application/xml-patch+xml", "<diff/>").statusCode())
        .isEqualTo(415);
    assertThat(send("PATCH", reference, Http.FHIR_JSON, body("forms", "")).statusCode())
        .isIn(400, 415);
    assertThat(send("PATCH", reference, JSON_PATCH, "[]", "If-Match", "W/\"9\"").statusCode())
        .isEqualTo(412);
  }

  @Test
  void aTransactionDeletesPatchesAndUpdatesConditionally() {
    String gone = patient("t-gone");
    String patched = patient("t-patched");
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
            + "{\"request\":{\"method\":\"PUT\",\"url\":\"Patient?identifier=urn:changes|t-new\"},"
            + "\"resource\":"
            + body("t-new", "")
            + "},{\"request\":{\"method\":\"DELETE\",\"url\":\""
            + gone
            + "\"}},{\"request\":{\"method\":\"PATCH\",\"url\":\""
            + patched
            + "\"},\"resource\":{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
            + "{\"name\":\"type\",\"valueCode\":\"delete\"},"
            + "{\"name\":\"path\",\"valueString\":\"Patient.name[0]\"}]}]}},"
            + "{\"request\":{\"method\":\"GET\",\"url\":\""
            + patched
            + "\",\"ifNoneMatch\":\"W/\\\"2\\\"\"}}]}";
    HttpResponse<String> answer = Http.post("/fhir", Http.FHIR_JSON, bundle);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(((Bundle) parsed(answer)).getEntry())
        .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
        .containsExactly("201", "204", "200", "304");
    assertThat(Http.get("/fhir/" + gone).statusCode()).isEqualTo(410);
    assertThat(((Patient) parsed(Http.get("/fhir/" + patched))).getName()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "PUT;Patient/x;\"ifNoneExist\":\"identifier=x\"",
        "POST;Patient;\"ifMatch\":\"W/1\"",
        "POST;Patient;\"ifNoneMatch\":\"W/1\"",
        "GET;Patient;\"ifMatch\":\"W/1\"",
        "DELETE;Patient/x;\"ifModifiedSince\":\"2026-01-01T00:00:00Z\""
      })
  void aFieldOfARequestThatDoesNothingThereIsRefused(String method, String url, String field) {
    String resource =
        method.equals("GET") || method.equals("DELETE")
            ? ""
            : ",\"resource\":" + body("misused", ",\"id\":\"x\"");
    HttpResponse<String> refused =
        Http.post(
            "/fhir",
            Http.FHIR_JSON,
            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\""
                + method
                + "\",\"url\":\""
                + url
                + "\","
                + field
                + "}"
                + resource
                + "}]}");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("Bundle.entry");
  }
}
