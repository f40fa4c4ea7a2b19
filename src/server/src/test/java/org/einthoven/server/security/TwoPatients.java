package org.einthoven.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;

/** Two patients with what belongs to them, and a doctor of both; stored again it is the same. */
final class TwoPatients {

  private static final String CODE = "'status':'final','code':{'text':'x'}";

  private TwoPatients() {}

  static void store() {
    // Before the last of them is there, all are stored.
    if (Tokens.as("administrator", "user/*.cruds")
            .get("/fhir/DiagnosticReport/login-report-b")
            .statusCode()
        == 200) {
      return;
    }
    put("Practitioner/login-doctor", "'active':true");
    put("Practitioner/login-only-b", "'active':true");
    put("Patient/login-a", "'name':[{'family':'Alpha'}],'birthDate':'1950-01-01'");
    put("Patient/login-b", "'name':[{'family':'Beta'}],'birthDate':'1960-01-01'");
    put("Observation/login-obs-b", observation("login-b", "login-doctor"));
    put("Observation/login-obs-b2", observation("login-b", "login-only-b"));
    put("Observation/login-obs-a", observation("login-a", "login-doctor"));
    put(
        "Observation/login-derived-a",
        observation("login-a", "login-doctor")
            + ",'derivedFrom':[{'reference':'Observation/login-obs-b'}]");
    put("Observation/login-moved", observation("login-b", "login-doctor"));
    put("Observation/login-moved", observation("login-a", "login-doctor"));
    put("Binary/login-file-b", "'contentType':'text/plain','data':'aGVsbG8='");
    put(
        "DocumentReference/login-document-b",
        "'status':'current','subject':{'reference':'Patient/login-b'},'content':[{'attachment':"
            + "{'contentType':'text/plain','url':'Binary/login-file-b'}}]");
    put("DiagnosticReport/login-report-b", CODE + ",'subject':{'reference':'Patient/login-b'}");
  }

  /** The fields of an Observation. */
  static String observation(String patient, String performer) {
    return CODE
        + ",'subject':{'reference':'Patient/"
        + patient
        + "'},'performer':[{'reference':'Practitioner/"
        + performer
        + "'}]";
  }

  /** A resource as JSON. */
  static String json(String type, String id, String fields) {
    return ("{'resourceType':'"
            + type
            + "'"
            + (id.isEmpty() ? "" : ",'id':'" + id + "'")
            + ","
            + fields
            + "}")
        .replace('\'', '"');
  }

  private static void put(String reference, String fields) {
    String[] parts = reference.split("/", 2);
    Response stored =
        Tokens.as("administrator", "user/*.cruds")
            .body(json(parts[0], parts[1], fields))
            .put("/fhir/" + reference);
    assertThat(stored.statusCode()).as(stored.asString()).isIn(200, 201);
  }

  /** What a Bundle holds, as {@code Type/id}. */
  static List<String> found(Response bundle) {
    assertThat(bundle.statusCode()).as(bundle.asString()).isEqualTo(200);
    List<String> types = bundle.jsonPath().getList("entry.resource.resourceType");
    List<String> ids = bundle.jsonPath().getList("entry.resource.id");
    return types == null
        ? List.of()
        : IntStream.range(0, types.size()).mapToObj(i -> types.get(i) + "/" + ids.get(i)).toList();
  }
}
