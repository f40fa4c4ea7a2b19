package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer holds, as the client asks for it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AnswerShapeTest {

  private static final byte[] NOTHING = new byte[0];

  private static HttpResponse<String> created(String type, byte[] body) {
    HttpResponse<String> created = Http.send("POST", "/fhir/" + type, Http.FHIR_JSON, body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return created;
  }

  private static String patient() {
    return FhirResource.parse(
            created(
                    "Patient",
                    ("{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":"
                            + "\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">shape</div>\"},"
                            + "\"active\":true,\"name\":[{\"family\":\"Shape\"}],"
                            + "\"contact\":[{\"name\":{\"family\":\"Kin\"}}]}")
                        .getBytes(StandardCharsets.UTF_8))
                .body()
                .getBytes(StandardCharsets.UTF_8))
        .reference();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return Http.send("GET", "/fhir/" + path, Http.FHIR_JSON, NOTHING, headers);
  }

  @Test
  void aSummaryHoldsWhatR4CallsSummaryAndSaysSo() {
    String patient = patient();
    String summary = get(patient + "?_summary=true").body();
    assertThat(summary).contains("Shape").contains("SUBSETTED").doesNotContain("Kin");
    assertThat(get(patient + "?_summary=data").body()).contains("Kin").doesNotContain("div");
    assertThat(get(patient + "?_summary=text").body()).contains("div").doesNotContain("Kin");
    assertThat(get(patient + "?_elements=active").body())
        .contains("active")
        .doesNotContain("Shape");
    String id = patient.substring("Patient/".length());
    assertThat(get("Patient?_id=" + id + "&_elements=active").body())
        .contains("active")
        .doesNotContain("Shape");
    assertThat(get("Patient?_id=" + id + "&_summary=true").body())
        .contains("Shape")
        .doesNotContain("Kin");
  }

  @Test
  void aWaveformIsWholeUnlessASummaryOrElementsLeaveItOut() {
    String sent =
        new String(FhirResource.of(EcgBodies.twelveLeads(961)).json(), StandardCharsets.UTF_8);
    String data = sent.substring(sent.indexOf("\"data\":\""), sent.indexOf("\"data\":\"") + 200);
    String reference =
        FhirResource.parse(
                created("Observation", sent.getBytes(StandardCharsets.UTF_8))
                    .body()
                    .getBytes(StandardCharsets.UTF_8))
            .reference();
    assertThat(get(reference).body()).contains(data);
    assertThat(get(reference + "?_summary=true").body())
        .doesNotContain(data)
        .hasSizeLessThan(20_000);
    assertThat(get(reference + "?_elements=code,subject").body()).doesNotContain(data);
    assertThat(get("Observation?_id=" + reference.substring(12) + "&_summary=true").body())
        .doesNotContain(data);
    assertThat(get("Observation?_id=" + reference.substring(12)).body()).contains(data);
  }

  @Test
  void whatTheClientHasAlreadyIsNotSentAgain() {
    String patient = patient();
    HttpResponse<String> first = get(patient);
    String etag = first.headers().firstValue("ETag").orElseThrow();
    String modified = first.headers().firstValue("Last-Modified").orElseThrow();
    HttpResponse<String> again = get(patient, "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get(patient, "If-None-Match", "W/\"9\"").statusCode()).isEqualTo(200);
    assertThat(get(patient, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
    assertThat(get(patient, "If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT").statusCode())
        .isEqualTo(200);
  }

  @Test
  void anAnswerComesAsXmlOrPrettyOrCompressedWhereAsked() throws IOException {
    String patient = patient();
    assertThat(get(patient, "Accept", "application/fhir+xml").body()).startsWith("<Patient");
    assertThat(get(patient + "?_format=xml").body()).startsWith("<Patient");
    assertThat(get(patient + "?_format=json", "Accept", "application/fhir+xml").body())
        .startsWith("{");
    assertThat(get(patient + "?_pretty=true").body()).contains("\n  ");
    HttpResponse<byte[]> gzip =
        Http.send(
            HttpResponse.BodyHandlers.ofByteArray(),
            "GET",
            "/fhir/" + patient,
            Http.FHIR_JSON,
            NOTHING,
            "Accept-Encoding",
            "gzip");
    assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).contains("Shape");
    }
  }

  @Test
  void aWriteAnswersWithWhatThePreferenceAsksFor() {
    String body = "{\"resourceType\":\"Patient\",\"active\":true}";
    assertThat(Http.post("/fhir/Patient", Http.FHIR_JSON, body, "Prefer", "return=minimal").body())
        .isEmpty();
    assertThat(
            Http.post("/fhir/Patient", Http.FHIR_JSON, body, "Prefer", "return=OperationOutcome")
                .body())
        .contains("OperationOutcome");
    assertThat(
            Http.post("/fhir/Patient", Http.FHIR_JSON, body, "Prefer", "return=representation")
                .body())
        .contains("Patient");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient?_summary=much",
        "Patient?_format=application/pdf",
        "Patient?_pretty=true&_elements="
      })
  void aShapeThatIsNotThereIsRefusedOrIgnoredButNoFault(String address) {
    assertThat(get(address).statusCode()).isIn(200, 400, 406);
  }

  @Test
  void anAcceptThatNothingMeetsIsSaid() {
    assertThat(get(patient(), "Accept", "image/png").statusCode()).isIn(406, 415);
  }
}
