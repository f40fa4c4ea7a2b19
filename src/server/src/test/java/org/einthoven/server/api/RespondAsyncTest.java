package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** {@code Prefer: respond-async} on reads, searches, batches and transactions. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RespondAsyncTest {

  static final String SENDER = "patient one";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  static HttpResponse<String> ask(String method, String path, String body, String... headers) {
    List<String> all =
        new ArrayList<>(List.of("Einthoven-Sender", SENDER, "Prefer", "respond-async"));
    all.addAll(List.of(headers));
    return Http.send(
        method,
        "/fhir" + path,
        Http.FHIR_JSON,
        body.getBytes(StandardCharsets.UTF_8),
        all.toArray(String[]::new));
  }

  static String accepted(HttpResponse<String> answered) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(202);
    assertThat(Reports.parsed(answered).type()).isEqualTo("OperationOutcome");
    return answered.headers().firstValue("Content-Location").orElseThrow();
  }

  private static HttpResponse<String> ended(String address, String accept) {
    return Awaitility.await()
        .atMost(LONGEST)
        .until(
            () ->
                Http.send(
                    "GET",
                    address,
                    Http.FHIR_JSON,
                    new byte[0],
                    "Einthoven-Sender",
                    SENDER,
                    "Accept",
                    accept),
            it -> it.statusCode() != 202);
  }

  static BundleEntryComponent answer(HttpResponse<String> asked) {
    HttpResponse<String> ended = ended(accepted(asked), Http.FHIR_JSON);
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    assertThat(ended.headers().firstValue("Expires")).isPresent();
    Bundle bundle = (Bundle) Reports.parsed(ended).resource();
    assertThat(bundle.getType()).isEqualTo(BundleType.BATCHRESPONSE);
    assertThat(bundle.getEntry()).hasSize(1);
    return bundle.getEntryFirstRep();
  }

  static String transaction(BundleType type, String mrn, int patients) {
    Bundle bundle = new Bundle().setType(type);
    for (int i = 0; i < patients; i++) {
      bundle
          .addEntry()
          .setResource(new Patient().addIdentifier(Workflow.identifier(Workflow.MRN, mrn)))
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl("Patient");
    }
    return Workflow.json(bundle);
  }

  static int count(String mrn) {
    return Workflow.found("Patient?identifier=" + Workflow.MRN + "%7C" + mrn).size();
  }

  @Test
  void aSearchIsAnsweredLaterAsItWouldHaveBeenAtOnceWithItsWaveforms() {
    String patient = Stored.patient();
    Observation ecg = EcgBodies.observation(9401);
    ecg.setSubject(new Reference(patient));
    String stored = Workflow.created(Workflow.send(ecg));

    BundleEntryComponent entry = answer(ask("GET", "/Observation?_id=" + id(stored), ""));

    assertThat(entry.getResponse().getStatus()).isEqualTo("200");
    Bundle found = (Bundle) entry.getResource();
    assertThat(found.getType()).isEqualTo(BundleType.SEARCHSET);
    assertThat(found.getTotal()).isEqualTo(1);
    Observation answered = (Observation) found.getEntryFirstRep().getResource();
    assertThat(answered.getComponentFirstRep().getValueSampledData().getData())
        .isEqualTo(ecg.getComponentFirstRep().getValueSampledData().getData());

    HttpResponse<String> form =
        Http.send(
            "POST",
            "/fhir/Observation/_search",
            "application/x-www-form-urlencoded",
            ("_id=" + id(stored)).getBytes(StandardCharsets.UTF_8),
            "Einthoven-Sender",
            SENDER,
            "Prefer",
            "respond-async");
    assertThat(Stored.references((Bundle) answer(form).getResource())).containsExactly(stored);
  }

  private static String id(String reference) {
    return reference.substring(reference.indexOf('/') + 1);
  }

  @Test
  void aReadIsAnsweredLaterAndAsXmlWhereAsked() {
    String patient = Stored.patient();
    BundleEntryComponent read = answer(ask("GET", "/" + patient, ""));
    assertThat(Workflow.reference(read.getResource())).isEqualTo(patient);
    assertThat(read.getResponse().getEtag()).isEqualTo("W/\"1\"");
    BundleEntryComponent version = answer(ask("GET", "/" + patient + "/_history/1", ""));
    assertThat(Workflow.reference(version.getResource())).isEqualTo(patient);

    String address = accepted(ask("GET", "/" + patient, ""));
    HttpResponse<String> xml = ended(address, "application/fhir+xml");
    assertThat(xml.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/fhir+xml");
    Bundle bundle = FhirText.context().newXmlParser().parseResource(Bundle.class, xml.body());
    assertThat(Workflow.reference(bundle.getEntryFirstRep().getResource())).isEqualTo(patient);
  }

  @Test
  void aTransactionIsStoredLaterAndItsEcgsAreReported() {
    Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
    transaction
        .addEntry()
        .setResource(EcgBodies.observation(9411))
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Observation");
    BundleEntryComponent entry = answer(ask("POST", "", Workflow.json(transaction)));
    Bundle stored = (Bundle) entry.getResource();
    assertThat(stored.getType()).isEqualTo(BundleType.TRANSACTIONRESPONSE);
    String location = stored.getEntryFirstRep().getResponse().getLocation();
    DiagnosticReport report = Reports.of(location.replaceFirst("/_history/.*", ""));
    assertThat(report.getConclusion()).isNotBlank();
  }

  @Test
  void aBatchIsCarriedOutEntryByEntry() {
    BundleEntryComponent entry =
        answer(ask("POST", "", transaction(BundleType.BATCH, "later-batch", 2)));
    assertThat(((Bundle) entry.getResource()).getEntry())
        .hasSize(2)
        .allMatch(each -> each.getResponse().getStatus().equals("201"));
    assertThat(count("later-batch")).isEqualTo(2);
  }

  @Test
  void operationsAreAnsweredLater() {
    String patient = Stored.patient();
    String ecg = EcgBodies.json(9421, it -> it.setSubject(new Reference(patient)));
    BundleEntryComponent analysed = answer(ask("POST", "/Observation/$analyze", ecg));
    assertThat(analysed.getResponse().getStatus()).isEqualTo("200");
    DiagnosticReport report = (DiagnosticReport) analysed.getResource();
    assertThat(report.getSubject().getReference()).isEqualTo(patient);

    BundleEntryComponent everything =
        answer(ask("GET", "/" + patient + "/$everything?_type=DiagnosticReport", ""));
    assertThat(Stored.references((Bundle) everything.getResource()))
        .containsExactly(Workflow.reference(report));
    BundleEntryComponent newest =
        answer(ask("GET", "/Observation/$lastn?patient=" + patient + "&code=8867-4", ""));
    assertThat(Stored.references((Bundle) newest.getResource())).hasSize(1);
    BundleEntryComponent validated =
        answer(
            ask(
                "POST",
                "/Patient/$validate",
                "{\"resourceType\":\"Patient\",\"gender\":\"shoe\"}"));
    assertThat(validated.getResource()).isInstanceOf(OperationOutcome.class);
    assertThat(((OperationOutcome) validated.getResource()).getIssueFirstRep().getSeverity())
        .isEqualTo(OperationOutcome.IssueSeverity.ERROR);

    assertThat(
            answer(ask("GET", "/" + patient + "/$everything?shoe=1", "")).getResponse().getStatus())
        .isEqualTo("400");
    assertThat(answer(ask("POST", "/Observation/nobody/$analyze", "")).getResponse().getStatus())
        .isEqualTo("404");
    assertThat(
            answer(ask("POST", "/$analyze", "{\"resourceType\":\"Patient\"}"))
                .getResponse()
                .getStatus())
        .isEqualTo("422");
  }

  @Test
  void whatIsWrongIsInTheAnswerAndNothingIsStored() {
    String nobody = "/Patient/nobody";
    BundleEntryComponent missing = answer(ask("GET", nobody, ""));
    assertThat(missing.getResponse().getStatus()).isEqualTo("404");
    assertThat(missing.getResponse().getOutcome()).isInstanceOf(OperationOutcome.class);
    BundleEntryComponent unknown = answer(ask("GET", "/Patient?shoe=1", ""));
    assertThat(unknown.getResponse().getStatus()).isEqualTo("400");
    BundleEntryComponent lenient =
        answer(
            Exports.kickOff(
                "Patient?shoe=1&_count=1", SENDER, "Prefer", "respond-async, handling=lenient"));
    assertThat(lenient.getResponse().getStatus()).isEqualTo("200");

    Bundle half =
        (Bundle)
            org.einthoven.fhir.FhirResource.parse(
                    transaction(BundleType.TRANSACTION, "later-half", 1)
                        .getBytes(StandardCharsets.UTF_8))
                .resource();
    half.addEntry().getRequest().setMethod(HTTPVerb.POST).setUrl("Patient");
    BundleEntryComponent refused = answer(ask("POST", "", Workflow.json(half)));
    assertThat(refused.getResponse().getStatus()).startsWith("4");
    assertThat(count("later-half")).isZero();
  }

  @Test
  void whatIsNotAnsweredLaterIsAnsweredAtOnceOrRefused() {
    String patient = Stored.patient();
    assertThat(ask("GET", "/metadata", "").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/" + patient + "?_summary=true", "").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/Patient?_summary=count", "").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/Subscription/nobody/$status", "").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/Shoe?_id=1", "").statusCode()).isEqualTo(404);
    assertThat(ask("POST", "", "{").statusCode()).isEqualTo(400);
    for (HttpResponse<String> atOnce : List.of(ask("GET", "/Shoe/1", ""), ask("POST", "", "{"))) {
      assertThat(atOnce.headers().firstValue("Content-Location")).isEmpty();
    }
  }

  @Test
  void nobodyElseFollowsOrCancelsIt() {
    String address = accepted(ask("GET", "/" + Stored.patient(), ""));
    assertThat(ended(address, Http.FHIR_JSON).statusCode()).isEqualTo(200);
    for (String method : List.of("GET", "DELETE")) {
      assertThat(Exports.send(method, address, "somebody else").statusCode()).isEqualTo(404);
    }
    assertThat(Exports.send("DELETE", address, SENDER).statusCode()).isEqualTo(202);
    assertThat(Exports.send("GET", address, SENDER).statusCode()).isEqualTo(404);
  }
}
