package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.store.Hash;
import org.einthoven.server.store.PayloadStore;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Test;

/** What a 2xx answer promises: the bytes, the audit entry and the notice are there. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AcceptanceTest {

  @Inject DataSource database;
  @Inject PayloadStore payloads;

  private static FhirResource parsed(HttpResponse<String> response) {
    return FhirResource.parse(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Bundle search(String query) {
    HttpResponse<String> found = Http.get("/fhir/" + query);
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return (Bundle) parsed(found).resource();
  }

  /** An ECG whose amplitude has no unit. */
  private static String withoutUnit(long seed) {
    return EcgBodies.json(
        seed,
        ecg ->
            ecg.getComponent()
                .forEach(lead -> ((SampledData) lead.getValue()).setOrigin(new Quantity(0))));
  }

  private long count(String sql, String... texts) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < texts.length; i++) {
        statement.setString(i + 1, texts[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long audited(String action, String payload) {
    return count(
        "select count(*) from audit_entry where action = ? and payload_sha256 = ?",
        action,
        payload);
  }

  @Test
  void anEcgThatCannotBeAnalysedIsKeptWithItsBytesAuditEntryAndNotice() {
    String body = withoutUnit(401);
    HttpResponse<String> created = Http.post("/fhir/Observation", Http.FHIR_JSON, body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String reference = parsed(created).reference();
    String sha256 = Hash.sha256(body.getBytes(StandardCharsets.UTF_8));
    assertThat(payloads.payload(sha256).orElseThrow().bytes())
        .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(audited("recording-not-assessed", sha256)).isEqualTo(1);
    assertThat(
            count(
                "select count(*) from outbox_message where kind = 'recording-not-assessed'"
                    + " and resources::text like ?",
                "%" + reference + "/%"))
        .isEqualTo(1);
  }

  @Test
  void theSameEcgThatCannotBeAnalysedAgainMakesNoSecondReport() {
    String body = withoutUnit(402);
    HttpResponse<String> first = Http.post("/fhir/Observation", Http.FHIR_JSON, body);
    HttpResponse<String> again = Http.post("/fhir/Observation", Http.FHIR_JSON, body);
    String reference = parsed(first).reference();
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(again.headers().firstValue("Einthoven-Repeat")).contains(reference);
    assertThat(search("Observation?derived-from=" + reference).getTotal()).isEqualTo(1);
    assertThat(audited("recording-repeated", Hash.sha256(body.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(1);
    HttpResponse<String> other =
        Http.post("/fhir/Observation", Http.FHIR_JSON, body, "Einthoven-Sender", "another");
    assertThat(other.statusCode()).as(other.body()).isEqualTo(201);
  }

  @Test
  void analyzingTheSameEcgThatCannotBeAnalysedAgainAnswersWithTheSameReport() {
    String body = withoutUnit(403);
    HttpResponse<String> first = Http.post("/fhir/Observation/$analyze", Http.FHIR_JSON, body);
    HttpResponse<String> again = Http.post("/fhir/Observation/$analyze", Http.FHIR_JSON, body);
    assertThat(parsed(first).type()).isEqualTo("DiagnosticReport");
    assertThat(parsed(again).reference()).isEqualTo(parsed(first).reference());
  }

  @Test
  void anUpdateOfAnEcgThatCannotBeAnalysedIsStoredAndTheSameAgainIsARepeat() {
    String one = withoutUnit(404).replaceFirst("\\{", "{\"id\":\"unit-404\",");
    String two = one.replaceFirst("\"status\":\"[a-z]+\"", "\"status\":\"amended\"");
    byte[] a = one.getBytes(StandardCharsets.UTF_8);
    byte[] b = two.getBytes(StandardCharsets.UTF_8);
    String path = "/fhir/Observation/unit-404";
    assertThat(Http.send("PUT", path, Http.FHIR_JSON, a).statusCode()).isEqualTo(201);
    HttpResponse<String> repeated = Http.send("PUT", path, Http.FHIR_JSON, a);
    assertThat(repeated.headers().firstValue("Einthoven-Repeat")).isPresent();
    HttpResponse<String> changed = Http.send("PUT", path, Http.FHIR_JSON, b);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(changed.headers().firstValue("Einthoven-Repeat")).isEmpty();
    HttpResponse<String> back = Http.send("PUT", path, Http.FHIR_JSON, a);
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(parsed(Http.get(path)).resource().getMeta().getVersionId()).isEqualTo("3");
  }

  @Test
  void aPlainResourceIsKeptWithItsBytesAndAudited() {
    String body =
        "{\"resourceType\":\"Patient\",  \"identifier\":[{\"system\":\"urn:test:mrn\",\"value\":\"a-1\"}]}";
    HttpResponse<String> created = Http.post("/fhir/Patient", Http.FHIR_JSON, body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String sha256 = Hash.sha256(body.getBytes(StandardCharsets.UTF_8));
    assertThat(payloads.payload(sha256)).isPresent();
    assertThat(audited("resources-created", sha256)).isEqualTo(1);
  }

  private static String document(String binary, String subject) {
    return "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"subject\":{\"reference\":\""
        + subject
        + "\"},\"content\":[{\"attachment\":{\"contentType\":\"application/xml\",\"url\":\""
        + binary
        + "\"}}]}";
  }

  private static String location(HttpResponse<String> created) {
    return created
        .headers()
        .firstValue("Location")
        .orElseThrow()
        .replaceFirst(".*/fhir/", "")
        .replaceFirst("/_history/.*", "");
  }

  @Test
  void theSameBinaryAgainIsARepeat() {
    HttpResponse<String> first = Http.post("/fhir/Binary", "application/xml", EcgBodies.aecg(411));
    HttpResponse<String> again = Http.post("/fhir/Binary", "application/xml", EcgBodies.aecg(411));
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(again.headers().firstValue("Einthoven-Repeat")).contains(location(first));
  }

  @Test
  void aDocumentReferenceThatNamesARegisteredBinaryIsLinkedToItsRecording() {
    String patient =
        parsed(
                Http.post(
                    "/fhir/Patient",
                    Http.FHIR_JSON,
                    "{\"resourceType\":\"Patient\",\"active\":true}"))
            .reference();
    String binary = location(Http.post("/fhir/Binary", "application/xml", EcgBodies.aecg(412)));
    long recordings = count("select count(*) from recording");
    HttpResponse<String> named =
        Http.post(
            "/fhir/DocumentReference",
            Http.FHIR_JSON,
            document(binary, patient),
            "Prefer",
            "return=OperationOutcome");
    assertThat(named.statusCode()).as(named.body()).isEqualTo(201);
    assertThat(named.body()).contains("duplicate").contains("Observation/");
    assertThat(count("select count(*) from recording")).isEqualTo(recordings);
    String query = "Observation?subject=" + patient + "&derived-from=" + location(named);
    assertThat(search(query).getTotal()).isEqualTo(1);
    HttpResponse<String> again =
        Http.post("/fhir/DocumentReference", Http.FHIR_JSON, document(binary, patient));
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(parsed(again).reference()).isEqualTo(location(named));
  }

  @Test
  void aFileOfAKnownPatientIsTheEcgOfThatPatient() {
    HttpResponse<String> patient =
        Http.post(
            "/fhir/Patient",
            Http.FHIR_JSON,
            "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:test:mrn\",\"value\":\"a-413\"}]}");
    HttpResponse<String> sent =
        Http.post("/ecg?patient=urn:test:mrn%7Ca-413", "application/xml", EcgBodies.aecg(413));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    // Its results, which may be there already, are the patient's too.
    assertThat(search("Observation?code=11524-6&subject=" + parsed(patient).reference()).getTotal())
        .isEqualTo(1);
  }

  /** An ECG as one Observation per lead. */
  private static Bundle leads(long seed) {
    Observation whole = EcgBodies.observation(seed);
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (Observation.ObservationComponentComponent lead : whole.getComponent()) {
      Observation one = whole.copy();
      one.getComponent().clear();
      one.setCode(lead.getCode().copy());
      one.setValue(lead.getValue().copy());
      bundle
          .addEntry()
          .setResource(one)
          .getRequest()
          .setMethod(Bundle.HTTPVerb.POST)
          .setUrl("Observation");
    }
    return bundle;
  }

  @Test
  void eachLeadOfARepeatedGroupAnswersWithItsOwnObservation() {
    String body = new String(FhirResource.of(leads(414)).json(), StandardCharsets.UTF_8);
    Bundle first = (Bundle) parsed(Http.post("/fhir", Http.FHIR_JSON, body)).resource();
    Bundle again = (Bundle) parsed(Http.post("/fhir", Http.FHIR_JSON, body)).resource();
    assertThat(first.getEntry())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).isEqualTo("201"));
    assertThat(again.getEntry())
        .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).isEqualTo("200"));
    assertThat(again.getEntry().stream().map(entry -> entry.getResponse().getLocation()))
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(
            first.getEntry().stream().map(entry -> entry.getResponse().getLocation()).toList());
  }

  @Test
  void anEcgThatReplacesAnotherIsAnUpdateAndItsRepeatChangesNothing() {
    String path = "/fhir/Observation/update-415";
    byte[] one = put(415);
    byte[] two = put(416);
    assertThat(Http.send("PUT", path, Http.FHIR_JSON, one).statusCode()).isEqualTo(201);
    assertThat(Http.send("PUT", path, Http.FHIR_JSON, two).statusCode()).isEqualTo(200);
    HttpResponse<String> again = Http.send("PUT", path, Http.FHIR_JSON, two);
    assertThat(again.headers().firstValue("Einthoven-Repeat")).contains("Observation/update-415");
    assertThat(parsed(Http.get(path)).resource().getMeta().getVersionId()).isEqualTo("2");
    assertThat(Http.send("PUT", path, Http.FHIR_JSON, one).statusCode()).isEqualTo(200);
    Observation back = (Observation) parsed(Http.get(path)).resource();
    assertThat(((SampledData) back.getComponentFirstRep().getValue()).getData())
        .isEqualTo(
            ((SampledData) EcgBodies.observation(415).getComponentFirstRep().getValue()).getData());
  }

  private static byte[] put(long seed) {
    return EcgBodies.json(seed, ecg -> ecg.setId("update-415")).getBytes(StandardCharsets.UTF_8);
  }
}
