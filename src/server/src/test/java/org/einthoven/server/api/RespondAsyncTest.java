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
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** {@code Prefer: respond-async} on reads, searches, batches and transactions. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RespondAsyncTest {

  private static final String SENDER = "patient one";
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

  private static BundleEntryComponent answer(HttpResponse<String> asked) {
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
  void aWriteIsCarriedOutLaterWithItsConditions() {
    String mrn = "later-write";
    String body =
        Workflow.json(new Patient().addIdentifier(Workflow.identifier(Workflow.MRN, mrn)));
    BundleEntryComponent created = answer(ask("POST", "/Patient", body));
    assertThat(created.getResponse().getStatus()).isEqualTo("201");
    assertThat(created.getResponse().getEtag()).isEqualTo("W/\"1\"");
    String patient = Workflow.reference(created.getResource());
    assertThat(created.getResponse().getLocation()).isEqualTo(patient + "/_history/1");
    assertThat(Workflow.found("Patient?identifier=" + Workflow.MRN + "%7C" + mrn))
        .containsExactly(patient);
    String condition = "identifier=" + Workflow.MRN + "|" + mrn;
    BundleEntryComponent there = answer(ask("POST", "/Patient", body, "If-None-Exist", condition));
    assertThat(there.getResponse().getStatus()).isEqualTo("200");
    assertThat(count(mrn)).isEqualTo(1);

    Patient changed = (Patient) created.getResource();
    changed.setActive(true);
    BundleEntryComponent updated =
        answer(ask("PUT", "/" + patient, Workflow.json(changed), "If-Match", "W/\"1\""));
    assertThat(updated.getResponse().getStatus()).isEqualTo("200");
    assertThat(updated.getResponse().getEtag()).isEqualTo("W/\"2\"");
    BundleEntryComponent stale =
        answer(ask("PUT", "/" + patient, Workflow.json(changed), "If-Match", "W/\"1\""));
    assertThat(stale.getResponse().getStatus()).isEqualTo("412");
    changed.setId((String) null);
    String byCondition = "/Patient?identifier=" + Workflow.MRN.replace(":", "%3A") + "%7C" + mrn;
    assertThat(answer(ask("PUT", byCondition, Workflow.json(changed))).getResponse().getEtag())
        .isEqualTo("W/\"3\"");

    String patch = "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":false}]";
    HttpResponse<String> patching =
        Http.send(
            "PATCH",
            "/fhir/" + patient,
            "application/json-patch+json",
            patch.getBytes(StandardCharsets.UTF_8),
            "Einthoven-Sender",
            SENDER,
            "Prefer",
            "respond-async");
    BundleEntryComponent patched = answer(patching);
    assertThat(patched.getResponse().getStatus()).isEqualTo("200");
    assertThat(((Patient) patched.getResource()).getActive()).isFalse();

    assertThat(answer(ask("DELETE", "/" + patient, "")).getResponse().getStatus()).isEqualTo("204");
    assertThat(Http.get("/fhir/" + patient).statusCode()).isEqualTo(410);
    assertThat(
            answer(ask("POST", "/Patient", "{\"resourceType\":\"Device\"}"))
                .getResponse()
                .getStatus())
        .isEqualTo("400");
  }

  @Test
  void anEcgThatIsStoredLaterKeepsItsBytesAndIsReported() {
    BundleEntryComponent created = answer(ask("POST", "/Observation", EcgBodies.json(9431)));
    assertThat(created.getResponse().getStatus()).isEqualTo("201");
    String ecg = Workflow.reference(created.getResource());
    assertThat(Reports.of(ecg).getConclusion()).isNotBlank();
    BundleEntryComponent repeat = answer(ask("POST", "/Observation", EcgBodies.json(9431)));
    assertThat(repeat.getResponse().getStatus()).isEqualTo("200");
    assertThat(Workflow.reference(repeat.getResource())).isEqualTo(ecg);
  }

  @Test
  void historiesAreAnsweredLaterAsTheyAreAtOnce() {
    String patient = Stored.patient();
    for (String address : List.of("/" + patient + "/_history", "/Patient/_history?_count=2")) {
      Bundle later = (Bundle) answer(ask("GET", address, "")).getResource();
      Bundle atOnce = (Bundle) Reports.parsed(Http.get("/fhir" + address)).resource();
      assertThat(later.getType()).isEqualTo(BundleType.HISTORY);
      assertThat(later.getTotal()).isEqualTo(atOnce.getTotal());
      assertThat(later.getLink("next") == null).isEqualTo(atOnce.getLink("next") == null);
      assertThat(later.getEntry()).hasSameSizeAs(atOnce.getEntry());
      for (int i = 0; i < atOnce.getEntry().size(); i++) {
        assertThat(later.getEntry().get(i).equalsDeep(atOnce.getEntry().get(i)))
            .as("%s, entry %d", address, i)
            .isTrue();
      }
    }
    Bundle all = (Bundle) answer(ask("GET", "/_history?_count=1", "")).getResource();
    assertThat(all.getEntry()).hasSize(1);
    assertThat(answer(ask("GET", "/Patient/nobody/_history", "")).getResponse().getStatus())
        .isEqualTo("404");
  }

  @Test
  void labelsAreToldAddedAndTakenAwayLater() {
    String patient = Stored.patient();
    String labels =
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":"
            + "{\"tag\":[{\"system\":\"urn:later\",\"code\":\"t\"}]}}]}";
    BundleEntryComponent added = answer(ask("POST", "/" + patient + "/$meta-add", labels));
    assertThat(added.getResponse().getStatus()).isEqualTo("200");
    assertThat(tags(answer(ask("GET", "/" + patient + "/$meta", "")))).containsExactly("t");
    assertThat(tags(answer(ask("GET", "/" + patient + "/_history/1/$meta", "")))).isEmpty();
    assertThat(tags(answer(ask("GET", "/Patient/$meta", "")))).contains("t");
    assertThat(tags(answer(ask("GET", "/$meta", "")))).contains("t");
    answer(ask("POST", "/" + patient + "/$meta-delete", labels));
    assertThat(tags(answer(ask("GET", "/" + patient + "/$meta", "")))).isEmpty();
    assertThat(answer(ask("GET", "/" + patient + "/$meta?shoe=1", "")).getResponse().getStatus())
        .isEqualTo("400");
  }

  private static List<String> tags(BundleEntryComponent answered) {
    Parameters parameters = (Parameters) answered.getResource();
    return parameters.getParameter().stream()
        .flatMap(each -> ((Meta) each.getValue()).getTag().stream())
        .map(Coding::getCode)
        .toList();
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
