package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Test;

/** Every way in for an ECG, against the running server. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EcgIntakeTest {

  private static FhirResource parsed(HttpResponse<String> response) {
    return FhirResource.parse(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String data(Observation observation) {
    return ((SampledData) observation.getComponentFirstRep().getValue()).getData();
  }

  private static Bundle search(String query) {
    HttpResponse<String> found = Http.get("/fhir/" + query);
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return (Bundle) parsed(found).resource();
  }

  @Test
  void anObservationComesBackWithTheSameSamplesAndHasATask() {
    HttpResponse<String> created =
        Http.post("/fhir/Observation", Http.FHIR_JSON, EcgBodies.json(101));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    FhirResource stored = parsed(created);
    HttpResponse<String> read = Http.get("/fhir/" + stored.reference());
    assertThat(data((Observation) parsed(read).resource()))
        .isEqualTo(data(EcgBodies.observation(101)));
    assertThat(search("Task?focus=" + stored.reference()).getTotal()).isEqualTo(1);
  }

  @Test
  void theSameObservationAgainIsARepeatAndStoresNothing() {
    HttpResponse<String> first =
        Http.post("/fhir/Observation", Http.FHIR_JSON, EcgBodies.json(102));
    HttpResponse<String> again =
        Http.post(
            "/fhir/Observation",
            Http.FHIR_JSON,
            EcgBodies.json(102),
            "Prefer",
            "return=OperationOutcome");
    String reference = parsed(first).reference();
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(again.headers().firstValue("Einthoven-Repeat")).contains(reference);
    assertThat(again.body()).contains("duplicate").contains(reference);
    assertThat(search("Task?focus=" + reference).getTotal()).isEqualTo(1);
  }

  @Test
  void aFileBecomesAnObservationAndTheSameFileARepeat() {
    HttpResponse<String> first = Http.post("/ecg", "application/xml", EcgBodies.aecg(103));
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    String location = first.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> read = Http.get(location);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(((Observation) parsed(read).resource()).getComponent()).hasSize(2);
    HttpResponse<String> again = Http.post("/ecg", "application/octet-stream", EcgBodies.aecg(103));
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(again.headers().firstValue("Location")).contains(location);
  }

  @Test
  void aRawBinaryIsReadAsAnEcg() {
    HttpResponse<String> created =
        Http.post(
            "/fhir/Binary",
            "application/xml",
            EcgBodies.aecg(104),
            "Prefer",
            "return=OperationOutcome");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(created.body()).contains("Observation/");
  }

  @Test
  void aDocumentReferenceWithAFileIsReadAsAnEcg() {
    String body =
        "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"content\":[{\"attachment\":"
            + "{\"contentType\":\"application/xml\",\"data\":\""
            + java.util.Base64.getEncoder()
                .encodeToString(EcgBodies.aecg(105).getBytes(StandardCharsets.UTF_8))
            + "\"}}]}";
    HttpResponse<String> created = Http.post("/fhir/DocumentReference", Http.FHIR_JSON, body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String reference = parsed(created).reference();
    assertThat(search("Observation?derived-from=" + reference).getTotal()).isEqualTo(1);
  }

  @Test
  void aTransactionStoresPatientAndEcgWithTheirReferences() {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    Patient patient = new Patient();
    patient.addIdentifier().setSystem("urn:test:mrn").setValue("t-1");
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:9a6b7c1e-0000-4000-8000-000000000001")
        .setResource(patient)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Patient")
        .setIfNoneExist("identifier=urn:test:mrn|t-1");
    Observation ecg = EcgBodies.observation(106);
    ecg.setSubject(new Reference("urn:uuid:9a6b7c1e-0000-4000-8000-000000000001"));
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:9a6b7c1e-0000-4000-8000-000000000002")
        .setResource(ecg)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Observation");
    String body = new String(FhirResource.of(bundle).json(), StandardCharsets.UTF_8);
    HttpResponse<String> answered = Http.post("/fhir", Http.FHIR_JSON, body);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    Bundle answer = (Bundle) parsed(answered).resource();
    assertThat(answer.getEntry().get(0).getResponse().getStatus()).isEqualTo("201");
    String patientId =
        answer.getEntry().get(0).getResponse().getLocation().replaceAll("/_history.*", "");
    Bundle found =
        search("Observation?code=11524-6&_include=Observation:subject&subject=" + patientId);
    assertThat(found.getTotal()).isEqualTo(1);
    assertThat(found.getEntry()).hasSize(2);
    HttpResponse<String> again = Http.post("/fhir", Http.FHIR_JSON, body);
    assertThat(((Bundle) parsed(again).resource()).getEntry())
        .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).isEqualTo("200"));
  }

  @Test
  void aTransactionWithOneBadEntryStoresNothing() {
    String body =
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
            + "{\"resource\":{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:test:mrn\",\"value\":\"t-2\"}]},"
            + "\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}},"
            + "{\"resource\":{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
            + "\"subject\":{\"reference\":\"Patient/nobody\"}},"
            + "\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}]}";
    HttpResponse<String> answered = Http.post("/fhir", Http.FHIR_JSON, body);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(422);
    assertThat(answered.body()).contains("Bundle.entry[1].resource.subject.reference");
    assertThat(search("Patient?identifier=urn:test:mrn|t-2".replace("|", "%7C")).getTotal())
        .isZero();
  }

  @Test
  void theSameKeyGivesTheSameAnswerAndAnotherRequestIsRefused() {
    String body = "{\"resourceType\":\"Patient\",\"active\":true}";
    HttpResponse<String> first =
        Http.post("/fhir/Patient", Http.FHIR_JSON, body, "Idempotency-Key", "key-1");
    HttpResponse<String> again =
        Http.post("/fhir/Patient", Http.FHIR_JSON, body, "Idempotency-Key", "key-1");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Einthoven-Repeat")).contains(parsed(first).reference());
    HttpResponse<String> other =
        Http.post(
            "/fhir/Patient",
            Http.FHIR_JSON,
            body.replace("true", "false"),
            "Idempotency-Key",
            "key-1");
    assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
  }

  @Test
  void analyzeAnswersWithTheStoredReport() {
    HttpResponse<String> answered =
        Http.post("/fhir/Observation/$analyze", Http.FHIR_JSON, EcgBodies.json(107));
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    FhirResource report = parsed(answered);
    assertThat(report.type()).isEqualTo("DiagnosticReport");
    assertThat(((DiagnosticReport) report.resource()).getStatus().toCode())
        .isEqualTo("preliminary");
    assertThat(Http.get("/fhir/" + report.reference()).statusCode()).isEqualTo(200);
  }
}
